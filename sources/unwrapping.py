"""Lines that a mail program or a PDF broke at its own width, joined into paragraphs again. Pure.

Nothing here knows a language. A program fills each line until the next word no
longer fits, so every line but a paragraph's last is about as long as the longest;
verse, lists and signatures end their lines where they please. So a line that ends
a sentence though the next word would have fitted ends a paragraph, also where no
blank line says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

#: Of the widest line, what a broken line reaches with the word that did not fit: letters differ in width.
_FULL = 0.85
#: Of the lines that another follows, how many must be full, and how many may end a sentence.
_MOST, _ENDINGS = 0.7, 0.5
#: Characters of the widest line, and broken lines: fewer of either tell nothing.
_WIDTHS, _ENOUGH = range(45, 140), 3
_ENDS = re.compile(r"[.!?…؟۔。！？:：][\"'”’»)\]]*$")
#: How an entry of a list, or one's turn in a dialogue, begins.
_ENTRY = re.compile(r"\s*(?:[-–—*•·▪‣>]|[\d٠-٩]{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class _Break:
    """The end of one line and the beginning of the next, within a paragraph."""

    line: str
    following: str

    @property
    def reach(self) -> int:
        """How long the line would be with the word that comes next."""
        return len(self.line) + 1 + len(self.following.split(maxsplit=1)[0])

    def is_full(self, width: int) -> bool:
        return self.reach > _FULL * width and not _ENTRY.match(self.following)


def unwrapped(text: str) -> str | None:
    """The text with one paragraph a line; None where its lines do not look broken by a program."""
    paragraphs = _paragraphs(text)
    if len(paragraphs) == 1:
        paragraphs = _told_apart(paragraphs[0])
    breaks = [_Break(*pair) for lines in paragraphs for pair in pairwise(lines)]
    if len(breaks) < _ENOUGH:
        return None
    width = max(len(one.line) for one in breaks)
    full = sum(one.is_full(width) for one in breaks)
    ending = sum(bool(_ENDS.search(one.line)) for one in breaks)
    if width not in _WIDTHS or full < _MOST * len(breaks) or ending > _ENDINGS * len(breaks):
        return None
    if _is_verse(breaks):
        return None
    return "\n\n".join(_joined(lines, width) for lines in paragraphs)


def _paragraphs(text: str) -> list[list[str]]:
    lines = (line.rstrip() for line in text.splitlines())
    return [list(some) for filled, some in groupby(lines, key=bool) if filled]


def _told_apart(lines: list[str]) -> list[list[str]]:
    """The paragraphs of lines between which no blank one stands."""
    width = max(map(len, lines))
    found = [[lines[0]]]
    for one in (_Break(*pair) for pair in pairwise(lines)):
        if _ENDS.search(one.line) and one.reach <= width:
            found.append([])
        found[-1].append(one.following)
    return found


def _is_verse(breaks: list[_Break]) -> bool:
    """Whether lines begin with capitals, as prose goes on with them only now and then.

    Where letters have no case this says nothing.
    """
    begins = [one.following.lstrip()[:1] for one in breaks]
    cased = [one for one in begins if one.lower() != one.upper()]
    return bool(cased) and sum(one.isupper() for one in cased) > _ENDINGS * len(cased)


def _joined(lines: list[str], width: int) -> str:
    """One line where each was full; a line that ended early ends still."""
    told = lines[0]
    for one in (_Break(*pair) for pair in pairwise(lines)):
        told += f" {one.following.lstrip()}" if one.is_full(width) else f"\n{one.following}"
    return told

"""Passages of a text: where one is, whether it is still there, where sentences end. Pure.

Offsets count Unicode code points of the canonical text, never bytes and never the
UTF-16 units of a browser. A passage is kept twice over, as W3C Web Annotation does:
by position, and by its words with 32 characters of context on either side. What
does not match on both counts is refused or left to a person; nothing here is fuzzy.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from sentencex import segment

#: Characters of context kept before and after a passage; fewer only at the text's ends.
CONTEXT = 32
#: Words that stand more often than this are told apart by a person.
_MOST_ALIKE = 50
#: Unicode's stream-safe limit. No script needs more, and composing longer runs takes
#: time that grows with their square: 100,000 marks on one letter held NFC for 11 s.
_MOST_MARKS = 30
#: A mark is neither a word character nor a blank: only such a run can hold a flood of them.
_NO_WORDS = re.compile(rf"[^\w\s]{{{_MOST_MARKS + 1},}}")
#: Languages whose abbreviations are known; any other is cut as English is.
_LANGUAGES = ("en", "ru", "ar")
#: Longest stretch handed to the sentence cutter, whose time on unclosed quotation
#: marks grows with the square of the stretch.
_LONGEST_PIECE = 2000


class TextRefused(ValueError):
    """The text holds something that cannot be kept. `code` is nul, surrogate or marks; `at` says where."""

    def __init__(self, code: str, at: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.at = at


class QuoteNotFound(ValueError):
    """The text does not have these words at this place, between these neighbours."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text: where they are, what they are, and what stands around them."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Page:
    """What one capture printed: its canonical text, and start and end of each sentence in order."""

    text: str
    sentences: Sequence[tuple[int, int]] = ()

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The passage and the sentences that it reaches into, whole."""
        last = bisect_right(self.sentences, end - 1, key=lambda one: one[0]) - 1
        first = bisect_right(self.sentences, start, key=lambda one: one[0]) - 1
        if first >= 0 and self.sentences[first][1] > start:
            start = self.sentences[first][0]
        return start, max(end, self.sentences[last][1]) if last >= 0 else end


@dataclass(frozen=True, slots=True)
class Carried:
    """The passage stands in the new text, with its neighbours, once: nobody needs to look."""

    passage: Passage


@dataclass(frozen=True, slots=True)
class Moved:
    """The words stand once in the new text, between other neighbours: a person must confirm."""

    passage: Passage


@dataclass(frozen=True, slots=True)
class Lost:
    """An editor must find the passage.

    `still_printed` tells words that stand in several places, which nobody can tell
    apart unseen, from words the outlet took out.
    """

    still_printed: bool


Outcome: TypeAlias = Carried | Moved | Lost


def canonical(text: str) -> str:
    """The one form in which a text is kept and counted: NFC, blocks joined by one LF.

    Every kind of line end is LF, blanks at a line's end and blank lines are dropped;
    so a text read twice gives the same offsets. Applying it again changes nothing.

    Bidirectional and other invisible controls stay: they are what the outlet printed,
    and a text altered here would no longer match its source. Pages isolate them.
    """
    _refuse_unkeepable(text)
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join(kept for line in lines if (kept := line.rstrip()))


def _refuse_unkeepable(text: str) -> None:
    if "\0" in text:
        at = text.index("\0")
        raise TextRefused(
            "nul", at, f"The text has a NUL character at position {at}. Remove it and try again."
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"The text has half a character at position {error.start}. Copy it again from its source."
        raise TextRefused("surrogate", error.start, message) from None
    if (flood := _mark_flood(text)) is not None:
        message = (
            f"The text has more than {_MOST_MARKS} accents on one letter at position {flood}. Remove them."
        )
        raise TextRefused("marks", flood, message)


def _mark_flood(text: str) -> int | None:
    """Where more combining marks follow each other than any script needs."""
    for run in _NO_WORDS.finditer(text):
        at = run.start()
        for is_mark, chars in groupby(run[0], key=lambda char: unicodedata.category(char)[0] == "M"):
            length = sum(1 for _ in chars)
            if is_mark and length > _MOST_MARKS:
                return at
            at += length
    return None


def passage_at(text: str, start: int, end: int) -> Passage:
    """The passage from `start` to before `end`; `QuoteNotFound` where there is none."""
    if not 0 <= start < end <= len(text):
        raise QuoteNotFound(f"{start} to {end} is not a passage of a text of {len(text)} characters.")
    exact = text[start:end]
    if exact.isspace():
        raise QuoteNotFound(f"{start} to {end} holds no words.")
    return Passage(start, end, exact, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def check(text: str, passage: Passage) -> None:
    """Nothing if the passage stands in the text just as it says, else `QuoteNotFound`."""
    if passage_at(text, passage.start, passage.end) != passage:
        raise QuoteNotFound(f"The text from {passage.start} to {passage.end} is not the passage given.")


def carry(passage: Passage, old: Page, new: Page) -> Outcome:
    """What became of the passage of `old` in a newer capture of the same article.

    It is carried where its words stand between the same neighbours, once. Two
    more things must hold, or a person looks. Words that stood several times
    must stand as often, all between their old neighbours: else, when one of
    two like sentences goes, the other could come to stand where it was. And
    the sentence around the passage must be the same to the letter, or what it
    says far from the passage ("denied that …") could be turned round unnoticed.
    """
    there, here = _places(old.text, passage), _places(new.text, passage)
    in_context = [at for at in here if _neighbours(new.text, at, passage) == (passage.prefix, passage.suffix)]
    if len(in_context) == 1:
        found = _moved_to(passage, new.text, in_context[0])
        told_apart = len(there) == 1 or _alike(old.text, there, new.text, here, passage)
        sure = told_apart and _same_around(passage, old, found, new)
        return Carried(found) if sure else Moved(found)
    if len(here) == 1:
        return Moved(_moved_to(passage, new.text, here[0]))
    return Lost(still_printed=bool(here))


def _moved_to(passage: Passage, text: str, start: int) -> Passage:
    return passage_at(text, start, start + len(passage.exact))


def _alike(old: str, there: list[int], new: str, here: list[int], passage: Passage) -> bool:
    """Whether the words stand as often as before, in the same order between the same, distinct neighbours."""
    before = [_neighbours(old, at, passage) for at in there]
    after = [_neighbours(new, at, passage) for at in here]
    return before == after and len(set(before)) == len(before) <= _MOST_ALIKE


def _neighbours(text: str, at: int, passage: Passage) -> tuple[str, str]:
    """What stands around the words at `at`. "Nothing before it" is a neighbour too."""
    here = _moved_to(passage, text, at)
    return here.prefix, here.suffix


def _same_around(passage: Passage, old: Page, here: Passage, new: Page) -> bool:
    before, after = old.around(passage.start, passage.end), new.around(here.start, here.end)
    return old.text[slice(*before)] == new.text[slice(*after)]


def _places(text: str, passage: Passage) -> list[int]:
    """Where the passage's words stand, overlapping ones too: as many places as are ever looked at.

    "nine" in "nineteen" is not the word tagged. A passage that was itself cut
    out of a word may be found in one.
    """
    words = passage.exact
    cut_before = _joins(passage.prefix[-1:], words[0])
    cut_after = _joins(words[-1], passage.suffix[:1])
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) <= _MOST_ALIKE:
        end = at + len(words)
        whole_before = cut_before or not _joins(text[max(0, at - 1) : at], words[0])
        whole_after = cut_after or not _joins(words[-1], text[end : end + 1])
        if whole_before and whole_after:
            found.append(at)
        at = text.find(words, at + 1)
    return found


def _joins(before: str, after: str) -> bool:
    """Whether two neighbouring characters belong to one word; "" is a text's end."""
    return all(one and unicodedata.category(one)[0] in "LMN" for one in (before, after))


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a canonical text, in order, blanks around it left out.

    `language` is a BCP 47 tag. A sentence never runs over the end of its block.
    """
    code = language.partition("-")[0].lower()
    found = []
    at = 0
    for block in text.split("\n"):
        cut = _sentences_of_block(block, code if code in _LANGUAGES else "en")
        found += [(at + start, at + end) for start, end in cut]
        at += len(block) + 1
    return found


def _sentences_of_block(block: str, language: str) -> Iterator[tuple[int, int]]:
    # The cutter crashes on a non-ASCII blank after an initial ("A" + NBSP + "."), so it
    # gets plain spaces: one code point for another, and offsets stay as they are.
    block = re.sub(r"\s", " ", block)
    at = 0
    while at < len(block):
        piece = block[at : _piece_end(block, at)]
        parts = _segments(piece, language)
        # Where a long block was cut, its last sentence may go on: the next piece has it whole.
        if at + len(piece) < len(block) and len(parts) > 1:
            parts.pop()
        for part in parts:
            if words := part.strip():
                start = at + len(part) - len(part.lstrip())
                yield start, start + len(words)
            at += len(part)


def _piece_end(block: str, at: int) -> int:
    """The end of what to cut next: all that is left, else up to a blank, else by length."""
    limit = at + _LONGEST_PIECE
    if limit >= len(block):
        return len(block)
    return block.rfind(" ", at + 1, limit) + 1 or limit


def _segments(piece: str, language: str) -> list[str]:
    """The sentences of `piece`, which joined give it back; the whole of it if the cutter fails."""
    try:
        parts = [part for part in segment(language, piece) if part]
    except BaseException as crash:
        # A crash of its Rust code is no `Exception`: unheld, it would end the worker.
        if type(crash).__name__ != "PanicException":
            raise
        return [piece]
    return _rejoined(parts) if "".join(parts) == piece else [piece]


def _rejoined(parts: list[str]) -> list[str]:
    """`parts` without cuts at a point that a letter follows at once: "Caliber.Az" is one name.

    A sentence begun without a blank is joined to the one before it, the lesser harm.
    """
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1][-1] == "." and part[0].isalpha():
            joined[-1] += part
        else:
            joined.append(part)
    return joined

"""One wording beside another: what was taken out, what came in, what took whose place. Pure.

Nothing here decides anything: it draws two texts side by side, and offers a
person the likeliest places to look at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: A word with what clings to it, or one sign; each with the blanks after it.
_TOKEN = re.compile(r"\w+(?:[\u0300-\u036f\u064b-\u065f'’.,-]*\w+)*\s*|\S\s*|\s+")
#: The time of comparing grows with the square of the words: longer texts are told one after the other.
_MOST_WORDS = 1_500
#: How alike two sentences must be, from 0 to 1, for one to be offered in the other's place.
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of the two wordings: in both ("same"), the old alone ("gone"), the new alone ("new")."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> list[Step]:
    """The way from `old` to `new`, word by word: what is gone stands before what came in its place."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_WORDS:
        return [Step("gone", old), Step("new", new)]
    steps: list[Step] = []
    for act, i1, i2, j1, j2 in _matcher(before, after).get_opcodes():
        if act == "equal":
            steps += _same("".join(before[i1:i2]), "".join(after[j1:j2]))
            continue
        steps += [Step("gone", "".join(before[i1:i2]))] if i1 < i2 else []
        steps += [Step("new", "".join(after[j1:j2]))] if j1 < j2 else []
    return steps


def _same(old: str, new: str) -> list[Step]:
    """Words of both; the blank after the last where one wording has none, as before a comma, is its own."""
    words = new.rstrip()
    gone, come = old[len(old.rstrip()) :], new[len(words) :]
    if bool(gone) == bool(come):
        return [Step("same", new)]
    return [Step("same", words), Step("gone", gone) if gone else Step("new", come)]


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    # Words that differ only in the blank after them are the same words.
    return SequenceMatcher(
        None, [one.strip() for one in before], [one.strip() for one in after], autojunk=False
    )


def likely(gone: str, offered: Sequence[str], most: int = 3) -> list[int]:
    """Which of `offered` may have taken the place of the sentence `gone`: indexes, the likeliest first."""
    words = [one.strip() for one in _TOKEN.findall(gone)][:_MOST_WORDS]
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(words)
    found = []
    for index, sentence in enumerate(offered):
        matcher.set_seq1([one.strip() for one in _TOKEN.findall(sentence)][:_MOST_WORDS])
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            continue
        if (ratio := matcher.ratio()) >= _ALIKE:
            found.append((-ratio, index))
    return [index for _ratio, index in sorted(found)[:most]]


def counterpart(old: str, start: int, end: int, new: str) -> tuple[int, int]:
    """Where `new` says what `old` said from `start` to before `end`; all of it where nothing is left."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_WORDS:
        return 0, len(new)
    first, last = _word_at(before, start), _word_at(before, end - 1) + 1
    reached = [
        _matching(act, (i1, i2), (j1, j2), first, last)
        for act, i1, i2, j1, j2 in _matcher(before, after).get_opcodes()
        if i1 < last and (i2 > first or i1 == i2 > first)
    ]
    places = [place for place in reached if place[0] < place[1]]
    stretch = "".join(after[places[0][0] : places[-1][1]]).rstrip() if places else ""
    begin = len("".join(after[: places[0][0]])) if stretch else 0
    return begin, begin + len(stretch or new)


def _matching(
    act: str, gone: tuple[int, int], new: tuple[int, int], first: int, last: int
) -> tuple[int, int]:
    """The words of `new` for those from `first` to before `last`: one by one where equal, else all."""
    if act != "equal":
        return new
    shift = new[0] - gone[0]
    return max(gone[0], first) + shift, min(gone[1], last) + shift


def _word_at(words: Sequence[str], place: int) -> int:
    at = 0
    for index, word in enumerate(words):
        at += len(word)
        if place < at:
            return index
    return len(words) - 1

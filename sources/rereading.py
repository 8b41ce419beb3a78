"""A page read again: what its editor had made of the first reading, made of the new one. Pure.

An editor takes out what is not the article and sets right what a program misread. To compare
the program's new reading with the editor's text would call that hand the outlet's. So two
readings by one program are compared, and the editor's hand is laid over the new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

#: The time of comparing grows with the square of the lines: a longer reading stands as it is.
_MOST_LINES = 2_000


def as_edited(read_then: str, edited: str, read_now: str) -> str:
    """`read_now`, with each line that reads as it did then as its editor left it.

    All are canonical texts. A line that reads otherwise now stands as it is read, and what an
    editor made of several lines at once is kept only where all of them read as they did.
    """
    if read_now == read_then:
        return edited
    then, hand, now = (text.split("\n") for text in (read_then, edited, read_now))
    if max(len(then), len(hand), len(now)) > _MOST_LINES:
        return read_now
    lines = [[line] for line in now] + [[]]
    at = _unchanged(then, now)
    for act, i1, i2, j1, j2 in SequenceMatcher(None, then, hand, autojunk=False).get_opcodes():
        if act == "delete":
            for line in range(i1, i2):
                _put(lines, at.get(line), [])
        elif act == "replace" and _together(at, i1, i2 - 1):
            _put(lines, at[i1], hand[j1:j2])
            for line in range(i1 + 1, i2):
                _put(lines, at[line], [])
        elif act == "insert" and _together(at, i1 - 1, i1):
            lines[at[i1]][:0] = hand[j1:j2]
    return "\n".join(line for group in lines for line in group) or read_now


def _unchanged(then: Sequence[str], now: Sequence[str]) -> Mapping[int, int]:
    """Where each line of `then` stands `now`, if it does. The ends of both stand for themselves."""
    at = {-1: -1, len(then): len(now)}
    for start, there, length in SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks():
        at.update((start + one, there + one) for one in range(length))
    return at


def _together(at: Mapping[int, int], first: int, last: int) -> bool:
    """Whether these lines still follow each other, and nothing came in between."""
    return all(line in at for line in range(first, last + 1)) and at[last] - at[first] == last - first


def _put(lines: Sequence[list[str]], at: int | None, instead: Sequence[str]) -> None:
    """What an editor made of the line at `at`; anything put before it stays there."""
    if at is not None:
        lines[at][-1:] = instead

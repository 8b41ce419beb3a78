"""A text cut into blocks, sentences and flat marks, ready to print. Pure.

Marks never nest: where passages overlap, the text is cut at every edge, and
each piece knows all marks that cover it. Every offset counts code points of
the whole text, as statements do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol, TypeVar

#: Characters of text on one page; longer articles come in parts.
PART = 150_000


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Span = TypeVar("Span", bound=Placed)


@dataclass(frozen=True, slots=True)
class Mark:
    """A tagged passage: its place, the number readers know it by, and how its line looks."""

    start: int
    end: int
    number: int
    look: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks. `ends` are the marks that end with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()

    @property
    def look(self) -> str:
        """The class of its line: the mark's own, `several` under more than one, "" under none."""
        if not self.marks:
            return ""
        return self.marks[0].look if len(self.marks) == 1 else "several"


@dataclass(frozen=True, slots=True)
class Run:
    """A sentence, or what stands between two."""

    start: int
    end: int
    is_sentence: bool
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the text."""

    start: int
    end: int
    runs: list[Run] = field(default_factory=list)


def edges(text: str, sentences: Iterable[tuple[int, int]] = (), most: int = PART) -> list[tuple[int, int]]:
    """Start and end of each block, its closing LF left out.

    A block of more than `most` characters, which no page could show, is several, cut
    between sentences: the blank there is left out as the LF is.
    """
    found, at = [], 0
    for block in text.split("\n"):
        end = at + len(block)
        found += [(at, end)] if len(block) <= most else _cut(at, end, sentences, most)
        at = end + 1
    return found


def _cut(start: int, end: int, sentences: Iterable[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """As few pieces as hold `most` characters each, so that no two of them fit into one part."""
    pieces: list[tuple[int, int]] = []
    for first, last in sentences:
        if not start <= first < end:
            continue
        if pieces and last - pieces[-1][0] <= most:
            first = pieces.pop()[0]
        pieces.append((first, last))
    return pieces or [(start, end)]


def parts(places: Iterable[tuple[int, int]], most: int = PART) -> list[list[tuple[int, int]]]:
    """The blocks at `places` in as many groups as hold about `most` characters each; at least one."""
    found: list[list[tuple[int, int]]] = [[]]
    for start, end in places:
        if found[-1] and end - found[-1][0][0] > most:
            found.append([])
        found[-1].append((start, end))
    return found


def blocks(
    text: str,
    places: Sequence[tuple[int, int]],
    sentences: Iterable[tuple[int, int]],
    marks: Iterable[Mark],
) -> list[Block]:
    """The blocks at `places` (some or all of `edges(text)`, in order) with their sentences and marks."""
    sentences_of = _by_block(places, (Run(start, end, True) for start, end in sentences))
    marks_of = _by_block(places, marks)
    return [
        Block(start, end, _runs(text, start, end, sentences_of[start], marks_of[start]))
        for start, end in places
    ]


def _by_block(places: Sequence[tuple[int, int]], spans: Iterable[Span]) -> dict[int, list[Span]]:
    """Spans by the start of each block that they touch."""
    starts = [start for start, _end in places]
    touched: defaultdict[int, list[Span]] = defaultdict(list)
    for span in spans:
        for index in range(max(bisect_right(starts, span.start) - 1, 0), len(places)):
            start, end = places[index]
            if start >= span.end:
                break
            if end > span.start:
                touched[start].append(span)
    return touched


def _runs(text: str, start: int, end: int, sentences: list[Run], marks: list[Mark]) -> list[Run]:
    runs, at = [], start
    for sentence in [*sentences, Run(end, end, False)]:
        if at < sentence.start:
            runs.append(Run(at, sentence.start, False, _pieces(text, at, sentence.start, marks)))
        if sentence.is_sentence:
            pieces = _pieces(text, sentence.start, sentence.end, marks)
            runs.append(Run(sentence.start, sentence.end, True, pieces))
        at = sentence.end
    return runs


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> list[Piece]:
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end}
    for mark in here:
        cuts |= {max(mark.start, start), min(mark.end, end)}
    return [
        Piece(
            text[first:last],
            tuple(mark for mark in here if mark.start <= first and mark.end >= last),
            tuple(mark for mark in here if mark.end == last),
        )
        for first, last in pairwise(sorted(cuts))
    ]

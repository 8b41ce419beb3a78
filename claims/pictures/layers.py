"""A directed graph in columns: who stands in which, in what order, and how high. Pure.

Columns come from `networkx.topological_generations`. A connection that skips
columns gets a bend in each, so that it runs between the boxes and not behind
them. A few barycentre sweeps then bring neighbours level with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import networkx as nx

#: A bend is named by its connection and its column, a box by a plain text.
Slot = str | tuple[str, str, int]
Pair = tuple[str, str]
_SWEEPS = 4


def columns(boxes: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """Origins first, each box one column behind the last of those it draws on. There must be no cycle."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(boxes)
    graph.add_edges_from(pairs)
    place = {box: n for n, box in enumerate(graph)}
    return [sorted(generation, key=place.__getitem__) for generation in nx.topological_generations(graph)]


def routes(layers: Sequence[Sequence[str]], pairs: Iterable[Pair]) -> dict[Pair, list[Slot]]:
    """For each connection the slots it passes, from box to box, a bend in every column between."""
    column = {box: n for n, layer in enumerate(layers) for box in layer}
    return {(a, b): [a, *((a, b, n) for n in range(column[a] + 1, column[b])), b] for a, b in pairs}


def ordered(layers: Sequence[Sequence[str]], ways: Mapping[Pair, Sequence[Slot]]) -> list[list[Slot]]:
    """The columns with their bends, top to bottom, with few crossings."""
    column = {box: n for n, layer in enumerate(layers) for box in layer}
    full: list[list[Slot]] = [list(layer) for layer in layers]
    for (a, _), way in ways.items():
        for step, slot in enumerate(way[1:-1], start=column[a] + 1):
            full[step].append(slot)
    before, after = neighbours(ways)
    for _sweep in range(_SWEEPS):
        _sort_by(full[1:], full[:-1], before)
        _sort_by(full[-2::-1], full[:0:-1], after)
    return full


def neighbours(ways: Mapping[Pair, Sequence[Slot]]) -> tuple[dict[Slot, list[Slot]], dict[Slot, list[Slot]]]:
    """What lies directly before and directly after each slot."""
    before: dict[Slot, list[Slot]] = {}
    after: dict[Slot, list[Slot]] = {}
    for way in ways.values():
        for a, b in pairwise(way):
            after.setdefault(a, []).append(b)
            before.setdefault(b, []).append(a)
    return before, after


def levels(
    layers: Sequence[Sequence[Slot]],
    ways: Mapping[Pair, Sequence[Slot]],
    heights: Mapping[Slot, float],
    gap: float,
) -> dict[Slot, float]:
    """The middle of each slot: level with its neighbours where there is room, the topmost edge at 0."""
    middle: dict[Slot, float] = {}
    for layer in layers:
        total = sum(heights[slot] for slot in layer) + gap * (len(layer) - 1)
        _stack(layer, dict.fromkeys(layer, 0.0), heights, gap, middle, start=-total / 2)
    before, after = neighbours(ways)
    for sides, run in ((before, layers[1:]), (after, layers[-2::-1]), (before, layers[1:])):
        for layer in run:
            wish = {slot: _mean([middle[n] for n in sides.get(slot, [])], middle[slot]) for slot in layer}
            _stack(layer, wish, heights, gap, middle)
    top = min(middle[slot] - heights[slot] / 2 for slot in middle)
    return {slot: at - top for slot, at in middle.items()}


def _sort_by(
    run: Iterable[list[Slot]], fixed: Iterable[list[Slot]], sides: Mapping[Slot, Sequence[Slot]]
) -> None:
    """Put each column in the order of what it is joined to in the column beside it, already in order."""
    for layer, beside in zip(run, fixed, strict=True):
        place = {slot: float(n) for n, slot in enumerate(beside)}
        own = {slot: float(n) for n, slot in enumerate(layer)}
        wish = {
            slot: _mean([place[n] for n in sides.get(slot, []) if n in place], own[slot]) for slot in layer
        }
        layer.sort(key=wish.__getitem__)


def _stack(
    layer: Sequence[Slot],
    wish: Mapping[Slot, float],
    heights: Mapping[Slot, float],
    gap: float,
    middle: dict[Slot, float],
    start: float | None = None,
) -> None:
    """Place a column from the top, each slot at its wish or below the one above; then share out the shift."""
    edge = float("-inf") if start is None else start
    placed: dict[Slot, float] = {}
    for slot in layer:
        half = heights[slot] / 2
        at = edge + half if start is not None else max(wish[slot], edge + half)
        placed[slot] = at
        edge = at + half + gap
    shift = 0.0 if start is not None else _mean([wish[s] - placed[s] for s in layer], 0.0)
    middle.update({slot: at + shift for slot, at in placed.items()})


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise

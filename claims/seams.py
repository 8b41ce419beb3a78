"""In what order a question's answers stand side by side, and where a seam runs between them. Pure.

What cannot both be true stands apart: answers that do not rule each other out
form a group, the smallest group comes first, and between two groups runs a seam.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.record import Id


@dataclass(frozen=True, slots=True)
class Columns:
    """Answers in order; those with a seam before them; whether each seam parts all from all.

    Where `clean` is false, a seam says no more than that the two answers
    beside it cannot both be true.
    """

    order: tuple[Id, ...]
    splits: frozenset[Id]
    clean: bool


def columns(
    answers: Sequence[Id], clashing: Iterable[tuple[Id, Id]], carriers: Mapping[Id, int] | None = None
) -> Columns:
    """The `answers` with the odd one first: the one that most others rule out and fewest carry.

    `clashing` holds pairs that cannot both be true, `carriers` how many say each.
    """
    held = carriers or {}
    against = _against(answers, clashing)
    place = {answer: number for number, answer in enumerate(answers)}
    groups = [
        sorted(group, key=lambda one: (-len(against[one]), -held.get(one, 0), place[one]))
        for group in _groups(answers, against)
    ]
    groups.sort(key=lambda group: (len(group), sum(held.get(one, 0) for one in group), place[group[0]]))
    order = tuple(one for group in groups for one in group)
    splits = [number for number in range(1, len(order)) if order[number] in against[order[number - 1]]]
    clean = all(
        right in against[left] for number in splits for left in order[:number] for right in order[number:]
    )
    return Columns(order, frozenset(order[number] for number in splits), clean)


def _against(answers: Sequence[Id], clashing: Iterable[tuple[Id, Id]]) -> dict[Id, set[Id]]:
    known = set(answers)
    against: defaultdict[Id, set[Id]] = defaultdict(set)
    for one, other in clashing:
        if one != other and one in known and other in known:
            against[one].add(other)
            against[other].add(one)
    return against


def _groups(answers: Sequence[Id], against: Mapping[Id, set[Id]]) -> list[list[Id]]:
    """Answers that lead to each other by steps between two that may both be true."""
    waiting, groups = set(answers), []
    for answer in answers:
        if answer not in waiting:
            continue
        group, reached = [], [answer]
        waiting.discard(answer)
        while reached:
            one = reached.pop()
            group.append(one)
            beside = waiting - against[one]
            waiting -= beside
            reached += beside
        groups.append(group)
    return groups

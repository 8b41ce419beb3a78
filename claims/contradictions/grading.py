"""How grave a clash of two statements is, and how close together the two stand. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from claims.record import Entities, Id, Question, Statement, is_complete
from claims.vocabulary import LABELS, LEVELS
from sources.dates import DayRange

#: Statements that say the same: of one claim, and all for it or all denying it.
Camp: TypeAlias = Sequence[Statement]
#: For each statement, those whose word it is: `claims.origins.speakers`.
Speakers: TypeAlias = Mapping[Id, frozenset[tuple[str, Id]]]


# Two facts stated with certainty cannot both be true. Where one of them is a reading of the facts,
# a guess, or has no certainty on record, both voices may be honest and right as far as they go. Nor
# is more known where nobody has recorded yet how the outlet puts it, or on whose word it stands.
#
# An answer that may change over time is not contradicted by a later one: what was said in other days
# is an update, however sure. If a date is missing or runs on without end, the two may have been said
# in different days, so that a contradiction is more than anyone can know. Dates that are open and yet
# apart ("December 2024", "since 18 February 2025") are apart all the same.
def level(question: Question, one: Statement, other: Statement) -> str:
    """Contradiction, tension or update: the level of two statements that clash."""
    if question.varies:
        if _apart(one.window, other.window):
            return "update"
        if not (_closed(one.window) and _closed(other.window)):
            return "tension"
    return "contradiction" if _firm(one) and _firm(other) else "tension"


# A voice that contradicts itself says more than an article that quotes two, an article more than two
# articles of one outlet, and those more than two outlets. The closest that holds is the label.
def label(ones: Camp, others: Camp, speakers: Speakers, entities: Entities) -> str:
    """How close the closest of two sides stand: same speaker, article, outlet, or across outlets."""
    if _meet(ones, others, lambda one: speakers[one.id]):
        return "same_speaker"
    if _meet(ones, others, lambda one: {one.article}):
        return "same_article"
    # Two outlets that are not named may be one, but are not known to be.
    if _meet(ones, others, lambda one: () if one.outlet is None else {entities.canonical(one.outlet)}):
        return "same_outlet"
    return "across_outlets"


def grade(
    question: Question, clashing: Iterable[tuple[Camp, Camp]], speakers: Speakers, entities: Entities
) -> tuple[str, str]:
    """The highest level among all pairs of two sides, and the closest label of the pairs at that level.

    Statements that weigh the same are weighed once, as hundreds may carry one claim.
    """
    at: dict[str, list[tuple[Camp, Camp]]] = {}
    for ones, others in clashing:
        for some, more in product(_alike(question, ones), _alike(question, others)):
            at.setdefault(level(question, some[0], more[0]), []).append((some, more))
    gravest = min(at, key=LEVELS.index)
    return gravest, min((label(*sides, speakers, entities) for sides in at[gravest]), key=LABELS.index)


def _alike(question: Question, camp: Camp) -> Collection[Camp]:
    """Statements of one claim by all that a level is made of."""
    groups: dict[tuple[bool, DayRange | None], list[Statement]] = {}
    for one in camp:
        groups.setdefault((_firm(one), one.window if question.varies else None), []).append(one)
    return groups.values()


def _meet(ones: Camp, others: Camp, traits: Callable[[Statement], Iterable[object]]) -> bool:
    """Whether somebody on one side shares a trait with somebody on the other."""
    held = {trait for one in ones for trait in traits(one)}
    return any(trait in held for other in others for trait in traits(other))


def _firm(statement: Statement) -> bool:
    return statement.nature == "fact" and statement.certainty == "certain" and is_complete(statement)


def _apart(one: DayRange | None, other: DayRange | None) -> bool:
    return one is not None and other is not None and not one.overlaps(other)


def _closed(window: DayRange | None) -> bool:
    return window is not None and not window.is_open

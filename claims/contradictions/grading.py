"""How grave a clash of two statements is, and how close together the two stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from claims.record import Entities, Id, Question, Statement
from claims.vocabulary import LABELS, LEVELS
from sources.dates import DayRange

#: For each statement, those whose word it is: `claims.origins.speakers`.
Speakers: TypeAlias = Mapping[Id, frozenset[tuple[str, Id]]]


# Two facts stated with certainty cannot both be true. Where one of them is a reading of the facts,
# a guess, or has no certainty on record, both voices may be honest and right as far as they go.
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
def label(one: Statement, other: Statement, speakers: Speakers, entities: Entities) -> str:
    """How close two statements stand: same speaker, article, outlet, or across outlets."""
    if speakers[one.id] & speakers[other.id]:
        return "same_speaker"
    if one.article == other.article:
        return "same_article"
    # Two outlets that are not named may be one, but are not known to be.
    if one.outlet is None or other.outlet is None:
        return "across_outlets"
    same = entities.canonical(one.outlet) == entities.canonical(other.outlet)
    return "same_outlet" if same else "across_outlets"


def gravest(grades: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Of the (level, label) of many pairs the highest level, and the closest label at that level."""
    return min(grades, key=lambda grade: (LEVELS.index(grade[0]), LABELS.index(grade[1])))


def _firm(statement: Statement) -> bool:
    return statement.nature == "fact" and statement.certainty == "certain"


def _apart(one: DayRange | None, other: DayRange | None) -> bool:
    return one is not None and other is not None and not one.overlaps(other)


def _closed(window: DayRange | None) -> bool:
    return window is not None and not window.is_open

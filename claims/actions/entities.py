"""Links and merges of entities, with every question that they may touch brought up to date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from claims.actions.refresh import hold, refresh_questions
from claims.models import Claim, SourceLink, Statement
from claims.record import Entities
from newsroom.actions import acting, lock_deriving
from newsroom.models import User
from sources import actions
from sources.graph import edges_above, entities_below
from sources.models import Entity, EntityLink, EntityMerge


class AlreadyOne(Exception):
    """The two entities count as one already."""


class AlreadyMerged(Exception):
    """The entity counts as another already; that merge has to end before it can count as a third."""


class AlreadyLinked(Exception):
    """The link stands already."""


def link(*, by: User, source: Entity, target: Entity, kind: str, reason: str) -> EntityLink:
    """`source` speaks for, belongs to or lies in `target`.

    Raises AlreadyLinked, and AlreadyOne for an entity and itself.
    """
    with acting(by=by, action="link entities"):
        held, moment = _hold_naming(source, target)
        if _one(source.pk) == _one(target.pk):
            raise AlreadyOne
        if EntityLink.objects.standing().filter(source=source, target=target, kind=kind).exists():
            raise AlreadyLinked
        row = actions.link_entities(
            by=by, source=source, target=target, kind=kind, reason=reason, moment=moment
        )
        refresh_questions(held, moment)
    return row


def merge(*, by: User, source: Entity, target: Entity) -> EntityMerge:
    """Count `source` as `target` everywhere. Nothing is rewritten; `end` restores both exactly.

    Raises AlreadyOne where they count as one, and AlreadyMerged where `source`
    counts as a third.
    """
    with acting(by=by, action="merge entities"):
        held, moment = _hold_naming(source, target)
        if _one(source.pk) == _one(target.pk):
            raise AlreadyOne
        if EntityMerge.objects.standing().filter(source=source).exists():
            raise AlreadyMerged
        row = actions.merge_entity(by=by, source=source, target=target, moment=moment)
        refresh_questions(held, moment)
    return row


def end(*, by: User, row: EntityLink | EntityMerge) -> None:
    """A link or a merge no longer stands; ending it twice changes nothing."""
    with acting(by=by, action="end"):
        held, moment = _hold_naming(row.source, row.target)
        if actions.end(row, by=by, moment=moment):
            refresh_questions(held, moment)


def _hold_naming(*entities: Entity) -> tuple[set[int], datetime]:
    # Nobody can hold a question whose chain is about to name one of these: so nobody writes at all.
    lock_deriving()
    return hold(naming(one.pk for one in entities))


def _one(entity: int) -> Any:
    """What `entity` counts as."""
    return Entities(*edges_above([entity])).canonical(entity)


def naming(entities: Iterable[int]) -> set[int]:
    """Questions whose chains or answers may depend on these entities."""
    below = entities_below(entities)
    chains = SourceLink.objects.filter(entity__in=below).values_list("statement__claim__question", flat=True)
    answers = Claim.objects.filter(entity__in=below).values_list("question", flat=True)
    # Statements, not their links: a quick tag has an outlet before it has a chain.
    outlets = Statement.objects.filter(capture__article__outlet__in=below)
    return {*chains, *answers, *outlets.values_list("claim__question", flat=True)}

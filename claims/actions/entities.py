"""Links and merges of entities, with every question that they may touch brought up to date."""

from __future__ import annotations

from collections.abc import Iterable

from claims.actions.refresh import hold, refresh_questions
from claims.models import Claim, SourceLink
from newsroom.actions import acting
from newsroom.models import User
from sources import actions
from sources.graph import entities_below
from sources.models import Entity, EntityLink, EntityMerge


class AlreadyOne(Exception):
    """The two entities count as one already."""


def link(*, by: User, source: Entity, target: Entity, kind: str, reason: str) -> EntityLink:
    """`source` speaks for, belongs to or lies in `target`."""
    with acting(by=by, action="link entities"):
        held, moment = hold(naming([source.pk, target.pk]))
        row = actions.link_entities(
            by=by, source=source, target=target, kind=kind, reason=reason, moment=moment
        )
        refresh_questions(held, moment)
    return row


def merge(*, by: User, source: Entity, target: Entity) -> EntityMerge:
    """Count `source` as `target` everywhere. Nothing is rewritten; `unmerge` restores both exactly.

    Raises AlreadyOne where either was merged into the other before.
    """
    with acting(by=by, action="merge entities"):
        held, moment = hold(naming([source.pk, target.pk]))
        if _leads_to(source.pk, target.pk) or _leads_to(target.pk, source.pk):
            raise AlreadyOne
        row = actions.merge_entity(by=by, source=source, target=target, moment=moment)
        refresh_questions(held, moment)
    return row


def _leads_to(source: int, target: int) -> bool:
    merged = dict(EntityMerge.objects.standing().values_list("source", "target"))
    while source in merged:
        source = merged[source]
        if source == target:
            return True
    return False


def end(*, by: User, row: EntityLink | EntityMerge) -> None:
    """A link or a merge no longer stands."""
    with acting(by=by, action="end"):
        held, moment = hold(naming([row.source_id, row.target_id]))
        actions.end(row, by=by, moment=moment)
        refresh_questions(held, moment)


def naming(entities: Iterable[int]) -> set[int]:
    """Questions whose chains or answers may depend on these entities."""
    below = entities_below(entities)
    chains = SourceLink.objects.filter(entity__in=below).values_list("statement__claim__question", flat=True)
    answers = Claim.objects.filter(entity__in=below).values_list("question", flat=True)
    outlets = SourceLink.objects.filter(statement__capture__article__outlet__in=below)
    return {*chains, *answers, *outlets.values_list("statement__claim__question", flat=True)}

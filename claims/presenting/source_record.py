"""Which outlets and other sources readers find in the record, and how often, after merges."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, Count, Exists, F, OuterRef, Q, Value, When

from claims.models import SourceLink, Statement
from claims.record import Entities
from claims.vocabulary import SILENCES
from newsroom.models.ledger import stands
from sources.models import Entity, EntityMerge, EntityQuerySet

#: What readers look up. An unnamed voice may be anyone, and a place or an option says nothing.
SOURCE_KINDS = ("outlet", "person", "organisation")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many articles and claims of an outlet readers see, and how many claims lead to or through it."""

    articles: int = 0
    carried: int = 0
    traced: int = 0


def public_statements() -> Any:
    """Statements that stand, on claims that readers may see."""
    return Statement.objects.standing().on_published_claims()


def in_record(sources: EntityQuerySet) -> EntityQuerySet:
    """Those of `sources` that carry a published claim or stand in the chain of one, by any of their names."""
    merged = dict(EntityMerge.objects.standing().values_list("source", "target"))
    used = Entity.objects.filter(_used(), pk__in=merged) if merged else Entity.objects.none()
    who = Entities(merged=merged)
    of_merged = {who.canonical(pk) for pk in used.order_by().values_list("pk", flat=True)}
    return sources.filter(_used() | Q(pk__in=of_merged))


def counts_of(sources: Collection[int]) -> dict[int, Counted]:
    """The counts of each, with those of what was merged into it; in three queries, however many there are."""
    one_of = _members(sources)
    said = public_statements().filter(capture__article__outlet__in=one_of)
    said = said.annotate(one=_mapped("capture__article__outlet", one_of)).order_by().values_list("one")
    articles, claims = Count("capture__article", distinct=True), Count("claim", distinct=True)
    carried = {one: (read, told) for one, read, told in said.annotate(articles=articles, claims=claims)}
    # A silence is in the record, and traces nothing to who is silent.
    led = SourceLink.objects.filter(stands(path="statement__"), entity__in=one_of)
    led = led.filter(statement__claim__visibility="published").exclude(statement__kind__in=SILENCES)
    found = led.annotate(one=_mapped("entity", one_of)).order_by().values_list("one")
    traced = dict(found.annotate(claims=Count("statement__claim", distinct=True)))
    return {one: Counted(*carried.get(one, (0, 0)), traced.get(one, 0)) for one in sources}


def _used() -> Exists:
    """Entities that carry a published claim or stand in the chain of one, themselves."""
    carries = public_statements().filter(capture__article__outlet=OuterRef("pk"))
    traced = public_statements().filter(links__entity=OuterRef("pk"))
    # Asked for one entity at a time, and done at the first find: of two conditions apart, the database
    # would gather all who are named in any statement.
    return Exists(carries.union(traced, all=True))


def _members(sources: Collection[int]) -> dict[int, int]:
    """Each of `sources` and each entity that was merged into one, with the one it counts as."""
    who = Entities(merged=dict(EntityMerge.objects.standing().values_list("source", "target")))
    wanted = set(sources)
    merged = {pk: who.canonical(pk) for pk in who.merged}
    return {pk: pk for pk in wanted} | {pk: one for pk, one in merged.items() if one in wanted}


def _mapped(field: str, one_of: Mapping[int, int]) -> Case:
    """The entity that `field` counts as."""
    merged = [When(**{field: pk}, then=Value(one)) for pk, one in one_of.items() if pk != one]
    return Case(*merged, default=F(field), output_field=BigIntegerField())

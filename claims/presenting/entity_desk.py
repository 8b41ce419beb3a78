"""An entity at the desk: its spellings, what it speaks for or lies in, what counts as it, who names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count

from claims.models import Claim, SourceLink, Statement
from sources.duplicates import likely_duplicates
from sources.models import Article, Entity, EntityLink, EntityMerge

#: Claims named on the page; the others are counted.
_CLAIMS = 8
#: Links of its statements looked through for them.
_LINKS = 60


@dataclass(frozen=True, slots=True)
class Named:
    """Where the record names an entity, under its own id and not what counts as it."""

    statements: int
    answers: int
    articles: int
    claims: tuple[Claim, ...]

    @property
    def mentions(self) -> int:
        return self.statements + self.answers + self.articles

    @property
    def nowhere(self) -> bool:
        return not self.mentions


@dataclass(frozen=True, slots=True)
class Alike:
    """Another entity whose name looks the same, and which of the two goes on: the better filled in."""

    entity: Entity
    goes: Entity
    stays: Entity

    @property
    def counts_as_this(self) -> bool:
        """Whether it would count as the entity whose page it is."""
        return self.goes == self.entity


@dataclass(frozen=True, slots=True)
class EntityDesk:
    """All that the page of one entity tells."""

    entity: Entity
    into: EntityMerge | None
    merged: tuple[EntityMerge, ...]
    links: tuple[EntityLink, ...]
    linked_from: tuple[EntityLink, ...]
    named: Named
    likely: tuple[Alike, ...]


def entity_desk(entity: Entity) -> EntityDesk:
    """The entity with what stands around it, in a fixed number of queries. Needs its names at hand."""
    merges = EntityMerge.objects.standing().select_related("source", "target", "merged_by")
    links = EntityLink.objects.standing().select_related("source", "target", "recorded_by")
    into = merges.filter(source=entity).first()
    return EntityDesk(
        entity=entity,
        into=into,
        merged=tuple(merges.filter(target=entity).order_by("merged_at", "pk")),
        links=tuple(links.filter(source=entity).order_by("kind", "recorded_at", "pk")),
        linked_from=tuple(links.filter(target=entity).order_by("kind", "recorded_at", "pk")),
        named=named(entity),
        likely=() if into else tuple(_alike(entity, [one.entity for one in likely_duplicates(entity)])),
    )


def _alike(entity: Entity, others: Collection[Entity]) -> Iterable[Alike]:
    mentions = _mentions([entity, *others]) if others else Counter()
    for other in others:
        # Of two alike, the one whose page it is.
        goes, stays = sorted((other, entity), key=lambda one: filled_in(one, mentions[one.pk]))
        yield Alike(other, goes, stays)


def filled_in(entity: Entity, mentions: int) -> tuple[int, int]:
    """How well an entry is filled in, to compare two: by what it tells, then by how often it is named.

    Pages show the name, the kind and the description of the one that goes on.
    """
    told = [*entity.names.all(), *entity.same_as, *filter(None, [entity.description])]
    return len(told) + (entity.kind != "unnamed"), mentions


def _mentions(entities: Collection[Entity]) -> Counter[int]:
    """How often the record names each, in three queries."""
    standing = SourceLink.objects.filter(entity__in=entities, statement__left_at__isnull=True)
    found = [
        standing.order_by().values_list("entity").annotate(Count("statement", distinct=True)),
        Claim.objects.filter(entity__in=entities).order_by().values_list("entity").annotate(Count("pk")),
        Article.objects.filter(outlet__in=entities).order_by().values_list("outlet").annotate(Count("pk")),
    ]
    return sum((Counter(dict(rows)) for rows in found), Counter())


def named(entity: Entity) -> Named:
    """Where the record names the entity itself."""
    standing = Statement.objects.standing().filter(links__entity=entity)
    recent = SourceLink.objects.filter(entity=entity, statement__left_at__isnull=True)
    said = recent.order_by("-statement").values_list("statement__claim", flat=True)[:_LINKS]
    answers = Claim.objects.filter(entity=entity).order_by("-pk")
    ids = [*dict.fromkeys([*said, *answers.values_list("pk", flat=True)[:_CLAIMS]])][:_CLAIMS]
    rows = Claim.objects.in_bulk(ids)
    return Named(
        statements=standing.distinct().count(),
        answers=answers.count(),
        articles=Article.objects.filter(outlet=entity).count(),
        claims=tuple(rows[one] for one in ids),
    )

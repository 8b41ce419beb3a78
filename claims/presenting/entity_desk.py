"""An entity at the desk: its spellings, what it speaks for or lies in, what counts as it, who names it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.models import Claim, SourceLink, Statement
from sources.duplicates import Likely, likely_duplicates
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
    def nowhere(self) -> bool:
        return not (self.statements or self.answers or self.articles)


@dataclass(frozen=True, slots=True)
class EntityDesk:
    """All that the page of one entity tells."""

    entity: Entity
    into: EntityMerge | None
    merged: tuple[EntityMerge, ...]
    links: tuple[EntityLink, ...]
    linked_from: tuple[EntityLink, ...]
    named: Named
    likely: tuple[Likely, ...]


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
        likely=() if into else tuple(likely_duplicates(entity)),
    )


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

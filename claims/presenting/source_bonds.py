"""What an entity is called besides its name, and with whom it belongs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from claims.presenting.source_record import SOURCE_KINDS, in_record
from sources.models import Entity, EntityLink, EntityName

_LINKS = 30
_NAMES = 60


@dataclass(frozen=True, slots=True)
class Bond:
    """A link to another entity, seen from this one; `url` is "" where there is no page about the other."""

    kind: str
    outward: bool
    name: str
    url: str
    reason: str


def names_beside(source: Entity, ids: Collection[int]) -> list[EntityName]:
    """Its other spellings, and all names of what was merged into it (`ids`, itself among them)."""
    merged = Entity.objects.filter(pk__in=ids, do_not_name=False).exclude(pk=source.pk)[:_NAMES]
    named = EntityName.objects.filter(entity__in=ids, entity__do_not_name=False)[:_NAMES]
    return [*(EntityName(text=one.name) for one in merged), *named]


def _has_page(entity: Entity) -> bool:
    """Whether there is a page about it once it, or one it belongs with, is in the record."""
    return entity.kind in SOURCE_KINDS and not entity.do_not_name


def bonds_of(ids: Collection[int]) -> list[Bond]:
    """For whom it speaks and to whom it belongs, and who speaks for it or belongs to it, with the reasons."""
    either = Q(source__in=ids) | Q(target__in=ids)
    links = EntityLink.objects.standing().filter(either).exclude(kind="lies_in")
    in_order = links.select_related("source", "target").order_by("kind", "source__name", "target__name")
    ends = [(one, one.target if one.source_id in ids else one.source) for one in in_order[:_LINKS]]
    others = Entity.objects.filter(pk__in=[*ids, *(other.pk for _link, other in ends)])
    known = set(in_record(others).values_list("pk", flat=True))
    here = not known.isdisjoint(ids)
    return [
        Bond(
            kind=link.kind,
            outward=link.source_id in ids,
            name=other.shown,
            url=other.get_absolute_url() if (here or other.pk in known) and _has_page(other) else "",
            reason=link.public_reason,
        )
        for link, other in ends
        if other.pk not in ids
    ]

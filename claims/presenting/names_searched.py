"""Whom some words may mean: entities by any spelling of their names."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from claims.presenting.desk_search import FEW, MOST, REST, Group, Hit, Piece
from claims.wording.sentences import counted
from claims.wording.words import ENTITY_KIND
from sources.models import Entity

#: Other spellings told of one entity.
_TOLD = 6


def names_searched(typed: str, title: str, *, alone: bool = False) -> Group | None:
    """Those whose name begins so or stands among the words, else those that sound so; None for none."""
    size = MOST if alone else FEW
    spelled = Q(pk__in=Entity.objects.starting(typed).values("pk"))
    named = Q(pk__in=Entity.objects.named_in([typed]).values("pk"))
    heard = Q(pk__in=Entity.objects.sounding(typed).values("pk"))
    rows = _rows(spelled | named, size) or _rows(heard, size)
    if not rows:
        return None
    more = len(rows) > size + REST
    shown = rows[:size] if more else rows
    return Group("names", title, tuple(map(_hit, shown)), counted(len(shown), more=more), more=more)


def _rows(wanted: Q, size: int) -> list[Entity]:
    found = Entity.objects.unmerged().filter(wanted).order_by("-pk")
    return list(found.prefetch_related("names")[: size + REST + 1])


def _hit(entity: Entity) -> Hit:
    names = [name.text for name in entity.names.all()][:_TOLD]
    notes = (str(ENTITY_KIND[entity.kind]), *names)
    url = reverse("claims:entity-desk", args=[entity.public_id])
    return Hit(url, (Piece(entity.name, marked=False),), notes=notes)

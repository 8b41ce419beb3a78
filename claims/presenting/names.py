"""What readers see of an entity: what it was merged into, described where it must not be named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.record import Entities
from sources.graph import edges_above
from sources.models import Entity

OUTLET_NOT_NAMED = _("Outlet not named")


class Names:
    """Who is who at one moment, with today's names."""

    def __init__(self, who: Entities, rows: Mapping[int, Entity]) -> None:
        self._who = who
        self._rows = rows

    def one(self, entity: int | None) -> int | None:
        """The entity that `entity` counts as after merges."""
        return None if entity is None else self._who.canonical(entity)

    def row(self, entity: int | None) -> Entity | None:
        """The entity that `entity` counts as; None where no entity was asked for."""
        return None if entity is None else self._rows[self._who.canonical(entity)]

    def shown(self, entity: int | None) -> str:
        """Its name as readers see it; None is an outlet that is not named."""
        row = self.row(entity)
        return row.shown if row else str(OUTLET_NOT_NAMED)

    def within(self, outlet: int | None) -> str:
        """The same of an outlet, for a sentence around it."""
        return gettext("an outlet that is not named") if outlet is None else self.shown(outlet)

    def url(self, entity: int | None) -> str:
        """The page about it; "" for whom there is none: not named, not to be named, nobody could find."""
        row = self.row(entity)
        if row is None or row.do_not_name or row.kind in ("unnamed", "option", "place"):
            return ""
        return row.get_absolute_url()


def names_of(entities: Iterable[int | None], at: datetime | None = None) -> Names:
    """Names of `entities` with the merges of `at`, in two queries."""
    named = {entity for entity in entities if entity is not None}
    return names_in(Entities(*edges_above(named, at)), named)


def names_in(who: Entities, entities: Iterable[int | None]) -> Names:
    """Names of `entities` where it is known who was merged, in one query."""
    ones = {who.canonical(entity) for entity in entities if entity is not None}
    rows = Entity.objects.filter(pk__in=ones)
    return Names(who, {row.pk: row for row in rows})

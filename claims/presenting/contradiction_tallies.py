"""How many contradictions, tensions and updates there are, each number with its list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db.models import Count, IntegerField, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from claims.contradiction_filter import LEVELS, ContradictionFilter
from claims.presenting.relation_rows import bare_rows, ruled_rows
from claims.vocabulary import RELATION_OF
from claims.wording.sentences import number
from newsroom.models import DeskSettings

#: Beyond this many an exact count costs more than it tells.
_COUNTED = 1_000
_WORDS = {
    "contradiction": ngettext_lazy("%(n)d contradiction", "%(n)d contradictions", "n"),
    "tension": ngettext_lazy("%(n)d tension", "%(n)d tensions", "n"),
    "update": ngettext_lazy("%(n)d update", "%(n)d updates", "n"),
    "refinement": ngettext_lazy("%(n)d refinement", "%(n)d refinements", "n"),
}
_MORE = {
    "contradiction": gettext_lazy("more than %(n)s contradictions"),
    "tension": gettext_lazy("more than %(n)s tensions"),
    "update": gettext_lazy("more than %(n)s updates"),
    "refinement": gettext_lazy("more than %(n)s refinements"),
}


class Tally(NamedTuple):
    """How many there are of one level, and the list of them."""

    words: str
    url: str


class _Number(Subquery):
    """How many rows a query has."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    empty_result_set_value = 0
    output_field = IntegerField()


def tallies(found: ContradictionFilter, desk: DeskSettings, url: Callable[[str], str]) -> list[Tally]:
    """How many of each level meet the other filters, gravest first; `url` gives a level's list."""
    counted = Counter(_bare(found, desk))
    for rows in ruled_rows(desk):
        any_level = found.narrowed(rows, to_level=False).order_by().values_list("relation")
        counted.update(dict(any_level.annotate(n=Count("pk"))))
    return [Tally(_in_words(level, n), url(level)) for level in _WORDS if (n := counted[LEVELS[level]])]


def _bare(found: ContradictionFilter, desk: DeskSettings) -> dict[str, int]:
    """How many there are by relation of which nobody has ruled on any, as far as is counted; in one query."""
    rows = found.narrowed(bare_rows(desk), to_level=False).order_by().values("pk")
    asked = {
        relation: _Number(rows.filter(level=level)[: _COUNTED + 1]) for level, relation in RELATION_OF.items()
    }
    numbers: Any = DeskSettings.objects.filter(pk=desk.pk).values(**asked).get()
    return dict(numbers)


def _in_words(level: str, count: int) -> str:
    if count > _COUNTED:
        return str(_MORE[level]) % {"n": number(_COUNTED)}
    return str(_WORDS[level] % {"n": count})


def tallies_then(counted: Mapping[str, int], url: Callable[[str], str]) -> list[Tally]:
    """How many there were by relation at an earlier moment, gravest first; `url` gives a level's list."""
    return [
        Tally(_in_words(level, n), url(level)) for level in _WORDS if (n := counted.get(LEVELS[level], 0))
    ]


def tallies_of_outlet(slug: str, desk: DeskSettings) -> list[Tally]:
    """Those in which the outlet carries a side."""
    query = QueryDict(mutable=True)
    query["outlet"] = slug
    found = ContradictionFilter(query)
    if not found.is_valid():
        return []
    base = f"{reverse('claims:contradiction-list')}?{query.urlencode()}"
    return tallies(found, desk, lambda level: f"{base}&level={level}")

"""How many contradictions, tensions and updates there are, each number with its list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from claims.contradiction_filter import LEVELS, ContradictionFilter
from claims.presenting.relation_rows import parts_to_count
from newsroom.models import DeskSettings

_COUNTED = {
    "contradiction": ngettext_lazy("%(n)d contradiction", "%(n)d contradictions", "n"),
    "tension": ngettext_lazy("%(n)d tension", "%(n)d tensions", "n"),
    "update": ngettext_lazy("%(n)d update", "%(n)d updates", "n"),
    "refinement": ngettext_lazy("%(n)d refinement", "%(n)d refinements", "n"),
}


class Tally(NamedTuple):
    """How many there are of one level, and the list of them."""

    words: str
    url: str


def tallies(found: ContradictionFilter, desk: DeskSettings, url: Callable[[str], str]) -> list[Tally]:
    """How many of each level meet the other filters, gravest first; `url` gives a level's list."""
    counted: Counter[str] = Counter()
    for rows in parts_to_count(desk):
        any_level = found.narrowed(rows, to_level=False).order_by().values_list("relation")
        counted.update(dict(any_level.annotate(n=Count("pk"))))
    return [
        Tally(words % {"n": n}, url(level))
        for level, words in _COUNTED.items()
        if (n := counted[LEVELS[level]])
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

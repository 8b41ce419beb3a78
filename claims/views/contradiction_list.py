"""What cannot both be true, or is hard to reconcile, or was updated: all of it, newest first."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from claims.contradiction_filter import LEVELS, ContradictionFilter
from claims.filters import NOT_NAMED, outlet_choices
from claims.paging import joined, page_of
from claims.presenting.contradiction_entries import entries_of
from claims.presenting.moments import only_now
from claims.presenting.narrowing import address, chips_of
from claims.presenting.pages import page_context, reader_page
from claims.presenting.relation_rows import found_rows, hand_rows
from newsroom.actions import desk_settings

PAGE_SIZE = 25
_KEYS = ("since", "place")

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


@reader_page
def contradiction_list(request: HttpRequest, at: datetime | None) -> HttpResponse:
    """A filter that is unknown or cannot be read answers 400 and shows none, rather than all."""
    only_now(at)
    found = ContradictionFilter(request.GET)
    valid = found.is_valid()
    outlets = outlet_choices()
    desk = desk_settings()
    context = {
        **page_context(request, None, desk),
        "section": "contradictions",
        "filter": found,
        "outlets": outlets,
        "not_named": NOT_NAMED,
        "chips": chips_of(request, found.form, dict(outlets)),
        "clear_url": reverse("claims:contradiction-list"),
    }
    if not valid:
        return render(request, "claims/contradiction_list.html", context, status=400)
    kinds = [found_rows(desk), hand_rows()]
    after = request.GET.get("after", "")
    pages = [page_of(found.narrowed(rows), _KEYS, size=PAGE_SIZE, after=after) for rows in kinds]
    page = joined(pages, _KEYS, size=PAGE_SIZE)
    context |= {
        "tallies": _tallies(request, [found.narrowed(rows, to_level=False) for rows in kinds]),
        "entries": entries_of(page.rows),
        "older_url": address(request, after=page.older) if page.older else "",
        "newest_url": "" if page.first else address(request, after=""),
    }
    return render(request, "claims/contradiction_list.html", context)


def _tallies(request: HttpRequest, kinds: list[Any]) -> list[Tally]:
    """How many of each level meet the other filters, gravest first."""
    counted: Counter[str] = Counter()
    for rows in kinds:
        counted.update(dict(rows.order_by().values_list("relation").annotate(n=Count("pk"))))
    return [
        Tally(words % {"n": n}, address(request, level=level, after=""))
        for level, words in _COUNTED.items()
        if (n := counted[LEVELS[level]])
    ]

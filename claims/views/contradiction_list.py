"""What cannot both be true, or is hard to reconcile, or was updated: all of it, newest first."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from claims.contradiction_filter import BY_HAND, ContradictionFilter
from claims.filters import NOT_NAMED, outlet_choices
from claims.paging import joined, page_of
from claims.presenting.contradiction_entries import entries_of
from claims.presenting.contradiction_tallies import tallies
from claims.presenting.moments import only_now
from claims.presenting.narrowing import address, chips_of
from claims.presenting.pages import page_context, reader_page
from claims.presenting.relation_rows import bare_rows, found_rows, hand_rows, ruled_rows
from claims.vocabulary import RULES
from newsroom.actions import desk_settings
from newsroom.models import DeskSettings

PAGE_SIZE = 25
_KEYS = ("since", "place")


@reader_page
def contradiction_list(request: HttpRequest, at: datetime | None) -> HttpResponse:
    """A filter that is unknown or cannot be read answers 400 and shows none, rather than all."""
    only_now(at)
    found = ContradictionFilter(request.GET)
    valid = found.is_valid()
    outlets = outlet_choices()
    desk = desk_settings()
    found.offer(_rules(desk))
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
        "tallies": tallies(found, desk, lambda level: address(request, level=level, after="")),
        "entries": entries_of(page.rows),
        "older_url": address(request, after=page.older) if page.older else "",
        "newest_url": "" if page.first else address(request, after=""),
    }
    return render(request, "claims/contradiction_list.html", context)


def _rules(desk: DeskSettings) -> set[str]:
    """The rules by which readers are shown anything, as the filter calls them."""
    of_rules, by_hand = ruled_rows(desk)
    # One of each is enough, and found by index.
    first, *more = (
        rows.filter(rule=rule).order_by().values_list("rule", flat=True)[:1]
        for rows, rules in ((by_hand, ("",)), (of_rules, RULES), (bare_rows(desk), RULES))
        for rule in rules
    )
    return {rule or BY_HAND for rule in first.union(*more, all=True)}

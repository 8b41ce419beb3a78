"""What cannot both be true, or is hard to reconcile, or was updated: all of it, newest first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.contradiction_filter import BY_HAND, LEVELS, ContradictionFilter
from claims.filters import NOT_NAMED, outlet_choices
from claims.models import ClaimState
from claims.paging import joined, page_of
from claims.presenting.conflicts import count_contradictions
from claims.presenting.conflicts_then import all_then, contradictions_then
from claims.presenting.contradiction_entries import entries_of, entries_then
from claims.presenting.contradiction_tallies import tallies, tallies_then
from claims.presenting.moments import BadMoment
from claims.presenting.narrowing import address, chips_of
from claims.presenting.pages import page_context, reader_page
from claims.presenting.relation_rows import bare_rows, found_rows, hand_rows, ruled_rows
from claims.vocabulary import RULES
from newsroom.actions import desk_settings
from newsroom.models import DeskSettings

PAGE_SIZE = 25
#: Of an earlier moment the others are a number: its contradictions are not kept in an order to page by.
MOST_THEN = 100
#: So many questions, and so many pairs of their statements, are compared again for an earlier moment, which
#: takes up to half a second. Of more, what was kept is told.
MOST_COMPARED = 100
MOST_PAIRS = 5_000
_KEYS = ("since", "place")


@reader_page
def contradiction_list(request: HttpRequest, at: datetime | None) -> HttpResponse:
    """A filter that is unknown or cannot be read answers 400 and shows none, rather than all."""
    found = ContradictionFilter(request.GET)
    valid = found.is_valid()
    outlets = outlet_choices()
    desk = desk_settings()
    found.offer(_rules(desk))
    context = {
        **page_context(request, at, desk),
        "section": "contradictions",
        "filter": found,
        "fields": [field for field in found.form.visible_fields() if at is None or field.name == "topic"],
        "outlets": outlets,
        "not_named": NOT_NAMED,
        "chips": chips_of(request, found.form, dict(outlets)),
        "clear_url": reverse("claims:contradiction-list"),
    }
    if not valid:
        return render(request, "claims/contradiction_list.html", context, status=400)
    if at is not None:
        context |= _then(request, found, at)
        return render(request, "claims/contradiction_list.html", context)
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


def _then(request: HttpRequest, found: ContradictionFilter, at: datetime) -> dict[str, Any]:
    """What readers saw at `at`: all that bears on each other; of very much, the contradictions alone.

    Raises BadMoment where the filters ask for what is not known of then.
    """
    if found.knows_now_alone():
        raise BadMoment(_("As they stood earlier, contradictions can be narrowed by topic and level alone."))
    said = found.said_at(at, MOST_COMPARED + 1)
    if len(said) <= MOST_COMPARED and sum(n * (n - 1) // 2 for n in said.values()) <= MOST_PAIRS:
        return _all_then(request, found, said.keys(), at)
    if found.form.cleaned_data["level"] not in ("", "contradiction"):
        kept = _("Of so many answers, only the contradictions of an earlier moment are kept.")
        own = _("The page of each question shows its own.")
        # The extraction of messages does not look into f-strings.
        choose = _("Choose a topic.")
        raise BadMoment(f"{kept} {own if found.form.cleaned_data['topic'] else choose}")
    states = found.states(ClaimState.objects.at(at).published())
    conflicts = contradictions_then(states, at, most=MOST_THEN)
    count = count_contradictions(states)
    return {
        "tallies": tallies_then({"contradicts": count}, lambda level: address(request)),
        "entries": entries_then(conflicts, at),
        "more": count - len(conflicts),
        "contradictions_alone": True,
    }


def _all_then(
    request: HttpRequest, found: ContradictionFilter, questions: Collection[int], at: datetime
) -> dict[str, Any]:
    """Everything of these questions, compared again."""
    level = found.form.cleaned_data["level"]
    then = all_then(questions, at, relation=LEVELS[level] if level else "", most=MOST_THEN)
    entries = entries_then(then.newest, at)
    return {
        "tallies": tallies_then(then.counted, lambda level: address(request, level=level)),
        "entries": entries,
        "more": then.asked_for - len(entries),
        "fields": [field for field in found.form.visible_fields() if field.name in ("topic", "level")],
    }


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

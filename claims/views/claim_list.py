"""All claims that readers may see, narrowed by filters, newest status first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from claims.filters import NOT_NAMED, ClaimFilter, claim_filter, outlet_choices
from claims.models import ClaimStateQuerySet
from claims.paging import BadPage, page_of
from claims.presenting.moments import BadMoment, asked_moment
from claims.presenting.narrowing import address, chips_of
from claims.presenting.pages import as_written, page_context
from newsroom.caching import public_page
from newsroom.models.ledger import stands

PAGE_SIZE = 25
#: Beyond this many an exact count costs more than it tells.
_COUNTED = 10_000


@require_safe
@public_page
def claim_list(request: HttpRequest) -> HttpResponse:
    """A filter that is unknown or cannot be read answers 400 and shows no claims, rather than all."""
    try:
        at = asked_moment(request)
        found = claim_filter(request, at)
        if not found.is_valid():
            return _render(request, found, at, {}, status=400)
        states: ClaimStateQuerySet = found.qs
        rows = states.for_list()
        page = page_of(rows, ("status_at", "claim_id"), size=PAGE_SIZE, after=request.GET.get("after", ""))
    except (BadMoment, BadPage) as error:
        message = str(error) if isinstance(error, BadMoment) else _("This page’s address is damaged.")
        return render(request, "400.html", {"message": message}, status=400)
    claims = found.qs.values("claim")[:_COUNTED]
    count = claims.count()
    context = {
        "page": page,
        "count": _counted(count),
        "sheet_note": _rows(_sheet_rows(found.qs, at)),
        "older_url": address(request, after=page.older) if page.older else "",
        "newest_url": "" if page.first else address(request, after=""),
    }
    return _render(request, found, at, context)


def _render(
    request: HttpRequest, found: ClaimFilter, at: datetime | None, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    outlets = outlet_choices()
    on = chips_of(request, found.form, dict(outlets))
    context = {
        **page_context(request, at),
        "section": "claims",
        "filter": found,
        "outlets": outlets,
        "not_named": NOT_NAMED,
        "chips": on,
        "clear_url": reverse("claims:claim-list") if on else "",
        "csv_url": _csv_address(request, at),
        **more,
    }
    return render(request, "claims/claim_list.html", context, status=status)


def _sheet_rows(states: ClaimStateQuerySet, at: datetime | None) -> int:
    """Rows of the sheet over these claims, up to `_COUNTED`; a claim without statements has one too."""
    standing = FilteredRelation("claim__statements", condition=stands(at, path="claim__statements__"))
    rows = states.order_by().annotate(said=standing).values("claim", "said")
    count: int = rows[:_COUNTED].count()
    return count


def _counted(count: int) -> str:
    if not count:
        return _("No claims")
    if count >= _COUNTED:
        return _("Over %(n)s claims, newest status first") % {"n": _past_counting()}
    return ngettext("%(n)d claim", "%(n)d claims, newest status first", count) % {"n": count}


def _past_counting() -> str:
    return number_format(_COUNTED - 1, force_grouping=True)


def _rows(count: int) -> str:
    if count >= _COUNTED:
        return _("over %(n)s rows, one per statement") % {"n": _past_counting()}
    return ngettext("%(n)d row, one per statement", "%(n)d rows, one per statement", count) % {"n": count}


def _csv_address(request: HttpRequest, at: datetime | None) -> str:
    """The same filters and the very moment as CSV, with the mark that spreadsheets look for."""
    query = request.GET.copy()
    query.pop("after", None)
    if at is not None:
        query["as_of"] = as_written(at)
    query["bom"] = "1"
    return f"{reverse('claims:claim-sheet')}?{query.urlencode()}"

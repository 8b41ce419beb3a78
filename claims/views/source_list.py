"""Outlets that are read, and the others whose word is in the record."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from claims.paging import page_of
from claims.presenting.moments import only_now
from claims.presenting.pages import page_context, reader_page
from claims.presenting.source_record import counts_of, in_record, public_statements
from sources.models import Entity

_PAGE = 50
#: What the page can be narrowed to; an unnamed source is a description, which no reader looks up.
_KINDS = {"outlet": _("Outlets"), "person": _("People"), "organisation": _("Organisations")}


@reader_page
def source_list(request: HttpRequest, at: datetime | None) -> HttpResponse:
    """Only those that a published claim leads to; their counts are as the record stands now."""
    only_now(at)
    kind = request.GET.get("kind", "outlet")
    if kind not in _KINDS:
        raise Http404
    sources = in_record(Entity.objects.filter(kind=kind, do_not_name=False).unmerged())
    page = page_of(sources, ("folded", "pk"), size=_PAGE, after=request.GET.get("after", ""), ascending=True)
    counts = counts_of([one.pk for one in page.rows])
    context = {
        **page_context(request, at),
        "section": "outlets",
        "kind": kind,
        "kinds": _KINDS.items(),
        "rows": [{"source": one, "counted": counts[one.pk]} for one in page.rows],
        "not_named": _not_named() if kind == "outlet" else 0,
        "newer_url": "" if page.first else f"{request.path}?kind={kind}",
        "older_url": f"{request.path}?kind={kind}&after={page.older}" if page.older else "",
    }
    return render(request, "claims/source_list.html", context)


def _not_named() -> int:
    """Articles whose outlet is not named."""
    unnamed = public_statements().filter(capture__article__outlet__isnull=True)
    articles: int = unnamed.aggregate(n=Count("capture__article", distinct=True))["n"]
    return articles

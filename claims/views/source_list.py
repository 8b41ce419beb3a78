"""Outlets that are read, and the others whose word is in the record."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from claims.models import SourceLink, Statement
from claims.paging import page_of
from claims.presenting.moments import only_now
from claims.presenting.pages import page_context, reader_page
from sources.models import Entity, EntityQuerySet

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
    public = Statement.objects.standing().on_published_claims()
    sources = _shown(Entity.objects.filter(kind=kind, do_not_name=False).unmerged())
    page = page_of(sources, ("folded", "pk"), size=_PAGE, after=request.GET.get("after", ""), ascending=True)
    counts = _counts([one.pk for one in page.rows])
    rows = [
        {"source": one, "articles": a, "carried": c, "traced": t}
        for one in page.rows
        for a, c, t in [counts[one.pk]]
    ]
    context = {
        **page_context(request, at),
        "section": "outlets",
        "kind": kind,
        "kinds": _KINDS.items(),
        "rows": rows,
        "not_named": public.filter(capture__article__outlet__isnull=True)
        .values("capture__article")
        .distinct()
        .count()
        if kind == "outlet"
        else 0,
        "newer_url": "" if page.first else f"{request.path}?kind={kind}",
        "older_url": f"{request.path}?kind={kind}&after={page.older}" if page.older else "",
    }
    return render(request, "claims/source_list.html", context)


def _shown(sources: EntityQuerySet) -> EntityQuerySet:
    public = Statement.objects.standing().on_published_claims()
    carries = public.filter(capture__article__outlet=OuterRef("pk"))
    traced = SourceLink.objects.filter(entity=OuterRef("pk"), statement__in=public)
    return sources.filter(Exists(carries) | Exists(traced))


def _counts(ids: list[int]) -> dict[int, tuple[int, int, int]]:
    """Articles read, claims carried and claims traced of each, whatever their number in two queries."""
    statements = Statement.objects.standing().on_published_claims().filter(capture__article__outlet__in=ids)
    carried = {
        outlet: (articles, claims)
        for outlet, articles, claims in statements.order_by()
        .values_list("capture__article__outlet")
        .annotate(articles=Count("capture__article", distinct=True), claims=Count("claim", distinct=True))
    }
    links = SourceLink.objects.filter(
        Q(statement__left_at__isnull=True), entity__in=ids, statement__claim__visibility="published"
    )
    traced = dict(links.order_by().values_list("entity").annotate(n=Count("statement__claim", distinct=True)))
    return {one: (*carried.get(one, (0, 0)), traced.get(one, 0)) for one in ids}

"""One outlet, person or body: what it carries, what is traced to it, where it was silent. No score."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from claims.filters import NOT_NAMED
from claims.models import ClaimState
from claims.paging import Page, page_of
from claims.presenting.contradiction_tallies import tallies_of_outlet
from claims.presenting.moments import only_now
from claims.presenting.narrowing import address
from claims.presenting.pages import page_context, reader_page
from claims.presenting.silences import silences_of_party
from claims.presenting.source_bonds import bonds_of, names_beside
from claims.presenting.source_record import SOURCE_KINDS, public_statements
from claims.presenting.source_tally import carried_by, voiced_by
from newsroom.actions import desk_settings
from sources.graph import counted_as
from sources.models import Article, Entity, EntityMerge

#: Claims shown on the page; the rest are in the list that the sentence links.
_CLAIMS = 12
ARTICLES = 20


@reader_page
def source_detail(request: HttpRequest, at: datetime | None, slug: str) -> HttpResponse:
    """Who must not be named has no page of their own: its address would give the name away."""
    only_now(at)
    source = Entity.objects.filter(slug=slug, do_not_name=False, kind__in=SOURCE_KINDS).first()
    if source is None or slug == NOT_NAMED:
        raise Http404
    ids = counted_as(slug)
    if not ids:
        raise Http404
    merged = EntityMerge.objects.standing().filter(source=source).select_related("target").first()
    if merged:
        # For now: a merge can be undone, and browsers never ask again where a move is for ever.
        return redirect(merged.target)
    carried, voiced = carried_by(source, ids), voiced_by(source, ids)
    silences, bonds = silences_of_party(ids, None), bonds_of(ids)
    if not (carried or voiced or silences or any(bond.url for bond in bonds)):
        raise Http404
    desk = desk_settings()
    articles = _articles(ids, request.GET.get("after", ""))
    context = {
        **page_context(request, at, desk),
        "section": "outlets",
        "source": source,
        "names": names_beside(source, ids),
        "bonds": bonds,
        "carried": carried,
        "clashes": tallies_of_outlet(slug, desk) if carried else (),
        "articles": articles,
        "older_url": f"{address(request, after=articles.older)}#articles" if articles.older else "",
        "newest_url": "" if articles.first else f"{request.path}#articles",
        "voiced": voiced,
        "claims": _claims(ids, carries=carried is not None),
        "silences": silences,
        "sheet_url": f"{reverse('claims:claim-sheet')}?bom=1&{'outlet' if carried else 'source'}={slug}",
    }
    return render(request, "claims/source_detail.html", context)


def _articles(ids: Collection[int], after: str) -> Page[Any]:
    """Its articles with a published claim, the newest in the record first, each with how many claims."""
    here = public_statements().filter(capture__article=OuterRef("pk"))
    read = Article.objects.filter(Exists(here), outlet__in=ids).defer("terms")
    page = page_of(read, ("recorded_at", "pk"), size=ARTICLES, after=after)
    told = public_statements().filter(capture__article__in=[one.pk for one in page.rows])
    claims = told.order_by().values_list("capture__article").annotate(n=Count("claim", distinct=True))
    counted = dict(claims)
    for one in page.rows:
        one.claims = counted.get(one.pk, 0)  # type: ignore[attr-defined]
    return page


def _claims(ids: list[int], *, carries: bool) -> list[ClaimState]:
    """The newest claims that an outlet carries; of who carries none, those that they stand behind."""
    states = ClaimState.objects.at().published().for_list().order_by("-status_at", "-claim")
    return list((states.carried_by(ids) if carries else states.traced_to(ids))[:_CLAIMS])

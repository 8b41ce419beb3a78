"""One outlet, person or body: what it carries, what is traced to it, where it was silent. No score."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from claims.filters import NOT_NAMED
from claims.models import ClaimState
from claims.presenting.moments import only_now
from claims.presenting.pages import page_context, reader_page
from claims.presenting.silences import silences_of_party
from claims.presenting.source_tally import carried_by, voiced_by
from sources.graph import counted_as
from sources.models import Entity, EntityLink, EntityMerge

#: Claims shown on the page; the rest are in the list that the sentence links.
_CLAIMS = 12
_LINKS = 30


@reader_page
def source_detail(request: HttpRequest, at: datetime | None, slug: str) -> HttpResponse:
    """Who must not be named has no page of their own: its address would give the name away."""
    only_now(at)
    if slug == NOT_NAMED:
        raise Http404
    source = Entity.objects.filter(slug=slug, do_not_name=False).first()
    if source is None:
        raise Http404
    merged = EntityMerge.objects.standing().filter(source=source).select_related("target").first()
    if merged:
        return HttpResponsePermanentRedirect(merged.target.get_absolute_url())
    ids = counted_as(slug)
    carried, voiced = carried_by(source, ids), voiced_by(source, ids)
    silences = silences_of_party(ids, None)
    if not (carried or voiced or silences):
        raise Http404
    context = {
        **page_context(request, at),
        "section": "outlets",
        "source": source,
        "names": source.names.all(),
        "speaks_for": _links(EntityLink.objects.filter(source__in=ids).exclude(kind="lies_in")),
        "spoken_for_by": _links(EntityLink.objects.filter(target__in=ids).exclude(kind="lies_in")),
        "carried": carried,
        "voiced": voiced,
        "claims": _claims(ids),
        "silences": silences,
        "sheet_url": f"{reverse('claims:claim-sheet')}?bom=1&{'outlet' if carried else 'source'}={slug}",
    }
    return render(request, "claims/source_detail.html", context)


def _links(links: object) -> list[EntityLink]:
    standing = links.standing().select_related("source", "target")  # type: ignore[attr-defined]
    return [
        one
        for one in standing.order_by("kind", "source__name", "target__name")[:_LINKS]
        if not (one.source.do_not_name or one.target.do_not_name)
    ]


def _claims(ids: list[int]) -> list[ClaimState]:
    """The newest claims that the source stands behind, or else carries."""
    states = ClaimState.objects.at().published().for_list().order_by("-status_at", "-claim")
    return list(states.traced_to(ids)[:_CLAIMS]) or list(states.carried_by(ids)[:_CLAIMS])

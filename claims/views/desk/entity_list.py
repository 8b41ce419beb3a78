"""People, bodies, outlets and places: all that claims and chains name, found by any spelling."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.paging import BadPage, page_of
from claims.presenting.desk_queue import counts
from claims.wording.words import ENTITY_KIND
from newsroom.access import desk_view
from newsroom.models import User
from newsroom.sent import sent
from sources.models import Entity, EntityName

PAGE_SIZE = 50


@require_safe
@desk_view()
def entity_list(request: HttpRequest) -> HttpResponse:
    """The newest first; `?q=` looks for a name however it is spelled, `?kind=` for one kind."""
    assert isinstance(request.user, User)
    typed = sent(request.GET, "q", longest=200).strip()
    kind = request.GET.get("kind", "")
    if kind and kind not in ENTITY_KIND:
        return render(request, "400.html", status=400)
    try:
        page = page_of(_entities(typed, kind), ("pk",), size=PAGE_SIZE, after=request.GET.get("after", ""))
    except BadPage:
        return render(request, "400.html", status=400)
    context = {
        "page": page,
        "typed": typed,
        "kind": kind,
        "kinds": ENTITY_KIND.items(),
        "counts": counts(request.user),
        "older_url": _address(request, page.older) if page.older else "",
        "newest_url": "" if page.first else _address(request, ""),
    }
    return render(request, "claims/desk/entity_list.html", context)


def _entities(typed: str, kind: str) -> QuerySet[Entity]:
    found = Entity.objects.unmerged()
    if typed:
        spelled, heard = Entity.objects.starting(typed), Entity.objects.sounding(typed)
        found = found.filter(Q(pk__in=spelled.values("pk")) | Q(pk__in=heard.values("pk")))
    if kind:
        found = found.filter(kind=kind)
    return found.prefetch_related(Prefetch("names", EntityName.objects.order_by("language", "text")))


def _address(request: HttpRequest, after: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    if after:
        query["after"] = after
    return f"{request.path}?{query.urlencode()}" if query else request.path

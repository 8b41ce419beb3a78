"""Known people, bodies, outlets and places to choose from while typing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import TAGGERS
from newsroom.access import desk_view
from newsroom.sent import sent
from sources.likely import likely_kind
from sources.models import Entity
from sources.names import fold

_SHOWN = 8
#: What can stand in a chain, and what can be an answer.
KINDS = {
    "voice": ("person", "organisation", "outlet", "unnamed"),
    "answer": ("place", "person", "organisation", "option", "outlet"),
}


@require_safe
@desk_view(*TAGGERS)
def entity_options(request: HttpRequest) -> HttpResponse:
    """Those with a name like `?q=`, as options of a list; `?for=` says for a chain or for an answer."""
    typed = sent(request.GET, "q", longest=200)
    kinds = KINDS.get(request.GET.get("for", ""), KINDS["voice"])
    found = Entity.objects.starting(typed).filter(kind__in=kinds).prefetch_related("names")
    nearest = sorted(found.order_by("name", "pk")[:50], key=lambda one: _distance(one, fold(typed)))
    context = {
        "entities": nearest[:_SHOWN],
        "typed": typed,
        "likely": likely_kind(typed),
        "outlet": sent(request.GET, "outlet"),
    }
    return render(request, "claims/desk/entity_options.html", context)


def _distance(entity: Entity, typed: str) -> tuple[bool, bool, int]:
    """Exact names first, then names that begin so, then the shorter."""
    names = [entity.folded, *(name.folded for name in entity.names.all())]
    return typed not in names, not any(name.startswith(typed) for name in names), len(entity.name)

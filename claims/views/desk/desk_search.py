"""One box for everything the desk holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.presenting.desk_queue import counts
from claims.presenting.desk_search import KINDS, Group, search_desk
from claims.presenting.names_searched import names_searched
from newsroom.access import desk_view
from newsroom.models import User
from newsroom.sent import sent
from sources.spelling import near

_NAMES = "names"


@require_safe
@desk_view()
def desk_search(request: HttpRequest) -> HttpResponse:
    """`?q=` in every kind of thing, a few of each; `?in=` one kind at length."""
    assert isinstance(request.user, User)
    typed = sent(request.GET, "q", longest=200).strip()
    only = request.GET.get("in", "")
    if only not in ("", _NAMES, *(kind.code for kind in KINDS)):
        return render(request, "400.html", status=400)
    groups = _groups(typed, only) if typed else []
    context = {
        "counts": counts(request.user),
        "searching": True,
        "typed": typed,
        "only": only,
        "groups": groups,
        "meant": near(typed) if typed and not groups else [],
    }
    return render(request, "claims/desk/desk_search.html", context)


def _groups(typed: str, only: str) -> list[Group]:
    names = names_searched(typed, _("Names"), alone=only == _NAMES) if only in ("", _NAMES) else None
    found = search_desk(typed, only=only) if only != _NAMES else []
    return [names, *found] if names else found

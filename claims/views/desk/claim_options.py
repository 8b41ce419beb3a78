"""Recorded claims to choose from while typing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import TAGGERS
from claims.alike import alike
from newsroom.access import desk_view

_LONGEST = 500


@require_safe
@desk_view(*TAGGERS)
def claim_options(request: HttpRequest) -> HttpResponse:
    """The claims most like `?q=`, as options of a list.

    Those tagged in `?article=` stand first, then those of `?topic=`; without `?besides=`, the claim of the
    tag that is edited.
    """
    typed, topic, article, besides = (
        request.GET.get(name, "").replace("\0", "")[:_LONGEST]
        for name in ("q", "topic", "article", "besides")
    )
    found = alike(typed, topic=topic, article=article, besides=besides)
    return render(request, "claims/desk/claim_options.html", {"found": found})

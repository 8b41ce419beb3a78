"""Recorded claims to choose from while typing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import TAGGERS
from claims.alike import alike
from newsroom.access import desk_view
from newsroom.sent import sent


@require_safe
@desk_view(*TAGGERS)
def claim_options(request: HttpRequest) -> HttpResponse:
    """The claims most like `?q=`, as options of a list.

    Those tagged in `?article=` stand first, then those of `?topic=`; without `?besides=`, the claim of the
    tag that is edited.
    """
    topic, article, besides = (sent(request.GET, name) for name in ("topic", "article", "besides"))
    found = alike(sent(request.GET, "q"), topic=topic, article=article, besides=besides)
    return render(request, "claims/desk/claim_options.html", {"found": found})

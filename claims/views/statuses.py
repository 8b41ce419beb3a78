"""How statuses are decided: the page every status links to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.wording.words import STATUS
from newsroom.caching import public_page


@require_safe
@public_page
def statuses(request: HttpRequest) -> HttpResponse:
    """Public and the same for everybody: no database, no visitor."""
    return render(request, "claims/statuses.html", {"statuses": STATUS})

"""How statuses are decided: the page every status links to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.wording.words import STATUS


def statuses(request: HttpRequest) -> HttpResponse:
    """Public and the same for everybody: no database, no visitor."""
    return render(request, "claims/statuses.html", {"statuses": STATUS})

"""How statuses are decided: the page every status links to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.vocabulary import STANCE
from claims.wording import words

_STANCES = {stance: [kind for kind in STANCE if STANCE[kind] == stance] for stance in words.STANCE}


def statuses(request: HttpRequest) -> HttpResponse:
    """Public and the same for everybody: no database, no visitor."""
    return render(request, "claims/statuses.html", {"statuses": words.STATUS, "stances": _STANCES})

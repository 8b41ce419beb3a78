"""Recorded questions to choose from while typing one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import TAGGERS
from claims.alike import questions_alike
from newsroom.access import desk_view
from newsroom.sent import sent


@require_safe
@desk_view(*TAGGERS)
def question_options(request: HttpRequest) -> HttpResponse:
    """Those with words of `?q=`, as options of a list; of the topic `?topic=` first."""
    found = questions_alike(sent(request.GET, "q"), topic=sent(request.GET, "topic"))
    return render(request, "claims/desk/question_options.html", {"questions": found})

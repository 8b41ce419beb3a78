"""How much waits, for a page that stays open while its editor works."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.presenting.desk_queue import counts
from newsroom.access import desk_view
from newsroom.models import User


@require_safe
@desk_view()
def desk_counts(request: HttpRequest) -> HttpResponse:
    """The tabs of the queues as they are now; asked after each save, so that no save waits for them."""
    assert isinstance(request.user, User)
    context = {"counts": counts(request.user), "here": "article"}
    return render(request, "claims/desk/_queue_counts.html", context)

"""A topic as a dossier, to keep or to load elsewhere.

It holds the whole record, unpublished claims, raw captures and people's labels
among it, and so is for people of the desk. Readers get the claim sheet.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import shown_topic
from claims.dossier_rows import dossier_of
from claims.exports.as_dossier import write
from claims.presenting.moments import BadMoment, asked_moment, only_now
from newsroom.access import desk_view
from newsroom.snapshot import one_moment


@require_safe
@desk_view()
def topic_dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone who works here."""
    try:
        only_now(asked_moment(request))
    except BadMoment as error:
        return render(request, "400.html", {"message": str(error)}, status=400)
    topic = shown_topic(slug, request.user)
    with one_moment():
        data = write(dossier_of(topic))
    name = f"{topic.slug}.json"
    return HttpResponse(
        data,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

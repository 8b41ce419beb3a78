"""One topic: what is asked in it, who answers what, what clashes, who is silent, and what happened."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.access import shown_topic
from claims.models import ClaimState, Statement
from claims.presenting.conflicts import count_contradictions, newest_contradictions
from claims.presenting.conflicts_then import contradictions_then
from claims.presenting.pages import page_context, reader_page
from claims.presenting.silences import silences_in
from claims.presenting.spans import covered
from claims.presenting.topic_questions import outlets_of, questions_of
from claims.presenting.topic_timeline import topic_timeline
from newsroom.access import has_role
from newsroom.actions import desk_settings
from newsroom.roles import ROLES

#: Contradictions and outlets on the page; the others are a link away.
_CONTRADICTIONS, _OUTLETS = 8, 20


@reader_page
def topic_detail(request: HttpRequest, at: datetime | None, slug: str) -> HttpResponse:
    """Public once a claim of the topic is published; it shows published claims to everybody."""
    topic = shown_topic(slug, request.user, at)
    desk = desk_settings()
    states = ClaimState.objects.at(at).published().filter(claim__question__topic=topic)
    if at is None:
        conflicts = newest_contradictions(desk, topic=topic, most=_CONTRADICTIONS)
    else:
        conflicts = contradictions_then(states, at, most=_CONTRADICTIONS)
    contradictions = count_contradictions(states)
    outlets = outlets_of(topic, at)
    silences = silences_in(topic, at)
    said = Statement.objects.standing(at).filter(claim__in=states.values("claim"))
    dates = said.order_by().values_list("said", "capture__article__published").distinct()
    context = {
        **page_context(request, at, desk),
        "section": "topics",
        "topic": topic,
        "claims": states.count(),
        "covers": covered(own or published for own, published in dates),
        "conflicts": conflicts,
        "more_conflicts": contradictions - len(conflicts),
        "questions": questions_of(topic, at, request.GET.get("after", "")),
        "outlets": outlets[:_OUTLETS],
        "more_outlets": len(outlets) - _OUTLETS,
        "silences": silences,
        "entries": topic_timeline(topic, silences, at),
        "sheet_rows": said.count(),
        "for_desk": has_role(request.user, *ROLES),
    }
    return render(request, "claims/topic_detail.html", context)

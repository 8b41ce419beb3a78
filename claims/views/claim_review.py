"""A verdict as ClaimReview JSON-LD, at an address of its own: the policy allows no script in the page."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from claims.access import shown_state
from claims.exports.as_claim_review import MEDIA_TYPE, Appearance, Review, write
from claims.presenting.claim_record import ClaimRecord, read_claim
from claims.presenting.moments import only_now
from claims.presenting.pages import reader_page
from claims.wording.words import STATUS
from newsroom.actions import desk_settings


@reader_page
def claim_review(request: HttpRequest, at: datetime | None, public_id: str) -> HttpResponse:
    """Public where the claim is and a verdict stands; an opinion or a forecast is not rated, and has none."""
    only_now(at)
    state = shown_state(public_id, request.user)
    if state.visibility != "published" or state.verdict is None or state.status == "not_checkable":
        raise Http404
    desk = desk_settings()
    record = read_claim(state, None)
    review = Review(
        url=request.build_absolute_uri(record.claim.get_absolute_url()),
        claim=record.claim.text,
        status=str(STATUS[state.status].label),
        note=state.verdict.note,
        decided=state.status_at,
        language=get_language() or "en",
        desk=desk.name,
        desk_url=request.build_absolute_uri(reverse("claims:home")),
        said_by=[record.names.shown(one.entities[0]) for one in record.evidence.origins_for],
        appearances=_appearances(record),
    )
    return HttpResponse(write(review), content_type=MEDIA_TYPE)


def _appearances(record: ClaimRecord) -> list[Appearance]:
    articles = {one.capture.article_id: one.capture.article for one in record.with_stance("support")}
    return [
        Appearance(
            article.url,
            article.headline,
            "" if article.date_inferred else article.published,
            record.names.shown(article.outlet_id) if article.outlet_id else "",
        )
        for article in articles.values()
        if article.url
    ]

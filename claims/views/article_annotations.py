"""An article's statements as Web Annotations: published ones, on what the outlet itself printed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from claims.access import published_article
from claims.exports.as_annotations import MEDIA_TYPE, Annotation, Collection, write
from claims.models import Statement
from claims.paging import page_of
from claims.presenting.moments import only_now
from claims.presenting.pages import reader_page
from claims.presenting.passages import Quote, quotes_of
from newsroom.actions import desk_settings

MOST = 500


@reader_page
def article_annotations(request: HttpRequest, at: datetime | None, public_id: str) -> HttpResponse:
    """Public where the article is. Our own summary holds no words of the outlet, and has no annotations."""
    only_now(at)
    article = published_article(public_id, AnonymousUser())
    printed = Statement.objects.filter(capture__article=article).exclude(capture__method="digest")
    rows = printed.standing().on_published_claims()
    after = request.GET.get("after", "")
    without_texts = rows.select_related("claim", "capture__article").defer(
        "capture__raw", "capture__text", "capture__sentences"
    )
    page = page_of(without_texts, ("pk",), size=MOST, after=after)
    quotes = quotes_of(page.rows)
    desk = desk_settings()
    address = request.build_absolute_uri(request.path)
    collection = Collection(
        url=address,
        label=str(article),
        desk=desk.signature,
        desk_url=request.build_absolute_uri(reverse("claims:home")),
        total=rows.count(),
        page=f"{address}?after={after}" if after else address,
        following=f"{address}?after={page.older}" if page.older else "",
        annotations=[_annotation(request, one, quotes[one.pk]) for one in page.rows],
    )
    return HttpResponse(write(collection), content_type=MEDIA_TYPE)


def _annotation(request: HttpRequest, one: Statement, quote: Quote) -> Annotation:
    article = one.capture.article
    return Annotation(
        url=request.build_absolute_uri(quote.url),
        recorded=one.recorded_at,
        kind=one.kind,
        claim=one.claim.text,
        claim_url=request.build_absolute_uri(one.claim.get_absolute_url()),
        source=article.url or request.build_absolute_uri(article.get_absolute_url()),
        language=article.language,
        passage=one.passage,
        quoted=_quoted(one, quote),
        with_context=article.public_text == "full",
        captured=one.capture.taken_at,
        archived=one.capture.archive_url,
    )


def _quoted(one: Statement, quote: Quote) -> str:
    """What may be shown, as it stands in the text: without the mark that it was cut."""
    return quote.printed if quote.printed == one.exact else quote.printed.removesuffix("…")

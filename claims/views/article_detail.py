"""One article: its text with what is found in it, or the tagged passages alone, as they may be quoted."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.access import published_article
from claims.presenting.moments import only_now
from claims.presenting.names import OUTLET_NOT_NAMED, names_of
from claims.presenting.pages import page_context, reader_page
from claims.presenting.reader_article import read_article
from newsroom.actions import desk_settings
from sources.models import Entity


@reader_page
def article_detail(request: HttpRequest, at: datetime | None, public_id: str) -> HttpResponse:
    """Public where a published claim rests on it. Only statements on published claims are shown."""
    only_now(at)
    article = published_article(public_id, request.user)
    read = read_article(article, capture=request.GET.get("capture", ""), part=request.GET.get("part", ""))
    outlets = names_of([article.outlet_id])
    context = {
        **page_context(request, None, desk_settings()),
        "section": "outlets",
        "article": article,
        "outlet": outlets.shown(article.outlet_id) if article.outlet_id else OUTLET_NOT_NAMED,
        "outlet_url": outlets.url(article.outlet_id),
        "site": _site(outlets.row(article.outlet_id)),
        "read": read,
    }
    return render(request, "claims/article_detail.html", context)


class Site(NamedTuple):
    """The outlet's own address, for terms that ask for a link to it."""

    url: str
    host: str


def _site(outlet: Entity | None) -> Site | None:
    """None for an outlet that is not named, or must not be."""
    if outlet is None or outlet.do_not_name or not outlet.same_as:
        return None
    return Site(outlet.same_as[0], urlsplit(outlet.same_as[0]).hostname or outlet.same_as[0])

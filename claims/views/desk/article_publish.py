"""Showing an article's claims to readers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from claims.access import PUBLISHERS
from claims.actions.claims import NotPublishable, publish
from claims.actions.several import not_publishable
from claims.models import Claim
from claims.presenting.desk_article import DeskArticle
from claims.presenting.desk_queue import counts
from claims.presenting.unfinished import Unfinished, unfinished
from claims.views.desk.article_desk import PUBLISH_ALL, Told, row_of
from claims.views.desk.fragments import (
    by_script,
    desk_of,
    led_to,
    not_done,
    page_shown,
    place_acted_in,
    unpublished,
)
from claims.wording.refusals import not_publishable_because
from newsroom.access import desk_view
from newsroom.models import User
from newsroom.sent import all_sent


@require_POST
@desk_view(*PUBLISHERS)
def article_publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """The claims named, or all that this article's tags are on, but for those that may not be published.

    What keeps these is said, with the way to each. Where something of the others is still to complete, that
    is said first, and asked once more (`sure`).
    """
    assert isinstance(request.user, User)
    desk = desk_of(request, public_id)
    waiting = unpublished(desk).select_related("question")
    if "all" not in request.POST:
        waiting = waiting.filter(public_id__in=all_sent(request.POST, "claim", most=1000))
    claims = list(waiting.order_by("pk"))
    if not claims:
        return not_done(request, desk, [_("These claims are published already.")], status=409)
    refused = not_publishable(by=request.user, claims=claims)
    kept = [_kept(one) for one in refused.values()]
    fit = [claim for claim in claims if claim.pk not in refused]
    if not fit:
        return not_done(request, desk, [*kept, _("Nothing was published.")])
    if "sure" not in request.POST and (lacking := unfinished(fit)):
        return _asked(request, desk, fit, lacking, kept)
    try:
        publish(by=request.user, claims=fit)
    except NotPublishable as late:
        return not_done(request, desk, [_kept(late), _("Nothing was published.")])
    return _published(request, desk, fit, kept)


def _kept(refused: NotPublishable) -> str:
    """What keeps a claim from being published, and the way to where that can be mended."""
    why = not_publishable_because(refused.reason, refused.claim.text)
    address = reverse("claims:claim-desk", args=[refused.claim.public_id])
    return format_html('{} <a href="{}">{}</a>', why, address, _("Go to the claim"))


def _asked(
    request: HttpRequest, desk: DeskArticle, claims: list[Claim], lacking: list[Unfinished], kept: list[str]
) -> HttpResponse:
    """What is still to complete, with a button that publishes all the same."""
    place = place_acted_in(request)
    context = {
        "desk": desk,
        "article": desk.article,
        "claims": claims,
        "lacking": lacking,
        "kept": kept,
        "place": place,
        "as_list": "list" in request.POST,
        "back": f"{page_shown(request, desk)}#{place or PUBLISH_ALL}",
    }
    if by_script(request):
        return render(request, "claims/desk/publish_asked.html", context)
    return render(request, "claims/desk/article_publish.html", {**context, "counts": counts(desk.user)})


def _published(request: HttpRequest, desk: DeskArticle, claims: list[Claim], kept: list[str]) -> HttpResponse:
    said = ngettext("Published %(n)d claim.", "Published %(n)d claims.", len(claims)) % {"n": len(claims)}
    changed = {claim.pk for claim in claims}
    tags = [tag for tag in desk.tags if tag.claim in changed]
    acted_in = place_acted_in(request)
    place = acted_in if acted_in in {row_of(tag) for tag in tags} else PUBLISH_ALL
    if not by_script(request):
        for why in kept:
            messages.warning(request, why)
        return led_to(request, desk, said, place)
    context = {
        "desk": desk,
        "article": desk.article,
        "changed": desk.rows(tags),
        "unpublished": desk.unpublished(),
        "told": [Told(place, said)],
        "kept": kept,
    }
    response = render(request, "claims/desk/claims_published.html", context)
    return trigger_client_event(response, "sayso:published", {"place": place}, after="swap")

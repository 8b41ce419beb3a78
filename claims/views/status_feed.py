"""Changes of status as Atom feeds: all, those of one topic, those of one claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.access import published_claim
from claims.models import Claim, ClaimQuerySet, Topic
from claims.presenting.latest_changes import Entry, latest_changes
from claims.wording.words import STATUS
from newsroom.actions import desk_settings
from newsroom.caching import public_page

#: What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a feed is about."""

    title: str
    url: str
    claims: ClaimQuerySet
    byline: str


@require_safe
@public_page
def status_feed(request: HttpRequest) -> HttpResponseBase:
    """Every published claim."""
    return _answer(request, _("Status changes"), reverse("claims:home"), Claim.objects.all())


@require_safe
@public_page
def topic_status_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The published claims of one topic."""
    topic = get_object_or_404(Topic.objects.published(), slug=slug)
    title = _("Status changes: %(subject)s") % {"subject": topic.title}
    return _answer(request, title, topic.get_absolute_url(), Claim.objects.filter(question__topic=topic))


@require_safe
@public_page
def claim_status_feed(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One published claim; a claim that moved leads on to where it is now."""
    claim = published_claim(public_id, AnonymousUser())
    if claim.moved_to:
        return redirect("claims:claim-status-feed", claim.moved_to.public_id)
    title = _("Status changes: %(subject)s") % {"subject": claim.text}
    return _answer(request, title, claim.get_absolute_url(), Claim.objects.filter(pk=claim.pk))


def _answer(request: HttpRequest, title: str, url: str, claims: ClaimQuerySet) -> HttpResponseBase:
    subject = Subject(_writable(title), url, claims, desk_settings().signature)
    return _Changes()(request, subject=subject)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Never the clock: the same feed has the same bytes. An empty one has not changed yet."""
        return super().latest_post_date() if self.items else datetime(1970, 1, 1, tzinfo=UTC)


class _Changes(Feed):  # type: ignore[type-arg]
    """Django's feed over the changes of a Subject."""

    feed_type = _Atom

    def get_object(self, request: HttpRequest, *args: object, **kwargs: Subject) -> Subject:
        return kwargs["subject"]

    def title(self, subject: Subject) -> str:
        return subject.title

    def link(self, subject: Subject) -> str:
        return subject.url

    def author_name(self, subject: Subject) -> str:
        return _writable(subject.byline)

    def items(self, subject: Subject) -> list[Entry]:
        return latest_changes(subject.claims)

    def item_title(self, item: Entry) -> str:
        words = {"status": STATUS[item.change.status].label, "claim": item.claim.text}
        return _writable(_("%(status)s: %(claim)s") % words)

    def item_description(self, item: Entry) -> str:
        change = item.change
        was = _("Until then: %(status)s.") % {"status": STATUS[change.was].label}
        if change.withdrawn:
            was = _("The decision “%(status)s” was withdrawn.") % {"status": STATUS[change.was].label}
        note = change.verdict.note if change.verdict else str(STATUS[""].meaning)
        return _writable(format_html("<p>{}</p><p>{}</p>", note, was))

    def item_link(self, item: Entry) -> str:
        """One for each change, since it also names the entry."""
        return f"{item.claim.get_absolute_url()}#{item.key}"

    def item_pubdate(self, item: Entry) -> datetime:
        return item.at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.at

    def item_categories(self, item: Entry) -> list[str]:
        return [item.change.status or "not_reviewed"]

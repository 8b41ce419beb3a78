"""What happened on a topic, in order: articles, silences, claims published, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

from django.db.models import Count, Exists, Min, OuterRef
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, ClaimState, ClaimStateQuerySet, Statement, Topic
from claims.presenting.names import names_of
from claims.presenting.silences import Silence, until
from claims.presenting.timeline import Entry, article_entries
from claims.wording.dates import moment
from sources.models import Article

#: Articles and decisions told one by one.
_ARTICLES, _DECISIONS = 40, 20


def topic_timeline(topic: Topic, silences: Sequence[Silence], at: datetime | None) -> list[Entry]:
    """The topic's course up to `at`, oldest first; in a fixed number of queries."""
    seen = ClaimState.objects.at(at).published().filter(claim__question__topic=topic)
    entries = [*_articles(topic, at), *_silences(silences), *_published(seen), *_decisions(seen)]
    return sorted(entries, key=lambda one: one.sort)


def _articles(topic: Topic, at: datetime | None) -> list[Entry]:
    shown = ClaimState.objects.at(at).published().filter(claim=OuterRef("claim"))
    on_it = Statement.objects.standing(at).filter(Exists(shown), claim__question__topic=topic)
    rows = Article.objects.filter(Exists(on_it.filter(capture__article=OuterRef("pk"))))
    articles = list(rows.order_by("published_days", "pk")[:_ARTICLES])
    return article_entries(articles, names_of((one.outlet_id for one in articles), at))


def _silences(silences: Iterable[Silence]) -> list[Entry]:
    return [
        Entry(
            sort=_last_day(one.statement),
            when=_("by %(day)s") % {"day": until(one.statement)},
            text=f"{one.who}. {one.sentence}",
            note=one.statement.claim.text,
        )
        for one in silences
    ]


def _last_day(statement: Statement) -> datetime:
    days = statement.said_days or statement.capture.article.published_days
    day = (days.upper or days.lower) if days else None
    return datetime.combine(day or datetime.min.date(), time.min, UTC)


def _published(seen: ClaimStateQuerySet) -> list[Entry]:
    """Claims published, by day."""
    claims = Claim.objects.filter(pk__in=seen.values("claim"), published_at__isnull=False)
    days = claims.annotate(day=TruncDate("published_at", tzinfo=UTC)).values("day")
    counted = days.annotate(n=Count("pk"), first=Min("published_at")).order_by("day")
    return [
        Entry(
            row["first"],
            moment(row["first"]),
            ngettext("%(n)d claim published", "%(n)d claims published", row["n"]) % {"n": row["n"]},
            at=row["first"],
        )
        for row in counted
    ]


def _decisions(seen: ClaimStateQuerySet) -> list[Entry]:
    """The latest decisions that were in force."""
    decided = seen.exclude(status="").select_related("claim", "verdict").order_by("-status_at", "-claim")
    return [
        Entry(
            state.status_at,
            moment(state.status_at),
            state.claim.text,
            at=state.status_at,
            status=state.status,
            url=state.claim.get_absolute_url(),
        )
        for state in decided[:_DECISIONS]
    ]

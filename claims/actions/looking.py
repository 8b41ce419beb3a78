"""Pages of articles read again: which are due, and what one look finds.

Whoever calls `look` waits for another's server: the worker and the timer, never a visitor.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import DateTimeField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from claims.actions.recapture import CannotRecapture, Recaptured, recapture
from claims.models import Statement
from newsroom.models import User
from sources.actions import record_look
from sources.extraction import ExtractionFailed, extract
from sources.fetching import FetchFailed, FetchRefused, fetch
from sources.models import Article, Capture, Look
from sources.page_reading import as_recorded
from sources.quotes import TextRefused

#: The next look comes after this part of the time that an article has been watched, within these bounds:
#: hourly on its first morning, daily after a week, monthly after eight months.
_PART, _SOONEST, _LATEST = 8, timedelta(hours=1), timedelta(days=30)


def look(*, by: User, article: Article) -> Recaptured:
    """Read the article's page now. What keeps it from being read is recorded as a failed look."""
    try:
        page = fetch(article.url)
        read = extract(page.raw, page.media_type, page.url)
        return recapture(
            by=by,
            article=article,
            text=as_recorded(article, read.text, page.url),
            method="fetched",
            raw=page.raw,
            media_type=page.media_type,
            taken_at=page.taken_at,
        )
    except (FetchRefused, FetchFailed, ExtractionFailed) as problem:
        status = getattr(problem, "status", 0)
        why = f"{problem.code}:{status}" if status else problem.code
    except CannotRecapture as refused:
        why = refused.reason
    except TextRefused:
        why = "unreadable"
    return Recaptured(record_look(by=by, article=article, found="failed", problem=why))


def due(now: datetime) -> list[Article]:
    """Articles with an address on which a published claim rests and that are due, the most overdue first."""
    waits = [(now - next_look(one.first, one.last), one) for one in _watched()]  # type: ignore[attr-defined]
    overdue = [(late, one) for late, one in waits if late >= timedelta(0)]
    return [one for _late, one in sorted(overdue, key=lambda pair: (-pair[0], pair[1].pk))]


def next_look(first: datetime, last: datetime) -> datetime:
    """When an article is due that was captured first at `first` and looked at last at `last`.

    News changes while it is young: the pauses grow with its age.
    """
    return last + min(max((last - first) / _PART, _SOONEST), _LATEST)


def _watched() -> QuerySet[Article]:
    """With `first` and `last`: when it was captured first, and captured or looked at last."""
    own = Capture.objects.filter(article=OuterRef("pk")).exclude(method="digest").order_by()
    taken = own.values("article").annotate(first=Min("taken_at"), last=Max("taken_at"))
    looked = Look.objects.filter(article=OuterRef("pk")).order_by().values("article")
    public = Statement.objects.standing().on_published_claims().filter(capture__article=OuterRef("pk"))
    rows = Article.objects.filter(Exists(public), ~Q(url="")).annotate(
        first=Subquery(taken.values("first")),
        taken=Subquery(taken.values("last")),
        looked=Subquery(looked.annotate(last=Max("looked_at")).values("last"), output_field=DateTimeField()),
    )
    return rows.filter(first__isnull=False).annotate(last=Greatest("taken", Coalesce("looked", F("taken"))))

"""The front page: what cannot both be true, what the desk has decided lately, and the topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from claims.models import Approval, ClaimState, Statement, Topic, Verdict
from claims.paging import page_of
from claims.presenting.conflicts import Conflict, count_contradictions, newest_contradictions
from claims.presenting.moments import BadMoment
from claims.presenting.pages import page_context, reader_page
from claims.presenting.seam import Side, Spoken, sides_of, spoken_on
from claims.presenting.spans import covered, latest_day
from claims.presenting.status_changes import StatusChange, status_changes
from claims.wording import sentences
from claims.wording.dates import date_words
from newsroom.actions import desk_settings
from sources.models import Article, Capture

#: Contradictions in columns below the first.
_ALSO = 6
_CHANGES = 6
_TOPICS = 12
#: Beyond this many contradictions, or articles, an exact count costs more than it tells.
_COUNTED = 1_000


@reader_page
def home(request: HttpRequest, at: datetime | None) -> HttpResponse:
    """Public, and of the present only."""
    if at is not None:
        raise BadMoment(
            _("The front page shows the present. Claims, questions and topics can be seen as they stood.")
        )
    desk = desk_settings()
    states = ClaimState.objects.at().published()
    claims, open_now = states.count(), count_contradictions(states, most=_COUNTED)
    conflicts = newest_contradictions(desk, most=1 + _ALSO)
    spoken = spoken_on({side.claim_id for one in conflicts for side in one.sides})
    topics = page_of(Topic.objects.published(), ("pk",), size=_TOPICS, after=request.GET.get("topics", ""))
    first = _lead(conflicts, spoken)
    context = {
        **page_context(request, None, desk),
        "headline": sentences.open_contradictions(open_now, most=_COUNTED),
        "so_far": _so_far(claims) if claims else "",
        "first": first,
        "also": [_also(one, spoken) for one in conflicts if not first or one is not first.conflict],
        "changes": _latest_changes(),
        "topics": _topic_rows(topics.rows),
        "older_topics": topics.older,
        "newest_topics": topics.first,
    }
    return render(request, "claims/home.html", context)


def _so_far(claims: int) -> str:
    """How many claims there are, and from how many articles."""
    on_it = Statement.objects.standing().on_published_claims().filter(capture__article=OuterRef("pk"))
    articles = Article.objects.filter(Exists(on_it))[: _COUNTED + 1].count()
    return sentences.so_far(claims, articles, most=_COUNTED)


@dataclass(frozen=True, slots=True)
class Seam:
    """The contradiction that the page opens with, and both its passages."""

    conflict: Conflict
    a: Side
    b: Side


def _lead(conflicts: Collection[Conflict], spoken: Spoken) -> Seam | None:
    """The first of the undecided, or else of all, with words on both sides; the first where none has."""
    seams = [Seam(one, *sides) for one in conflicts if (sides := sides_of(one, spoken))]
    return min(seams, key=_rank, default=None)


def _rank(seam: Seam) -> tuple[bool, bool]:
    return bool(seam.conflict.decided), not (seam.a.has_words and seam.b.has_words)


@dataclass(frozen=True, slots=True)
class Also:
    """Another contradiction, in one sentence; `who` says between whom."""

    conflict: Conflict
    who: str


def _also(conflict: Conflict, spoken: Spoken) -> Also:
    one = spoken.of(conflict.a.claim_id)
    other = spoken.of(conflict.b.claim_id, denial=conflict.a.claim_id == conflict.b.claim_id)
    if one and other and _unnamed_both(one, other):
        return Also(conflict, _("Two articles whose outlets are not named, counted as two"))
    said = [_said(statement, spoken) for statement in (one, other) if statement]
    return Also(conflict, "\u00a0· ".join(dict.fromkeys(said)))


def _unnamed_both(one: Statement, other: Statement) -> bool:
    """Whether they stand in two articles of which neither names its outlet."""
    articles = one.capture.article, other.capture.article
    return articles[0] != articles[1] and not any(article.outlet_id for article in articles)


def _said(statement: Statement, spoken: Spoken) -> str:
    article = statement.capture.article
    if not article.published or article.date_inferred:
        return spoken.outlet(statement)
    return sentences.dated(spoken.outlet(statement), date_words(article.published))


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim's status in force, and the change that brought it."""

    state: ClaimState
    change: StatusChange | None


def _latest_changes() -> list[Changed]:
    """The latest decisions in force, newest first; in three queries."""
    decided = ClaimState.objects.at().published().exclude(status="").select_related("claim", "verdict")
    latest = list(decided.order_by("-status_at", "-claim")[:_CHANGES])
    claims = [state.claim_id for state in latest]
    verdicts = Verdict.objects.filter(claim__in=claims)
    approvals = Approval.objects.filter(verdict__claim__in=claims)
    last = {one.claim: one for one in status_changes(verdicts, approvals)}
    return [Changed(state, last.get(state.claim_id)) for state in latest]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with its counts; `covers` is when things were said."""

    topic: Topic
    questions: int
    claims: int
    contradictions: int
    covers: str


def _topic_rows(topics: Collection[Topic]) -> list[TopicRow]:
    """The topics with the freshest story first; in three queries."""
    own = Q(conflicts_with__contains=[F("claim__public_id")])
    states = ClaimState.objects.at().published().filter(claim__question__topic__in=topics)
    counts = states.values("claim__question__topic").annotate(
        questions=Count("claim__question", distinct=True),
        claims=Count("pk"),
        sides=Sum("open_conflicts"),
        alone=Count("pk", filter=own),
    )
    counted = {row["claim__question__topic"]: row for row in counts}
    dates = _dates(topics)
    fresh = sorted(topics, key=lambda topic: latest_day(dates[topic.pk]), reverse=True)
    return [
        TopicRow(
            topic,
            row["questions"],
            row["claims"],
            (row["sides"] + row["alone"] + 1) // 2,
            covered(dates[topic.pk]),
        )
        for topic in fresh
        if (row := counted.get(topic.pk))
    ]


def _dates(topics: Collection[Topic]) -> defaultdict[int, set[str]]:
    """When each topic's statements were said, each date once; in two queries."""
    said = Statement.objects.standing().on_published_claims().filter(claim__question__topic__in=topics)
    columns = ("claim__question__topic", "said", "capture")
    rows = set(said.order_by().values_list(*columns).distinct())
    # Few captures carry many statements: their articles are looked up once for all.
    undated = Capture.objects.filter(pk__in={capture for _topic, own, capture in rows if not own})
    published = dict(undated.values_list("pk", "article__published"))
    dates: defaultdict[int, set[str]] = defaultdict(set)
    for topic, own, capture in rows:
        dates[topic].add(own or published[capture])
    return dates

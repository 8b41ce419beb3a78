"""What was said on a topic, who did not speak, what the desk decided: in order, as lanes and as a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Any, TypeAlias

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Approval, Claim, ClaimState, Question, Statement, StatementQuerySet, Topic, Verdict
from claims.pictures.timeline import Decided, Lane, Said
from claims.presenting.names import Names, names_of
from claims.presenting.passages import passage_url
from claims.presenting.silences import until
from claims.presenting.sourcing import entities_in, silent_party, takes_no_side
from claims.presenting.status_changes import StatusChange, status_changes
from claims.reading import day_range
from claims.templatetags.sayso import status_look
from claims.vocabulary import SILENCES, STANCE
from claims.wording import sentences
from claims.wording.dates import date_words, moment
from claims.wording.dates import day_range as days_in_words
from claims.wording.words import STANCE as STANCE_WORDS
from claims.wording.words import STATUS
from sources.dates import DayRange

#: Lanes of the picture, lines or squares of one, and entries of the list; a busy topic has more in its CSV.
MOST_LANES, MOST_MARKS, MOST_ENTRIES = 25, 25, 200
#: Different days read for the lanes. What is left of them then is counted on its lane.
_READ = 1000
#: When it was said: the statement's own days, or else the article's.
_DAYS = Coalesce("said_days", "capture__article__published_days")


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry: a statement with its `kind` and passage, or a change to `status`, on `claim`."""

    sort: tuple[datetime, str]
    when: str
    claim: Claim
    note: str
    kind: str = ""
    url: str = ""
    status: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """What happened in the same days, or at the same minute."""

    when: str
    at: datetime | None
    entries: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The topic's lanes, of so many questions, and its days; `cut`: after how many entries, 0 is whole."""

    lanes: tuple[Lane, ...]
    questions: int
    days: tuple[Day, ...]
    cut: int


#: How often each stance was taken in the same days.
Counted: TypeAlias = Counter[tuple[str, DayRange | None]]
Changes: TypeAlias = Sequence[tuple[StatusChange, Claim]]


def course_of(topic: Topic, at: datetime | None) -> Course:
    """What readers may see of it as of `at`, in a number of queries that does not depend on how much."""
    seen = ClaimState.objects.at(at).published().filter(claim__question__topic=topic)
    said: StatementQuerySet = Statement.objects.standing(at).filter(claim__in=seen.values("claim"))
    changes = _changes(seen, at)
    asked = said.aggregate(n=Count("claim__question", distinct=True))["n"]
    entries = _statements(said, at) + [_decision(*one) for one in changes]
    entries.sort(key=lambda one: one.sort)
    cut = len(entries) > MOST_ENTRIES or said.count() > MOST_ENTRIES
    return Course(
        lanes=tuple(_lanes(said, changes, asked)),
        questions=asked,
        days=_days(entries[-MOST_ENTRIES:]),
        cut=MOST_ENTRIES if cut else 0,
    )


def _days(entries: Iterable[Happening]) -> tuple[Day, ...]:
    grouped = groupby(entries, key=lambda one: (one.when, one.at))
    return tuple(Day(when, at, tuple(held)) for (when, at), held in grouped)


def _lanes(said: StatementQuerySet, changes: Changes, asked: int) -> list[Lane]:
    """A lane for each question in the order in which they came up; in a crowd one more for the least said."""
    most = MOST_LANES if asked <= MOST_LANES else MOST_LANES - 1
    per_question = said.order_by().values_list("claim__question").annotate(n=Count("pk"))
    totals = dict(per_question.order_by("-n", "claim__question")[:most])
    counted = _counted(said, totals)
    decided = {one: [c for c in changes if c[1].question_id == one] for one in totals}
    chosen = sorted(totals, key=lambda one: (_first_day(counted[one], decided[one]), one))
    texts = dict(Question.objects.filter(pk__in=chosen).values_list("pk", "text"))
    lanes = [_lane(texts[one], counted[one], totals[one], decided[one]) for one in chosen]
    if left := asked - len(chosen):
        label = ngettext("+ %(n)d more question", "+ %(n)d more questions", left) % {"n": left}
        rest = said.exclude(claim__question__in=chosen)
        others = [one for one in changes if one[1].question_id not in totals]
        lanes.append(_lane(label, _tally(rest), rest.count(), others))
    return lanes


def _counted(said: StatementQuerySet, questions: Collection[int]) -> Mapping[int, Counted]:
    rows = said.filter(claim__question__in=questions).order_by().annotate(days=_DAYS)
    grouped = rows.values_list("claim__question", "kind", "days").annotate(n=Count("pk"))
    found: defaultdict[int, Counted] = defaultdict(Counter)
    for question, kind, days, count in grouped.order_by("-n")[:_READ]:
        found[question][STANCE[kind], day_range(days)] += count
    return found


def _tally(said: StatementQuerySet) -> Counted:
    grouped = said.order_by().annotate(days=_DAYS).values_list("kind", "days").annotate(n=Count("pk"))
    found: Counted = Counter()
    for kind, days, count in grouped.order_by("-n")[:_READ]:
        found[STANCE[kind], day_range(days)] += count
    return found


def _lane(label: str, counted: Counted, total: int, changes: Changes) -> Lane:
    said = [_said(*key, count) for key, count in counted.most_common(MOST_MARKS)]
    left = total - sum(one.count for one in said)
    more = ngettext("+ %(n)d more statement", "+ %(n)d more statements", left) % {"n": left} if left else ""
    days = Counter((change.at.astimezone(UTC).date(), change.status) for change, _claim in changes)
    decided = (_decided(*key, count) for key, count in sorted(days.items())[-MOST_MARKS:])
    return Lane(label, tuple(said), tuple(decided), more)


def _first_day(said: Iterable[tuple[str, DayRange | None]], changes: Changes) -> date:
    """The first day in a lane; one without any comes last."""
    days = [day for _stance, window in said if window for day in (window.first or window.last,) if day]
    return min([*days, *(one.at.astimezone(UTC).date() for one, _claim in changes)], default=date.max)


def _said(stance: str, window: DayRange | None, count: int) -> Said:
    first, last = (window.first, window.last) if window else (None, None)
    words = ngettext("%(n)d statement", "%(n)d statements", count) % {"n": count}
    title = f"{STANCE_WORDS[stance]}: {words}, {days_in_words(first, last)}"
    return Said(first, last, stance, count, title)


def _decided(day: date, status: str, count: int) -> Decided:
    title = f"{STATUS[status].label}, {days_in_words(day, day)}"
    return Decided(day, status_look(status), count, title)


def _statements(said: StatementQuerySet, at: datetime | None) -> list[Happening]:
    """The latest `MOST_ENTRIES`, by when they were said."""
    dated = said.with_chain().annotate(days=_DAYS)
    rows = list(dated.order_by(F("days").desc(nulls_last=True), "-recorded_at", "-pk")[:MOST_ENTRIES])
    names = names_of(entities_in(rows), at)
    return [_statement(one, names) for one in reversed(rows)]


def _statement(one: Any, names: Names) -> Happening:
    article = one.capture.article
    window = day_range(one.days)
    start = (window.first or window.last) if window else None
    note = names.shown(article.outlet_id)
    if one.kind in SILENCES and not takes_no_side(one):
        told = sentences.silence(one.kind, until(one), names.within(article.outlet_id))
        note = f"{silent_party(one, names)}. {told}"
    when = date_words(one.said or article.published, inferred=article.date_inferred and not one.said)
    # Days that begin together are told apart, so that each is named once.
    sort = (datetime.combine(start or date.max, time.min, UTC), when)
    return Happening(sort, when, one.claim, note, kind=one.kind, url=passage_url(one))


def _changes(seen: QuerySet[ClaimState], at: datetime | None) -> list[tuple[StatusChange, Claim]]:
    """The latest claims' changes of status as readers saw them."""
    decided = Verdict.objects.filter(claim__in=seen.values("claim"))
    lately = decided.order_by("-decided_at", "-pk").values_list("claim", flat=True)[:MOST_ENTRIES]
    verdicts = list(Verdict.objects.filter(claim__in=set(lately)).select_related("claim__question"))
    approvals = Approval.objects.filter(verdict__in=[one.pk for one in verdicts])
    claims = {one.claim_id: one.claim for one in verdicts}
    by_claim: defaultdict[int, list[StatusChange]] = defaultdict(list)
    for change in status_changes(verdicts, approvals, at):
        by_claim[change.claim].append(change)
    since = {pk: claim.published_at for pk, claim in claims.items()}
    if at is not None:
        # The row of a claim that was taken back and published again remembers the last time only.
        again = [pk for pk, published in since.items() if published and published > at]
        since |= ClaimState.objects.public_since(again, at) if again else {}
    return [(one, claims[pk]) for pk, changes in by_claim.items() for one in _public(changes, since[pk])]


def _public(changes: list[StatusChange], since: datetime | None) -> list[StatusChange]:
    """Of what was decided before the claim was public, only where it had come to."""
    before = [one for one in changes if since and one.at < since]
    return [*(one for one in before[-1:] if one.status), *changes[len(before) :]]


def _decision(change: StatusChange, claim: Claim) -> Happening:
    note = change.verdict.note if change.verdict else _("The earlier decision was withdrawn.")
    when = moment(change.at)
    return Happening((change.at, when), when, claim, note, status=change.status, at=change.at)

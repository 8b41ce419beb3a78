"""What happened to a claim, in order: when outlets carried it and what the desk did with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from django.db.models import Case, Count, Min, Value, When
from django.db.models.functions import TruncDate
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Approval, Check, ClaimState, Statement, Verdict, met_by_readers
from claims.presenting.changed_passages import Changed
from claims.presenting.claim_record import ClaimRecord
from claims.presenting.names import Names
from claims.presenting.passages import passage_url
from claims.presenting.status_changes import StatusChange, status_changes
from claims.wording.dates import date_words, moment
from claims.wording.sentences import isolated
from newsroom.models import DeskSettings, User
from sources.models import Article

#: Articles named one by one; the others are counted.
_ARTICLES = 12
#: Withdrawals told one by one, the latest.
_TAKEN_BACK = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: when in words, what, and where it changed the status, to what. `at` is for machines."""

    sort: datetime
    when: str
    text: str
    at: datetime | None = None
    status: str | None = None
    url: str = ""
    note: str = ""


def timeline(
    record: ClaimRecord, desk: DeskSettings, passages: Mapping[int, Sequence[Changed]]
) -> list[Entry]:
    """The claim's whole course up to the moment of the record, oldest first; in four queries.

    `passages` are those that their outlets have changed, by statement.
    """
    signed, changes = _Signed(desk), changes_of(record)
    entries = [
        *article_entries((one.capture.article for one in record.statements), record.names),
        *_statement_entries(record, [one.at for one in changes]),
        *_check_entries(record, signed),
        *_altered_entries(record, passages),
        *_published(record, signed, changes),
        *(_changed(one, signed) for one in changes),
    ]
    return sorted(entries, key=lambda one: one.sort)


def changes_of(record: ClaimRecord) -> list[StatusChange]:
    """Each change of the claim's status that readers saw, oldest first; in two queries."""
    verdicts = Verdict.objects.filter(claim=record.claim).select_related("decided_by", "withdrawn_by")
    approvals = Approval.objects.filter(verdict__claim=record.claim).select_related("approved_by")
    return _seen(status_changes(verdicts, approvals, record.at), _public_since(record))


def _public_since(record: ClaimRecord) -> datetime | None:
    """When readers began to see a claim that they see, or saw; None at the desk, which sees everything."""
    if record.state.visibility != "published":
        return None
    published = record.claim.published_at
    if record.at is None or published is None or published <= record.at:
        return published
    # It was taken back and published again since: the row remembers the last time only.
    return ClaimState.objects.public_since([record.claim.pk], record.at).get(record.claim.pk)


def _seen(changes: list[StatusChange], since: datetime | None) -> list[StatusChange]:
    """Of what was decided before `since`, only where it had come to."""
    if since is None:
        return changes
    before = [one for one in changes if one.at < since]
    return [
        *(replace(one, was="", withdrawn=None) for one in before[-1:] if one.status),
        *(one for one in changes if one.at >= since),
    ]


class _Signed:
    """Who did it: the desk, or the person where the desk names its editors."""

    def __init__(self, desk: DeskSettings) -> None:
        self._desk = desk

    @property
    def names_people(self) -> bool:
        return self._desk.names_editors

    def by(self, user: User | None) -> str:
        return str(user) if user and self.names_people else self._desk.signature


def _came_out(article: Article, names: Names) -> str:
    """A name keeps its own first letter, as iStories does; "an outlet that is not named" takes a capital."""
    outlet = isolated(names.within(article.outlet_id))
    said = _("%(outlet)s publishes its article") % {"outlet": outlet}
    return said if article.outlet_id else capfirst(said)


def article_entries(articles: Iterable[Article], names: Names) -> list[Entry]:
    """When each article came out, as far as it says."""
    ones = {article.pk: article for article in articles}
    dated = [one for one in ones.values() if one.published and not one.date_inferred]
    dated.sort(key=_start)
    entries = [
        Entry(
            sort=_start(one),
            when=date_words(one.published),
            text=_came_out(one, names),
            url=one.get_absolute_url(),
        )
        for one in dated[:_ARTICLES]
    ]
    if more := dated[_ARTICLES:]:
        text = ngettext("%(n)d more article", "%(n)d more articles", len(more)) % {"n": len(more)}
        since = _("from %(date)s on") % {"date": date_words(more[0].published)}
        entries.append(Entry(_start(more[0]), since, text))
    return entries


def _start(article: Article) -> datetime:
    days = article.published_days
    first = days.lower if days and days.lower else datetime.min.date()
    return datetime.combine(first, time.min, UTC)


def _statement_entries(record: ClaimRecord, changes: Sequence[datetime]) -> list[Entry]:
    """Statements recorded, counted by day, and each one taken back, with the reason.

    Those of one day are told apart by what was decided in between. Those taken
    back before the claim was published are none of readers' business.
    """
    rows = Statement.objects.filter(claim=record.claim)
    if _public_since(record):
        rows = rows.filter(met_by_readers())
    left = rows.filter(left_at__isnull=False)
    if record.at:
        rows, left = rows.filter(entered_at__lte=record.at), left.filter(left_at__lte=record.at)
    days = rows.annotate(day=TruncDate("recorded_at", tzinfo=UTC), decided=_so_far(changes))
    counted = days.values("day", "decided").annotate(n=Count("pk"), first=Min("recorded_at"))
    back = left.order_by("-withdrawn_at").values_list("withdrawn_at", "withdrawn_why", "superseded_by__claim")
    return [
        *(_event(one["first"], _recorded(one["n"])) for one in counted.order_by("first")),
        *(
            _event(at, _taken_back(record, to), note="" if to else why)
            for at, why, to in back[:_TAKEN_BACK]
            if at
        ),
    ]


def _so_far(changes: Sequence[datetime]) -> Case | Value:
    """How many of the changes had come when a statement was recorded."""
    if not changes:
        return Value(0)
    before = (When(recorded_at__lt=at, then=Value(number)) for number, at in enumerate(sorted(changes)))
    return Case(*before, default=Value(len(changes)))


def _check_entries(record: ClaimRecord, signed: _Signed) -> list[Entry]:
    """The desk's own checks, the replies to them, and those taken back with the reason."""
    rows = Check.objects.filter(claim=record.claim).select_related("recorded_by", "withdrawn_by")
    if _public_since(record):
        rows = rows.filter(met_by_readers())
    entries = []
    for one in rows.defer("attachment"):
        entries.append(_event(one.recorded_at, _checked(one, signed)))
        if one.replied_at:
            entries.append(_event(one.replied_at, _("%(who)s replied") % {"who": isolated(one.person_asked)}))
        if one.withdrawn_at:
            text = _("%(who)s withdrew a check") % {"who": signed.by(one.withdrawn_by)}
            entries.append(_event(one.withdrawn_at, text, note=one.withdrawn_why))
    return [one for one in entries if record.at is None or one.sort <= record.at]


def _checked(check: Check, signed: _Signed) -> str:
    who = signed.by(check.recorded_by)
    if not check.person_asked:
        return _("%(who)s checked the claim") % {"who": who}
    return _("%(who)s asked %(person)s for comment") % {"who": who, "person": isolated(check.person_asked)}


def _recorded(count: int) -> str:
    return ngettext("%(n)d statement recorded", "%(n)d statements recorded", count) % {"n": count}


def _taken_back(record: ClaimRecord, to: int | None) -> str:
    """`to` is the claim of what stands instead. If it is another, readers may not be able to see it."""
    if to is None:
        return _("A statement withdrawn")
    if to == record.claim.pk:
        return _("A statement replaced by a corrected one")
    return _("A statement moved to another claim")


def _altered_entries(record: ClaimRecord, passages: Mapping[int, Sequence[Changed]]) -> list[Entry]:
    """Passages that their outlets changed: when we read the new text, whenever an editor said so."""
    return [
        _event(
            one.now,
            _altered(one.altered)
            % {"outlet": isolated(record.names.within(one.statement.capture.article.outlet_id))},
            url=passage_url(one.statement),
            note=one.note,
        )
        for ones in passages.values()
        for one in ones
    ]


def _altered(altered: bool) -> str:
    if altered:
        return _("%(outlet)s changed a passage that we had tagged")
    return _("%(outlet)s took out a passage that we had tagged")


def _published(record: ClaimRecord, signed: _Signed, changes: Sequence[StatusChange]) -> list[Entry]:
    """When readers began to see it, with the status of then: the desk may decide before it publishes."""
    at = _public_since(record)
    if at is None:
        return []
    status = next((one.status for one in reversed(changes) if one.at < at), "")
    who = signed.by(record.claim.published_by)
    return [_event(at, _("%(who)s published the claim") % {"who": who}, status=status)]


def _changed(change: StatusChange, signed: _Signed) -> Entry:
    """A decision, in force from the second person's approval on where it needed one, or a withdrawal."""
    if change.withdrawn:
        who = signed.by(change.withdrawn.withdrawn_by)
        text = _("%(who)s withdrew the decision") % {"who": who}
    elif change.approval and change.verdict:
        names = {"who": signed.by(change.verdict.decided_by), "second": _second(change, signed)}
        text = _("%(who)s decided; %(second)s agreed") % names
    else:
        text = _("%(who)s decided") % {
            "who": signed.by(change.verdict.decided_by if change.verdict else None)
        }
    note = change.verdict.note if change.verdict else ""
    return _event(change.at, text, status=change.status, note=note)


def _second(change: StatusChange, signed: _Signed) -> str:
    assert change.approval
    person = change.approval.approved_by
    return str(person) if signed.names_people else _("a second editor")


def _event(at: datetime, text: str, *, status: str | None = None, note: str = "", url: str = "") -> Entry:
    return Entry(at, moment(at), text, at=at, status=status, note=note, url=url)

"""Who has not spoken: on the claim's question, and elsewhere in its topic in the same days.

A silence is shown and never counted. Once the party speaks on that question,
the silence says so, with the date and the place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from claims.evidence import later_spoke, silences_elsewhere
from claims.models import ClaimState, Question, SourceLink, Statement, Topic
from claims.presenting.claim_record import ClaimRecord
from claims.presenting.manners import Manner, manners_of
from claims.presenting.names import Names, names_in
from claims.presenting.passages import passage_url
from claims.presenting.sourcing import entities_in, silent_party
from claims.reading import Reading, read_questions
from claims.record import Entities
from claims.record import Statement as Record
from claims.vocabulary import SILENCES
from claims.wording import sentences
from claims.wording.dates import date_words
from sources.dates import DayRange

#: Who said nothing at all before those who spoke and did not confirm.
_TELLING = ("silence", "no_response", "no_comment", "non_confirmation")
#: More silences than this are for the topic's page.
MOST = 12


@dataclass(frozen=True, slots=True)
class Silence:
    """A party, what its silence is in words, on which claim; and where it later spoke, if it did.

    `manner` is what an editor holds against calling it silent.
    """

    who: str
    who_url: str
    sentence: str
    statement: Statement
    later_url: str = ""
    later_when: str = ""
    manner: Manner | None = None

    @property
    def url(self) -> str:
        return passage_url(self.statement)


def silences_on(record: ClaimRecord) -> list[Silence]:
    """The silences on the claim's own question."""
    silent = [one for one in record.reading.statements if one.kind in SILENCES and not _by_outlet(one)]
    return _shown(silent, [record.reading], record.at)


def silences_beside(record: ClaimRecord) -> list[Silence]:
    """The silences elsewhere in the topic, in days that overlap those in which this was said."""
    said = record.reading.on(record.claim.pk)
    near = _near(record, said)
    if not near:
        return []
    readings = read_questions(near.values(), record.at).values()
    elsewhere = (one for reading in readings for one in reading.statements if one.id in near)
    return _shown(silences_elsewhere(said, elsewhere), readings, record.at)


def silences_in(topic: Topic, at: datetime | None) -> list[Silence]:
    """The silences recorded in a topic, the latest first."""
    return _latest(Q(claim__question__topic=topic), at)


def silences_of_question(question: Question, at: datetime | None) -> list[Silence]:
    """The silences recorded on a question, the latest first."""
    return _latest(Q(claim__question=question), at)


def silences_of_party(party: Iterable[int], at: datetime | None) -> list[Silence]:
    """The silences recorded of an entity (itself and what was merged into it), the latest first."""
    return _latest(Q(links__in=SourceLink.objects.filter(position=0, entity__in=list(party))), at)


def _latest(among: Q, at: datetime | None) -> list[Silence]:
    found = _silent(at).filter(among).order_by("-recorded_at", "-pk")[:MOST]
    questions = dict(found.values_list("pk", "claim__question"))
    if not questions:
        return []
    readings = read_questions(questions.values(), at).values()
    records = {one.id: one for reading in readings for one in reading.statements}
    return _shown([records[pk] for pk in questions], readings, at)


def _silent(at: datetime | None) -> Any:
    """Silences on claims that readers saw at `at`."""
    seen = ClaimState.objects.at(at).published().filter(claim=OuterRef("claim"))
    told = SourceLink.objects.filter(statement=OuterRef("pk"), position=0, basis="own_voice")
    return Statement.objects.standing(at).filter(Exists(seen), ~Exists(told), kind__in=SILENCES)


def _by_outlet(silent: Record) -> bool:
    """Whether no party was silent: an outlet tells of the claim in its own voice and takes no side."""
    return bool(silent.chain) and silent.chain[0].basis == "own_voice"


def _near(record: ClaimRecord, said: Iterable[Record]) -> dict[int, int]:
    """Silences of the topic's other questions that may fall in the days of `said`, with their questions.

    The database compares with the whole span of these days; `silences_elsewhere` looks closer.
    """
    question = record.claim.question
    span = _span([one.window for one in said if one.window])
    if question.topic_id is None or span is None:
        return {}
    rows = _silent(record.at).filter(claim__question__topic=question.topic_id)
    rows = rows.exclude(claim__question=question)
    rows = rows.annotate(days=Coalesce("said_days", "capture__article__published_days"))
    rows = rows.filter(days__overlap=span).order_by("-recorded_at", "-pk")[: 4 * MOST]
    return dict(rows.values_list("pk", "claim__question"))


def _span(windows: Collection[DayRange]) -> DateRange | None:
    """From the first day of all to the last, half-open as the database keeps it."""
    if not windows:
        return None
    firsts, lasts = [one.first for one in windows], [one.last for one in windows]
    return DateRange(*DayRange(_end(firsts, min), _end(lasts, max)).half_open())


def _end(days: list[date | None], outermost: Callable[[list[date]], date]) -> date | None:
    """The outermost of `days`; a side that is open anywhere is open."""
    known = [day for day in days if day is not None]
    return outermost(known) if len(known) == len(days) else None


def _shown(silent: Iterable[Record], readings: Collection[Reading], at: datetime | None) -> list[Silence]:
    """The silences in words, each with the first statement after it by the same party, where there is one."""
    questions = [reading.question.id for reading in readings]
    states = ClaimState.objects.at(at).published().filter(claim__question__in=questions)
    seen = set(states.values_list("claim_id", flat=True))
    chosen = [one for one in silent if one.claim in seen][:MOST]
    later = {one.id: _later(one, readings, seen) for one in chosen}
    ids = {*later, *(one.id for one in later.values() if one)}
    rows = {row.pk: row for row in Statement.objects.filter(pk__in=ids).with_chain()} if ids else {}
    who = next((reading.entities for reading in readings), Entities())
    names = names_in(who, entities_in(rows.values())) if ids else Names(who, {})
    chosen.sort(key=lambda one: _TELLING.index(one.kind))
    manners = manners_of([one.id for one in chosen], at) if chosen else {}
    return [_silence(rows[one.id], _row(later[one.id], rows), names, manners.get(one.id)) for one in chosen]


def _later(silence: Record, readings: Iterable[Reading], seen: Collection[int]) -> Record | None:
    for reading in readings:
        if silence.claim in reading.claims:
            spoken = (one for one in reading.statements if one.claim in seen)
            return later_spoke(silence, spoken, reading.entities)
    return None


def _row(one: Record | None, rows: Mapping[int, Statement]) -> Statement | None:
    return rows[one.id] if one else None


def _silence(statement: Statement, later: Statement | None, names: Names, manner: Manner | None) -> Silence:
    article = statement.capture.article
    link = next(iter(statement.links.all()), None)
    return Silence(
        who=silent_party(statement, names),
        who_url=names.url(link.entity_id) if link else "",
        sentence=sentences.silence(statement.kind, until(statement), names.within(article.outlet_id)),
        statement=statement,
        later_url=passage_url(later) if later else "",
        later_when=date_words(later.said or later.capture.article.published) if later else "",
        manner=manner,
    )


def until(statement: Statement) -> str:
    """The last day a statement speaks for, in words."""
    written = statement.said or statement.capture.article.published
    last = written.partition("/")[2]
    return date_words(written if last in ("", "..") else last) if written else _("a day not known")

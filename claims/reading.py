"""Rows read into the plain record that the rules and the evidence are computed from.

Everything takes a moment: None reads what stands now, a time reads what had
been entered by then and had not left. What is edited in place, how a question's
answers bear on each other and an article's outlet and date, is read for an
earlier moment from the event log.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, cast

from django.db import connection
from django.db.models import Exists, OuterRef

from claims.models import Claim, ClaimState, Statement
from claims.models import Question as QuestionRow
from claims.record import Entities, Link, Question, Value
from claims.record import Statement as StatementRecord
from newsroom.history import rows_at
from sources.dates import DayRange, parse
from sources.graph import edges_above


@dataclass(frozen=True, slots=True)
class Reading:
    """One question as it stood: its claims' values and natures, its statements, and who is who.

    `rows` are the claims as they are stored now, until `derive` puts back how
    far they were shown then. `relays` holds every statement
    that a chain leads to, whatever its question, by the key that the chain
    knows it by: one that was replaced is there as what stands in its place.
    `entities` reaches as far as any of these name someone.
    """

    question: Question
    claims: Mapping[int, tuple[Value, str]]
    statements: tuple[StatementRecord, ...]
    relays: Mapping[int, StatementRecord] = field(default_factory=dict)
    entities: Entities = field(default_factory=Entities)
    rows: tuple[Claim, ...] = ()

    def on(self, claim: int) -> tuple[StatementRecord, ...]:
        """The statements on one claim."""
        return tuple(s for s in self.statements if s.claim == claim)


@dataclass(frozen=True, slots=True)
class Supposed:
    """A merge to look at before it is made, or before it is ended: who counts as whom, and who would not."""

    merged: Mapping[int, int] = field(default_factory=dict)
    parted: frozenset[int] = frozenset()

    def applied(self, entities: Entities) -> Entities:
        """`entities` as they would be."""
        kept = {one: into for one, into in entities.merged.items() if one not in self.parted}
        return replace(entities, merged={**kept, **self.merged})


AS_IT_IS = Supposed()


def read_questions(
    ids: Iterable[int],
    at: datetime | None = None,
    supposed: Supposed = AS_IT_IS,
    begun: Collection[Claim] = (),
) -> dict[int, Reading]:
    """Each question's record, in a number of queries that does not depend on how many there are.

    `begun` are all the claims of questions that were made in this very
    transaction, which need not be read for it.
    """
    wanted = set(ids)
    rows: defaultdict[int, list[Claim]] = defaultdict(list)
    claims: defaultdict[int, dict[int, tuple[Value, str]]] = defaultdict(dict)
    for row in [*begun, *_claims(wanted - {claim.question_id for claim in begun}, at)]:
        rows[row.question_id].append(row)
        claims[row.question_id][row.pk] = (row.value(), row.nature)
    questions = _questions(wanted, {pk: held[0].question for pk, held in rows.items()}, at)
    values = {pk: value for held in claims.values() for pk, (value, _nature) in held.items()}
    statements = _statements("claim_id", values, at, values)
    relays = _relayed(statements, at)
    entities = _entities([*statements.values(), *relays.values()], claims.values(), at, supposed)
    grouped: defaultdict[int, list[StatementRecord]] = defaultdict(list)
    owner = {claim: question for question, held in claims.items() for claim in held}
    for one in statements.values():
        grouped[owner[one.claim]].append(one)
    known = {**relays, **statements}
    return {
        pk: Reading(record, claims[pk], tuple(grouped[pk]), known, entities, tuple(rows[pk]))
        for pk, record in questions.items()
    }


#: What a claim says, how far it is shown, and what its question asks.
_CLAIM_COLUMNS = (
    *("public_id", "question_id", "nature", "value_state", "yes", "low", "high", "date", "entity_id"),
    *("answer_text", "visibility", "moved_to_id", "published_at", "recorded_at"),
    *(f"question__{name}" for name in ("public_id", "answer_type", "single_valued", "varies")),
)


def _claims(questions: set[int], at: datetime | None) -> Iterable[Claim]:
    if not questions:
        return ()
    rows = claims_by(at).filter(question__in=questions).select_related("question").only(*_CLAIM_COLUMNS)
    return cast("Iterable[Claim]", rows)


def claims_by(at: datetime | None) -> Any:
    """Claims that were there at `at`, or are there now."""
    if at is None:
        return Claim.objects.all()
    return Claim.objects.filter(Exists(ClaimState.objects.at(at).filter(claim=OuterRef("pk"))))


def _questions(ids: set[int], known: Mapping[int, QuestionRow], at: datetime | None) -> dict[int, Question]:
    """The questions, of which those that have claims are `known`."""
    bare = QuestionRow.objects.filter(pk__in=ids - known.keys()) if ids - known.keys() else ()
    rows = [*known.values(), *bare]
    then = rows_at("claims_question", [row.public_id for row in rows], at) if at else {}
    for row in rows:
        if was := then.get(row.public_id):
            row.single_valued, row.varies = was["single_valued"], was["varies"]
    return {row.pk: row.record() for row in rows}


#: Written out, since it is read at each save: put together anew each time, it takes longer than it runs.
#: The chain is asked for row by row: joined, all links there are might be read for those of a few statements.
_STATEMENTS = """
SELECT said.id, said.claim_id, article.id, article.public_id, article.outlet_id, claim.nature, said.kind,
    said.certainty, said.caveat, said.form, said.said_days, article.published_days, said.original_seen,
    (SELECT json_agg(json_build_array(entity_id, basis, inferred, derived_from_id) ORDER BY position)
     FROM claims_sourcelink WHERE statement_id = said.id)
FROM claims_statement AS said
JOIN claims_claim AS claim ON claim.id = said.claim_id
JOIN sources_capture AS capture ON capture.id = said.capture_id
JOIN sources_article AS article ON article.id = capture.article_id
WHERE said.{by} = ANY(%(keys)s) AND {stands}
ORDER BY said.recorded_at, said.id
"""
_STANDS_NOW = "said.left_at IS NULL"
_STOOD = "said.entered_at <= %(at)s AND (said.left_at IS NULL OR said.left_at > %(at)s)"


def _statements(
    by: Literal["id", "claim_id"],
    keys: Iterable[int],
    at: datetime | None,
    known: Mapping[int, Value] = MappingProxyType({}),
) -> dict[int, StatementRecord]:
    """The statements, or those on the claims, with these keys that stood, in the order they were recorded.

    `known` are values of claims that have been read already.
    """
    found = _found(_STATEMENTS.format(by=by, stands=_STOOD if at else _STANDS_NOW), sorted(keys), at)
    others = {row[1] for row in found} - known.keys()
    values = {**known, **{c.pk: c.value() for c in Claim.objects.filter(pk__in=others)}} if others else known
    articles = rows_at("sources_article", {row[3] for row in found}, at) if at else {}
    return {row[0]: _record(row, values[row[1]], articles.get(row[3])) for row in found}


def _found(query: str, keys: list[int], at: datetime | None) -> list[tuple[Any, ...]]:
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(query, {"keys": keys, "at": at})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _record(row: tuple[Any, ...], value: Value, article_then: Mapping[str, Any] | None) -> StatementRecord:
    pk, claim, article, _name, outlet, nature, kind, certainty, caveat, form, said, published, seen, chain = (
        row
    )
    window = day_range(said or published)
    if article_then is not None:
        outlet, dated = article_then["outlet_id"], article_then["published"]
        window = day_range(said) or (parse(dated).days if dated else None)
    return StatementRecord(
        id=pk,
        claim=claim,
        article=article,
        outlet=outlet,
        value=value,
        nature=nature,
        kind=kind,
        certainty=certainty,
        caveat=caveat,
        form=form,
        window=window,
        original_seen=seen,
        chain=tuple(Link(*link) for link in chain or ()),
    )


def _relayed(statements: Mapping[int, StatementRecord], at: datetime | None) -> dict[int, StatementRecord]:
    """All that `statements` relay, step by step; a ring of relays ends where it closes."""
    found: dict[int, StatementRecord] = {}
    waiting = _sources(statements) - statements.keys()
    while waiting:
        step = _statements("id", waiting, at)
        step |= _in_place_of(waiting - step.keys(), at)
        found |= step
        waiting = _sources(step) - found.keys() - statements.keys() - waiting
    return found


# To correct a statement is to replace it, and whoever relays it relays it still: were the thread lost,
# the outlet that repeats would count as an origin of its own.
def _in_place_of(gone: set[Any], at: datetime | None) -> dict[int, StatementRecord]:
    """What stands where one of `gone` was replaced, by the key of the one that is gone."""
    latest = {pk: pk for pk in gone}
    replaced = Statement.objects.filter(entered_at__lte=at) if at else Statement.objects.all()
    waiting = set(gone)
    while waiting:
        step = dict(replaced.filter(supersedes__in=waiting).values_list("supersedes_id", "pk"))
        latest = {old: step.get(new, new) for old, new in latest.items()}
        waiting = set(step.values())
    records = _statements("id", set(latest.values()) - gone, at)
    return {old: records[new] for old, new in latest.items() if new in records}


def _sources(statements: Mapping[int, StatementRecord]) -> set[Any]:
    return {link.derived_from for one in statements.values() for link in one.chain if link.derived_from}


def _entities(
    statements: list[StatementRecord],
    claims: Iterable[Mapping[int, tuple[Value, str]]],
    at: datetime | None,
    supposed: Supposed,
) -> Entities:
    named: set[Any] = {link.entity for one in statements for link in one.chain}
    named |= {one.outlet for one in statements}
    named |= {value.entity for held in claims for value, _nature in held.values()}
    named |= {*supposed.merged, *supposed.merged.values()}
    return supposed.applied(Entities(*edges_above(named - {None}, at)))


def day_range(stored: Any) -> DayRange | None:
    """A stored daterange (half-open, as PostgreSQL gives it back) as the days it covers."""
    return None if stored is None else DayRange.from_half_open(stored.lower, stored.upper)

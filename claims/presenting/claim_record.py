"""All that one claim's page rests on, read once: statements, where they come from, and what that makes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from claims.evidence import Evidence, evidence
from claims.models import Claim, ClaimState, Statement
from claims.presenting.names import Names, names_in
from claims.presenting.sourcing import Path, path_of
from claims.reading import Reading, read_questions
from claims.record import Statement as Record

#: More statements than this are for the download, not for a page.
MOST = 50


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim as it stood at `at`. `statements` are the first `MOST` of `total`, by when they were said."""

    state: ClaimState
    at: datetime | None
    reading: Reading
    evidence: Evidence
    statements: tuple[Statement, ...]
    total: int
    names: Names
    paths: Mapping[int, Path]

    @property
    def claim(self) -> Claim:
        return self.state.claim

    def with_stance(self, *stances: str) -> list[Statement]:
        """The statements that support, deny, query, or take none."""
        return [one for one in self.statements if one.stance in stances]


def read_claim(state: ClaimState, at: datetime | None) -> ClaimRecord:
    """The record of the claim whose state this is, in a number of queries that does not grow with it."""
    claim = state.claim
    reading = read_questions([claim.question_id], at)[claim.question_id]
    records = sorted(reading.on(claim.pk), key=_said_first)
    chosen = records[:MOST]
    rows = rows_behind(chosen, reading.relays)
    outlets = {row.capture.article.outlet_id for row in rows.values()}
    statements = tuple(rows[one.id] for one in chosen)
    named = _named([*records, *(reading.relays[pk] for pk in _relayed(chosen, reading.relays))])
    names = names_in(reading.entities, named | outlets)
    shown = public_rows(rows, at, claim.pk)
    return ClaimRecord(
        state=state,
        at=at,
        reading=reading,
        evidence=evidence(records, reading.entities, reading.relays),
        statements=statements,
        total=len(records),
        names=names,
        paths={one.pk: path_of(one, names, shown) for one in statements},
    )


def rows_behind(statements: Collection[Record], relays: Mapping[int, Record]) -> dict[int, Statement]:
    """The rows of `statements` and of all that their chains lead to, by the keys that chains know."""
    above = _relayed(statements, relays)
    wanted = {one.id for one in statements} | {relays[pk].id for pk in above}
    rows = {row.pk: row for row in Statement.objects.filter(pk__in=wanted).with_chain()}
    # What was replaced is shown as what stands in its place.
    return rows | {pk: rows[relays[pk].id] for pk in above}


def public_rows(rows: Mapping[int, Statement], at: datetime | None, *claims: int) -> dict[int, Statement]:
    """Those of `rows` on `claims`, which are being read, or on others that readers see, or saw at `at`."""
    elsewhere = {row.claim_id: row.claim.visibility == "published" for row in rows.values()}
    shown = {claim for claim, published in elsewhere.items() if published}
    if at is not None and elsewhere.keys() - claims:
        seen = ClaimState.objects.at(at).published().filter(claim__in=elsewhere)
        shown = set(seen.values_list("claim_id", flat=True))
    return {pk: row for pk, row in rows.items() if row.claim_id in shown.union(claims)}


def _said_first(one: Record) -> tuple[date, int]:
    """Undated ones last."""
    first = one.window.first if one.window else None
    return (first or date.max, one.id)


def _relayed(statements: Iterable[Record], relays: Mapping[int, Record]) -> set[int]:
    """All that the statements' chains lead to."""
    found: set[int] = set()
    waiting = list(statements)
    while waiting:
        sources = {link.derived_from for link in waiting.pop().chain}
        new = {pk for pk in sources if pk is not None and pk in relays} - found
        found |= new
        waiting.extend(relays[pk] for pk in new)
    return found


def _named(statements: Iterable[Record]) -> set[int | None]:
    named: set[int | None] = set()
    for one in statements:
        named.add(one.outlet)
        named.update(link.entity for link in one.chain)
    return named

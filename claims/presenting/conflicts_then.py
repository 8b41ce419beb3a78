"""Claims that bore on each other at an earlier moment, as readers saw them then.

Kept of then are the contradictions of each claim alone, in its state. All else
is found by comparing the questions again, so that it is told of few at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from claims.actions.refresh import recorded
from claims.derived import FindingRow, derive, shows_found
from claims.models import ClaimState, Ruling
from claims.presenting.conflicts import Conflict, related_by, states_of
from claims.presenting.manners import CONFIRMED


@dataclass(frozen=True, slots=True)
class MannerRow:
    """A finding on one statement, with which an editor agreed; the columns of `relation_rows`."""

    pk: int
    subject_id: int
    claim_a_id: int
    label: str
    since: datetime


def all_then(questions: Collection[int], at: datetime) -> tuple[tuple[Conflict, ...], list[MannerRow]]:
    """All that bore on each other at `at` among the claims of `questions`, and manners of reporting.

    In a number of queries that does not grow.
    """
    rows = list(derive(questions, at)[0].values())
    times = recorded(rows)
    pairs = [row for row in rows if row.found.claim_b is not None]
    rulings = Ruling.objects.standing(at).on_questions(questions)
    conflicts = related_by(rulings, [row.found for row in pairs], at, unruled=shows_found(at))
    since = {
        (*_pair(row.found.claim_a, row.found.claim_b), row.found.rule): row.since(times) for row in pairs
    }
    by_hand = rulings.filter(rule="", claim_b__isnull=False)
    since |= {
        (*_pair(a, b), ""): ruled for a, b, ruled in by_hand.values_list("claim_a", "claim_b", "ruled_at")
    }
    dated = (replace(c, since=since.get((*_pair(c.a.claim_id, c.b.claim_id), c.rule))) for c in conflicts)
    return tuple(dated), _manners(rows, times, at)


def _pair(one: Any, other: Any) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _manners(rows: list[FindingRow], times: Mapping[int, datetime], at: datetime) -> list[MannerRow]:
    found = {(row.found.subject, row.found.rule): row for row in rows if row.found.subject is not None}
    confirmed = Ruling.objects.standing(at).filter(
        subject__in=[one for one, _ in found], relation__in=CONFIRMED
    )
    return [
        MannerRow(pk, subject, claim, found[subject, rule].found.label, found[subject, rule].since(times))
        for pk, subject, claim, rule in confirmed.values_list("pk", "subject", "claim_a", "rule")
        if (subject, rule) in found
    ]


def contradictions_then(states: QuerySet[ClaimState], at: datetime, *, most: int) -> tuple[Conflict, ...]:
    """The contradictions that readers saw at `at`, as `states` of then keep them; the newest claims first."""
    seen = states.filter(open_conflicts__gt=0).select_related("claim")
    sides = list(seen.order_by("-claim")[: 2 * most])
    others = (
        ClaimState.objects.at(at)
        .published()
        .filter(claim__public_id__in={other for side in sides for other in side.conflicts_with})
    )
    ids = dict(others.values_list("claim__public_id", "claim"))
    pairs = dict.fromkeys(
        (min(side.claim_id, ids[other]), max(side.claim_id, ids[other]))
        for side in sides
        for other in side.conflicts_with
        if other in ids
    )
    chosen = list(pairs)[:most]
    both = states_of({claim for pair in chosen for claim in pair}, at)
    found = _found_then({both[a].claim.question_id for a, _b in chosen}, at)
    ruled = Ruling.objects.standing(at).filter(relation="contradicts", claim_a__in=both)
    by_hand = set(ruled.values_list("claim_a", "claim_b"))
    conflicts = []
    for pair in chosen:
        label, since = found.get(pair, ("", None))
        a, b = (both[claim] for claim in pair)
        conflicts.append(Conflict(a, b, "contradicts", label, ruled=pair in by_hand, since=since))
    return tuple(conflicts)


def _found_then(questions: Collection[int], at: datetime) -> dict[tuple[Any, Any], tuple[str, datetime]]:
    """Between which outlets the rules found each contradiction, and since when, by its two claims."""
    rows = [row for row in derive(questions, at)[0].values() if row.found.claim_b is not None]
    # Of a pair on which two rules fire, what contradicts tells.
    rows.sort(key=lambda row: row.found.level == "contradiction")
    times = recorded(rows)
    return {(row.found.claim_a, row.found.claim_b): (row.found.label, row.since(times)) for row in rows}

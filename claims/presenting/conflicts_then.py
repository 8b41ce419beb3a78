"""Claims that bore on each other at an earlier moment, as readers saw them then.

Kept of then are the contradictions of each claim alone, in its state. All else
is found by comparing the questions again, so that it is told of few at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from django.db.models import QuerySet

from claims.actions.refresh import recorded
from claims.derived import FindingRow, Relation, findings_at, relations, shows_found
from claims.models import ClaimState, Ruling
from claims.presenting.conflicts import Conflict, conflicts_by, states_of
from claims.presenting.manners import CONFIRMED


@dataclass(frozen=True, slots=True)
class MannerRow:
    """A finding on one statement, with which an editor agreed; the columns of `relation_rows`."""

    relation: ClassVar[str] = "tension"

    pk: int
    subject_id: int
    claim_a_id: int
    label: str
    since: datetime


#: What a rule or a person related, or held against a statement.
Tied: TypeAlias = Relation | MannerRow


@dataclass(frozen=True, slots=True)
class Then:
    """What bore on each other at an earlier moment: how many by relation, and those asked for, the newest."""

    counted: Mapping[str, int]
    asked_for: int
    newest: Sequence[Conflict | MannerRow]


def all_then(questions: Collection[int], at: datetime, *, relation: str = "", most: int) -> Then:
    """All that readers saw bear on each other at `at` among the claims of `questions`, and manners.

    With `relation` this alone is asked for; without, all but what an editor
    dismissed. In a number of queries that does not grow.
    """
    rows = findings_at(questions, at)
    times = recorded(rows)
    between = Ruling.objects.standing(at).on_questions(questions).filter(claim_b__isnull=False)
    rulings = list(between.order_by("ruled_at"))
    found = _seen([*_ties(rows, rulings, at), *_manners(rows, times, at)], at)
    asked = [one for one in found if _is(one.relation, relation)]
    since = _since(rows, times, rulings)
    newest = sorted(asked, key=lambda one: _began(one, since), reverse=True)[:most]
    ties = [one for one in newest if isinstance(one, Relation)]
    conflicts = conflicts_by(ties, [row.found for row in rows], rulings, at)
    dated = [replace(one, since=since[_pair(one.a.claim_id, one.b.claim_id), one.rule]) for one in conflicts]
    manners = [one for one in newest if isinstance(one, MannerRow)]
    return Then(Counter(one.relation for one in found), len(asked), [*dated, *manners])


def _ties(rows: list[FindingRow], rulings: list[Ruling], at: datetime) -> list[Relation]:
    unruled = shows_found(at)
    return [tie for tie in relations([row.found for row in rows], rulings) if tie.ruled or unruled]


def _seen(found: list[Tied], at: datetime) -> list[Tied]:
    """Those between claims, or on one, that readers saw at `at`."""
    claims = {claim for one in found for claim in _sides(one)}
    states = ClaimState.objects.at(at).published().filter(claim__in=claims)
    seen = set(states.values_list("claim", flat=True))
    return [one for one in found if seen.issuperset(_sides(one))]


def _sides(one: Tied) -> tuple[int, ...]:
    return (one.claim_a, one.claim_b) if isinstance(one, Relation) else (one.claim_a_id,)


def _began(one: Tied, since: Mapping[tuple[tuple[int, int], str], datetime]) -> datetime:
    return since[_pair(one.claim_a, one.claim_b), one.rule] if isinstance(one, Relation) else one.since


def _is(relation: str, asked: str) -> bool:
    return relation == asked if asked else relation != "unrelated"


def _since(
    rows: list[FindingRow], times: Mapping[int, datetime], rulings: list[Ruling]
) -> dict[tuple[tuple[int, int], str], datetime]:
    """Since when rules had found each, by its sides and rule; what an editor related, since the ruling."""
    by_hand = {(_pair(one.claim_a_id, one.claim_b_id), ""): one.ruled_at for one in rulings if not one.rule}
    pairs = [row for row in rows if row.found.claim_b is not None]
    found = {(_pair(row.found.claim_a, row.found.claim_b), row.found.rule): row.since(times) for row in pairs}
    return by_hand | found


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
    found = _found_then(both, at)
    ruled = Ruling.objects.standing(at).filter(relation="contradicts", claim_a__in=both)
    by_hand = set(ruled.values_list("claim_a", "claim_b"))
    conflicts = []
    for pair in chosen:
        label, since = found.get(pair, ("", None))
        a, b = (both[claim] for claim in pair)
        conflicts.append(Conflict(a, b, "contradicts", label, ruled=pair in by_hand, since=since))
    return tuple(conflicts)


def _found_then(
    states: Mapping[int, ClaimState], at: datetime
) -> dict[tuple[Any, Any], tuple[str, datetime]]:
    """Across which outlets the rules found each contradiction of these claims, and since when; by sides."""
    found = findings_at({one.claim.question_id for one in states.values()}, at, states.keys())
    rows = [row for row in found if row.found.claim_b is not None]
    # Of a pair on which two rules fire, what contradicts tells.
    rows.sort(key=lambda row: row.found.level == "contradiction")
    times = recorded(rows)
    return {(row.found.claim_a, row.found.claim_b): (row.found.label, row.since(times)) for row in rows}

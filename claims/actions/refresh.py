"""What is derived, brought up to date: findings and the states of claims. Nothing else writes them.

Called by every action inside its transaction, after its writes, with the
questions it holds and the moment it holds them from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Max

from claims.derived import FindingRow, StateRow, derive
from claims.models import Claim, ClaimState, Finding, Ruling, SourceLink, Statement
from newsroom.actions import lock_questions

#: The columns that make a finding this one and no other, and those that may change while it is.
SIDES = ("question_id", "rule", "claim_a_id", "claim_b_id", "subject_id")
_GRADES = ("level", "label", "pairs", "since")


def hold(questions: Iterable[int], *, reading: Iterable[int] = ()) -> tuple[set[int], datetime]:
    """Lock these questions and all that depend on them: those held, and the moment they are held from.

    Call it before the action's first write. What depends on them may have
    grown until the locks were ours, so it is looked up again under them.
    `reading` are questions whose statements the action relays: they stay as
    they are until it is done, and nothing of them changes.
    """
    held, beside = dependents(set(questions)), set(reading)
    moment = lock_questions(held | beside)
    while grown := dependents(held) - held:
        held |= grown
        moment = lock_questions(held)
    return held, _after_all_shown(held, moment)


def _after_all_shown(questions: set[int], moment: datetime) -> datetime:
    """`moment`, or a little later than anything shown so far, where the machine's clock was put back."""
    if not questions:
        return moment
    shown = ClaimState.objects.at().filter(claim__question__in=questions).aggregate(last=Max("shown_from"))
    return moment if shown["last"] is None else max(moment, shown["last"] + timedelta(microseconds=1))


def dependents(questions: set[int]) -> set[int]:
    """`questions`, those that relay their statements, and those with a claim tied to theirs by a ruling."""
    found: set[int] = set()
    waiting = set(questions)
    while waiting:
        found |= waiting
        waiting = (_relaying(waiting) | _replaced(waiting) | _tied(waiting)) - found
    return found


def _relaying(questions: set[int]) -> set[int]:
    links = SourceLink.objects.filter(derived_from__claim__question__in=questions)
    return set(links.values_list("statement__claim__question", flat=True))


def _replaced(questions: set[int]) -> set[int]:
    """Those where a statement stood before it was replaced by one of `questions`: it may still be relayed."""
    gone = Statement.objects.filter(superseded_by__claim__question__in=questions)
    return set(gone.values_list("claim__question", flat=True))


def _tied(questions: set[int]) -> set[int]:
    """By rulings across questions; a question's own rulings tie it to itself alone."""
    rulings = Ruling.objects.standing().on_questions(questions).filter(claim_b__isnull=False)
    pairs = rulings.values_list("claim_a__question", "claim_b__question")
    return {question for pair in pairs for question in pair}


def refresh_questions(questions: Collection[int], moment: datetime, *, begun: Collection[Claim] = ()) -> None:
    """Make findings and states of `questions` what the record now says, as of `moment`.

    `begun` are all the claims of questions that were made in this very action:
    nothing is stored of these yet, and nothing is looked for.
    """
    stored = set(questions) - {claim.question_id for claim in begun}
    findings, states = derive(questions, begun=begun)
    _store_findings(stored, findings)
    _store_states(stored, states, moment)


def _store_findings(questions: Collection[int], findings: dict[tuple[object, ...], FindingRow]) -> None:
    """Write what is new or has changed. As tuples, since a hundred answers clash in thousands of findings."""
    before = Finding.objects.filter(question__in=questions).values_list("pk", *SIDES, *_GRADES)
    split = 1 + len(SIDES)
    stored = {row[1:split]: (row[0], row[split:]) for row in before} if questions else {}
    if gone := [pk for key, (pk, _grades) in stored.items() if key not in findings]:
        Finding.objects.filter(pk__in=gone).delete()
    if not findings:
        return
    since = recorded(findings.values())
    changed = []
    for key, found in findings.items():
        grades = {**found.grades(), "since": found.since(since)}
        if key not in stored or stored[key][1] != tuple(grades.values()):
            changed.append(Finding(**found.sides(), **grades))
    Finding.objects.bulk_create(changed, update_conflicts=True, unique_fields=SIDES, update_fields=_GRADES)


def recorded(findings: Iterable[FindingRow]) -> dict[int, datetime]:
    """When each statement that the findings rest on was recorded."""
    ids = {pk for found in findings for pk in found.statements()}
    return dict(Statement.objects.filter(pk__in=ids).values_list("pk", "recorded_at"))


def row_key(row: Finding) -> tuple[object, ...]:
    """What makes a stored finding this one and no other."""
    return row.question_id, row.rule, row.claim_a_id, row.claim_b_id, row.subject_id


def _store_states(questions: Collection[int], states: dict[int, StateRow], moment: datetime) -> None:
    """Close what no longer holds and open what does; a claim whose state is unchanged keeps its row."""
    now = _shown(questions, states) if questions else {}
    changed = {claim: new for claim, new in states.items() if claim not in now or not new.matches(now[claim])}
    if closing := [now[claim].pk for claim in changed if claim in now]:
        ClaimState.objects.filter(pk__in=closing).update(shown_to=moment)
    ClaimState.objects.bulk_create(
        ClaimState(claim_id=claim, shown_from=moment, **new.columns()) for claim, new in changed.items()
    )


def _shown(questions: Collection[int], claims: Collection[int]) -> dict[int, ClaimState]:
    shown = ClaimState.objects.at().filter(claim__question__in=questions, claim__in=claims)
    return {row.claim_id: row for row in shown}

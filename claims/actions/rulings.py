"""What a person decides about two claims, or about what a rule holds against one statement."""

from __future__ import annotations

from claims.actions.refresh import hold, refresh_questions
from claims.actions.verdicts import refuse_admin, refuse_moved
from claims.models import Claim, Ruling, Statement
from newsroom.actions import acting
from newsroom.models import User


def rule_on_claims(
    *, by: User, claim: Claim, other: Claim, relation: str, note: str, rule: str = ""
) -> Ruling:
    """How two claims bear on each other, in an editor's judgement; it wins over what the rule says.

    An empty `rule` relates them by hand, across questions too. An earlier
    ruling on the same pair and rule ends with it. Raises MayNotDecide, and
    ClaimMoved where one of them is no longer what anything is decided on.
    """
    refuse_admin(by)
    claim_a, claim_b = sorted((claim, other), key=lambda one: one.pk)
    with acting(by=by, action="rule"):
        held, moment = hold({claim_a.question_id, claim_b.question_id})
        refuse_moved(claim_a, claim_b)
        same = Ruling.objects.standing().filter(claim_a=claim_a, claim_b=claim_b, rule=rule)
        same.update(ended_at=moment, ended_by=by, left_at=moment)
        ruling = Ruling.objects.create(
            claim_a=claim_a,
            claim_b=claim_b,
            rule=rule,
            relation=relation,
            note=note,
            statements_seen=_statements({claim_a.pk, claim_b.pk}),
            ruled_at=moment,
            ruled_by=by,
            entered_at=moment,
        )
        refresh_questions(held, moment)
    return ruling


def rule_on_statement(*, by: User, statement: Statement, rule: str, relation: str, note: str) -> Ruling:
    """Whether what a T-rule holds against a statement is so; readers see it only once this says yes.

    Raises MayNotDecide, and ClaimMoved.
    """
    refuse_admin(by)
    with acting(by=by, action="rule"):
        held, moment = hold([statement.claim.question_id])
        refuse_moved(statement.claim)
        same = Ruling.objects.standing().filter(subject=statement, rule=rule)
        same.update(ended_at=moment, ended_by=by, left_at=moment)
        ruling = Ruling.objects.create(
            claim_a=statement.claim,
            subject=statement,
            rule=rule,
            relation=relation,
            note=note,
            statements_seen=_statements({statement.claim_id}),
            ruled_at=moment,
            ruled_by=by,
            entered_at=moment,
        )
        refresh_questions(held, moment)
    return ruling


def end_ruling(*, by: User, ruling: Ruling) -> Ruling:
    """The rule's own word counts again; ending twice changes nothing. Raises MayNotDecide."""
    refuse_admin(by)
    questions = {ruling.claim_a.question_id}
    if ruling.claim_b:
        questions.add(ruling.claim_b.question_id)
    with acting(by=by, action="end ruling"):
        held, moment = hold(questions)
        Ruling.objects.standing().filter(pk=ruling.pk).update(ended_at=moment, ended_by=by, left_at=moment)
        refresh_questions(held, moment)
    ruling.refresh_from_db()
    return ruling


def _statements(claims: set[int]) -> list[str]:
    standing = Statement.objects.standing().filter(claim__in=claims).order_by("public_id")
    return list(standing.values_list("public_id", flat=True))

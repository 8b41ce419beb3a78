"""One act on several rows at once: all of them or none, and first of all which would be refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from claims.actions.claims import NotPublishable, file_question, lacking
from claims.actions.desk_work import assign_claim
from claims.actions.refresh import hold
from claims.actions.rulings import rule_on_claims
from claims.models import Assignment, Claim, Finding, Question, Ruling, Topic
from newsroom.actions import acting, lock_questions
from newsroom.models import User


def not_publishable(*, by: User, claims: Collection[Claim]) -> dict[int, NotPublishable]:
    """Of these claims those that `by` may not publish as things stand, and what each lacks first."""
    return {claim.pk: NotPublishable(claim, found[0]) for claim, found in lacking(claims, by) if found}


def file_questions(*, by: User, questions: Sequence[Question], topic: Topic) -> Sequence[Question]:
    """Put these questions, with their claims, under one topic."""
    with acting(by=by, action="file questions"):
        for question in questions:
            file_question(by=by, question=question, topic=topic)
    return questions


def rule_on_findings(*, by: User, findings: Sequence[Finding], relation: str, note: str) -> list[Ruling]:
    """The same ruling, for the same reason, on each of these findings between claims."""
    questions = {claim.question_id for one in findings for claim in (one.claim_a, one.claim_b) if claim}
    with acting(by=by, action="rule on several"):
        # All locks before the first write: each ruling takes its own again.
        hold(questions)
        return [
            rule_on_claims(
                by=by,
                claim=one.claim_a,
                other=one.claim_b or one.claim_a,
                relation=relation,
                note=note,
                rule=one.rule,
            )
            for one in findings
        ]


def assign_claims(
    *, by: User, claims: Sequence[Claim], assignee: User, deadline: date | None = None
) -> list[Assignment]:
    """Have one person look after all of these claims. Raises NotAColleague."""
    with acting(by=by, action="assign several"):
        lock_questions(claim.question_id for claim in claims)
        return [assign_claim(by=by, claim=claim, assignee=assignee, deadline=deadline) for claim in claims]

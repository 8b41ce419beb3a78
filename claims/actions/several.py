"""One act on several rows at once: all of them or none, and first of all which would be refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from claims.actions.claims import NotPublishable, file_question, publish
from claims.actions.refresh import hold
from claims.actions.rulings import rule_on_claims
from claims.models import Claim, Finding, Question, Ruling, Topic
from newsroom.actions import acting
from newsroom.models import User


def not_publishable(*, by: User, claims: Iterable[Claim]) -> dict[int, NotPublishable]:
    """Of these claims those that `by` may not publish, and why; found by trying, and taken back."""
    left = {claim.pk for claim in claims}
    refused: dict[int, NotPublishable] = {}
    with transaction.atomic():
        while left and (one := _refusal(by, left)):
            refused[one.claim.pk] = one
            left.remove(one.claim.pk)
        transaction.set_rollback(True)
    return refused


def _refusal(by: User, claims: Collection[int]) -> NotPublishable | None:
    try:
        with transaction.atomic():
            # Rows of our own: what is taken back in the database would stay in the caller's.
            publish(by=by, claims=Claim.objects.filter(pk__in=claims).order_by("pk"))
    except NotPublishable as refused:
        return refused
    return None


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

"""Claims set right: moved to another question, merged into another claim, split; each logged.

Nothing is rewritten: statements are withdrawn where they were and recorded
where they belong, by whoever moves them, and the claim that is left says where
it went. Its checks and verdicts stay with it; what they were decided on is gone
from there, so the claim that goes on is decided on afresh.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from claims.actions.claims import NewValue, accuse, add_claim, lacks, publish, read_again
from claims.actions.desk_work import lead_on
from claims.actions.refresh import hold, refresh_questions
from claims.actions.tag import carry
from claims.models import Claim, Question, Ruling, SourceLink, Statement
from newsroom.actions import acting
from newsroom.models import User


class CannotMove(Exception):
    """The claim cannot go there; `reason` is one of `REASONS`."""

    REASONS = ("moved", "itself", "nothing", "all")

    def __init__(self, claim: Claim, reason: str) -> None:
        super().__init__(f"{claim.public_id}: {reason}")
        self.claim = claim
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answering:
    """The claim to move to: an answer to a question, found where there is one and made where not."""

    question: Question
    value: NewValue
    text: str
    nature: str = "fact"

    @classmethod
    def of(cls, claim: Claim) -> Answering:
        """What a claim that there is answers."""
        value = NewValue(
            state=claim.value_state,
            yes=claim.yes,
            low=claim.low,
            high=claim.high,
            date=claim.date,
            entity=claim.entity,
            text=claim.answer_text,
        )
        return cls(claim.question, value, claim.text, claim.nature)


def move_claim(*, by: User, claim: Claim, to: Answering) -> Claim:
    """Have the claim answer another question, or its own otherwise: with all its statements.

    A new claim is published if the old one was, so that readers lose nothing;
    but not one that alleges wrongdoing, whose new words were put to nobody.
    Raises CannotMove.
    """
    with acting(by=by, action="move claim"):
        hold({claim.question_id, to.question.pk})
        target, made = _answering(by, claim, to)
        merge_claims(by=by, claim=claim, into=target)
        if made and claim.visibility == "published" and not claim.alleges_wrongdoing:
            _publish_if_ready(by, target)
    return target


def _publish_if_ready(by: User, claim: Claim) -> None:
    """A new wording may lack what the old one had; it then stays with the desk, as the preview says."""
    if not lacks(claim, by):
        publish(by=by, claims=[claim])


def merge_claims(*, by: User, claim: Claim, into: Claim) -> Claim:
    """Count what the claim says as the other one: with all its statements.

    Whatever an accusation becomes part of is one. Raises CannotMove.
    """
    if claim == into:
        raise CannotMove(claim, "itself")
    with acting(by=by, action="merge claims"):
        held, moment = hold({claim.question_id, into.question_id})
        _refuse_moved(claim, into)
        for statement in _standing(claim):
            carry(by=by, statement=statement, claim=into, moment=moment)
        sides = Q(claim_a=claim) | Q(claim_b=claim)
        Ruling.objects.standing().filter(sides).update(ended_at=moment, ended_by=by, left_at=moment)
        lead_on(by=by, claim=claim, into=into, moment=moment)
        if claim.alleges_wrongdoing:
            accuse(into, marked_by=_accuser(claim), moment=moment)
        refresh_questions(held, moment)
    return into


def split_claim(*, by: User, claim: Claim, statements: Collection[Statement], to: Answering) -> Claim:
    """Take some statements to the claim that they make instead; the rest stays as it is.

    A claim made by this is the desk's until somebody publishes it. Raises
    CannotMove, among others where no statement would stay or none would go.
    """
    with acting(by=by, action="split claim"):
        hold({claim.question_id, to.question.pk})
        target, made = _answering(by, claim, to)
        # Again, for a moment after the claim that may have just been made.
        held, moment = hold({claim.question_id, to.question.pk})
        _refuse_moved(claim, target)
        standing = _standing(claim)
        going = [one for one in standing if one in set(statements)]
        if not going or len(going) == len(standing):
            raise CannotMove(claim, "all" if going else "nothing")
        for statement in going:
            carry(by=by, statement=statement, claim=target, moment=moment)
        # What was there before says what it says; a wording made for this is the accusation's.
        if made and claim.alleges_wrongdoing:
            accuse(target, marked_by=_accuser(claim), moment=moment)
        refresh_questions(held, moment)
    return target


def _answering(by: User, claim: Claim, to: Answering) -> tuple[Claim, bool]:
    """The claim that gives this answer, and whether it was made for this. Raises CannotMove."""
    known = set(Claim.objects.filter(question=to.question).values_list("pk", flat=True))
    target = add_claim(by=by, question=to.question, text=to.text, value=to.value, nature=to.nature)
    if target == claim:
        raise CannotMove(claim, "itself")
    return target, target.pk not in known


def _accuser(claim: Claim) -> User:
    return claim.marked_by or claim.recorded_by


def _refuse_moved(*claims: Claim) -> None:
    """Under the lock: somebody may have moved one a moment ago."""
    read_again(claims)
    for claim in claims:
        if claim.moved_to_id:
            raise CannotMove(claim, "moved")


def _standing(claim: Claim) -> list[Statement]:
    links = SourceLink.objects.select_related("entity", "derived_from").order_by("position")
    rows = Statement.objects.standing().filter(claim=claim).select_related("capture")
    return list(rows.order_by("pk").prefetch_related(Prefetch("links", links)))

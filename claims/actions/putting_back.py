"""What was withdrawn or changed, put back: recorded again, so that the record keeps every step."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import IntegrityError, transaction

from claims.actions.claims import accuse, file_question, read_again
from claims.actions.desk_work import hand_back, lead_on
from claims.actions.logged import given_with
from claims.actions.refresh import hold, refresh_questions
from claims.actions.tag import CannotTag, as_recorded, record, relayed
from claims.actions.wording import words_back
from claims.models import Claim, Statement, Topic
from newsroom.actions import acting
from newsroom.models import User


class PutBackBefore(Exception):
    """The statement has come back already, or another took its place."""


class PutBack(NamedTuple):
    """A statement recorded once more; and what became of its claim's words, as `words_back` says."""

    statement: Statement
    words: str = ""


def put_back(*, by: User, statement: Statement, over: Statement | None = None) -> PutBack:
    """Record a statement that was withdrawn once more; `over` is what replaced it, and leaves for it.

    A claim that the change left behind is tagged again, and the one that it was
    left for leads back to it; one that the change put in other words has its own
    again, unless they must stay, and one that it put under another topic is under
    its own again, unless it has been filed since. Raises PutBackBefore, AlreadyWithdrawn where
    `over` no longer stands, and CannotTag as `claims.actions.tag` does.
    """
    claim = statement.claim
    links = list(statement.links.select_related("entity", "derived_from").order_by("position"))
    new = as_recorded(statement, links)
    questions = {claim.question_id} | ({over.claim.question_id} if over else set())
    with acting(by=by, action="tag"):
        held, moment = hold(questions, reading=relayed(new.chain))
        if over:
            _return_to(claim, statement, over, by=by, moment=moment)
        elif _has_come_back(statement):
            raise PutBackBefore(statement.public_id)
        words = ""
        if over and over.claim_id == claim.pk:
            # First the topic: its claims say whether the words are another's.
            _topic_back(claim, over, by=by)
            words = words_back(claim, over, by=by)
        key = put_back_key(statement.public_id)
        again = record(by, claim, statement.capture, statement.passage, new, over, moment, key)
        if over:
            leave_behind(over.claim, claim, by=by, moment=moment)
        refresh_questions(held, moment)
    return PutBack(again, words)


def _topic_back(claim: Claim, edited: Statement, *, by: User) -> None:
    """Under the former topic go all claims of its question, as under that of the edit."""
    given = given_with(edited, claim.question, "file question")
    if given is None:
        return
    before, after = (row["topic_id"] for row in given)
    claim.question.refresh_from_db(fields=["topic"])
    if claim.question.topic_id == after:
        file_question(by=by, question=claim.question, topic=Topic.objects.filter(pk=before).first())


def _has_come_back(statement: Statement) -> bool:
    """From another window, or by a second press; or another took its place. Of a moved claim `tag` tells."""
    if Claim.objects.filter(pk=statement.claim_id, moved_to__isnull=False).exists():
        return False
    if Statement.objects.filter(client_key=put_back_key(statement.public_id)).exists():
        return True
    return Statement.objects.filter(supersedes=statement).exists()


def put_back_key(public_id: str) -> UUID:
    """The key of whatever puts this statement back: the database takes it once, so that it comes once."""
    return uuid5(NAMESPACE_OID, f"put back {public_id}")


def leave_behind(old: Claim, new: Claim, *, by: User, moment: datetime) -> None:
    """A wording that nobody saw and nothing rests on any more leads on to the one that took its place."""
    if old.pk == new.pk or old.published_at or old.moved_to_id:
        return
    if not Statement.objects.standing().filter(claim=old).exists():
        lead_on(by=by, claim=old, into=new, moment=moment)


def _return_to(claim: Claim, statement: Statement, over: Statement, *, by: User, moment: datetime) -> None:
    """Take back that the edit left the claim behind. Words found to be an accusation since stay one."""
    read_again([claim, over.claim])
    if not claim.moved_to_id:
        return
    if not Statement.objects.filter(pk=statement.pk).that_left_claims_behind().exists():
        raise CannotTag(claim, "moved")
    claim.moved_to = None
    try:
        with transaction.atomic():
            claim.save(update_fields=["moved_to"])
    except IntegrityError:
        # Its question has been given the same answer again.
        raise CannotTag(claim, "moved") from None
    if statement.left_at:
        hand_back(by=by, claim=claim, into=over.claim, left_at=statement.left_at, moment=moment)
    if over.claim.alleges_wrongdoing:
        accuse(claim, marked_by=over.claim.marked_by or over.claim.recorded_by, moment=moment)

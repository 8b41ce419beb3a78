"""Topics, questions and claims: making them, filing them, and letting readers see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from claims.actions.refresh import hold, refresh_questions
from claims.models import Check, Claim, Question, Topic
from newsroom.actions import acting
from newsroom.models import User
from sources.actions import days_of, free_slug
from sources.models import Entity
from sources.names import fold


class NotPublishable(Exception):
    """The claim cannot be shown to readers yet; `reason` is one of `REASONS`."""

    REASONS = ("needs_second_person", "needs_reply_or_attempt")

    def __init__(self, claim: Claim, reason: str) -> None:
        super().__init__(f"{claim.public_id}: {reason}")
        self.claim = claim
        self.reason = reason


#: A sentence in another script can fold to far more letters than it has.
FOLDED = 1000
_LONGEST_QUESTION = 499


@dataclass(frozen=True, slots=True)
class NewValue:
    """An answer as typed: `state` unknown and none hold nothing else."""

    state: str = "known"
    yes: bool | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    date: str = ""
    entity: Entity | None = None
    text: str = ""


def add_topic(*, by: User, title: str, summary: str = "") -> Topic:
    """A story to gather questions under."""
    with acting(by=by, action="add topic"):
        return Topic.objects.create(title=title, summary=summary, slug=free_slug(title, Topic.objects.all()))


def add_question(
    *,
    by: User,
    text: str,
    answer_type: str,
    topic: Topic | None = None,
    unit: str = "",
    single_valued: bool = True,
    varies: bool = False,
) -> Question:
    """A question that claims can answer."""
    with acting(by=by, action="add question"):
        return Question.objects.create(
            text=text,
            answer_type=answer_type,
            topic=topic,
            unit=unit,
            single_valued=single_valued,
            varies=varies,
        )


def file_question(*, by: User, question: Question, topic: Topic | None) -> Question:
    """Put a question, with its claims, under another topic."""
    question.topic = topic
    with acting(by=by, action="file question"):
        question.save(update_fields=["topic"])
    return question


def add_claim(
    *,
    by: User,
    question: Question,
    text: str,
    value: NewValue,
    nature: str = "fact",
    alleges_wrongdoing: bool = False,
) -> Claim:
    """The claim that gives this answer; the one that already does where there is one.

    A claim found so keeps its first wording. Raises EdtfError where a date is
    none, and IntegrityError where the value does not fit the question.
    """
    with acting(by=by, action="add claim"):
        held, moment = hold([question.pk])
        claim = claim_giving(
            by=by,
            question=question,
            text=text,
            value=value,
            nature=nature,
            alleges_wrongdoing=alleges_wrongdoing,
            moment=moment,
        )
        if claim.recorded_at == moment:
            refresh_questions(held, moment)
    return claim


def claim_giving(
    *,
    by: User,
    question: Question,
    text: str,
    value: NewValue,
    nature: str,
    alleges_wrongdoing: bool,
    moment: datetime,
) -> Claim:
    """The same, for an action that holds the question from `moment` and refreshes it after."""
    identity = {
        "question": question,
        "nature": nature,
        "value_state": value.state,
        "yes": value.yes,
        "low": value.low,
        "high": value.high,
        "date": value.date,
        "entity": value.entity,
        "answer_text": value.text,
    }
    if same := Claim.objects.current().filter(**_as_filter(identity)).first():
        return same
    return Claim.objects.create(
        **identity,
        answer_type=question.answer_type,
        text=text,
        folded=fold(text)[:FOLDED],
        days=days_of(value.date),
        alleges_wrongdoing=alleges_wrongdoing,
        recorded_at=moment,
        recorded_by=by,
    )


def _as_filter(identity: dict[str, object]) -> dict[str, object]:
    return {
        name if value is not None else f"{name}__isnull": True if value is None else value
        for name, value in identity.items()
    }


def quick_claim(
    *,
    by: User,
    text: str,
    topic: Topic | None = None,
    nature: str = "fact",
    alleges_wrongdoing: bool = False,
) -> Claim:
    """A claim from a sentence alone: it answers its own yes/no question, "is it so?"."""
    with acting(by=by, action="quick claim"):
        question = add_question(by=by, text=own_question(text), answer_type="yes_no", topic=topic)
        return add_claim(
            by=by,
            question=question,
            text=text,
            value=NewValue(yes=True),
            nature=nature,
            alleges_wrongdoing=alleges_wrongdoing,
        )


def own_question(text: str) -> str:
    """The yes/no question that a sentence answers by itself."""
    return text.rstrip(" .…")[:_LONGEST_QUESTION] + "?"


def publish(*, by: User, claims: Iterable[Claim]) -> list[Claim]:
    """Let readers see these claims, all or none.

    Raises NotPublishable where a claim alleges wrongdoing and either the same
    person recorded it, or nobody it is about was asked.
    """
    waiting = [claim for claim in claims if claim.visibility != "published"]
    for claim in waiting:
        _refuse_unanswered(claim, by)
    return _set_visibility(waiting, "published", by=by, action="publish")


def _refuse_unanswered(claim: Claim, by: User) -> None:
    if not claim.alleges_wrongdoing:
        return
    if claim.recorded_by_id == by.pk:
        raise NotPublishable(claim, "needs_second_person")
    if not Check.objects.standing().filter(claim=claim).exclude(person_asked="").exists():
        raise NotPublishable(claim, "needs_reply_or_attempt")


def unpublish(*, by: User, claims: Iterable[Claim]) -> list[Claim]:
    """Take claims back to the desk. Pages of the time they were public still say what they showed."""
    shown = [claim for claim in claims if claim.visibility == "published"]
    return _set_visibility(shown, "desk", by=by, action="unpublish")


def _set_visibility(claims: list[Claim], visibility: str, *, by: User, action: str) -> list[Claim]:
    if not claims:
        return claims
    with acting(by=by, action=action):
        held, moment = hold([claim.question_id for claim in claims])
        for claim in claims:
            claim.visibility = visibility
            if visibility == "published":
                claim.published_at, claim.published_by = moment, by
            claim.save(update_fields=["visibility", "published_at", "published_by"])
        refresh_questions(held, moment)
    return claims

"""What a question asks, whether a claim accuses somebody, what the site shows before an editor has ruled."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from claims.actions.claims import accuse, read_again
from claims.actions.refresh import hold, refresh_questions
from claims.models import Claim, Finding, Question, Topic
from newsroom.actions import acting, desk_settings, lock_deriving
from newsroom.models import DeskSettings, User
from sources.intake_actions import alone_with
from sources.names import fold

#: What an editor may change of a question. Its kind of answer is fixed, since answers were given in it.
EDITABLE = ("text", "topic", "unit", "single_valued", "varies")


def edit_question(*, by: User, question: Question, **changes: Any) -> Question:
    """Reword a question, file it elsewhere, or say how its answers bear on each other (`EDITABLE`).

    What the rules find among its claims follows at once.
    """
    if unknown := changes.keys() - set(EDITABLE):
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    if not changes:
        return question
    for name, value in changes.items():
        setattr(question, name, value)
    with acting(by=by, action="edit question"):
        held, moment = hold([question.pk])
        question.save(update_fields=list(changes))
        refresh_questions(held, moment)
    return question


class CannotAsk(Exception):
    """The words ask what is recorded, but not as typed; `reason` is one of `REASONS`.

    Either `question` is answered by something else, or several stories ask it.
    """

    REASONS = ("answered_otherwise", "several_topics")

    def __init__(self, question: Question, reason: str) -> None:
        super().__init__(f"{question.public_id}: {reason}")
        self.question = question
        self.reason = reason


def question_asking(*, text: str, answer_type: str, topic: Topic | None) -> Question | None:
    """The recorded question that typed words are; None where they are new, and may be recorded.

    Answers are only compared where they answer one question, so that a second
    one in the same words would hide every contradiction between the two. It is
    looked for in the topic that is given; without one in all, first among those
    that have none. Of several, which there were before this was minded, the one
    that most claims answer. Raises CannotAsk.
    """
    worded = Question.objects.worded(text).select_related("topic")
    ranked = worded.annotate(answers=Count("claims")).order_by("-answers", "pk")
    asked = list(ranked.filter(topic=topic) if topic else ranked)
    here = [one for one in asked if one.topic_id is None] or asked
    found = sorted(here, key=lambda one: one.answer_type != answer_type)
    if not found:
        return None
    if len({one.topic_id for one in found}) > 1:
        raise CannotAsk(found[0], "several_topics")
    if found[0].answer_type != answer_type:
        raise CannotAsk(found[0], "answered_otherwise")
    return found[0]


def alone_asking(text: str) -> None:
    """Let nobody else record a question in these words until the transaction ends.

    For an action that then looks for it (`question_asking`) and records it where
    it is new. Call it before the locks of questions, or two could wait for each other.
    """
    alone_with(f"question {fold(text)}")


class NeedsAnotherPerson(Exception):
    """Whoever recorded an accusation, or marked it as one, does not clear it."""


def set_alleges_wrongdoing(*, by: User, claim: Claim, alleges: bool) -> Claim:
    """Whether a claim accuses somebody, who must then be asked before it is published.

    Anybody may say that it does: a public claim then goes back to the desk,
    unless it has what publishing would take (docs/adr/0011). That it does not
    is for somebody else to say; raises NeedsAnotherPerson. The database
    refuses both by itself.
    """
    with acting(by=by, action="mark wrongdoing" if alleges else "unmark wrongdoing"):
        held, moment = hold([claim.question_id])
        read_again([claim])
        if alleges:
            accuse(claim, marked_by=by, moment=moment)
        elif claim.alleges_wrongdoing:
            if not may_clear(by, claim):
                raise NeedsAnotherPerson
            claim.alleges_wrongdoing, claim.marked_at, claim.marked_by = False, moment, by
            claim.save(update_fields=["alleges_wrongdoing", "marked_at", "marked_by"])
        refresh_questions(held, moment)
    return claim


def may_clear(user: User, claim: Claim) -> bool:
    """Whether `user` neither recorded the claim nor marked it."""
    return user.pk not in (claim.recorded_by_id, claim.marked_by_id)


def set_desk_settings(*, by: User, **changes: Any) -> DeskSettings:
    """Change how the desk signs and what it shows.

    Whether found contradictions are public before a ruling counts in the
    states of the claims concerned, which follow at once.
    """
    with acting(by=by, action="change settings"):
        lock_deriving()
        settings = desk_settings()
        shown_before = settings.shows_found
        for name, value in changes.items():
            setattr(settings, name, value)
        settings.save(update_fields=list(changes))
        if settings.shows_found != shown_before:
            _refresh_contradicted()
    return settings


def _refresh_contradicted() -> None:
    # Only these can change, and a newsroom has room for their locks; all questions may be too many.
    found = Finding.objects.between_claims().filter(level="contradiction")
    held, moment = hold(found.values_list("question", flat=True))
    refresh_questions(held, moment)

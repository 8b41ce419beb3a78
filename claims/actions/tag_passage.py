"""Tagging as the desk does it: the passage, what it is about and whose word it is, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from claims.actions.claims import NewValue, accuse, add_topic, alone_titling, claim_giving, file_question
from claims.actions.putting_back import leave_behind
from claims.actions.questions import alone_asking, question_asking
from claims.actions.refresh import hold, refresh_questions
from claims.actions.tag import AlreadyWithdrawn, CannotTag, NewLink, NewStatement, record, relayed
from claims.actions.wording import CannotReword, reword
from claims.models import Claim, Question, Statement, Topic, own_question
from newsroom.actions import acting
from newsroom.models import User
from sources.actions import add_entity
from sources.models import Capture, Entity
from sources.quotes import Passage, check


class KeySpent(Exception):
    """The form had recorded another tag before, `made`, of which whoever sent it may not have heard."""

    def __init__(self, made: Statement) -> None:
        super().__init__(made.public_id)
        self.made = made


@dataclass(frozen=True, slots=True)
class NewEntity:
    """Someone or something named here for the first time."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question asked here for the first time."""

    text: str
    answer_type: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a passage is about: a claim on record; or a sentence, and the question it answers.

    Without a question the sentence answers its own: is it so? `alleges_wrongdoing`
    marks a claim on record too.
    """

    claim: Claim | None = None
    #: Other words for `claim`, where they are to change.
    reword: str = ""
    #: Whether the topic is to be that of the question of `claim`.
    refile: bool = False
    text: str = ""
    topic: Topic | None = None
    new_topic: str = ""
    question: Question | NewQuestion | None = None
    value: NewValue | None = None
    answer: NewEntity | None = None
    nature: str = "fact"
    alleges_wrongdoing: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """One step of the chain; `link.entity` is made first where it is `named` for the first time."""

    link: NewLink
    named: NewEntity | None = None


def tag_passage(
    *,
    by: User,
    capture: Capture,
    passage: Passage,
    about: About,
    new: NewStatement,
    chain: Sequence[Voice] = (),
    supersedes: Statement | None = None,
    key: UUID | None = None,
) -> Statement:
    """Record what a form says of a passage, whole or not at all; the same `key` again, the same statement.

    Raises QuoteNotFound, EdtfError, CannotTag and AlreadyWithdrawn as `tag`
    does, CannotReword where the claim keeps its words, CannotAsk where the
    question is recorded and asked otherwise, KeySpent where the key has
    recorded something else, and IntegrityError where the value does not fit
    the question.
    """
    check(capture.text, passage)
    try:
        with acting(by=by, action="tag"):
            about = _asked(_filed(about))
            known = _questions(about, supersedes)
            held, moment = hold(known, reading=relayed(voice.link for voice in chain))
            whole = replace(new, chain=[_link(by, voice) for voice in chain])
            claim = _claim(by, about, moment, supersedes)
            # First the topic: its claims say whether the words are another's.
            if about.refile:
                _refile(claim, about, by)
            if about.reword:
                reword(claim, about.reword, by=by)
            statement = record(by, claim, capture, passage, whole, supersedes, moment, key)
            if about.claim and about.alleges_wrongdoing:
                accuse(claim, marked_by=by, moment=moment)
            if supersedes:
                leave_behind(supersedes.claim, claim, by=by, moment=moment)
            # A question made here is nobody else's until we are done, and needs no lock.
            begun = [] if claim.question_id in held else [claim]
            refresh_questions({*held, claim.question_id}, moment, begun=begun)
        return statement
    except (IntegrityError, AlreadyWithdrawn, CannotTag, CannotReword):
        # The same form, sent twice: whoever came second is refused, and finds what the first has made.
        if done := _made_with(key):
            if _is_same(done, by, capture, passage, about):
                return done
            raise KeySpent(done) from None
        raise


def _refile(claim: Claim, about: About, by: User) -> None:
    topic = add_topic(by=by, title=about.new_topic) if about.new_topic else about.topic
    if topic != claim.question.topic:
        file_question(by=by, question=claim.question, topic=topic)


def _made_with(key: UUID | None) -> Statement | None:
    return Statement.objects.select_related("claim").filter(client_key=key).first() if key else None


def _is_same(made: Statement, by: User, capture: Capture, passage: Passage, about: About) -> bool:
    """Whether what was made is what is sent again, and not something else by the same key."""
    place = (made.recorded_by_id, made.capture_id, made.start, made.end)
    if place != (by.pk, capture.pk, passage.start, passage.end):
        return False
    if about.claim:
        return about.claim.pk == made.claim_id
    # The same answer to a known question leads to its claim, however that is worded.
    asked = isinstance(about.question, Question) and about.question.pk == made.claim.question_id
    return asked or about.text == made.claim.text


def _filed(about: About) -> About:
    """The same, under the recorded topic where a colleague has just recorded one of this title."""
    if not about.new_topic:
        return about
    alone_titling(about.new_topic)
    found = Topic.objects.titled(about.new_topic)
    return replace(about, topic=found, new_topic="") if found else about


def _asked(about: About) -> About:
    """The same, on the recorded question where a colleague has just recorded it in these words."""
    new = about.question
    if about.claim or about.new_topic or not isinstance(new, NewQuestion):
        return about
    alone_asking(new.text)
    found = question_asking(text=new.text, answer_type=new.answer_type, topic=about.topic)
    return replace(about, question=found) if found else about


def _questions(about: About, supersedes: Statement | None) -> set[int]:
    """Those that exist: their locks come before the first write, or two taggers could block each other."""
    known = {supersedes.claim.question_id} if supersedes else set()
    if about.claim:
        known.add(about.claim.question_id)
    elif isinstance(about.question, Question):
        known.add(about.question.pk)
    return known


def _claim(by: User, about: About, moment: datetime, supersedes: Statement | None) -> Claim:
    if about.claim:
        return about.claim
    # Another wording of an accusation is one, whoever words it: that it is none is for somebody else to say.
    accused = supersedes.claim if supersedes and supersedes.claim.alleges_wrongdoing else None
    question = about.question
    if question is None:
        question = NewQuestion(own_question(about.text), "yes_no")
    is_new = isinstance(question, NewQuestion)
    if isinstance(question, NewQuestion):
        question = Question.objects.create(
            text=question.text,
            answer_type=question.answer_type,
            unit=question.unit,
            topic=add_topic(by=by, title=about.new_topic) if about.new_topic else about.topic,
        )
    value = about.value or NewValue(yes=True)
    if about.answer:
        value = NewValue(entity=_entity(by, about.answer))
    return claim_giving(
        by=by,
        question=question,
        text=about.text,
        value=value,
        nature=about.nature,
        alleges_wrongdoing=about.alleges_wrongdoing or accused is not None,
        moment=moment,
        marked_by=(accused.marked_by or accused.recorded_by) if accused else None,
        first=is_new,
    )


def _link(by: User, voice: Voice) -> NewLink:
    return replace(voice.link, entity=_entity(by, voice.named)) if voice.named else voice.link


def _entity(by: User, new: NewEntity) -> Entity:
    # A colleague may have made it since the form looked.
    known = Entity.objects.filter(kind=new.kind).called(new.name).order_by("pk").first()
    return known or add_entity(by=by, kind=new.kind, name=new.name)

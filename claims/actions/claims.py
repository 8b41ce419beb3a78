"""Topics, questions and claims: making them, filing them, and letting readers see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from claims.actions.refresh import hold, refresh_questions
from claims.models import Check, Claim, Hold, Question, Statement, Topic, own_question
from claims.models.claim import FOLDED
from claims.verbatim import QUOTABLE, repeats
from newsroom.actions import acting
from newsroom.models import User
from sources.actions import days_of, free_slug
from sources.intake_actions import alone_with
from sources.models import Entity
from sources.names import fold


class NotPublishable(Exception):
    """The claim cannot be shown to readers yet; `reason` is one of `REASONS`."""

    REASONS = ("moved", "held", "needs_second_person", "needs_reply_or_attempt", "needs_own_words")

    def __init__(self, claim: Claim, reason: str) -> None:
        super().__init__(f"{claim.public_id}: {reason}")
        self.claim = claim
        self.reason = reason


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

    @classmethod
    def of(cls, claim: Claim) -> NewValue:
        """What a claim on record answers."""
        return cls(
            claim.value_state,
            claim.yes,
            claim.low,
            claim.high,
            claim.date,
            claim.entity,
            claim.answer_text,
        )


def alone_titling(title: str) -> None:
    """Let nobody else record a topic of this title until the transaction ends.

    For an action that writes more than the topic: call it before the locks of
    questions and of what they ask, or two could wait for each other.
    """
    alone_with(f"topic {fold(title)}")


def add_topic(*, by: User, title: str, summary: str = "") -> Topic:
    """A story to gather questions under: the recorded one of this title where there is one.

    A second would part what outlets say of one story, and hide what of it
    clashes. One found so keeps its summary, and has this one where it has none.
    """
    with acting(by=by, action="add topic"):
        alone_titling(title)
        if known := Topic.objects.titled(title):
            if summary and not known.summary:
                known.summary = summary
                known.save(update_fields=["summary"])
            return known
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
    marked_by: User | None = None,
) -> Claim:
    """The claim that gives this answer; the one that already does where there is one.

    A claim found so keeps its first wording, and is marked where this one
    alleges wrongdoing. Raises EdtfError where a date is none, and
    IntegrityError where the value does not fit the question.
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
            marked_by=marked_by,
        )
        if moment in (claim.recorded_at, claim.marked_at):
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
    marked_by: User | None = None,
    first: bool = False,
) -> Claim:
    """The same, for an action that holds the question from `moment` and refreshes it after.

    `marked_by` said that it alleges wrongdoing, where that was somebody before.
    `first`: the question was made in this action, so that no claim answers it yet.
    """
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
    if not first and (same := Claim.objects.current().filter(**_as_filter(identity)).first()):
        if alleges_wrongdoing:
            accuse(same, marked_by=marked_by or by, moment=moment)
        return same
    return Claim.objects.create(
        **identity,
        answer_type=question.answer_type,
        text=text,
        folded=fold(text)[:FOLDED],
        days=days_of(value.date),
        alleges_wrongdoing=alleges_wrongdoing,
        marked_at=moment if marked_by else None,
        marked_by=marked_by,
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


def publish(*, by: User, claims: Iterable[Claim]) -> list[Claim]:
    """Let readers see these claims, all or none; those that were not public before are returned.

    Raises NotPublishable, on the record as it is once nobody else can change
    it: what was looked at before may have been marked, moved or tagged since.
    """
    claims = list(claims)
    with acting(by=by, action="publish"):
        held, moment = hold({claim.question_id for claim in claims})
        read_again(claims)
        waiting = [claim for claim in claims if claim.visibility != "published"]
        for claim, found in lacking(waiting, by):
            if found:
                raise NotPublishable(claim, found[0])
        if waiting:
            shown = {"visibility": "published", "published_at": moment, "published_by": by}
            Claim.objects.filter(pk__in=[claim.pk for claim in waiting]).update(**shown)
            read_again(waiting)
            refresh_questions(held, moment)
    return waiting


def lacks(claim: Claim, publisher: User) -> list[str]:
    """What keeps `publisher` from showing the claim to readers; codes of `NotPublishable.REASONS`."""
    return next(found for _claim, found in lacking([claim], publisher))


def lacking(claims: Collection[Claim], publisher: User) -> Iterator[tuple[Claim, list[str]]]:
    """Each claim, with what keeps `publisher` from showing it to readers; codes as those of `lacks`.

    A claim that alleges wrongdoing takes another person than whoever recorded
    it, and somebody who was asked. No claim is the words of an article that is
    not ours, beyond what may be quoted of it.
    """
    held = set(Hold.objects.in_force().filter(claim__in=claims).values_list("claim", flat=True))
    accusing = [claim for claim in claims if claim.alleges_wrongdoing]
    asked = set(Check.objects.standing().filter(claim__in=accusing).asking().values_list("claim", flat=True))
    copied = copied_among(claims)
    for claim in claims:
        found = {
            "moved": claim.moved_to_id is not None,
            "held": claim.pk in held,
            "needs_second_person": claim.alleges_wrongdoing and claim.recorded_by_id == publisher.pk,
            "needs_reply_or_attempt": claim.alleges_wrongdoing and claim.pk not in asked,
            "needs_own_words": claim.pk in copied,
        }
        yield claim, [reason for reason, is_so in found.items() if is_so]


def copied_among(claims: Iterable[Claim]) -> set[int]:
    """Those whose words are an article's that is not ours, beyond what may be quoted; their keys."""
    long = [claim for claim in claims if len(claim.text.split()) > QUOTABLE]
    theirs = Statement.objects.filter(claim__in=long, capture__article__public_text="excerpts")
    quoted = defaultdict(list)
    for key, exact in theirs.exclude(capture__method="digest").values_list("claim", "exact"):
        quoted[key].append(exact)
    return {claim.pk for claim in long if repeats(claim.text, quoted[claim.pk])}


def read_again(claims: Collection[Claim]) -> None:
    """What a colleague may have changed of these claims until they were held."""
    now = Claim.objects.in_bulk([claim.pk for claim in claims])
    for claim in claims:
        for name in _CHANGES:
            setattr(claim, name, getattr(now[claim.pk], name))


_CHANGES = (
    "visibility",
    "published_at",
    "published_by_id",
    "alleges_wrongdoing",
    "marked_at",
    "marked_by_id",
    "moved_to_id",
)


def unpublish(*, by: User, claims: Iterable[Claim]) -> list[Claim]:
    """Take claims back to the desk. Pages of the time they were public still say what they showed."""
    claims = list(claims)
    with acting(by=by, action="unpublish"):
        held, moment = hold({claim.question_id for claim in claims})
        read_again(claims)
        shown = [claim for claim in claims if claim.visibility == "published"]
        for claim in shown:
            claim.visibility = "desk"
            claim.save(update_fields=["visibility"])
        if shown:
            refresh_questions(held, moment)
    return shown


def accuse(claim: Claim, *, marked_by: User, moment: datetime) -> None:
    """Mark that a claim alleges wrongdoing, for an action that holds its question and refreshes it.

    What is public goes back to the desk, unless all that publishing it would
    have taken is there. Whoever marked it first stays the one who did.
    """
    if claim.alleges_wrongdoing:
        return
    claim.alleges_wrongdoing, claim.marked_at, claim.marked_by = True, moment, marked_by
    if claim.visibility == "published" and claim.published_by and lacks(claim, claim.published_by):
        claim.visibility = "desk"
    claim.save(update_fields=["alleges_wrongdoing", "marked_at", "marked_by", "visibility"])

"""Small worlds for tests, made through the same actions as the site's own."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

from claims.actions.claims import NewValue, add_claim, add_question, add_topic, publish
from claims.actions.tag import NewLink, NewStatement, tag
from claims.models import Claim, Question, Statement, Topic
from newsroom.actions import create_account
from newsroom.models import User
from newsroom.roles import EDITOR
from sources.actions import add_article, add_entity
from sources.models import Capture, Entity
from sources.quotes import passage_at

_numbers = count(1)
PASSWORD = "correct horse battery staple"

TEXT = (
    "Fourteen people were missing after the ferry sank, the harbour master said.\n"
    "The coastguard put the number at nine. The owner declined to comment."
)


def make_user(*roles: str, name: str = "") -> User:
    """An account that can log in with PASSWORD."""
    username = name.lower() or f"user{next(_numbers)}"
    return create_account(username=username, name=name, roles=roles, password=PASSWORD, by=None)


def some_editor() -> User:
    """One editor for all rows whose author does not matter."""
    return User.objects.filter(username="filler").first() or make_user(EDITOR, name="Filler")


def make_entity(name: str, kind: str = "organisation", **more: Any) -> Entity:
    return add_entity(by=some_editor(), kind=kind, name=name, **more)


def make_outlet(name: str = "") -> Entity:
    return make_entity(name or f"Outlet {next(_numbers)}", "outlet")


def make_capture(text: str = TEXT, *, outlet: Entity | None = None, **more: Any) -> Capture:
    """An article with one capture; without `outlet` its outlet is not named."""
    more.setdefault("headline", f"Article {next(_numbers)}")
    more.setdefault("published", "2025-05-26")
    return add_article(by=more.pop("by", None) or some_editor(), text=text, outlet=outlet, **more)


def make_topic(title: str = "") -> Topic:
    return add_topic(by=some_editor(), title=title or f"Topic {next(_numbers)}")


def make_question(text: str = "", answer_type: str = "number", **more: Any) -> Question:
    more.setdefault("topic", None)
    topic = more.pop("topic") or make_topic()
    return add_question(
        by=some_editor(),
        text=text or f"Question {next(_numbers)}?",
        answer_type=answer_type,
        topic=topic,
        **more,
    )


def make_claim(
    question: Question | None = None,
    value: Any = None,
    *,
    text: str = "",
    published: bool = True,
    **more: Any,
) -> Claim:
    """A claim with this answer: a number or pair, a bool, an entity, an EDTF text, or a NewValue."""
    question = question or make_question()
    claim = add_claim(
        by=more.pop("by", None) or some_editor(),
        question=question,
        text=text or f"Claim {next(_numbers)}",
        value=_value(question, value),
        **more,
    )
    if published:
        publish(by=some_editor(), claims=[claim])
    return claim


def _value(question: Question, value: Any) -> NewValue:
    if isinstance(value, NewValue):
        return value
    match question.answer_type:
        case "number":
            low, high = value if isinstance(value, tuple) else (value or next(_numbers),) * 2
            return NewValue(low=_decimal(low), high=_decimal(high))
        case "date":
            return NewValue(date=value or "2025-05-20")
        case "entity":
            return NewValue(entity=value or make_entity(f"Place {next(_numbers)}", "place"))
        case "text":
            return NewValue(text=value or f"Answer {next(_numbers)}")
    return NewValue(yes=True if value is None else value)


def _decimal(number: Any) -> Decimal | None:
    return None if number is None else Decimal(number)


def make_statement(
    claim: Claim | None = None,
    capture: Capture | None = None,
    *,
    exact: str = "",
    chain: list[NewLink] | None = None,
    by: User | None = None,
    **more: Any,
) -> Statement:
    """A statement at `exact`, or the text's first words; without a chain it is the outlet's own word."""
    claim = claim or make_claim()
    capture = capture or make_capture(outlet=make_outlet())
    exact = exact or capture.text[:16]
    start = capture.text.index(exact)
    if more.get("kind", "assertion") in ("assertion", "speculation", "denial", "doubt"):
        more.setdefault("certainty", "certain")
        more.setdefault("caveat", "attributed")
        chain = [NewLink(capture.article.outlet, "own_voice")] if chain is None else chain
    return tag(
        by=by or some_editor(),
        claim=claim,
        capture=capture,
        passage=passage_at(capture.text, start, start + len(exact)),
        new=NewStatement(chain=chain or [], **more),
    )


def on_record(entity: Entity, **more: Any) -> NewLink:
    """A link to someone who says it openly."""
    return NewLink(entity, "on_record", **more)


def named_media(entity: Entity, **more: Any) -> NewLink:
    return NewLink(entity, "named_media", **more)

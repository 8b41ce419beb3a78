"""A change to a passage that a statement has left: told of no other, and to nobody who may not know it."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.actions.anchoring import say_changed
from claims.actions.claims import unpublish
from claims.actions.holds import agree_to_hold, ask_hold
from claims.actions.tag import NewStatement, tag
from claims.models import Anchor, Claim, Question, Statement
from sources.quotes import passage_at
from tests.claims.cases.recaptured import AFTER, BEFORE, CARRIED, LONG, LOST, again, now_reads
from tests.factories import (
    make_capture,
    make_claim,
    make_outlet,
    make_question,
    make_statement,
    make_user,
    some_editor,
)
from tests.pages import see

pytestmark = pytest.mark.django_db
NOTE, CHANGED = "The editor found it on Monday.", "The outlet changed this passage."


@pytest.fixture
def question() -> Question:
    return make_question("How many?")


@pytest.fixture
def left(question: Question) -> Statement:
    """On a claim that readers see, and a passage that its outlet changed; since replaced by `moved_on`."""
    capture = make_capture(BEFORE + LONG, outlet=make_outlet("The Harbour Post"))
    statement = make_statement(make_claim(question, 14), capture, exact=LOST)
    again(capture, AFTER + LONG)
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=now_reads(), note=NOTE)
    return statement


@pytest.fixture
def moved_on(question: Question, left: Statement) -> Claim:
    """The claim, seen by readers, of a statement on another passage that replaced the one that was `left`."""
    claim = make_claim(question, 15)
    start = left.capture.text.index(CARRIED)
    tag(
        by=some_editor(),
        claim=claim,
        capture=left.capture,
        passage=passage_at(left.capture.text, start, start + len(CARRIED)),
        new=NewStatement(certainty="certain", caveat="fact"),
        supersedes=left,
    )
    make_statement(make_claim(question, 9))
    return claim


def told(client: Client, claim: Claim) -> dict[str, str]:
    """What readers have before them, by page."""
    other = Claim.objects.get(question=claim.question, low=9)
    a, b = sorted([claim, other], key=lambda one: one.pk)
    pages = {
        "front": "/",
        "contradiction": f"/contradictions/{a.public_id}/{b.public_id}/",
        "question": claim.question.get_absolute_url(),
        "claim": claim.get_absolute_url(),
    }
    return {page: see(client, url).words for page, url in pages.items()}


def test_passage_that_stands_is_not_called_changed(client: Client, moved_on: Claim) -> None:
    """Where it is the evidence, nothing is said of a passage that its outlet never touched."""
    words = told(client, moved_on)
    for page in ("front", "contradiction", "question"):
        assert CHANGED not in words[page], page
    assert NOTE in words["claim"]


@pytest.mark.parametrize("hidden", ["desk", "held"])
def test_nothing_is_told_of_a_claim_that_readers_may_not_see(
    client: Client, left: Statement, moved_on: Claim, hidden: str
) -> None:
    """Neither the words nor the note of a passage of a claim that is desk only, or kept back by law."""
    if hidden == "desk":
        unpublish(by=some_editor(), claims=[left.claim])
    else:
        hold = ask_hold(by=make_user("admin", name="Ann"), claim=left.claim, reason="The court says so.")
        agree_to_hold(by=make_user("admin", name="Bert"), hold=hold)
    for page, words in told(client, moved_on).items():
        assert NOTE not in words, page
        assert CHANGED not in words, page


def test_new_words_are_told_to_have_been_others(client: Client, question: Question, left: Statement) -> None:
    """Tagged anew as it reads now, the passage is still one that its outlet changed."""
    anchor = Anchor.objects.get(outcome="altered")
    tag(
        by=some_editor(),
        claim=left.claim,
        capture=anchor.capture,
        passage=now_reads(),
        new=NewStatement(certainty="certain"),
        supersedes=left,
    )
    assert CHANGED in see(client, question.get_absolute_url()).words

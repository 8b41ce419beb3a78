"""Two people decide at once: whoever comes second looks again, and is refused what no longer holds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections, transaction

from claims.actions.claims import NotPublishable, publish
from claims.actions.moving import merge_claims
from claims.actions.questions import set_alleges_wrongdoing
from claims.actions.verdicts import (
    AlreadyReplied,
    CheckNeeded,
    ClaimMoved,
    VerdictOutdated,
    approve_verdict,
    evidence_digest,
    propose_verdict,
    record_check,
    record_reply,
    withdraw_check,
)
from claims.models import Approval, Check, Claim, ClaimState
from claims.stale import stale
from newsroom.models import User
from tests.claims.cases.past import questions
from tests.factories import make_claim, make_statement

pytestmark = pytest.mark.django_db(transaction=True)


def second(theirs: Callable[[], Any], first: Callable[[], Any]) -> BaseException | None:
    """Begin `theirs` while `first` is done and not yet final; what it was refused with, if anything."""
    met: list[BaseException] = []

    def run() -> None:
        try:
            theirs()
        except Exception as error:
            met.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(timeout=1)
        assert thread.is_alive(), "it did not wait"
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert stale(questions()) == []
    return met[0] if met else None


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def visibility(claim: Claim) -> str:
    return ClaimState.objects.at().get(claim=claim).visibility


def asked(claim: Claim, by: User) -> Check:
    return record_check(by=by, claim=claim, what_we_did="Asked.", person_asked="The owner")


def test_publishing_a_claim_that_is_being_marked(editor: User, reviewer: User) -> None:
    """A claim that a colleague marks as an accusation at that moment is not published."""
    claim = make_claim(published=False)
    seen = fresh(claim)
    refused = second(
        lambda: publish(by=editor, claims=[seen]),
        lambda: set_alleges_wrongdoing(by=reviewer, claim=fresh(claim), alleges=True),
    )
    assert isinstance(refused, NotPublishable)
    assert refused.reason == "needs_reply_or_attempt"
    assert visibility(claim) == "desk"


def test_publishing_a_claim_that_is_being_moved(editor: User) -> None:
    """A claim that has just gone elsewhere is not published where it was."""
    claim, into = make_claim(published=False), make_claim(published=False)
    seen = fresh(claim)
    refused = second(
        lambda: publish(by=editor, claims=[seen]),
        lambda: merge_claims(by=editor, claim=claim, into=into),
    )
    assert isinstance(refused, NotPublishable)
    assert refused.reason == "moved"


def test_publishing_an_accusation_whose_check_is_being_withdrawn(editor: User, reviewer: User) -> None:
    """The attempt that publishing looks for is the one that stands when it is published."""
    claim = make_claim(published=False, alleges_wrongdoing=True, by=reviewer)
    check = asked(claim, editor)
    refused = second(
        lambda: publish(by=editor, claims=[fresh(claim)]),
        lambda: withdraw_check(by=reviewer, check=check, why="Wrong person."),
    )
    assert isinstance(refused, NotPublishable)


def test_withdrawing_the_check_of_an_accusation_that_is_being_published(editor: User, reviewer: User) -> None:
    """And the other way round: what is just being published keeps its only attempt."""
    claim = make_claim(published=False, alleges_wrongdoing=True, by=reviewer)
    check = asked(claim, editor)
    refused = second(
        lambda: withdraw_check(by=reviewer, check=Check.objects.get(pk=check.pk), why="Wrong person."),
        lambda: publish(by=editor, claims=[claim]),
    )
    assert isinstance(refused, CheckNeeded)
    assert Check.objects.standing().exists()


def test_marking_a_claim_that_is_being_published(editor: User, reviewer: User) -> None:
    """The mark comes to a claim that is public by then, and takes it back."""
    claim = make_claim(published=False)
    seen = fresh(claim)
    second(
        lambda: set_alleges_wrongdoing(by=reviewer, claim=seen, alleges=True),
        lambda: publish(by=editor, claims=[claim]),
    )
    assert visibility(claim) == "desk"


@pytest.mark.parametrize("work", ["check", "reply", "withdrawal"])
def test_approving_while_a_colleague_checks(work: str, editor: User, reviewer: User) -> None:
    """No approval misses a check, a reply or a check taken back that came while the button was pressed."""
    claim = make_statement().claim
    record_check(by=editor, claim=claim, what_we_did="Read the log.", url="https://example.org/log")
    request = asked(claim, editor)
    verdict = propose_verdict(by=editor, claim=claim, status="confirmed", note="The log says so.")
    digest = evidence_digest(claim)
    meanwhile: dict[str, Callable[[], Any]] = {
        "check": lambda: record_check(by=editor, claim=claim, what_we_did="Counted.", result="contradicts"),
        "reply": lambda: record_reply(by=editor, check=request, reply="It is not so."),
        "withdrawal": lambda: withdraw_check(by=editor, check=request, why="Never sent."),
    }
    refused = second(lambda: approve_verdict(by=reviewer, verdict=verdict, digest=digest), meanwhile[work])
    assert isinstance(refused, VerdictOutdated)
    assert not Approval.objects.exists()


def test_two_replies_at_once(editor: User) -> None:
    """The second colleague to type in a reply does not write over the first one's."""
    check = asked(make_claim(), editor)
    seen = Check.objects.get(pk=check.pk)
    refused = second(
        lambda: record_reply(by=editor, check=seen, reply="Ten."),
        lambda: record_reply(by=editor, check=check, reply="Nine."),
    )
    assert isinstance(refused, AlreadyReplied)
    assert Check.objects.get().reply == "Nine."


def test_deciding_on_a_claim_that_is_being_moved(editor: User) -> None:
    """A verdict does not come to rest on a claim that has just been emptied."""
    claim, into = make_statement().claim, make_claim()
    seen = fresh(claim)
    refused = second(
        lambda: propose_verdict(by=editor, claim=seen, status="unverified", note="One outlet."),
        lambda: merge_claims(by=editor, claim=claim, into=into),
    )
    assert isinstance(refused, ClaimMoved)
    assert not claim.verdicts.exists()

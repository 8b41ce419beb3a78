"""/claims/<id>/claimreview.json: a verdict for machines."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from claims.actions.verdicts import (
    propose_verdict,
)
from claims.models import Claim, Question
from newsroom.models import User
from sources.models import Entity
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    on_record,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


def page_of(client: Client, claim: Claim, query: str = "") -> Seen:
    return see(client, f"/claims/{claim.public_id}/{query}")


@pytest.fixture
def question(db: None) -> Question:
    return make_question("How many are missing?", topic=make_topic("The ferry"), unit="people")


@pytest.fixture
def claim(question: Question) -> Claim:
    return make_claim(question, 14, text="Fourteen people are missing")


@pytest.fixture
def post(db: None) -> Entity:
    return make_outlet("Harbour Post")


def test_claim_review_is_the_verdict_for_machines(
    client: Client, claim: Claim, editor: User, post: Entity
) -> None:
    """Status in words, note, time and where it appeared; linked from the page once there is a verdict."""
    master = make_entity("Harbour master", "person")
    capture = make_capture(outlet=post, url="https://post.example/ferry", headline="Ferry sinks")
    make_statement(claim, capture, chain=[on_record(master)])
    address = f"/claims/{claim.public_id}/claimreview.json"
    assert client.get(address).status_code == 404
    propose_verdict(by=editor, claim=claim, status="unverified", note="No list was shown.")
    assert page_of(client, claim).links["ClaimReview (JSON-LD)"] == address
    review = json.loads(client.get(address).content)
    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"]["alternateName"] == "Not verified so far"
    assert "ratingValue" not in review["reviewRating"]
    assert review["itemReviewed"]["author"] == [{"@type": "Thing", "name": "Harbour master"}]
    assert review["itemReviewed"]["appearance"][0]["url"] == "https://post.example/ferry"


def test_claim_review_is_of_now(client: Client, claim: Claim, editor: User) -> None:
    """A moment asked about is refused, rather than answered with the verdict of another."""
    propose_verdict(by=editor, claim=claim, status="unverified", note="No list was shown.")
    answer = client.get(f"/claims/{claim.public_id}/claimreview.json?as_of=2025-05-27")
    assert answer.status_code == 400
    assert "shows only how things stand now" in answer.content.decode()


def test_claim_review_rates_no_opinions(client: Client, question: Question, editor: User) -> None:
    """An opinion has no review."""
    view = make_claim(question, 5, text="Five would be too many", nature="opinion")
    propose_verdict(by=editor, claim=view, status="not_checkable", note="An opinion.")
    assert client.get(f"/claims/{view.public_id}/claimreview.json").status_code == 404

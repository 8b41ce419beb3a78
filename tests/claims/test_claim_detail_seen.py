"""/claims/<id>/: who sees it, as it stood when, at what cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions.claims import unpublish
from claims.actions.tag import NewLink, withdraw
from claims.actions.verdicts import (
    propose_verdict,
    record_check,
)
from claims.models import Claim, Question
from claims.presenting.pages import as_written
from newsroom.actions import acting
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
    named_media,
    on_record,
    some_editor,
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


def test_claim_detail_desk_only_is_for_the_desk(
    client: Client, editor_client: Client, question: Question, db: None
) -> None:
    """What is not published does not exist for readers; at the desk it says that it is theirs alone."""
    draft = make_claim(question, 3, text="Three are missing", published=False)
    make_statement(draft, exact="Fourteen people")
    make_statement(make_claim(question, 9))
    assert client.get(f"/claims/{draft.public_id}/").status_code == 404
    words = page_of(editor_client, draft).words
    assert "Desk only: readers don’t see this." in words
    assert "“3 people” and “9 people” cannot both be true." in words
    assert "“Fourteen people”" in words
    assert "ClaimReview" not in words


def test_claim_detail_that_moved_leads_on(client: Client, question: Question, claim: Claim) -> None:
    """An old address leads to where the claim went."""
    new = make_claim(make_question(topic=question.topic), 14, text="Fourteen are missing at sea")
    with acting(by=some_editor(), action="move"):
        claim.moved_to = new
        claim.save(update_fields=["moved_to"])
    response = client.get(f"/claims/{claim.public_id}/")
    assert response.status_code == 302
    assert response["Location"] == new.get_absolute_url()


@pytest.mark.parametrize("address", ["C-AAAAAAAAAA", "C-1", "S-AAAAAAAAAA", "c-aaaaaaaaaa", "C-AAAAAAAAA%00"])
def test_claim_detail_unknown(client: Client, db: None, address: str) -> None:
    """There is no page at an address that names no claim."""
    assert client.get(f"/claims/{address}/").status_code == 404


def test_claim_detail_as_it_stood(client: Client, claim: Claim, post: Entity, editor: User) -> None:
    """At an earlier moment there are its statements and verdict, a banner, and the address of this view."""
    first = make_statement(claim, make_capture(outlet=post))
    propose_verdict(by=editor, claim=claim, status="unverified", note="Too early to say.")
    then = as_written(timezone.now())
    make_statement(claim, make_capture(outlet=make_outlet("Radio Quay")))
    withdraw(by=editor, statement=first, why="Misread")
    propose_verdict(by=editor, claim=claim, status="disputed", note="They differ.")
    page = page_of(client, claim, f"?as_of={then}")
    assert "This page as it stood on" in page.words
    assert "Too early to say." in page.words
    assert "Harbour Post" in page.words
    for later in ("They differ.", "Radio Quay", "Misread", "Sources disagree"):
        assert later not in page.words
    assert page.links["Link to this view"].endswith(f"/claims/{claim.public_id}/?as_of={then}")
    assert page.links["See it as it stands now"] == f"/claims/{claim.public_id}/"
    assert f"as_of={then}" in page.links["Statements (CSV)"].replace("%3A", ":")


def test_claim_detail_as_it_stood_keeps_what_was_public(client: Client, claim: Claim, editor: User) -> None:
    """A claim taken back is gone, and what was shown before stays what it was."""
    then = as_written(timezone.now())
    unpublish(by=editor, claims=[claim])
    assert client.get(f"/claims/{claim.public_id}/").status_code == 404
    assert "Fourteen people are missing" in page_of(client, claim, f"?as_of={then}").words


def test_claim_detail_before_it_was_public(client: Client, claim: Claim) -> None:
    """A moment before publication answers 404, says so, and leads to the page of now."""
    response = client.get(f"/claims/{claim.public_id}/?as_of=2020-01-01T00:00Z")
    assert response.status_code == 404
    assert "Readers could not see this on 1 January 2020, 00:00 UTC" in response.content.decode()


@pytest.mark.parametrize(
    "moment", ["yesterday", "2025-13-01T00:00Z", "2999-01-01T00:00Z", "2025-05-27T25:00Z"]
)
def test_claim_detail_at_no_such_moment(client: Client, claim: Claim, moment: str) -> None:
    """What cannot be read, or has not come, answers 400 and says what to write."""
    response = client.get(f"/claims/{claim.public_id}/", {"as_of": moment})
    assert response.status_code == 400
    assert moment in response.content.decode()


def test_claim_detail_may_be_kept_by_caches(client: Client, editor_client: Client, claim: Claim) -> None:
    """Readers share one copy for a second and are told when it has not changed; the desk's is its own."""
    response = client.get(f"/claims/{claim.public_id}/")
    assert "public" in response["Cache-Control"]
    assert "max-age=1" in response["Cache-Control"]
    assert "private" in editor_client.get(f"/claims/{claim.public_id}/")["Cache-Control"]
    again = client.get(f"/claims/{claim.public_id}/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_claim_detail_query_count_does_not_grow(
    client: Client, question: Question, claim: Claim, django_assert_num_queries: Any, editor: User
) -> None:
    """Statements, chains, relays, checks, verdicts, silences and contradictions cost no query each."""
    _grow(question, claim, editor)
    with django_assert_num_queries(38):
        client.get(f"/claims/{claim.public_id}/")
    for _ in range(3):
        _grow(question, claim, editor)
    with django_assert_num_queries(38):
        client.get(f"/claims/{claim.public_id}/")


def _grow(question: Question, claim: Claim, editor: User) -> None:
    """More of everything that the page shows."""
    quay = make_outlet()
    speaker = make_entity(f"Speaker {quay.pk}", "person")
    said = make_statement(claim, make_capture(outlet=quay), chain=[on_record(speaker)])
    make_statement(claim, make_capture(outlet=make_outlet()), chain=[named_media(quay, derived_from=said)])
    make_statement(make_claim(question), make_capture(outlet=quay))
    make_statement(claim, make_capture(outlet=quay), kind="silence", chain=[NewLink(speaker)])
    elsewhere = make_claim(make_question(topic=question.topic))
    make_statement(elsewhere, make_capture(outlet=quay), kind="silence", chain=[NewLink(speaker)])
    record_check(by=editor, claim=claim, what_we_did="Looked.")
    propose_verdict(by=editor, claim=claim, status="unverified", note="Not yet.")

"""The claim desk: what it tells of the evidence, and to whom each act is open."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink
from claims.actions.verdicts import propose_verdict, record_check
from claims.models import Claim
from newsroom.models import User
from newsroom.roles import ADMIN, CONTRIBUTOR, EDITOR, REVIEWER, ROLES
from tests.claims.desk.claim_page import (
    conflicting,
    desk,
    shown,
    signed_in,
    text_of,
)
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_statement,
    make_user,
    on_record,
)

ACTS = {
    "checks/": (EDITOR,),
    "checks/reply/": (EDITOR,),
    "checks/withdraw/": (EDITOR,),
    "verdicts/": (EDITOR,),
    "verdicts/approve/": (REVIEWER,),
    "verdicts/withdraw/": (EDITOR, REVIEWER),
    "rulings/": (EDITOR, REVIEWER),
    "rulings/by-hand/": (EDITOR, REVIEWER),
    "rulings/end/": (EDITOR, REVIEWER),
    "hold/": (ADMIN,),
    "hold/agree/": (ADMIN,),
    "hold/lift/": (ADMIN,),
    "publish/": (EDITOR,),
    "wrongdoing/": (EDITOR,),
    "topic/": (EDITOR,),
    "assign/": (EDITOR,),
    "assign/end/": ROLES,
    "notes/": ROLES,
    "watch/": ROLES,
}


def test_claim_desk_says_what_the_evidence_is(claim: Claim, editor_client: Client) -> None:
    """The evidence is told in sentences, with the names behind the numbers and what it suggests."""
    page = shown(editor_client, claim)
    assert "Carried by 1 outlet." in page
    assert "Traced to one identified source: The harbour master." in page
    assert "1 source is on record." in page
    assert "The evidence suggests Not verified so far" in page
    assert "The Herald" in page
    assert "“Fourteen people”" in page


def test_claim_desk_shows_suggestion_beside_a_verdict_that_differs(
    claim: Claim, editor: User, editor_client: Client
) -> None:
    """Where the desk's word and the evidence differ the page says so; where they agree, that."""
    propose_verdict(by=editor, claim=claim, status="unverifiable", note="No list was kept.")
    assert "differs from the status above" in shown(editor_client, claim)
    propose_verdict(by=editor, claim=claim, status="unverified", note="One source.")
    assert "suggests the same status" in shown(editor_client, claim)


def test_claim_desk_is_read_by_contributors_without_forms(claim: Claim, contributor: User) -> None:
    """A contributor reads everything, may note and be told of changes, and is offered nothing to decide."""
    page = signed_in(contributor).get(desk(claim)).content.decode()
    assert "Traced to one identified source" in page
    for act in ACTS:
        assert (f'action="{desk(claim, act)}"' in page) == (act in ("notes/", "watch/"))


def test_claim_desk_is_closed_to_strangers(claim: Claim, client: Client) -> None:
    """Whoever is not signed in is asked to."""
    assert client.get(desk(claim)).status_code == 302


@pytest.mark.parametrize("wrong", ["C-0000000000", "C-7F3K9Q2M4X", "x", "C-7F3K9Q2M4X%00"])
def test_claim_desk_unknown(wrong: str, editor_client: Client) -> None:
    """What is no claim has no page, however its id is made up."""
    assert editor_client.get(f"/desk/claims/{wrong}/").status_code == 404
    assert editor_client.post(f"/desk/claims/{wrong}/publish/").status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_claim_desk_acts_are_for_their_roles(act: str, claim: Claim, client: Client) -> None:
    """Each act is open to its roles and to nobody else, whatever the page shows."""
    assert client.post(desk(claim, act)).status_code == 302
    for role in (CONTRIBUTOR, EDITOR, REVIEWER, ADMIN):
        refused = signed_in(make_user(role)).post(desk(claim, act)).status_code == 403
        assert refused == (role not in ACTS[act]), role


@pytest.mark.parametrize("act", ACTS)
def test_claim_desk_act_reloaded_leads_to_the_page(act: str, claim: Claim) -> None:
    """Reloading the address of a form that came back shows the page and does nothing."""
    client = signed_in(make_user(*ACTS[act]))
    assert client.get(desk(claim, act)).headers["Location"] == desk(claim)


def test_claim_desk_cost_does_not_grow(
    editor: User, editor_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The page asks as often for a claim with much on it as for one with little."""
    nine, fourteen = conflicting()
    record_check(by=editor, claim=nine, what_we_did="Read it.", url="https://example.org/list")
    propose_verdict(by=editor, claim=nine, status="unverified", note="So.")
    propose_verdict(by=editor, claim=nine, status="confirmed", note="So.")
    rule_on_claims(by=editor, claim=nine, other=fourteen, relation="contradicts", note="So.", rule="C2")
    for count in (1, 4):
        for number in range(count):
            outlet = make_outlet()
            make_statement(
                nine, make_capture(outlet=outlet), chain=[on_record(make_entity(f"Source {outlet}"))]
            )
            record_check(by=editor, claim=nine, what_we_did="Asked.", person_asked=f"Witness {number}")
            other = make_claim(nine.question, make_claim().pk + 100)
            make_statement(other, chain=[on_record(make_entity(f"Voice {outlet}"))])
        with django_assert_num_queries(46):
            editor_client.get(desk(nine))


def test_speaker_without_basis_waits_to_be_completed(editor_client: Client, client: Client) -> None:
    """Who is named without how they know waits in the queue; readers are told that it waits."""
    tag = make_statement(chain=[NewLink(make_entity("The harbour master", "person"))])
    assert "To complete: how they know" in shown(editor_client, tag.claim)
    assert "Where 1 statement comes from is not recorded yet." in shown(editor_client, tag.claim)
    assert "how they know" in editor_client.get("/desk/queues/complete/").content.decode().lower()
    page = text_of(client.get(tag.claim.get_absolute_url()).content.decode())
    assert "no traceable source" not in page
    assert "Where 1 outlet has it from is not recorded yet." in page

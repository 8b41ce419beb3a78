"""Rulings on the claim desk: on what rules found, and by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink, withdraw
from claims.actions.verdicts import approve_verdict, evidence_digest, propose_verdict, record_check
from claims.models import Claim, Ruling, Statement
from newsroom.models import User
from newsroom.roles import ADMIN, EDITOR
from tests.claims.desk.claim_page import (
    conflicting,
    desk,
    shown,
    signed_in,
    state,
)
from tests.factories import (
    make_claim,
    make_entity,
    make_statement,
    make_user,
    on_record,
)


def key_on(client: Client, claim: Claim) -> str:
    found = re.search(r'name="key" value="([^"]+)"', client.get(desk(claim)).content.decode())
    assert found
    return found[1]


def rule(client: Client, claim: Claim, relation: str, note: str = "I looked.") -> Any:
    key = key_on(client, claim)
    typed = {"key": key, f"{key}-relation": relation, f"{key}-note": note}
    return client.post(desk(claim, "rulings/"), typed, follow=True)


def test_contradiction_is_confirmed(editor_client: Client) -> None:
    """A found contradiction, once confirmed, stands in an editor's name; both sides show it."""
    nine, fourteen = conflicting()
    page = shown(editor_client, nine)
    assert "“9 people” and “14 people” cannot both be true." in page
    assert "no editor has reviewed this" in page
    rule(editor_client, nine, "contradicts", "Both speak of Monday.")
    for claim in (nine, fourteen):
        page = shown(editor_client, claim)
        assert "Cannot both be true. Both speak of Monday. Ruled by Edith" in page
        assert "no editor has reviewed this" not in page


def test_verdict_s_contradiction_is_confirmed_in_one_step(
    editor: User, editor_client: Client, reviewer: User
) -> None:
    """Once a verdict tells which side is wrong, queue and page offer the ruling that follows from it."""
    nine, fourteen = conflicting()
    assert "Confirm the contradiction" not in shown(editor_client, nine)
    found_false(fourteen, editor, reviewer)
    assert Ruling.objects.count() == 0
    assert "Confirm the contradiction" in shown(editor_client, nine)
    queue = editor_client.get("/desk/queues/rule/").content.decode()
    assert "The desk has found this side false: “" in queue
    confirmed = {"key": key_on(editor_client, nine), "queue": "rule"}
    answer = editor_client.post(desk(nine, "rulings/settle/"), confirmed)
    assert answer["Location"] == "/desk/queues/rule/"
    ruling = Ruling.objects.get()
    assert (ruling.relation, ruling.rule) == ("contradicts", "C2")
    assert "Fourteen people are missing" in ruling.note
    again = editor_client.post(desk(nine, "rulings/settle/"), confirmed, follow=True)
    assert "it was ruled on meanwhile" in again.content.decode()
    assert Ruling.objects.count() == 1


def found_false(claim: Claim, editor: User, reviewer: User) -> None:
    record_check(by=editor, claim=claim, what_we_did="Read the list.", url="https://list.example/")
    verdict = propose_verdict(by=editor, claim=claim, status="refuted", note="The list has nine.")
    approve_verdict(by=reviewer, verdict=verdict, digest=evidence_digest(claim))


@pytest.mark.parametrize("relation", ["unrelated", "tension", "refines", "updates"])
def test_contradiction_is_dismissed_and_found_again(relation: str, reviewer_client: Client) -> None:
    """What an editor calls something else counts no more, until the ruling is ended."""
    nine, fourteen = conflicting()
    assert state(nine).open_conflicts == 1
    rule(reviewer_client, nine, relation)
    assert state(nine).open_conflicts == state(fourteen).open_conflicts == 0
    reviewer_client.post(desk(nine, "rulings/end/"), {"ruling": Ruling.objects.get().public_id})
    assert state(nine).open_conflicts == 1


def test_ruling_without_a_reason_comes_back(editor_client: Client) -> None:
    """A ruling says why; without it nothing is ruled and the choice is kept."""
    nine, _fourteen = conflicting()
    response = rule(editor_client, nine, "unrelated", "")
    assert response.status_code == 422
    assert re.search(r'value="unrelated"[^>]* checked', response.content.decode())
    assert not Ruling.objects.exists()


def test_ruling_says_when_its_statements_changed(editor_client: Client) -> None:
    """A ruling that was decided on other statements asks to be looked at again."""
    nine, fourteen = conflicting()
    rule(editor_client, nine, "contradicts")
    assert "have changed since" not in shown(editor_client, nine)
    make_statement(fourteen, exact="The owner", chain=[on_record(make_entity("The owner"))])
    assert "The statements under this ruling have changed since." in shown(editor_client, nine)


def test_ruling_on_what_is_gone(editor: User, editor_client: Client) -> None:
    """Where the statements were withdrawn meanwhile there is nothing left to rule on."""
    nine, fourteen = conflicting()
    key = key_on(editor_client, nine)
    withdraw(by=editor, statement=fourteen.statements.get())
    typed = {"key": key, f"{key}-relation": "contradicts", f"{key}-note": "So."}
    page = editor_client.post(desk(nine, "rulings/"), typed, follow=True).content.decode()
    assert "no longer found" in page
    assert not Ruling.objects.exists()


def test_statement_too_firm_is_ruled_on(editor_client: Client) -> None:
    """What a rule holds against an article stays with the desk until an editor says that it is so."""
    posts = make_entity("Posts on social media", "unnamed")
    claim = make_claim(text="Fourteen people are missing")
    make_statement(claim, caveat="fact", chain=[NewLink(posts, "social_media")])
    assert "Stated more firmly than its source allows." in shown(editor_client, claim)
    assert "Readers do not see this until" in shown(editor_client, claim)
    rule(editor_client, claim, "contradicts", "No post was shown.")
    ruling = Ruling.objects.get()
    assert (ruling.subject, ruling.rule) == (Statement.objects.get(), "T2")
    page = shown(editor_client, claim)
    assert "It is so: readers see it. No post was shown. Ruled by" in page
    assert "Readers then do not see it." in page
    rule(editor_client, claim, "unrelated", "It names the post.")
    assert "Dismissed. It names the post. Ruled by" in shown(editor_client, claim)


def test_claims_are_related_by_hand(editor_client: Client) -> None:
    """An editor names any other claim by its id, and both then say how they bear on each other."""
    one, other = make_claim(), make_claim()
    typed = {
        "relate-other": f"see {other.public_id.lower()}",
        "relate-relation": "contradicts",
        "relate-note": "Same ship.",
    }
    editor_client.post(desk(one, "rulings/by-hand/"), typed)
    assert state(one).conflicts_with == [other.public_id]
    assert "Same ship." in shown(editor_client, other)


def test_claims_are_related_by_choosing_from_a_search(editor_client: Client) -> None:
    """Words offer claims to choose from; the choice relates them, and what was typed stays until then."""
    one = make_claim(text="The ferry sank")
    other = make_claim(text="The harbour was closed")
    typed = {"relate-other": "harbour closed", "relate-relation": "updates", "relate-note": "Later."}
    response = editor_client.post(desk(one, "rulings/by-hand/"), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose one of these claims." in page
    assert f'name="relate-chosen" value="{other.public_id}"' in page
    assert "Later." in page
    editor_client.post(desk(one, "rulings/by-hand/"), typed | {"relate-chosen": other.public_id})
    assert Ruling.objects.get().relation == "updates"


@pytest.mark.parametrize("typed", ["C-0000000000", "zebra", "itself"])
def test_claims_that_are_not_there_are_not_related(typed: str, claim: Claim, editor_client: Client) -> None:
    """An id of no claim, of this very claim, or words that no claim has, relate nothing."""
    other = claim.public_id if typed == "itself" else typed
    sent = {"relate-other": other, "relate-relation": "tension", "relate-note": "So."}
    assert editor_client.post(desk(claim, "rulings/by-hand/"), sent).status_code == 422
    assert not Ruling.objects.exists()


def test_account_that_grants_roles_rules_on_nothing(editor: User, editor_client: Client) -> None:
    """An administrator who is an editor too neither rules nor ends a ruling, and is told why."""
    nine, fourteen = conflicting()
    client = signed_in(make_user(EDITOR, ADMIN))
    key = key_on(editor_client, nine)
    typed = {"key": key, f"{key}-relation": "tension", f"{key}-note": "So."}
    by_hand = {"relate-other": fourteen.public_id, "relate-relation": "tension", "relate-note": "So."}
    for path, sent in (("rulings/", typed), ("rulings/by-hand/", by_hand)):
        page = client.post(desk(nine, path), sent, follow=True).content.decode()
        assert "no verdicts and no rulings" in page
    assert not Ruling.objects.exists()
    ruling = rule_on_claims(by=editor, claim=nine, other=fourteen, relation="tension", note="So.")
    client.post(desk(nine, "rulings/end/"), {"ruling": ruling.public_id})
    assert Ruling.objects.standing().exists()

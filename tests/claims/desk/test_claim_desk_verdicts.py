"""Verdicts on the claim desk: proposed by one, approved by another on what they saw, withdrawn at once."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.actions.claims import publish
from claims.actions.tag import withdraw
from claims.actions.verdicts import propose_verdict, record_check
from claims.models import Approval, Claim, Verdict
from newsroom.models import User
from newsroom.roles import ADMIN, EDITOR, REVIEWER
from tests.claims.desk.claim_page import (
    desk,
    digest_on,
    shown,
    signed_in,
    status_of,
    text_of,
)
from tests.factories import (
    make_claim,
    make_entity,
    make_statement,
    make_user,
    on_record,
)


def test_verdict_counts_at_once(claim: Claim, editor_client: Client) -> None:
    """A status that needs no second person is what readers see from then on."""
    typed = {"verdict-status": "unverified", "verdict-note": "One source, and no original."}
    page = editor_client.post(desk(claim, "verdicts/"), typed, follow=True).content.decode()
    assert "The status is set." in page
    assert status_of(claim) == "unverified"


def test_verdict_that_needs_evidence_comes_back(claim: Claim, editor_client: Client) -> None:
    """Confirmed without a check that others can follow is refused, with the note kept."""
    typed = {"verdict-status": "confirmed", "verdict-note": "We are sure."}
    response = editor_client.post(desk(claim, "verdicts/"), typed)
    assert response.status_code == 422
    assert "needs a check with an address" in response.content.decode()
    assert "We are sure." in response.content.decode()
    assert not Verdict.objects.exists()


def test_verdict_waits_for_a_second_person(checked: Claim, editor_client: Client, reviewer: User) -> None:
    """Confirmed waits: the page names who can approve, and readers see nothing of it."""
    typed = {"verdict-status": "confirmed", "verdict-note": "The port's list says so."}
    page = text_of(editor_client.post(desk(checked, "verdicts/"), typed, follow=True).content.decode())
    assert "It waits for a second person." in page
    assert "You proposed it, so somebody else must approve it: Rune" in page
    assert status_of(checked) == ""


def test_verdict_is_approved_on_the_evidence_shown(proposed: Verdict, reviewer_client: Client) -> None:
    """A reviewer presses the button under the evidence, and readers see the status."""
    typed = {"verdict": proposed.public_id, "digest": digest_on(reviewer_client, proposed.claim)}
    page = reviewer_client.post(
        desk(proposed.claim, "verdicts/approve/"), typed, follow=True
    ).content.decode()
    assert "Approved." in page
    assert "approved by Rune" in page
    assert status_of(proposed.claim) == "confirmed"


@pytest.mark.parametrize("change", ["statement", "reply"])
def test_verdict_is_not_approved_on_other_evidence(
    change: str, proposed: Verdict, editor_client: Client, reviewer_client: Client, editor: User
) -> None:
    """What was added after the page was shown stops the approval, and the page says so and shows it."""
    claim = proposed.claim
    asked = record_check(by=editor, claim=claim, what_we_did="Asked.", person_asked="The owner")
    typed = {"verdict": proposed.public_id, "digest": digest_on(reviewer_client, claim)}
    if change == "statement":
        make_statement(
            claim, exact="The owner declined", kind="denial", chain=[on_record(make_entity("Owner"))]
        )
    else:
        reply = {"check": asked.public_id, f"{asked.public_id}-reply": "The owner declined"}
        editor_client.post(desk(claim, "checks/reply/"), reply)
    response = reviewer_client.post(desk(claim, "verdicts/approve/"), typed)
    assert response.status_code == 409
    page = text_of(response.content.decode())
    assert "Not approved. The evidence changed" in page
    assert "The owner declined" in page
    assert not Approval.objects.exists()
    typed["digest"] = digest_on(reviewer_client, claim)
    reviewer_client.post(desk(claim, "verdicts/approve/"), typed)
    assert status_of(claim) == "confirmed"


def test_verdict_withdrawn_meanwhile_is_not_approved(
    proposed: Verdict, editor_client: Client, reviewer_client: Client
) -> None:
    """A proposal that was taken back while the reviewer read it cannot be approved."""
    typed = {"verdict": proposed.public_id, "digest": digest_on(reviewer_client, proposed.claim)}
    editor_client.post(desk(proposed.claim, "verdicts/withdraw/"), {"verdict": proposed.public_id})
    assert reviewer_client.post(desk(proposed.claim, "verdicts/approve/"), typed).status_code == 409


def test_verdict_is_not_approved_by_who_proposed_it(checked: Claim) -> None:
    """An editor who is also a reviewer is told that somebody else must approve, and cannot get round it."""
    both = make_user(EDITOR, REVIEWER)
    verdict = propose_verdict(by=both, claim=checked, status="confirmed", note="So.")
    client = signed_in(both)
    page = client.get(desk(checked)).content.decode()
    assert f'action="{desk(checked, "verdicts/approve/")}"' not in page
    sent = client.post(desk(checked, "verdicts/approve/"), {"verdict": verdict.public_id}, follow=True)
    assert "somebody else must approve this" in sent.content.decode()
    assert status_of(checked) == ""


def test_verdict_is_not_approved_by_who_tagged_the_claim(proposed: Verdict, reviewer: User) -> None:
    """Whoever recorded a statement on the claim is told so; withdrawing it does not help."""
    claim = proposed.claim
    mine = make_statement(claim, by=reviewer)
    withdraw(by=reviewer, statement=mine)
    assert "You recorded a statement on this claim" not in shown(signed_in(make_user(REVIEWER)), claim)
    client = signed_in(reviewer)
    assert "You recorded a statement on this claim" in shown(client, claim)
    typed = {"verdict": proposed.public_id, "digest": digest_on(client, claim)}
    page = client.post(desk(claim, "verdicts/approve/"), typed, follow=True).content.decode()
    assert "somebody else must approve this" in page
    assert not Approval.objects.exists()


def test_verdict_that_nobody_here_can_approve(
    proposed: Verdict, editor_client: Client, desk_admin: User
) -> None:
    """Where there is no second person the page says so, and how to invite one."""
    page = shown(editor_client, proposed.claim)
    assert "Nobody here can approve this." in page
    assert "Ask Ada to invite a second editor" in page
    desk_admin.is_staff = True
    desk_admin.save()
    assert "/admin/newsroom/user/add/" in signed_in(desk_admin).get(desk(proposed.claim)).content.decode()
    make_user(REVIEWER)
    assert "Nobody here" not in shown(editor_client, proposed.claim)


def test_verdict_is_withdrawn_by_one_person(
    proposed: Verdict, reviewer_client: Client, editor_client: Client
) -> None:
    """Taking a verdict back waits for nobody; what stood before counts again."""
    claim = proposed.claim
    typed = {"verdict": proposed.public_id, "digest": digest_on(reviewer_client, claim)}
    reviewer_client.post(desk(claim, "verdicts/approve/"), typed)
    assert status_of(claim) == "confirmed"
    editor_client.post(desk(claim, "verdicts/withdraw/"), {"verdict": proposed.public_id})
    assert status_of(claim) == ""
    assert "No verdict stands" in shown(editor_client, claim)


def test_verdict_of_another_claim_is_not_touched(proposed: Verdict, editor_client: Client) -> None:
    """A verdict is decided on its own claim's page only."""
    elsewhere = desk(make_claim(), "verdicts/withdraw/")
    assert editor_client.post(elsewhere, {"verdict": proposed.public_id}).status_code == 404
    assert Verdict.objects.get().withdrawn_at is None


def test_verdict_by_an_admin_is_refused(claim: Claim) -> None:
    """An account that grants roles decides nothing, even where it is an editor's too."""
    client = signed_in(make_user(EDITOR, ADMIN))
    typed = {"verdict-status": "unverified", "verdict-note": "So."}
    response = client.post(desk(claim, "verdicts/"), typed, follow=True)
    assert "grants roles issues no verdicts" in response.content.decode()
    assert not Verdict.objects.exists()


def test_verdict_says_what_changed_since(claim: Claim, editor: User, editor_client: Client) -> None:
    """What came or went since a verdict is named, with the counts before and now."""
    first = claim.statements.get()
    propose_verdict(by=editor, claim=claim, status="unverified", note="One source.")
    assert "has changed since" not in shown(editor_client, claim)
    make_statement(claim, exact="The coastguard put", chain=[on_record(make_entity("The coastguard"))])
    withdraw(by=editor, statement=first)
    make_statement(make_claim(claim.question, 9, text="Nine are missing"), exact="at nine")
    page = shown(editor_client, claim)
    assert "The evidence has changed since this was decided." in page
    assert "New statement: “The coastguard put”" in page
    assert "Statement withdrawn: Fourteen people" in page
    assert "Now contradicted by: Nine are missing" in page
    assert "Contradictions: 0 then, 1 now" in page


def test_verdict_knew_what_was_the_desks_alone(claim: Claim, editor: User, editor_client: Client) -> None:
    """A contradiction that stood when it was decided is nothing new once published, to page and queue."""
    nine = make_claim(claim.question, 9, text="Nine are missing", published=False)
    make_statement(nine, exact="at nine")
    propose_verdict(by=editor, claim=claim, status="disputed", note="Two numbers.")
    publish(by=editor, claims=[nine])
    assert "has changed since" not in shown(editor_client, claim)
    assert "Every verdict still rests on" in editor_client.get("/desk/queues/changed/").content.decode()
    make_statement(make_claim(claim.question, 20, text="Twenty are missing"), exact="at nine")
    page = shown(editor_client, claim)
    assert "Now contradicted by: Twenty are missing" in page
    assert "contradicted by: Nine" not in page
    assert "Every verdict still" not in editor_client.get("/desk/queues/changed/").content.decode()


def test_opinion_is_not_rated(editor_client: Client) -> None:
    """For an opinion the only status offered is that it is not rated, and no other is taken."""
    opinion = make_claim(nature="opinion")
    page = editor_client.get(desk(opinion)).content.decode()
    assert 'value="not_checkable"' in page
    assert 'value="confirmed"' not in page
    typed = {"verdict-status": "unverified", "verdict-note": "So."}
    assert editor_client.post(desk(opinion, "verdicts/"), typed).status_code == 422

"""Checks on the claim desk: recorded once, with what others can look at."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from claims.actions.verdicts import approve_verdict, evidence_digest
from claims.models import Check, Claim, Verdict
from newsroom.actions import acting
from newsroom.models import Event, User
from tests.claims.desk.claim_page import (
    check_of,
    desk,
    digest_on,
    shown,
    status_of,
    text_of,
)
from tests.factories import (
    make_claim,
)


def test_check_is_recorded_and_shown(claim: Claim, editor_client: Client) -> None:
    """What the desk did is on the page at once, with its result and where to look."""
    typed = check_of(url="https://example.org/list", archive_url="https://archive.example/1")
    page = text_of(editor_client.post(desk(claim, "checks/"), typed, follow=True).content.decode())
    assert "The check is recorded." in page
    assert "Read it." in page
    assert "Supports the claim · Edith" in page
    assert Check.objects.get().archive_url == "https://archive.example/1"


def test_check_of_a_request_waits_for_its_reply(claim: Claim, editor_client: Client) -> None:
    """Who was asked and until when is shown; the reply is added later, in their words."""
    typed = check_of(
        result="inconclusive",
        person_asked="The owner",
        asked_at="2025-05-26T10:00",
        deadline="2025-05-27T10:00",
    )
    editor_client.post(desk(claim, "checks/"), typed)
    check = Check.objects.get()
    assert (
        "Asked The owner, 26 May 2025, 10:00 UTC. Reply asked by 27 May 2025, 10:00 UTC; none yet."
        in shown(editor_client, claim)
    )
    reply = {"check": check.public_id, f"{check.public_id}-reply": "We know of nine."}
    page = editor_client.post(desk(claim, "checks/reply/"), reply, follow=True).content.decode()
    assert "We know of nine." in page
    assert "Record the reply" not in page
    editor_client.post(desk(claim, "checks/reply/"), reply | {f"{check.public_id}-reply": "Or ten."})
    assert Check.objects.get().reply == "We know of nine."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"what_we_did": ""}, "This field is required."),
        ({"deadline": "2030-01-01T10:00"}, "Name who was asked."),
        ({"person_asked": "The owner", "asked_at": "2999-01-01T10:00"}, "That has not come yet."),
        (
            {"person_asked": "The owner", "asked_at": "2025-05-26T10:00", "deadline": "2025-05-25T10:00"},
            "The deadline lies before the question.",
        ),
        ({"url": "javascript:alert(1)"}, "That is no web address."),
        ({"document": SimpleUploadedFile("run.html", b"<script>")}, "Keep a PDF, a picture"),
        ({"document": SimpleUploadedFile("list.pdf", b"<script>")}, "Keep a PDF, a picture"),
        ({"document": SimpleUploadedFile("list.txt", b"x" * (5 * 1024 * 1024 + 1))}, "larger than 5.0"),
    ],
)
def test_check_that_cannot_be_kept_comes_back_as_typed(
    typed: dict[str, Any], message: str, claim: Claim, editor_client: Client
) -> None:
    """A fault is named beside its field, and everything else that was typed is still there."""
    response = editor_client.post(
        desk(claim, "checks/"), check_of(**{"archive_url": "https://archive.example/1", **typed})
    )
    assert response.status_code == 422
    assert message in text_of(response.content.decode())
    assert 'value="https://archive.example/1"' in response.content.decode()
    assert not Check.objects.exists()


def test_check_document_is_kept_and_handed_out_as_a_file(
    claim: Claim, editor_client: Client, client: Client
) -> None:
    """The document comes back byte for byte, as a download, and to the desk alone."""
    document = SimpleUploadedFile("list of passengers.pdf", b"%PDF-1.7 list", content_type="text/html")
    editor_client.post(desk(claim, "checks/"), check_of(document=document))
    check = Check.objects.get()
    url = desk(claim, f"checks/{check.public_id}/document")
    assert f'href="{url}"' in editor_client.get(desk(claim)).content.decode()
    response = editor_client.get(url)
    assert (response.content, response["Content-Type"]) == (b"%PDF-1.7 list", "application/pdf")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(url).status_code == 302
    assert editor_client.get(url.replace(claim.public_id, make_claim().public_id)).status_code == 404


def test_form_sent_twice_is_done_once(claim: Claim, editor_client: Client) -> None:
    """Two clicks on one button record one check; the same words in a new form are a second one."""
    typed = check_of() | {"once": "a"}
    editor_client.post(desk(claim, "checks/"), typed)
    page = editor_client.post(desk(claim, "checks/"), typed, follow=True).content.decode()
    assert "is not done twice" in page
    assert Check.objects.count() == 1
    editor_client.post(desk(claim, "checks/"), typed | {"once": "b"})
    assert Check.objects.count() == 2


def test_form_that_came_back_may_be_sent_again(claim: Claim, editor_client: Client) -> None:
    """A form that was refused has not been done, so its key still counts."""
    assert editor_client.post(desk(claim, "checks/"), check_of(url="x y") | {"once": "a"}).status_code == 422
    editor_client.post(desk(claim, "checks/"), check_of() | {"once": "a"})
    assert Check.objects.count() == 1


def withdrawn(check: Check, why: str = "Wrong address.") -> dict[str, str]:
    return {"check": check.public_id, f"{check.public_id}-withdraw-why": why}


def test_check_recorded_by_mistake_is_withdrawn(
    checked: Claim, editor: User, editor_client: Client, client: Client
) -> None:
    """It leaves the page with its reason in the timeline, and stays on pages of the time it stood."""
    check = checked.checks.get()
    before = timezone.now()
    page = editor_client.post(desk(checked, "checks/withdraw/"), withdrawn(check), follow=True)
    assert "Nobody has checked this claim yet." in text_of(page.content.decode())
    now = text_of(client.get(checked.get_absolute_url()).content.decode())
    assert "No check of our own is recorded." in now
    assert "withdrew a check" in now
    assert "Wrong address." in now
    then = client.get(checked.get_absolute_url(), {"as_of": before.isoformat()}).content.decode()
    assert "Read the port" in then
    assert "Wrong address." not in then
    assert Event.objects.filter(actor="edith", action="update: withdraw check").exists()


def test_check_is_not_withdrawn_without_a_reason_or_twice(checked: Claim, editor_client: Client) -> None:
    """The reason is asked for; a second colleague is told that it is done."""
    check = checked.checks.get()
    response = editor_client.post(desk(checked, "checks/withdraw/"), withdrawn(check, ""))
    assert response.status_code == 422
    assert Check.objects.standing().exists()
    editor_client.post(desk(checked, "checks/withdraw/"), withdrawn(check))
    page = editor_client.post(desk(checked, "checks/withdraw/"), withdrawn(check, "Again."), follow=True)
    assert "taken back before" in page.content.decode()
    assert Check.objects.get().withdrawn_why == "Wrong address."


def test_check_that_carries_a_verdict_stays(proposed: Verdict, editor_client: Client, reviewer: User) -> None:
    """The evidence of an approved verdict goes only after the verdict; the database holds to that too."""
    claim = proposed.claim
    check = claim.checks.get()
    approve_verdict(by=reviewer, verdict=proposed, digest=evidence_digest(claim))
    page = editor_client.post(desk(claim, "checks/withdraw/"), withdrawn(check), follow=True)
    assert "withdraw the verdict first" in page.content.decode()
    now = timezone.now()
    with pytest.raises(IntegrityError, match="rests on this check"), acting(by=reviewer, action="test"):
        Check.objects.update(withdrawn_at=now, withdrawn_by=reviewer, withdrawn_why="So.", left_at=now)
    editor_client.post(desk(claim, "verdicts/withdraw/"), {"verdict": proposed.public_id})
    editor_client.post(desk(claim, "checks/withdraw/"), withdrawn(check))
    assert not Check.objects.standing().exists()


def test_verdict_whose_evidence_was_withdrawn_is_not_approved(
    proposed: Verdict, editor_client: Client, reviewer_client: Client
) -> None:
    """A proposal may lose its check while it waits; it cannot be approved then, with the reason."""
    claim = proposed.claim
    editor_client.post(desk(claim, "checks/withdraw/"), withdrawn(claim.checks.get()))
    typed = {"verdict": proposed.public_id, "digest": digest_on(reviewer_client, claim)}
    page = reviewer_client.post(desk(claim, "verdicts/approve/"), typed, follow=True).content.decode()
    assert "was taken back" in page
    assert status_of(claim) == ""


def test_verdict_against_a_check_is_asked_about_once(checked: Claim, editor_client: Client) -> None:
    """Who sets a status that a check of the desk's own speaks against is told, and may do it all the same."""
    editor_client.post(desk(checked, "checks/"), check_of(what_we_did="Counted them.", result="contradicts"))
    typed = {"verdict-status": "corroborated", "verdict-note": "Two say so."}
    response = editor_client.post(desk(checked, "verdicts/"), typed)
    assert response.status_code == 422
    assert "A check on this claim says otherwise: “Counted them.”" in text_of(response.content.decode())
    assert "verdict-despite" in response.content.decode()
    editor_client.post(desk(checked, "verdicts/"), typed | {"verdict-despite": "on"})
    assert status_of(checked) == "corroborated"
    unasked = {"verdict-status": "disputed", "verdict-note": "They differ."}
    editor_client.post(desk(checked, "verdicts/"), unasked)
    assert status_of(checked) == "disputed"


def test_reviewer_is_shown_the_check_that_says_otherwise(
    proposed: Verdict, editor_client: Client, reviewer_client: Client
) -> None:
    """A waiting verdict names the checks against it, before the button."""
    assert "says otherwise" not in shown(reviewer_client, proposed.claim)
    typed = check_of(what_we_did="Counted them.", result="contradicts")
    editor_client.post(desk(proposed.claim, "checks/"), typed)
    assert "A check on this claim says otherwise: Counted them." in shown(reviewer_client, proposed.claim)

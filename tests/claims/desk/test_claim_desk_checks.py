"""Checks on the claim desk: recorded once, with what others can look at."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.models import Check, Claim
from tests.claims.desk.claim_page import (
    check_of,
    desk,
    shown,
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
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
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

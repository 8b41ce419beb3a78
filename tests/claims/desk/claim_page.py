"""The claim desk as a test meets it: addresses, what a page says, a claim to work on."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from claims.models import Claim, ClaimState
from newsroom.models import User
from tests.factories import (
    make_claim,
    make_entity,
    make_question,
    make_statement,
    on_record,
)


def desk(claim: Claim, act: str = "") -> str:
    return f"/desk/claims/{claim.public_id}/{act}"


def shown(client: Client, claim: Claim) -> str:
    """The page's text as it is read: without tags, and with single spaces."""
    return text_of(client.get(desk(claim)).content.decode())


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def state(claim: Claim) -> ClaimState:
    return ClaimState.objects.at().get(claim=claim)


def status_of(claim: Claim) -> str:
    return state(claim).status


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def digest_on(client: Client, claim: Claim) -> str:
    found = re.search(r'name="digest" value="(\w+)"', client.get(desk(claim)).content.decode())
    return found[1] if found else ""


def conflicting() -> tuple[Claim, Claim]:
    question = make_question("How many were missing?", unit="people")
    nine = make_claim(question, 9, text="Nine people are missing")
    fourteen = make_claim(question, 14, text="Fourteen people are missing")
    make_statement(nine, exact="at nine", chain=[on_record(make_entity("The coastguard"))])
    make_statement(fourteen, exact="Fourteen people", chain=[on_record(make_entity("The harbour master"))])
    return nine, fourteen


def check_of(**more: Any) -> dict[str, Any]:
    return {
        f"check-{name}": value
        for name, value in {"what_we_did": "Read it.", "result": "supports", **more}.items()
    }

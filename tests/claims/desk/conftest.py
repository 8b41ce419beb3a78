"""An article with a tag, and claims to decide on."""

from __future__ import annotations

import pytest

from claims.actions.verdicts import propose_verdict, record_check
from claims.models import Claim, Statement, Verdict
from newsroom.models import User
from sources.models import Capture
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_statement,
    on_record,
)


@pytest.fixture
def capture(editor: User) -> Capture:
    """An article of The Harbour Post, of which nothing is tagged yet."""
    return make_capture(outlet=make_outlet("The Harbour Post"), by=editor)


@pytest.fixture
def tag(capture: Capture, editor: User) -> Statement:
    """One tag on it, by the editor, on the word of the coastguard."""
    claim = make_claim(text="Nine were missing")
    chain = [on_record(make_entity("Coastguard"), as_printed="the coastguard")]
    return make_statement(claim, capture, exact="at nine", chain=chain, by=editor)


@pytest.fixture
def claim(db: None) -> Claim:
    """One claim, on record by the harbour master, carried by one outlet."""
    claim = make_claim(text="Fourteen people are missing")
    make_statement(
        claim,
        make_capture(outlet=make_outlet("The Herald")),
        exact="Fourteen people",
        chain=[on_record(make_entity("The harbour master"))],
    )
    return claim


@pytest.fixture
def checked(claim: Claim, editor: User) -> Claim:
    """The claim with a check that another can follow."""
    record_check(by=editor, claim=claim, what_we_did="Read the port's list.", url="https://example.org/list")
    return claim


@pytest.fixture
def proposed(checked: Claim, editor: User) -> Verdict:
    """Confirmed, in the editor's judgement; it waits."""
    return propose_verdict(by=editor, claim=checked, status="confirmed", note="The port's list says so.")

"""A rumour with headlines for it, against it, or telling of it, as docs/formats.md has strangers write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from claims.models import ClaimState, Finding, Statement
from claims.presenting.silences import silences_of_question
from tests.claims.test_formats import block
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


@pytest.fixture
def rumour(client: Client, tmp_path: Path) -> Seen:
    """The page of the rumour's claim, once the example has been loaded."""
    file = tmp_path / "seal.json"
    file.write_text(block("json", 1), encoding="utf-8")
    call_command("load_dossier", str(file), verbosity=0)
    return see(client, "/claims/C-0000000011/")


def test_rumour_is_said_and_denied(rumour: Seen) -> None:
    """A headline for it against one that denies it is a contradiction; neither is evidence, nor a verdict."""
    state = ClaimState.objects.at().get()
    assert (state.outlets, state.denials, state.silences) == (1, 1, 1)
    assert (state.origins_for, state.origins_against, state.status, state.suggested) == (
        0,
        0,
        "",
        "unverified",
    )
    finding = Finding.objects.get()
    assert (finding.rule, finding.level, finding.label) == ("C1", "contradiction", "across_outlets")
    assert "Traced to no identified source" in rumour.words


def test_rumour_is_told_by_an_outlet_that_takes_no_side(rumour: Seen) -> None:
    """Whoever only tells of it carries it beside the others, with its headline, and is not called silent."""
    kinds = [row[1] for row in rumour.rows if row and row[0].startswith("Outlet not named")]
    assert kinds == ["Says it", "Denies it", "Takes no side"]
    assert "Town talks of a seal in its fountain" in rumour.words
    assert "without confirming it" not in rumour.words
    assert silences_of_question(Statement.objects.all()[0].claim.question, None) == []

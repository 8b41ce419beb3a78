"""The matrix of a question on a tablet held upright: every answer in sight, whatever the page's language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.actions.verdicts import propose_verdict
from newsroom.models import User
from tests.factories import make_capture, make_claim, make_entity, make_outlet, make_question, make_statement
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = ("Eastern Anatolia", "The Mediterranean coast", "Latakia province", "Near Latakia")


def make_matrix(editor: User) -> str:
    """A question with these places for answers, each with a status; its address."""
    question = make_question("Where is it?", "entity")
    for number, name in enumerate(PLACES):
        claim = make_claim(question, make_entity(name, "place"), text=name)
        make_statement(claim, make_capture(outlet=make_outlet(f"Caliber {number}")))
        propose_verdict(by=editor, claim=claim, status="unverified", note="Nobody on record.")
    return f"/questions/{question.public_id}/"


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_matrix_of_four_answers_fits_a_tablet(
    visitor: Callable[..., Visitor], editor: User, language: str
) -> None:
    """At 768 px nothing of it is out of sight, and nothing scrolls sideways."""
    address = make_matrix(editor)
    page = visitor(viewport={"width": 768, "height": 900}, locale=language).open(address)
    inside, room = page.locator(".matrix").evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert inside <= room

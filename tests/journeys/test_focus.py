"""After any act on a claim the keyboard is where the person was, or at what the page says of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_claim, make_entity, make_statement, on_record
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, covered, page_to_confirm, path

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(editor: User) -> Claim:
    claim = make_claim(text="The lighthouse was dark", published=False)
    make_statement(claim, certainty=None)
    return claim


@pytest.fixture
def page(visitor: Callable[..., Visitor], editor: User, claim: Claim) -> Page:
    return visitor().enter(editor, f"/desk/claims/{claim.public_id}/")


def opened(page: Page, summary: str) -> None:
    page.get_by_text(summary, exact=True).press("Enter")


def test_focus_goes_to_what_is_wrong(page: Page) -> None:
    """A refused form leads to its reasons, whose first link leads to the field."""
    opened(page, "Record a check")
    page.get_by_role("button", name="Record the check").press("Enter")
    expect(page.locator("#checks [role=alert]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What we did")).to_be_focused()


def test_focus_returns_to_the_part_that_was_saved(page: Page) -> None:
    """A status that was set leads back to the verdict, not to the top of the page."""
    opened(page, "Propose a verdict")
    page.get_by_label("Not verified so far").check()
    page.get_by_label("Reason, for readers").fill("Nobody on record.")
    page.get_by_role("button", name="Set the status").press("Enter")
    expect(page.locator("#verdict")).to_be_focused()


def test_focus_goes_to_the_message_where_there_is_no_part(page: Page) -> None:
    """Publishing is told at the top, and the keyboard is there."""
    page.get_by_role("button", name="Publish all the same").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Published.")).to_be_focused()


def test_focus_waits_at_the_last_question_before_publishing(
    visitor: Callable[..., Visitor], editor: User, claim: Claim
) -> None:
    """What is to complete is listed, and Enter publishes all the same."""
    article = claim.statements.get().capture.article
    page = visitor().enter(editor, f"/desk/articles/{article.public_id}/")
    page.get_by_role("button", name="Publish the 1 claim").press("Enter")
    expect(page.get_by_role("button", name="Publish the claim all the same")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Published 1 claim.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["by script", "without"])
def test_focus_goes_to_what_a_tag_lacks(
    visitor: Callable[..., Visitor], editor: User, claim: Claim, script: bool
) -> None:
    """Opened to be completed, a tag has the cursor in the first field that nobody filled in, in sight."""
    make_statement(claim, certainty=None, chain=[on_record(make_entity("The coastguard"))], by=editor)
    page = visitor(java_script_enabled=script).enter(editor, "/desk/queues/complete/")
    page.get_by_role("link", name="The lighthouse was dark").first.click()
    expect(page.get_by_label("How sure is the speaker?")).to_be_focused()
    assert not covered(page)


def test_focus_goes_into_what_is_folded_up(visitor: Callable[..., Visitor], editor: User) -> None:
    """The link that asks for other words opens the form for them, its field in hand."""
    words = " ".join(["The ferry sank off the port with all its cars and two lorries"] * 3)
    quick = make_claim(text=words, published=False)
    make_statement(quick, make_capture(words + ".", by=editor), exact=words, by=editor)
    page = visitor().enter(editor, f"/desk/claims/{quick.public_id}/")
    page.get_by_role("link", name="Reword it").press("Enter")
    expect(page.locator("#id_wording-text")).to_be_focused()


def test_page_that_is_confirmed_begins_in_its_headline(visitor: Callable[..., Visitor], editor: User) -> None:
    """Without a dozen stops on the way to it."""
    page = visitor().enter(editor, page_to_confirm(editor, "The ferry sank.", "en"))
    expect(page.get_by_label("Headline")).to_be_focused()


def test_fields_are_ready_in_the_instant_that_they_are_opened(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Whoever presses on at once is not led past what was just unfolded, nor into what was folded up."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    unfold = """() => { document.querySelector("#more > summary").click();
        return document.getElementById("more-fields").disabled; }"""
    assert page.evaluate(unfold) is False
    assert page.evaluate(unfold) is True

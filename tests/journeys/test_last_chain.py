"""The last tag's speaker: offered by a key that is named, and told where one looks (docs/adr/0019)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Statement
from newsroom.models import User
from sources.models import Capture
from tests.factories import make_claim, make_entity, make_statement, on_record
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, covered, focus_on, path, saved

pytestmark = pytest.mark.django_db(transaction=True)
WHO = "Who says it, as in the last tag: Police sources"


@pytest.fixture
def capture(capture: Capture) -> Capture:
    make_statement(capture=capture, chain=[on_record(make_entity("Police sources", "unnamed"))])
    return capture


@pytest.fixture
def page(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> Page:
    """The panel open on a sentence, in a window that does not hold all of it."""
    page = visitor(viewport={"width": 1280, "height": 640}).enter(editor, path(capture))
    at_sentence(page, 1)
    with page.expect_response("**/hints/?*"):
        page.keyboard.press("Enter")
    return page


def test_key_is_named_where_it_is_pressed(page: Page) -> None:
    """Below the claim stands what Enter takes over, and the button names the key too."""
    expect(page.locator("#id_text")).to_be_focused()
    expect(page.locator("#enter-takes")).to_have_text(f"Enter {WHO}")
    expect(page.locator("#enter-takes")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Same as the last tag: Police sources Enter")).to_be_visible()


def test_what_was_taken_over_is_told_where_the_focus_is(page: Page) -> None:
    """The status line, the row, and a line right above the field with the focus, until the row is changed."""
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_have_text("Taken over from the last tag: Police sources")
    certainty, told = page.locator("#id_certainty"), page.locator("#taken-over")
    expect(certainty).to_be_focused()
    expect(told).to_contain_text(WHO)
    for one in (told, certainty):
        expect(one).to_be_in_viewport(ratio=1)
        assert not covered(page, f"#{one.get_attribute('id')}")
    expect(page.locator("#enter-takes")).to_be_hidden()
    row = page.locator("#chain .link")
    row.locator("summary").click()
    row.get_by_label("As printed").fill("a police source")
    row.locator("details").evaluate("element => { element.open = false; }")
    expect(row.get_by_text("from the last tag")).to_be_hidden()
    expect(told).to_be_hidden()


def test_somebody_else_is_two_keys_away(page: Page) -> None:
    """Who sees that it is another's word takes it out from there, and names the right one."""
    page.keyboard.press("Enter")
    expect(page.locator("#id_certainty")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Somebody else says it")).to_be_focused()
    page.keyboard.press("Enter")
    who = page.get_by_role("combobox", name="Who")
    expect(who).to_be_focused()
    expect(who).to_have_value("")
    expect(page.locator("#taken-over")).to_be_hidden()
    page.keyboard.type("Coastguard")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert str(Statement.objects.latest("pk").links.get().entity) == "Coastguard"


def test_key_is_named_only_for_what_it_does(page: Page) -> None:
    """While Enter takes a claim that is recorded, no other place says that it takes the speaker."""
    claim = make_claim(text="Nobody was hurt")
    expect(page.locator("#enter-takes")).to_be_visible()
    page.locator("#id_text").fill(claim.text)
    expect(page.locator("#alike-same kbd")).to_be_visible()
    expect(page.locator("#enter-takes")).to_be_hidden()
    expect(page.locator("#same-chain kbd")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("#claim-help")).to_contain_text("A recorded claim.")
    expect(page.locator("#enter-takes")).to_be_visible()
    focus_on(page.get_by_role("combobox", name="Who"))
    expect(page.locator("#same-chain kbd")).to_be_hidden()

"""The desk's search box by one key, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from newsroom.models import User
from tests.factories import make_claim
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_slash_leads_to_the_box(visitor: Callable[..., Visitor], editor: User) -> None:
    """The key focuses the box from any desk page; typed there, it is a character like others."""
    claim = make_claim(text="The lighthouse was dark")
    page = visitor().enter(editor, f"/desk/claims/{claim.public_id}/")
    expect(page.locator("kbd", has_text="/")).to_be_visible()
    page.keyboard.press("/")
    box = page.get_by_role("searchbox", name="Search the desk")
    expect(box).to_be_focused()
    page.keyboard.type("lighthouse/")
    expect(box).to_have_value("lighthouse/")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.locator("mark", has_text="lighthouse").first).to_be_visible()


def test_slash_can_be_switched_off(visitor: Callable[..., Visitor], editor: User) -> None:
    """Switched off on the search page, the key does nothing anywhere, and is not named."""
    page = visitor().enter(editor, "/desk/search/")
    page.get_by_label("The key / leads to the search box").uncheck()
    page.goto(page.url.replace("search/", ""))
    expect(page.locator("kbd", has_text="/")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search the desk")).not_to_be_focused()

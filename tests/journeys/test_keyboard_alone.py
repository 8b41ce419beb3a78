"""A browser without any pointer, or with a finger and a keyboard: keys are named where there are keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from newsroom.models import User
from sources.models import Capture
from tests.journeys.conftest import ARGUMENTS, CHROMIUM, Visitor
from tests.journeys.desk import at_sentence, focus_on, path

pytestmark = pytest.mark.django_db(transaction=True)

#: As the browser numbers them: nothing that hovers, nothing that points.
NO_POINTER = "primaryHoverType=1,availableHoverTypes=1,primaryPointerType=1,availablePointerTypes=1"


@pytest.fixture(scope="module")
def browser(browser: Browser) -> Iterator[Browser]:
    arguments = [*ARGUMENTS, f"--blink-settings={NO_POINTER}"]
    alone = browser.browser_type.launch(executable_path=str(CHROMIUM), args=arguments)
    yield alone
    alone.close()


def test_keys_are_named_without_a_pointer(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Without a mouse or a finger, the desk tells its keys, in the panel and in the help."""
    page = visitor().enter(editor, path(capture))
    assert page.evaluate("matchMedia('(hover: none) and (pointer: none)').matches")
    expect(page.get_by_text("Go from sentence to sentence with J and K")).to_be_visible()
    expect(page.get_by_text("Tap a sentence")).to_be_hidden()
    at_sentence(page, 0)
    page.keyboard.press("?")
    expect(page.locator("#keys kbd").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save Ctrl Enter")).to_be_visible()


def test_keys_are_named_to_whoever_presses_one(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """On a device of touch no key is named until one is pressed: then there is a keyboard."""
    page = visitor(has_touch=True).enter(editor, path(capture))
    expect(page.get_by_text("Tap a sentence")).to_be_visible()
    expect(page.get_by_role("button", name="Keys")).to_be_hidden()
    focus_on(page.locator("[data-sentence]").first)
    page.keyboard.press("?")
    expect(page.locator("#keys kbd").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Tap a sentence")).to_be_hidden()
    expect(page.get_by_role("button", name="Keys")).to_be_visible()

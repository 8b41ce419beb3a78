"""Recorded claims beside what is typed: asked about, chosen, and put away without loss."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Statement
from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_claim
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, path, saved

pytestmark = pytest.mark.django_db(transaction=True)

RECORDED = "The ferry sank three miles off the port"


@pytest.fixture
def page(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> Page:
    """The panel open on a sentence, with the focus in the claim."""
    make_claim(text=RECORDED)
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    return page


@pytest.mark.parametrize(("key", "claims"), [("1", 1), ("2", 2), ("Control+Enter", 1)])
def test_whether_a_recorded_claim_is_meant_takes_one_key(page: Page, key: str, claims: int) -> None:
    """Saved in its very words, it is asked about at the field, and each answer saves."""
    page.keyboard.type(RECORDED.upper())
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Tag that claim")).to_be_focused()
    expect(page.locator("#id_text")).to_have_value(RECORDED.upper())
    assert not Statement.objects.exists()
    page.keyboard.press(key)
    saved(page)
    assert (Statement.objects.count(), Claim.objects.count()) == (1, claims)


def test_enter_in_another_field_answers_nothing(page: Page) -> None:
    """Whoever goes on to say what is different about the claim has not said that it is the recorded one."""
    page.keyboard.type(RECORDED)
    page.keyboard.press("Control+Enter")
    asked = page.get_by_text("Is it that claim?")
    expect(asked).to_be_visible()
    page.locator("#ask > summary").press("Enter")
    page.get_by_label("The answer here").fill("nine")
    page.get_by_label("The answer here").press("Enter")
    page.get_by_role("button", name="It is another claim").click()
    expect(asked).to_have_count(0)
    assert not Statement.objects.exists()


def test_own_words_come_back(page: Page) -> None:
    """A claim taken from the list by mistake gives back what was typed, by button or by Escape."""
    claim = page.locator("#id_text")
    for back in ("button", "Escape"):
        claim.fill("The ferry sank")
        page.get_by_role("option", name=RECORDED).click()
        expect(claim).to_have_value(RECORDED)
        if back == "button":
            page.get_by_role("button", name="Your own words again").click()
        else:
            page.keyboard.press("Escape")
        expect(claim).to_have_value("The ferry sank")
        expect(claim).to_be_focused()
        expect(page.locator("#id_claim")).to_have_value("")
    expect(page.get_by_role("button", name="Your own words again")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    saved(page)
    assert Statement.objects.get().claim.text == "The ferry sank"


def test_list_opens_for_likeness_alone_and_can_be_put_away(page: Page) -> None:
    """One word in common opens nothing; what is open closes by its button and by a press elsewhere."""
    claim, options = page.locator("#id_text"), page.locator("#claim-options")
    with page.expect_response("**/options/claims/**"):
        claim.fill("A port is a place where many ships are")
    expect(options.locator("li")).to_have_count(1)
    expect(options).to_be_hidden()
    for away in (page.get_by_role("button", name="Close the list"), page.locator("#panel-title")):
        claim.fill("The ferry sank")
        expect(options).to_be_visible()
        away.click()
        expect(options).to_be_hidden()
        expect(claim).to_have_value("The ferry sank")


def test_looks_like_is_not_recorded_already(page: Page) -> None:
    """Only the very words are recorded already; what says much the same looks like it."""
    page.keyboard.type("The ferry sank nine miles off the port")
    alike = page.locator("#alike")
    expect(alike).to_contain_text("Looks like:")
    expect(alike).not_to_contain_text("Recorded already:", use_inner_text=True)
    page.locator("#id_text").fill(RECORDED)
    expect(alike).to_contain_text("Recorded already:", use_inner_text=True)


def test_long_claim_is_told_of_and_not_cut(page: Page) -> None:
    """What is pasted stays whole; the count is said at the field, and again where it is saved."""
    long = "The ferry sank. " * 40
    page.locator("#id_text").fill(long)
    warning = page.locator("#claim-warning")
    expect(warning).to_have_text("639 characters: a claim has at most 500. Say it shorter.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#problems")).to_contain_text("at most 500 characters (it has 639)")
    expect(page.locator("#id_text")).to_have_value(long)


def test_article_s_own_words_are_told_of(visitor: Callable[..., Visitor], editor: User) -> None:
    """More of the article in a row than may be quoted is said while it can be reworded."""
    capture = make_capture("Of the ferry " + "they said again and again " * 6 + "that it sank.", by=editor)
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("Enter")
    warning = page.locator("#claim-warning")
    expect(warning).to_contain_text("More than 25 words of the article in a row")
    page.locator("#id_text").fill("Words were said")
    expect(warning).to_be_empty()

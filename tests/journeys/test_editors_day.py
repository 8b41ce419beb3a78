"""The whole of an editor's job by keyboard alone, and then what a reader sees of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Statement
from newsroom.models import User
from tests.journeys.conftest import Visitor
from tests.journeys.desk import focus_on

OWN_TEXT = (
    "The ferry Calypso sank off Port Ellis on Tuesday night. Fourteen people were missing, the harbour "
    "master said, and divers were called in.\n"
    "The coastguard put the number at nine. The owner, Norse Haul, declined to comment."
)
#: Real articles lie beside a checkout, never in it: they are other people's.
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
REAL = sorted(SEEDS.glob("000*.txt")) if SEEDS.is_dir() else []


def own_text() -> tuple[str, str]:
    return OWN_TEXT, "Fourteen people were missing"


def real_text() -> tuple[str, str]:
    """The article's body, and the first words of the sentence that the trial tagged."""
    text = REAL[0].read_text()
    return text[text.index("Several days") :], "Two Russian servicemen were killed"


TEXTS = [
    pytest.param(own_text, id="own"),
    pytest.param(
        real_text,
        id="real",
        marks=pytest.mark.skipif(not REAL, reason="no real article beside this checkout (../shared/seeds)"),
    ),
]


def paste_by_keyboard(page: Page, text: str, headline: str) -> None:
    """From the desk's home: find the link, paste, fill in what is known, send."""
    focus_on(page.locator("#main").get_by_role("link", name="Add an article"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/articles/new/")
    focus_on(page.get_by_role("textbox", name="Text"))
    page.keyboard.insert_text(text)
    for typed in (headline, "The Harbour Post", None, "26 May 2025"):
        page.keyboard.press("Tab")
        if typed:
            page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/articles/A-*/")


def go_to(page: Page, words: str) -> None:
    """J until the focus is in the sentence with `words`, then C until the passage begins with them."""
    focus_on(page.locator("[data-sentence]").first)
    while words not in page.evaluate("document.activeElement.textContent"):
        page.keyboard.press("j")
    page.keyboard.press("c")


def published_rows(address: str, page: Page) -> list[dict[str, str]]:
    answer = page.request.get(address + "/claims.csv")
    return list(csv.DictReader(io.StringIO(answer.text())))


def tag_by_keyboard(page: Page, words: str) -> None:
    """A claim with the chain it rests on, from the sentence to the save."""
    go_to(page, words)
    with page.expect_response("**/hints/**"):
        page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_have_text(words)
    expect(page.get_by_role("textbox", name="Claim")).to_be_focused()
    page.keyboard.type("The trial claim stands")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Who")).to_be_focused()
    page.keyboard.type("Harbour master")
    expect(page.get_by_role("option", name="New: “Harbour master”")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("On rec")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#state")).to_contain_text("Saved.")
    expect(page.locator("#text mark")).to_have_text(words)
    assert words in page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize("text_of", TEXTS)
def test_editors_day(
    visitor: Callable[..., Visitor], editor: User, text_of: Callable[[], tuple[str, str]]
) -> None:
    """Sign in, paste, tag with a chain, withdraw, put back, publish; readers see it only after that."""
    text, words = text_of()
    desk, reader = visitor(), visitor()
    page = desk.sign_in(editor.username)
    paste_by_keyboard(page, text, "What happened on Tuesday")

    tag_by_keyboard(page, words)
    tag = Statement.objects.get()
    assert (tag.exact, tag.claim.text) == (words, "The trial claim stands")
    link = tag.links.get()
    assert link.entity is not None
    assert (link.entity.name, link.basis) == ("Harbour master", "on_record")

    page.keyboard.press("u")
    expect(page.locator("#state")).to_contain_text("Withdrawn.")
    expect(page.locator("#text mark")).to_have_count(0)
    focus_on(page.get_by_role("button", name="Put it back"))
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_contain_text("Put back.")
    expect(page.locator("#text mark")).to_have_text(words)

    claim = Claim.objects.get()
    hidden = reader.open(f"/claims/{claim.public_id}/")
    expect(hidden.get_by_text("The trial claim stands")).to_have_count(0)
    assert published_rows(reader.address, hidden) == []

    focus_on(page.get_by_role("button", name="Publish the 1 claim"))
    page.keyboard.press("Enter")
    if tag.to_complete():
        # What the passage does not tell, and nobody recorded, is said first.
        expect(page.get_by_role("button", name="Publish the claim all the same")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.get_by_text("Published 1 claim.")).to_be_visible()
    shown = reader.open(f"/claims/{claim.public_id}/")
    expect(shown.get_by_role("heading", name="The trial claim stands")).to_be_visible()
    rows = published_rows(reader.address, shown)
    assert [(row["claim_id"], row["kind"], row["basis"]) for row in rows] == [
        (claim.public_id, "assertion", "on_record")
    ]

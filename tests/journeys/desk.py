"""What the browser tests of the tagging desk do again and again."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from newsroom.models import User
from sources.models import Capture, Intake


def path(capture: Capture) -> str:
    return f"/desk/articles/{capture.article.public_id}/"


def page_to_confirm(by: User, text: str, language: str) -> str:
    """Where a page that was uploaded waits for whoever uploaded it: read, and nothing known but its text."""
    found = dict.fromkeys(("title", "byline", "site_name", "published", "canonical_url"), "")
    intake = Intake.objects.create(
        method="uploaded",
        asked_by=by,
        file_name="page.html",
        state="ready",
        raw=b"x",
        found=found | {"text": text, "language": language},
    )
    return f"/desk/intakes/{intake.public_id}/"


def focus_on(element: Locator) -> None:
    """The focus in it as soon as it can have it; `Locator.focus` alone does nothing where that is later."""
    expect(element).to_be_visible()
    expect(element).to_be_enabled()
    element.focus()
    expect(element).to_be_focused()


def at_sentence(page: Page, number: int) -> None:
    """The focus in the sentence, by keyboard alone."""
    focus_on(page.locator("[data-sentence]").first)
    for _ in range(number):
        page.keyboard.press("j")


def saved(page: Page) -> None:
    expect(page.locator("#state")).to_contain_text("Saved.")


def draft_kept(page: Page) -> None:
    expect(page.locator("#state")).to_contain_text("Draft on this device")


def covered(page: Page, selector: str = ":focus") -> bool:
    """Whether something lies over its upper or lower edge, or one of them is out of sight."""
    return bool(
        page.locator(selector).first.evaluate(
            """element => {
                const box = element.getBoundingClientRect();
                const middle = (box.left + box.right) / 2;
                return [box.top + 2, box.bottom - 2].some((y) =>
                    !element.contains(document.elementFromPoint(middle, y)));
            }"""
        )
    )

"""An outlet changes its article: pasted or uploaded again, answered, and told to readers only after that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from claims.models import Anchor
from newsroom.models import User
from sources.models import Capture, Intake
from sources.page_reading import read_intake
from tests.claims.cases.recaptured import AFTER, BEFORE, CARRIED, LOST, MOVED, TOLD
from tests.factories import make_capture, make_claim, make_outlet, make_statement
from tests.journeys.conftest import Visitor
from tests.journeys.desk import focus_on

pytestmark = pytest.mark.django_db(transaction=True)
#: Enough for a tenth of the article to hold its passages.
LONG = "".join(f"\nThe weather of day {day} was told at some length below the report." for day in range(40))
NOTE = "The outlet changed this passage."
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "arabic": {"locale": "ar"},
}


@pytest.fixture
def capture(editor: User) -> Capture:
    return tagged()


def tagged(public_text: str = "excerpts") -> Capture:
    """An article with three claims that readers see."""
    capture = make_capture(
        BEFORE + LONG,
        outlet=make_outlet("The Harbour Post"),
        headline="Ferry sinks off Port Ellis",
        public_text=public_text,
    )
    for words, text in (
        (CARRIED, "The owner declined to comment"),
        (MOVED, "Divers came from the naval base"),
        (LOST, "Fourteen people are missing"),
    ):
        make_statement(make_claim(text=text), capture, exact=words)
    return capture


def pasted_again(page: Page, capture: Capture, text: str) -> None:
    """From the article's page, by keyboard."""
    focus_on(page.get_by_role("link", name="Look at the page again"))
    page.keyboard.press("Enter")
    focus_on(page.get_by_label("Text"))
    page.keyboard.insert_text(text)
    focus_on(page.get_by_role("button", name="Compare"))
    page.keyboard.press("Enter")


def test_changed_article_is_answered_by_keyboard(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """One passage stands, one moved, one was altered; the reader sees the note after the answer alone."""
    desk, reader = visitor(java_script_enabled=False), visitor(java_script_enabled=False)
    claim = capture.statements.get(exact=LOST).claim
    page = desk.enter(editor, f"/desk/articles/{capture.article.public_id}/")
    pasted_again(page, capture, AFTER + LONG)
    expect(page.get_by_text(TOLD)).to_be_visible()
    expect(page.locator("ins").first).to_be_visible()
    expect(reader.open(claim.get_absolute_url()).get_by_text(NOTE)).to_have_count(0)

    focus_on(page.get_by_role("radio", name="It is the same passage"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Confirmed.")).to_be_visible()

    expect(page.get_by_role("radio", name="Nine people were missing")).to_be_checked()
    focus_on(page.get_by_label("What readers should know"))
    page.keyboard.insert_text("The Post says so below its text.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Readers see from now on")).to_be_visible()
    assert not Anchor.objects.waiting().exists()

    # Another reader: a browser may show its own copy of a page for some seconds.
    seen = visitor(java_script_enabled=False).open(claim.get_absolute_url())
    expect(seen.get_by_text(NOTE)).to_be_visible()
    expect(seen.locator("ins").get_by_text("Nine")).to_be_visible()
    expect(seen.get_by_text("The Harbour Post changed a passage that we had tagged")).to_be_visible()
    desk.open(f"/desk/articles/{capture.article.public_id}/")
    expect(page.locator("mark")).to_have_count(2)


def test_recording_one_passage_keeps_what_is_typed_for_another(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Without a script too: the others' choice and note are still there, and Enter records no wrong one."""
    page = visitor(java_script_enabled=False).enter(editor, f"/desk/articles/{capture.article.public_id}/")
    pasted_again(page, capture, AFTER + LONG)
    page.get_by_role("radio", name="The outlet took it out").check()
    page.get_by_label("What readers should know").fill("The Post says so.")
    page.get_by_label("What readers should know").press("Enter")
    page.get_by_role("radio", name="It is the same passage").check()
    page.get_by_role("button", name=MOVED[:40]).click()
    expect(page.get_by_text("Confirmed.")).to_be_visible()
    expect(page.get_by_role("radio", name="The outlet took it out")).to_be_checked()
    expect(page.get_by_label("What readers should know")).to_have_value("The Post says so.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    expect(page.get_by_label("What readers should know")).to_have_value("The Post says so.")


def saved(text: str) -> bytes:
    """The page as a browser saves it."""
    paragraphs = "".join(f"<p>{one}</p>" for one in text.split("\n"))
    return f"<html lang=en><title>Ferry</title><body><article>{paragraphs}</article></body></html>".encode()


def upload(page: Page, text: str) -> None:
    """From the page for looking again."""
    page.set_input_files(
        "input[name=file]", {"name": "f.html", "mimeType": "text/html", "buffer": saved(text)}
    )
    page.locator("form:has(input[name=file]) .btn").click()
    page.wait_for_url("**/intakes/**")


def test_saved_page_is_waited_for_and_compared(visitor: Callable[..., Visitor], editor: User) -> None:
    """The page comes by itself once the worker has read the file; the reader then sees the newest text."""
    capture = tagged("full")
    desk, reader = visitor(), visitor(java_script_enabled=False)
    page = desk.enter(editor, f"/desk/articles/{capture.article.public_id}/again/")
    upload(page, AFTER + LONG)
    expect(page.get_by_text("Waiting to be read.")).to_be_visible()
    read_intake(Intake.objects.get().pk)
    expect(page.get_by_role("heading", name="Compare the page")).to_be_visible()
    expect(page.get_by_label("Text")).to_have_value(AFTER + LONG)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text(TOLD)).to_be_visible()

    seen = reader.open(capture.article.get_absolute_url())
    expect(seen.get_by_text("The sea was rough.")).to_be_visible()
    expect(seen.locator(".text mark")).to_have_text([CARRIED])
    expect(seen.get_by_text("Page last checked")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_a_change_are_accessible(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, look: str
) -> None:
    """No fault that axe finds and no sideways scrolling, at the desk and for readers."""
    desk = visitor(**LOOKS[look])
    article = capture.article
    page = desk.enter(editor, f"/desk/articles/{article.public_id}/again/")
    _sound(page, f"again-{look}")
    upload(page, AFTER + LONG)
    _sound(page, f"waiting-{look}")
    read_intake(Intake.objects.get().pk)
    page.locator("textarea[name=text]").wait_for()
    _sound(page, f"compare-{look}")
    page.locator("form:has(textarea) .btn").first.click()
    page.wait_for_url("**/changes/")
    _sound(page, f"changes-{look}")
    desk.open("/desk/queues/passages/")
    _sound(page, f"queue-{look}")
    desk.open(f"/desk/articles/{article.public_id}/changes/")
    page.locator(".form:has(input[name$=note]) .btn.main").click()
    page.locator("#answers-title").wait_for()
    _sound(page, f"answered-{look}")
    for address in (
        capture.statements.get(exact=LOST).claim.get_absolute_url(),
        article.get_absolute_url(),
        "/sources/the-harbour-post/",
        "/claims/?altered=true",
    ):
        desk.open(address)
        _sound(page, f"{address.strip('/').partition('/')[0]}-{look}")
    desk.open(article.get_absolute_url())
    # What is said to those who cannot see the marks is the page’s: it must not turn the outlet’s words round.
    directions = page.locator(".changed dd").evaluate_all(
        "all => all.map(one => getComputedStyle(one).direction)"
    )
    assert directions == ["ltr", "ltr"]


def _sound(page: Page, name: str) -> None:
    # Whatever has been waited for so far may stand there before the stylesheet does.
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [f"{name}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

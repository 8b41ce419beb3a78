"""Every desk page for everybody: no fault that axe finds, light and dark, and no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from claims.models import Statement
from newsroom.models import User
from tests.desk_pages import desk_pages
from tests.factories import make_capture, make_claim, make_entity, make_outlet, make_statement, on_record
from tests.journeys.conftest import Visitor
from tests.journeys.desk import focus_on

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tag(editor: User) -> Statement:
    """An article with overlapping tags, one of them incomplete, on claims that readers cannot see."""
    capture = make_capture(outlet=make_outlet("The Harbour Post"), by=editor)
    chain = [on_record(make_entity("Harbour master", "person"))]
    make_statement(make_claim(published=False), capture, exact="Fourteen people were missing", chain=chain)
    make_statement(capture=capture, exact="missing after the ferry sank", kind="denial", chain=chain)
    return make_statement(capture=capture, exact="at nine", certainty=None, caveat=None)


def new(page: Page, article: str) -> None:
    page.locator("main a[href$='/articles/new/']").first.click()
    page.locator("#id_text").wait_for()


def refused(page: Page, article: str) -> None:
    """The form with everything missing."""
    new(page, article)
    page.locator(".entry button.main").click()
    page.locator(".note.error").wait_for()


def article(page: Page, article: str) -> None:
    page.goto(page.url + f"articles/{article}/")


def tagging(page: Page, here: str) -> None:
    """The panel open, everything in it unfolded."""
    article(page, here)
    page.locator("[data-sentence]").nth(1).click()
    page.keyboard.press("4")
    page.locator("#more summary").first.click()
    page.locator("#ask summary").click()
    page.locator("#add-link").click()
    page.keyboard.press("ArrowDown")
    page.locator(".link .options li").first.wait_for()


def acted(page: Page, here: str) -> None:
    """A tag withdrawn from the list, and the speaker of the one before taken over in the panel."""
    article(page, here)
    row = page.locator("#tags tr").last
    row.locator("summary").click()
    row.get_by_role("group").locator(".btn.grave").click()
    page.locator(".gone .told").wait_for()
    focus_on(page.locator("[data-sentence]").nth(1))
    page.keyboard.press("Enter")
    page.locator("#enter-takes").wait_for()
    page.keyboard.press("Enter")
    page.locator("#taken-over").wait_for()


def keys(page: Page, here: str) -> None:
    article(page, here)
    focus_on(page.locator("[data-sentence]").first)
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


def as_list(page: Page, here: str) -> None:
    article(page, here)
    page.goto(page.url + "?list")


def editing(page: Page, here: str) -> None:
    article(page, here)
    page.locator("#next a").first.click()
    page.wait_for_url("**/tags/S-*/")


def queue(page: Page, here: str) -> None:
    """Rows that can be ticked, and what can be done to several."""
    page.goto(page.url + "queues/publish/")
    page.locator(".together button").first.wait_for()


def several(page: Page, here: str) -> None:
    """What an act on several rows would do."""
    queue(page, here)
    page.get_by_role("checkbox").first.check()
    page.locator(".together button").first.click()
    page.locator("button[name=do]").wait_for()


def search(page: Page, here: str) -> None:
    """Hits of several kinds, with the words marked."""
    page.goto(page.url + "search/?q=ferry")
    page.locator("mark").first.wait_for()


PAGES = [new, refused, tagging, keys, as_list, editing, queue, several, search, acted]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "arabic": {"locale": "ar"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_of_the_desk_is_accessible(
    visitor: Callable[..., Visitor], editor: User, tag: Statement, editor_client: Client, look: str
) -> None:
    """Whatever address the desk answers: no fault that axe finds, and no scrolling sideways."""
    pages = desk_pages(tag, editor_client)
    assert len(pages) > 15
    desk = visitor(**LOOKS[look])
    desk.open("/desk/login/")
    found = faults(desk.page, "login")
    desk.enter(editor)
    for path in pages:
        found += faults(desk.open(path), path)
    assert found == []


@pytest.mark.parametrize("look", LOOKS)
def test_desk_in_use_is_accessible(
    visitor: Callable[..., Visitor], editor: User, tag: Statement, look: str
) -> None:
    """Nor has any in use: refused, the panel open, the help, the list of sentences, a tag being edited."""
    desk = visitor(**LOOKS[look])
    for show in PAGES:
        page = desk.enter(editor)
        show(page, tag.capture.article.public_id)
        assert faults(page, show.__name__) == []


def faults(page: Page, name: str) -> list[str]:
    # Whatever has been waited for so far may stand there before the stylesheet does.
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    told = [f"{name}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return told + ([f"{name}: {wide} px too wide"] if wide > 0 else [])

"""Getting an article in, in a real browser: by its address, as a file, with and without a script."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from newsroom.models import User
from sources import page_reading
from sources.fetching import Fetched, Reach, fetch
from sources.models import Capture, Intake
from sources.page_reading import read_intake
from tests.journeys.conftest import Visitor
from tests.journeys.desk import focus_on, page_to_confirm
from tests.sources.servers import head, serving

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = Path(__file__).parents[1] / "sources" / "pages"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus x='",
    "</textarea><script>alert(1)</script>{{ 7 }}",
]


def work() -> None:
    """What the worker does with what is waiting."""
    for pk in Intake.objects.filter(state="waiting").values_list("pk", flat=True):
        read_intake(pk)


def clean(page: Page) -> None:
    """Axe finds nothing, in light and in dark; nothing scrolls sideways."""
    page.wait_for_load_state()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def record(page: Page) -> None:
    """Done when the script of the article's page, which drops the draft, has run."""
    page.get_by_role("button", name="Record the article").click()
    expect(page.get_by_text("The article is recorded.")).to_be_visible()
    page.wait_for_load_state()


def story(asked: socket.socket, path: str) -> None:
    asked.sendall(head("text/html; charset=utf-8") + (PAGES / "ferry-en.html").read_bytes())


@pytest.mark.parametrize("width", [1280, 360])
def test_page_is_fetched_watched_and_confirmed(
    visitor: Callable[..., Visitor], editor: User, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Address, Enter; the page turns into the form by itself; confirmed, the article opens for tagging."""
    here = Reach(allowed=lambda address: address == "127.0.0.1")

    def fetch_here(url: str) -> Fetched:
        return fetch(url, here)

    monkeypatch.setattr(page_reading, "fetch", fetch_here)
    desk = visitor(viewport={"width": width, "height": 900})
    page = desk.enter(editor, "/desk/articles/new/")
    clean(page)
    with serving(story) as server:
        page.get_by_label("Address of the page").fill(f"http://127.0.0.1:{server.port}/story?utm_source=x")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("On its way in")
        clean(page)
        work()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm the article")
    clean(page)
    expect(page.get_by_label("Headline")).to_have_value("Nine missing after ferry sinks off Port Amber")
    record(page)
    capture = Capture.objects.get()
    assert (capture.method, bytes(capture.raw or b"")) == ("fetched", (PAGES / "ferry-en.html").read_bytes())


def paste(page: Page, words: str) -> None:
    """As from the clipboard, where the focus is; what no script takes is put in as browsers do."""
    page.evaluate(
        """(words) => {
            const clipboardData = new DataTransfer(), at = document.activeElement;
            clipboardData.setData("text/plain", words);
            const how = { clipboardData, bubbles: true, cancelable: true };
            const untaken = at.dispatchEvent(new ClipboardEvent("paste", how));
            if (untaken) document.execCommand("insertText", false, words);
        }""",
        words,
    )


def test_first_way_in_has_the_focus(
    visitor: Callable[..., Visitor], editor: User, contributor: User, capture: Capture
) -> None:
    """One may type or paste at once; a finger first chooses a way, and no keyboard comes up over them."""
    desk = visitor()
    page = desk.enter(editor, "/desk/")
    page.get_by_role("link", name="Add an article").click()
    expect(page.get_by_label("Address of the page")).to_be_focused()
    expect(page.get_by_label("Address of the page")).to_be_in_viewport(ratio=1)
    clean(page)
    assert page.evaluate("scrollY") == 0
    helper = visitor().enter(contributor, "/desk/articles/new/")
    expect(helper.locator("#id_file")).to_be_focused()
    phone = visitor(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = phone.enter(editor, "/desk/articles/new/")
    expect(page.get_by_label("Text", exact=True)).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")


def test_pasted_words_go_where_they_belong(visitor: Callable[..., Visitor], editor: User) -> None:
    """An article pasted where its address goes, or beside every field, is in the text; an address is not."""
    page = visitor().enter(editor, "/desk/articles/new/")
    address, text = page.get_by_label("Address of the page"), page.get_by_label("Text", exact=True)
    expect(address).to_be_focused()
    paste(page, "https://post.example/ferry")
    expect(address).to_have_value("https://post.example/ferry")
    paste(page, "Ferry sinks\nNine are missing, the coastguard said.\n")
    expect(address).to_have_value("https://post.example/ferry")
    expect(text).to_have_value("Ferry sinks\nNine are missing, the coastguard said.")
    expect(text).to_be_focused()
    expect(page.get_by_text("Take the first line as headline:")).to_be_visible()
    address.fill("")
    page.evaluate("document.activeElement.blur()")
    paste(page, "https://post.example/ferry")
    expect(address).to_have_value("https://post.example/ferry")
    focus_on(page.get_by_label("Headline"))
    paste(page, "Ferry sinks off Port Amber")
    expect(page.get_by_label("Headline")).to_have_value("Ferry sinks off Port Amber")


def test_file_is_uploaded_without_a_script(visitor: Callable[..., Visitor], editor: User) -> None:
    """A plain link looks again; an Arabic page fills the form in its own direction."""
    desk = visitor(java_script_enabled=False)
    page = desk.enter(editor, "/desk/articles/new/")
    page.locator("#id_file").set_input_files(PAGES / "ferry-ar.html")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Upload the file").click()
    page = opened.value
    page.wait_for_url("**/intakes/**")
    with page.expect_navigation():
        page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("On its way in")
    work()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_label("Outlet", exact=True)).to_have_value("صوت الميناء")
    record(page)
    assert Capture.objects.get().article.language == "ar"


def test_page_that_fails_says_so_and_axe_agrees(visitor: Callable[..., Visitor], editor: User) -> None:
    """The usual door refuses this machine; the page says why, and the desk lists it."""
    page = visitor().enter(editor, "/desk/articles/new/")
    page.get_by_label("Address of the page").fill("http://127.0.0.1:8000/")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("On its way in")
    work()
    expect(page.get_by_text("leads into a private network")).to_be_visible()
    clean(page)
    page.goto(page.url.split("/desk/")[0] + "/desk/")
    expect(page.get_by_text("leads into a private network")).to_be_visible()


def test_what_was_typed_to_paste_is_kept_whatever_is_tried(
    visitor: Callable[..., Visitor], editor: User
) -> None:
    """After a fetch that failed and an upload without a file it is there as typed; recorded, it is gone."""
    page = visitor().enter(editor, "/desk/articles/new/")
    text, headline = page.locator("#id_text"), page.get_by_label("Headline")
    unnamed = page.get_by_label("The page names no outlet")

    def there() -> None:
        expect(text).to_have_value("Fourteen were missing.\nNine, said the guard.")
        expect(headline).to_have_value("Ferry sinks")
        expect(unnamed).to_be_checked()

    text.fill("Fourteen were missing.\nNine, said the guard.")
    headline.fill("Ferry sinks")
    unnamed.check()
    page.get_by_label("Address of the page").fill("http://127.0.0.1:8000/")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("On its way in")
    work()
    page.get_by_role("link", name="Upload or paste it").click()
    there()
    page.get_by_role("button", name="Upload the file").click()
    expect(page.locator("#id_file_error, .errorlist").first).to_be_visible()
    there()
    page.reload()
    page.get_by_label("No date, and none can be inferred").check()
    record(page)
    page.goto(page.url.partition("/desk/")[0] + "/desk/articles/new/")
    expect(text).to_have_value("")
    expect(page.locator("#draft")).to_be_hidden()


def test_next_article_begins_empty(visitor: Callable[..., Visitor], editor: User) -> None:
    """Opened anew, the form has no old words in it: they are on offer, there or in hand to be thrown away."""
    page = visitor().enter(editor, "/desk/articles/new/")
    text, state = page.locator("#id_text"), page.locator("#entry-state")
    text.fill("Fourteen were missing.")
    page.get_by_role("button", name="Record the article").click()
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    expect(text).to_have_value("Fourteen were missing.")
    for way in ("Throw it away", "Continue the draft “Fourteen were missing.”"):
        page.get_by_role("link", name="The desk").click()
        page.get_by_role("link", name="Add an article").first.click()
        expect(text).to_have_value("")
        page.get_by_role("button", name="Continue the draft “Fourteen were missing.”").wait_for()
        page.get_by_role("button", name=way).click()
        expect(page.locator("#draft")).to_be_hidden()
        if way == "Throw it away":
            text.fill("Fourteen were missing.")
            expect(state).to_contain_text("Draft on this device")
    expect(text).to_have_value("Fourteen were missing.")
    page.get_by_role("button", name="Throw it away").click()
    expect(text).to_have_value("")
    expect(page.locator("#draft")).to_be_hidden()
    page.reload()
    expect(text).to_have_value("")
    expect(page.locator("#draft")).to_be_hidden()


@pytest.mark.parametrize("way", ["Fetch the page", "Upload the file"])
def test_what_was_typed_to_paste_stays_without_a_script(
    visitor: Callable[..., Visitor], editor: User, way: str
) -> None:
    """The other way in answers elsewhere: the text and all that is typed about it are where they were."""
    page = visitor(java_script_enabled=False).enter(editor, "/desk/articles/new/")
    expect(page.get_by_text("opens in a new tab")).to_be_visible()
    page.locator("#id_text").fill("Fourteen were missing.\nNine, said the guard.")
    page.get_by_label("Headline").fill("Ferry sinks")
    page.get_by_label("No date, and none can be inferred").check()
    page.get_by_label("Address of the page").fill("http://127.0.0.1:8000/")
    page.locator("#id_file").set_input_files(PAGES / "ferry-ar.html")
    with page.expect_popup() as opened:
        page.get_by_role("button", name=way).click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("On its way in")
    expect(page.locator("#id_text")).to_have_value("Fourteen were missing.\nNine, said the guard.")
    page.get_by_label("The page names no outlet").check()
    record(page)
    assert Capture.objects.get().article.headline == "Ferry sinks"


def test_text_that_the_device_does_not_keep_stays_in_its_tab(
    visitor: Callable[..., Visitor], editor: User
) -> None:
    """Where no draft can be kept, the other way in opens beside it, and the page says so."""
    page = visitor().enter(editor, "/desk/articles/new/")
    expect(page.get_by_text("opens in a new tab")).to_be_hidden()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error(); }; }")
    page.locator("#id_text").fill("Fourteen were missing.")
    expect(page.get_by_text("opens in a new tab")).to_be_visible()
    expect(page.locator("#entry-state")).to_contain_text("too long to be kept")
    page.get_by_label("Address of the page").fill("http://127.0.0.1:8000/")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("On its way in")
    expect(page.get_by_label("Address of the page")).to_have_value("http://127.0.0.1:8000/")


def test_button_says_that_the_article_is_being_recorded(
    visitor: Callable[..., Visitor], editor: User
) -> None:
    """A long text takes seconds: from the click until the article is there the button says so, also aloud."""
    page = visitor().enter(editor, "/desk/articles/new/")
    # The answer is late: nothing is sent until the page has been looked at.
    page.evaluate("addEventListener('submit', (event) => event.preventDefault(), { once: true })")
    page.locator("#id_text").fill("Fourteen were missing.")
    page.get_by_label("The page names no outlet").check()
    page.get_by_label("No date, and none can be inferred").check()
    page.get_by_role("button", name="Record the article").click()
    expect(page.get_by_role("button", name="Recording…")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Recording…")).to_have_count(1)
    clean(page)
    page.get_by_role("button", name="Recording…").click()
    expect(page.get_by_text("The article is recorded.")).to_be_visible()


def test_what_was_typed_to_paste_can_be_put_into_the_page_that_came(
    visitor: Callable[..., Visitor], editor: User
) -> None:
    """The page that is confirmed offers it; a field that was not typed keeps what was read."""
    page = visitor().enter(editor, "/desk/articles/new/")
    page.get_by_label("Headline").fill("Our own words for it")
    page.locator("#id_file").set_input_files(PAGES / "ferry-en.html")
    page.get_by_role("button", name="Upload the file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("On its way in")
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm the article")
    text = page.locator("#id_text").input_value()
    assert text
    page.get_by_role("button", name="Continue the draft “Our own words for it”").click()
    expect(page.get_by_label("Headline")).to_have_value("Our own words for it")
    expect(page.locator("#id_text")).to_have_value(text)
    clean(page)
    record(page)
    page.goto(page.url.partition("/desk/")[0] + "/desk/articles/new/")
    expect(page.locator("#draft")).to_be_hidden()


def test_pasted_text_says_what_it_is(visitor: Callable[..., Visitor], editor: User) -> None:
    """Its letters set the language, its first line is offered as headline; the text stays whole."""
    page = visitor().enter(editor, "/desk/articles/new/")
    text, headline, language = (
        page.locator("#id_text"),
        page.get_by_label("Headline"),
        page.locator("#id_language"),
    )
    pasted = "Паром затонул у порта\nДевять человек пропали, сообщил капитан."
    text.fill(pasted)
    expect(language).to_have_value("ru")
    expect(page.get_by_text("Set from the letters of the text")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Take the first line as headline: Паром затонул у порта").click()
    expect(headline).to_have_value("Паром затонул у порта")
    expect(headline).to_be_focused()
    expect(page.locator("#first-line")).to_be_hidden()
    expect(text).to_have_value(pasted)
    text.fill("غرقت العبّارة.\nوفُقد تسعة.")
    expect(language).to_have_value("ar")
    language.fill("az")
    text.fill(pasted)
    expect(language).to_have_value("az")
    headline.fill("")
    text.fill("The ferry sank.\nNine were missing.")
    expect(page.locator("#first-line")).to_be_hidden()


def test_language_that_a_page_names_is_not_changed(visitor: Callable[..., Visitor], editor: User) -> None:
    """Cyrillic tells no Bulgarian from Russian, but the page did."""
    page = visitor().enter(editor, page_to_confirm(editor, "Фериботът потъна край пристанището.", "bg"))
    expect(page.locator("#id_language")).to_have_value("bg")
    page.locator("#id_text").fill("Фериботът потъна.")
    expect(page.locator("#id_language")).to_have_value("bg")


def test_language_of_the_page_changes_and_what_was_typed_stays(
    visitor: Callable[..., Visitor], editor: User
) -> None:
    """The switch in the footer loads the page anew: it comes with everything that was typed."""
    page = visitor().enter(editor, "/desk/articles/new/")
    page.locator("#id_text").fill("Fourteen were missing.\nNine, said the guard.")
    page.locator("#id_outlet").fill("The Harbour Post")
    page.locator("#id_date_unknown").check()
    page.locator("footer button[value=ar]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("#id_text")).to_have_value("Fourteen were missing.\nNine, said the guard.")
    expect(page.locator("#id_outlet")).to_have_value("The Harbour Post")
    expect(page.locator("#id_date_unknown")).to_be_checked()
    page.locator("footer button[value=en]").click()
    expect(page.locator("#id_outlet")).to_have_value("The Harbour Post")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_page_stays_words(visitor: Callable[..., Visitor], editor: User, words: str) -> None:
    """In a file's name, an address and all that a page says: nothing runs, and every word is shown."""
    said = dict.fromkeys(("text", "title", "byline", "site_name"), words)
    found = said | {"published": "", "language": "en", "canonical_url": "javascript:alert(1)"}
    rows: list[dict[str, Any]] = [
        {
            "file_name": words,
            "url": "javascript:alert(1)",
            "state": "ready",
            "found": found,
            "raw": words.encode(),
        },
        {"file_name": words, "state": "failed", "problem": "status", "answered": 418},
    ]
    desk = visitor()
    desk.page.on("dialog", lambda dialog: desk.complaints.append(dialog.message))
    ready, failed = (Intake.objects.create(method="uploaded", asked_by=editor, **row) for row in rows)
    page = desk.enter(editor, f"/desk/intakes/{failed.public_id}/")
    expect(page.locator("main")).to_contain_text(words)
    for path in ("/desk/", "/desk/articles/new/"):
        expect(desk.open(path).locator("#intakes")).to_contain_text(words)
    page = desk.open(f"/desk/intakes/{ready.public_id}/")
    expect(page.get_by_label("Headline")).to_have_value(words)
    expect(page.get_by_label("Text", exact=True)).to_have_value(words)
    assert not page.locator("a[href^='javascript:']").count()

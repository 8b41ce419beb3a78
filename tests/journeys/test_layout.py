"""Where things stand on the article's desk page: nothing lies over anything, and text runs its own way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_claim, make_statement
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, covered, focus_on, path

pytestmark = pytest.mark.django_db(transaction=True)

#: Scrolls up by so much, and says whether the panel ends above the list once that is drawn.
ENDS_ABOVE_THE_LIST = """async (up) => {
    scrollBy(0, -up);
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const [bench, rows] = [".bench", "#tag-list"].map((one) => document.querySelector(one));
    return bench.getBoundingClientRect().bottom <= rows.getBoundingClientRect().top;
}"""

BOTTOMS = """(names) => names.map((one) =>
    Math.round(document.querySelector(one).getBoundingClientRect().bottom))"""


@pytest.mark.parametrize("width", [900, 1280])
def test_panel_never_lies_over_the_list(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, width: int
) -> None:
    """However far one scrolls with the panel open, it ends above the list of tags, which takes its clicks."""
    for _tag in range(6):
        make_statement(capture=capture)
    page = visitor(viewport={"width": width, "height": 700}).enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.locator("#tags tr").last.scroll_into_view_if_needed()
    for up in (0, 200, 400):
        assert page.evaluate(ENDS_ABOVE_THE_LIST, up), up


@pytest.mark.parametrize("size", [(1280, 800), (1366, 650), (1000, 600), (360, 640), (640, 400)])
def test_no_field_with_the_focus_is_covered(
    visitor: Callable[..., Visitor], editor: User, size: tuple[int, int]
) -> None:
    """Through the whole panel and back with Tab, in a low window and with a long passage: what has the focus
    is in sight, under no bar and no list (WCAG 2.2, 2.4.11)."""
    long = "The ferry left the harbour before dawn with its lights out and the radio silent, " * 5
    capture = make_capture(f"Fog lay over it. {long}said the harbourmaster.", by=editor)
    make_statement(capture=capture, exact="Fog lay over it")
    page = visitor(viewport={"width": size[0], "height": size[1]}).enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    expect(page.locator("#id_text")).to_be_focused()
    assert not covered(page)
    for fold in ("#more", "#ask"):
        page.locator(f"{fold} > summary").press("Enter")
    focus_on(page.locator("#id_text"))
    for key, last in (("Tab", "#close"), ("Shift+Tab", "#steps [data-step='start back']")):
        seen = []
        while not page.locator(f"{last}:focus").count():
            page.keyboard.press(key)
            at = page.evaluate("document.activeElement.id || document.activeElement.outerHTML")
            seen.append(at)
            assert not covered(page), (key, at)
        assert len(seen) > 15


@pytest.mark.parametrize("size", [(1280, 900), (1000, 600)])
def test_save_stays_in_sight_while_claims_are_offered(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, size: tuple[int, int]
) -> None:
    """The list of likely claims ends above the button, and the arrows bring its last one into sight."""
    for number in range(6):
        make_claim(text=f"The ferry sank off quay {number}", by=editor)
    page = visitor(viewport={"width": size[0], "height": size[1]}).enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.locator("#id_text").fill("The ferry sank off a quay")
    expect(page.locator("#claim-options")).to_be_visible()
    assert not covered(page, "#tag-form .acts .main")
    page.keyboard.press("ArrowUp")
    assert not covered(page, "#claim-options [aria-selected=true]")


def test_bar_of_a_queue_covers_no_row_with_the_focus(visitor: Callable[..., Visitor], editor: User) -> None:
    """Through a long queue with Tab: no box and no link stops under the bar with the buttons."""
    for _claim in range(12):
        make_statement(make_claim(published=False))
    page = visitor(viewport={"width": 1000, "height": 500}).enter(editor, "/desk/queues/publish/")
    focus_on(page.locator("ul.queue [type=checkbox]").first)
    for _stop in range(23):
        page.keyboard.press("Tab")
        assert page.locator("ul.queue :focus").count()
        assert not covered(page)


def test_arabic_text_stands_on_the_right(visitor: Callable[..., Visitor], editor: User) -> None:
    """Under an English page too, an Arabic paragraph begins at its right edge."""
    text = "غرقت العبارة قبل الفجر. وقال شاهد إن أربعة عشر راكبا في عداد المفقودين."
    arabic = make_capture(text, by=editor, language="ar")
    page = visitor().enter(editor, path(arabic))
    style = page.locator("#text .block").evaluate(
        "(p) => [getComputedStyle(p).direction, getComputedStyle(p).textAlign]"
    )
    assert style in (["rtl", "start"], ["rtl", "right"])


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (1280, "ar"), (360, "en")])
def test_controls_side_by_side_stand_in_one_line(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, width: int, language: str
) -> None:
    """Where one of two labels takes a second line, the two controls under them are still level."""
    someone = visitor(viewport={"width": width, "height": 900}, locale=language)
    page = someone.enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.locator("#more > summary").press("Enter")
    expect(page.locator("#id_nature")).to_be_visible()
    for left, right in (("#id_certainty", "#id_caveat"), ("#id_said", "#id_nature")):
        # Both at once: what the panel says of the passage a moment later moves them.
        ends = page.evaluate(BOTTOMS, [left, right])
        assert ends[0] == ends[1], (left, right)

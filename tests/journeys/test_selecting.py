"""Selecting with the mouse: from the very edge of a sentence, back, and beyond the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_statement
from tests.journeys.conftest import Visitor
from tests.journeys.desk import covered, path

pytestmark = pytest.mark.django_db(transaction=True)

RUSSIAN = "Паром затонул во вторник. Источник в порту сообщил о девяти пропавших. Владелец молчит."
ARABIC = "غرقت العبارة مساء الثلاثاء. وقال مدير الميناء إن البحث مستمر. ونفى المالك ذلك."


def letters(page: Page, sentence: str, last: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the sentence's first letter begins, and where its letter number `last` ends."""
    found = page.locator(f"[data-sentence]:has-text('{sentence}')").evaluate(
        """(element, last) => {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            const node = walker.nextNode(), rtl = getComputedStyle(element).direction === "rtl";
            return [[0, rtl ? "right" : "left"], [last, rtl ? "left" : "right"]].map(([at, side]) => {
                const range = new Range();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                const box = [...range.getClientRects()].at(-1);
                return [box[side], box.top + box.height / 2];
            });
        }""",
        last,
    )
    return tuple(found[0]), tuple(found[1])


#: Where nothing was selected before, the browser may have nothing to tell of: then a second is enough.
_PRESSED = """() => { window.pressed = Promise.race([
    new Promise((done) => {
        document.addEventListener("selectionchange", () => setTimeout(done), { once: true });
    }),
    new Promise((done) => setTimeout(done, 1000)),
]); }"""


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.evaluate(_PRESSED)
    page.mouse.down()
    # A hand is slower than a program: the browser has told the page where the selection begins.
    page.evaluate("window.pressed")
    page.mouse.move(*end, steps=6)
    page.mouse.up()


@pytest.mark.parametrize("off", [-3, 1, 3])
@pytest.mark.parametrize(
    ("language", "text", "sentence", "words"),
    [
        ("en", None, "The owner declined", "The owner"),
        ("ru", RUSSIAN, "Источник в порту", "Источник в порту"),
        ("ar", ARABIC, "وقال مدير الميناء", "وقال مدير"),
    ],
)
def test_passage_begins_at_the_edge_of_a_sentence(
    visitor: Callable[..., Visitor],
    editor: User,
    language: str,
    text: str | None,
    sentence: str,
    words: str,
    off: int,
) -> None:
    """However near its edge the first letter is pressed, the passage begins with it, and so it does in a drag
    back to there."""
    capture = make_capture(*([text] if text else []), by=editor, language=language)
    page = visitor().enter(editor, path(capture))
    (x, y), end = letters(page, sentence, len(words) - 1)
    drag(page, (x + (-off if language == "ar" else off), y), end)
    expect(page.locator("#quote")).to_have_text(words)
    expect(page.locator("[data-sentence]:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#tag-form")).to_be_hidden()
    drag(page, end, (x + (-off if language == "ar" else off), y))
    expect(page.locator("#quote")).to_have_text(words)


def test_passage_begins_behind_the_number_of_a_tag(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """The number of a tag that ends the sentence before is no hindrance and no part of the passage, and keys
    go on from the sentence."""
    make_statement(capture=capture, exact="The coastguard put the number at nine.")
    page = visitor().enter(editor, path(capture))
    (x, y), end = letters(page, "The owner declined", 8)
    drag(page, (x + 1, y), end)
    expect(page.locator("#quote")).to_have_text("The owner")
    expect(page.locator("[data-sentence]:focus")).to_contain_text("The owner declined")


@pytest.mark.parametrize("size", [(1280, 800), (1000, 600)])
def test_selection_that_strays_ends_with_the_text(
    visitor: Callable[..., Visitor], editor: User, size: tuple[int, int]
) -> None:
    """Dragged out of the window's lower end, over other parts of the page or over the panel, the passage is
    what was selected of the text, and the form opens on it."""
    text = "\n".join(f"Paragraph {n} says what witness {n} saw. It goes on a little." for n in range(9))
    capture = make_capture(text, by=editor)
    page = visitor(viewport={"width": size[0], "height": size[1]}).enter(editor, path(capture))
    start, _end = letters(page, "Paragraph 1 says", 1)
    for end in ((start[0] + 300, size[1] - 3), (size[0] - 20, start[1] + 30), (start[0] + 300, 5)):
        page.evaluate("scrollTo(0, 0)")
        drag(page, start, end)
        expect(page.locator("#tag-form")).to_be_visible()
        assert (page.locator("#quote").text_content() or "").strip()
        assert not covered(page, "#panel-title")
        expect(page.locator("#id_text")).to_be_in_viewport()
        assert page.evaluate("getSelection().toString().includes('Tag a claim')") is False
        page.get_by_role("button", name="Close").click()

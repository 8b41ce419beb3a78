"""Where things stand on the article's desk page: nothing lies over anything, and text runs its own way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_statement
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, path

pytestmark = pytest.mark.django_db(transaction=True)


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
        page.mouse.wheel(0, -up)
        bench, rows = (page.locator(one).bounding_box() for one in (".bench", "#tag-list"))
        assert bench is not None
        assert rows is not None
        assert bench["y"] + bench["height"] <= rows["y"]


def test_arabic_text_stands_on_the_right(visitor: Callable[..., Visitor], editor: User) -> None:
    """Under an English page too, an Arabic paragraph begins at its right edge."""
    text = "غرقت العبارة قبل الفجر. وقال شاهد إن أربعة عشر راكبا في عداد المفقودين."
    arabic = make_capture(text, by=editor, language="ar")
    page = visitor().enter(editor, path(arabic))
    style = page.locator("#text .block").evaluate(
        "(p) => [getComputedStyle(p).direction, getComputedStyle(p).textAlign]"
    )
    assert style in (["rtl", "start"], ["rtl", "right"])

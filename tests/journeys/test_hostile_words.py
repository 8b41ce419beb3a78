"""Other people's words on the desk's pages: shown as they are, never run."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from newsroom.models import User
from tests.factories import make_capture, make_claim, make_entity, make_outlet, make_statement, on_record
from tests.journeys.conftest import Visitor
from tests.journeys.desk import focus_on

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus x='",
    "{{ 7 }}{% now 'Y' %}__row__",
    "javascript:alert(1)//</template></textarea>",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(visitor: Callable[..., Visitor], editor: User, words: str) -> None:
    """In text, headline, outlet, claim, name and wording: no script runs, and every word is shown."""
    capture = make_capture(f"{words} says the ferry.", headline=words, outlet=make_outlet(words), by=editor)
    claim = make_claim(text=words, published=False)
    make_statement(claim, capture, chain=[on_record(make_entity(words, "person"), as_printed=words)])
    desk = visitor()
    desk.page.on("dialog", lambda dialog: desk.complaints.append(dialog.message))
    page = desk.enter(editor, f"/desk/articles/{capture.article.public_id}/")
    expect(page.locator("#headline")).to_have_text(words)
    focus_on(page.locator("[data-sentence]").first)
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_contain_text(words)
    page.keyboard.type(words[:12])
    page.keyboard.press("End")
    page.get_by_role("button", name="Same as the last tag").click()
    expect(page.locator("#chain .who")).to_have_text(words)
    page.locator("#add-link").click()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".link .options li").first).to_contain_text(words)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#state")).to_contain_text("Saved.")
    for path in ("/desk/", f"/desk/articles/{capture.article.public_id}/?list", "/desk/articles/new/"):
        desk.open(path)

"""The list of tags below the text: whoever acts in it stays in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.actions.tag import withdraw
from claims.models import Statement
from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_claim, make_entity, make_statement, on_record
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, path

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def capture(editor: User) -> Capture:
    return make_capture(by=editor)


@pytest.fixture
def tags(capture: Capture, editor: User) -> list[Statement]:
    """Three complete tags on claims that readers do not see."""
    chain = [on_record(make_entity("The coastguard"))]
    return [
        make_statement(make_claim(published=False, by=editor), capture, exact=words, chain=chain, by=editor)
        for words in ("Fourteen people", "at nine", "The owner")
    ]


@pytest.fixture
def page(visitor: Callable[..., Visitor], editor: User, capture: Capture, tags: list[Statement]) -> Page:
    return visitor().enter(editor, path(capture))


def row_of(page: Page, tag: Statement) -> Locator:
    return page.locator(f"#tag-{tag.public_id}")


def press(page: Page, button: Locator) -> None:
    """Done when the queues are counted anew, which is the last that the page asks for."""
    with page.expect_response("**/desk/counts/"):
        button.press("Enter")


def press_in(page: Page, tag: Statement, button: str) -> None:
    row_of(page, tag).locator("summary").press("Enter")
    press(page, row_of(page, tag).get_by_role("button", name=button))


def test_withdrawing_from_a_row_stays_in_the_list(page: Page, tags: list[Statement]) -> None:
    """The focus goes to the row that took its place, then to the one above, at last to the heading."""
    first, second, third = tags
    press_in(page, second, "Withdraw it")
    expect(row_of(page, third)).to_be_focused()
    press_in(page, third, "Withdraw it")
    expect(row_of(page, first)).to_be_focused()
    press_in(page, first, "Withdraw it")
    expect(page.get_by_role("heading", name="Tags in this article")).to_be_focused()
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_withdrawing_stays_in_a_list_that_was_behind(page: Page, tags: list[Statement], editor: User) -> None:
    """Where the whole list comes anew, because a colleague changed it too, it is the same."""
    withdraw(by=editor, statement=tags[2], why="")
    press_in(page, tags[1], "Withdraw it")
    expect(row_of(page, tags[2])).to_have_count(0)
    expect(row_of(page, tags[0])).to_be_focused()


def test_put_back_in_the_list_is_where_the_focus_is(page: Page, tags: list[Statement]) -> None:
    """What was withdrawn from a row and is put back has the focus, as a row."""
    press_in(page, tags[1], "Withdraw it")
    press(page, page.get_by_role("button", name="Put it back"))
    expect(page.locator("#state")).to_contain_text("Put back.")
    again = Statement.objects.latest("pk")
    assert again.exact == tags[1].exact
    expect(row_of(page, again)).to_be_focused()


def test_undo_from_the_text_stays_in_the_text(page: Page, tags: list[Statement]) -> None:
    """U takes the last tag back, and the reader is still in the sentence."""
    at_sentence(page, 1)
    with page.expect_response("**/desk/counts/"):
        page.keyboard.press("u")
    expect(page.locator("#state")).to_contain_text("Withdrawn.")
    expect(page.locator("#s-76")).to_be_focused()


def test_publishing_all_tells_the_queues(page: Page, tags: list[Statement]) -> None:
    """What waited to be published is counted no more, and the focus is at the list's heading."""
    counts = page.locator("#queue-counts")
    expect(counts).to_contain_text("3 to publish")
    press(page, page.get_by_role("button", name="Publish all 3 claims that are desk only"))
    expect(page.locator("#state")).to_contain_text("Published 3 claims.")
    expect(counts).not_to_contain_text("to publish")
    expect(page.get_by_role("heading", name="Tags in this article")).to_be_focused()


def test_publishing_one_stays_in_its_row(page: Page, tags: list[Statement]) -> None:
    """A claim published from its row leaves the focus in that row."""
    press_in(page, tags[1], "Publish this claim")
    expect(row_of(page, tags[1])).to_contain_text("Published")
    expect(page.locator("#queue-counts")).to_contain_text("2 to publish")
    expect(row_of(page, tags[1])).to_be_focused()

"""What the panel asks while somebody writes: each answer belongs to what is written now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from newsroom.models import User
from sources.models import Capture
from tests.factories import make_claim, make_question, make_statement
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, covered, path

pytestmark = pytest.mark.django_db(transaction=True)


def test_answer_is_read_as_it_stands_now(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """How an earlier answer is read comes late and is not told of the one that was typed after it."""
    make_claim(make_question("How many are missing?", "number"), 14, text="Fourteen people were missing")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.locator("#id_text").fill("Nine people were missing")
    page.get_by_role("button", name="Same question").click()
    late = page.context.new_cdp_session(page)
    late.send("Fetch.enable", {"patterns": [{"urlPattern": "*typed=nine*"}]})
    held: list[str] = []
    late.on("Fetch.requestPaused", lambda request: held.append(request["requestId"]))
    with page.expect_request("**typed=nine**"):
        page.locator("#id_answer").fill("nine")
    page.locator("#id_answer").fill("ten")
    expect(page.locator("#reading")).to_have_text("Read as: 10")
    with page.expect_response("**typed=nine**") as answer:
        late.send("Fetch.continueRequest", {"requestId": held[0]})
    answer.value.finished()
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    expect(page.locator("#reading")).to_have_text("Read as: 10")


def test_claim_marked_in_a_list_stays_in_sight(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """What is said of the passage a moment later moves the fields, not the claim that Enter would take."""
    make_statement(capture=capture, exact="Fourteen people", by=editor)
    for number in range(6):
        make_claim(text=f"The ferry sank off quay {number}", by=editor)
    page = visitor(viewport={"width": 1000, "height": 600}).enter(editor, path(capture))
    late = page.context.new_cdp_session(page)
    late.send("Fetch.enable", {"patterns": [{"urlPattern": "*/hints/*"}]})
    held: list[str] = []
    late.on("Fetch.requestPaused", lambda request: held.append(request["requestId"]))
    at_sentence(page, 1)
    with page.expect_request("**/hints/**"):
        page.keyboard.press("Enter")
    page.locator("#id_text").fill("The ferry sank off a quay")
    expect(page.locator("#claim-options")).to_be_visible()
    page.keyboard.press("ArrowUp")
    assert not covered(page, "#claim-options [aria-selected=true]")
    late.send("Fetch.continueRequest", {"requestId": held[0]})
    expect(page.locator("#tagged")).not_to_be_empty()
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert not covered(page, "#claim-options [aria-selected=true]")

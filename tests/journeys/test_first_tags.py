"""The first tags of somebody who has never seen the desk: what is said, and that it is in sight."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from claims.models import Claim, Topic
from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_statement, make_topic
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, covered, focus_on, path, saved

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1280, 800), (1000, 600), (360, 740)]
LONG = (
    "Fog lay over it. The ferry left the harbour before dawn on the third of March with its lights out, the "
    "radio silent and twelve people more than allowed, the harbourmaster said."
    "\nThe owner declined to comment."
)


@pytest.mark.parametrize("size", SIZES)
def test_claim_field_is_whole_while_the_panel_grows(
    visitor: Callable[..., Visitor], editor: User, size: tuple[int, int]
) -> None:
    """What is said of the passage comes a moment later and above the field, which stays whole in sight."""
    capture = make_capture(LONG, by=editor)
    page = visitor(viewport={"width": size[0], "height": size[1]}).enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    expect(page.locator("#tagged")).not_to_be_empty()
    expect(page.locator("#id_text")).to_be_focused()
    assert not covered(page)


def test_next_field_stays_whole_while_an_answer_is_read(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """How an answer is read is said when one is in the next field already, which stays whole above Save."""
    page = visitor(viewport={"width": 1280, "height": 700}).enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.locator("#ask > summary").press("Enter")
    page.locator("#id_new_question").fill("How many are missing?")
    page.get_by_label("Answered by").select_option("number")
    focus_on(page.get_by_label("The answer here"))
    page.keyboard.type("three to four")
    who = page.get_by_role("combobox", name="Who")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(who).to_be_focused()
    expect(page.get_by_text("Read as: 3 to 4")).to_be_visible()
    page.wait_for_function(
        "() => document.activeElement.getBoundingClientRect().bottom"
        " < document.querySelector('.acts').getBoundingClientRect().top"
    )


@pytest.mark.parametrize("size", SIZES)
def test_what_was_saved_is_told_in_sight(
    visitor: Callable[..., Visitor], editor: User, size: tuple[int, int]
) -> None:
    """Saved from far down the form, the panel is at its top again; and so is the form of the next passage."""
    capture = make_capture(LONG, by=editor)
    page = visitor(viewport={"width": size[0], "height": size[1]}).enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.locator("#more > summary").press("Enter")
    focus_on(page.locator("#id_topic"))
    page.keyboard.press("Control+Enter")
    saved(page)
    assert not covered(page, "#undo")
    page.keyboard.press("j")
    page.locator("[data-sentence]").nth(2).dblclick(position={"x": 12, "y": 12})
    expect(page.locator("#tag-form")).to_be_visible()
    assert not covered(page, "#panel-title")


def test_undo_names_no_key_while_one_writes(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """While the next tag is written, U writes a letter: only the button is offered."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(page.locator("#undo kbd")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#undo button")).to_be_visible()
    expect(page.locator("#undo kbd")).to_be_hidden()


def test_space_switches_nothing_off_in_the_help(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """The help opens at its heading, so that whoever goes on reading with Space leaves the keys on."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_label("Single keys are on")).to_be_checked()


def test_printed_words_are_told_from_ones_own(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """The note that the words are the article's goes when they are changed, and comes back with them."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 2)
    page.keyboard.press("Enter")
    expect(page.locator("#claim-help")).to_contain_text("As printed")
    words = page.locator("#id_text").input_value()
    page.keyboard.type("The owner said nothing")
    expect(page.locator("#claim-help")).to_have_text("A new claim.")
    page.locator("#id_text").fill(words)
    expect(page.locator("#claim-help")).to_contain_text("As printed")


def test_arrows_point_the_way_the_article_is_read(visitor: Callable[..., Visitor], editor: User) -> None:
    """Under an English page too, later in an Arabic text is to the left."""
    capture = make_capture("غرقت العبارة مساء الثلاثاء.", by=editor, language="ar")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("Enter")
    later, earlier = (
        page.get_by_role("button", name=f"Start one word {way}") for way in ("later", "earlier")
    )
    signs = [one.evaluate("(one) => getComputedStyle(one, '::before').content") for one in (later, earlier)]
    assert signs == ['"←"', '"→"']
    boxes = [one.bounding_box() for one in (later, earlier)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] < boxes[1]["x"]


def test_phone_says_how_to_begin_and_names_no_key(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Before anything is tapped, the bar at the thumb says what to tap; no key is named where none is."""
    phone = visitor(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = phone.enter(editor, path(capture))
    expect(page.get_by_text("Tap a sentence in which something is claimed.")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Keys")).to_be_hidden()
    expect(page.locator("kbd:visible")).to_have_count(0)
    page.locator("[data-sentence]").nth(1).tap()
    expect(page.get_by_text("Tap a sentence in which")).to_be_hidden()
    page.get_by_role("button", name="Tag this sentence").tap()
    expect(page.locator("#tag-form")).to_be_visible()
    expect(page.locator("kbd:visible")).to_have_count(0)


def test_next_to_complete_is_offered_beside_what_was_completed(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """A changed tag is said to be changed once; when nothing is missing in it, what waits next is a link
    beside it."""
    first = make_statement(capture=capture, exact="Fourteen people were missing", certainty=None, by=editor)
    other = make_statement(capture=capture, exact="The owner declined to comment", certainty=None, by=editor)
    page = visitor().enter(editor, f"{path(capture)}tags/{first.public_id}/")
    row = page.locator("#tags tr").first
    page.locator("#id_said").fill("2 March 2025")
    page.keyboard.press("Control+Enter")
    expect(row).to_contain_text("Changed.")
    expect(row).not_to_contain_text("Next to complete:")
    row.locator("summary").click()
    row.get_by_role("link", name="Complete it").click()
    page.wait_for_url(re.compile(r"/tags/S-\w+/$"))
    page.locator("#id_certainty").select_option("certain")
    page.keyboard.press("Control+Enter")
    expect(row).to_contain_text("Changed.")
    expect(row.get_by_text("Saved", exact=True)).to_be_hidden()
    expect(row).to_be_in_viewport()
    row.get_by_role("link", name=str(other.claim)).click()
    expect(page).to_have_url(f"{page.url.split('/desk')[0]}{path(capture)}tags/{other.public_id}/")


def test_suggestions_follow_each_passage(visitor: Callable[..., Visitor], editor: User) -> None:
    """How it is put, or was not said, is read for every passage anew; what was chosen stays."""
    text = "The ferry sank, the mayor said. Nine are missing, the mayor said. Its owner declined to comment."
    page = visitor().enter(editor, path(make_capture(text, by=editor)))
    for sentence in (0, 1):
        at_sentence(page, sentence)
        page.keyboard.press("Enter")
        if not sentence:
            page.locator("#more > summary").press("Enter")
        expect(page.get_by_label("How does the outlet put it?")).to_have_value("attributed")
        page.keyboard.press("Escape")
    at_sentence(page, 2)
    page.keyboard.press("4")
    silence = page.get_by_label("How they didn’t say")
    expect(silence).to_have_value("no_comment")
    # Also what it began with, chosen by hand.
    silence.select_option("silence")
    with page.expect_response("**/hints/**"):
        page.get_by_role("button", name="End one word earlier").click()
    expect(page.locator("#quote")).to_have_text("Its owner declined to")
    expect(silence).to_have_value("silence")


def test_kind_of_a_new_name_is_shown(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """A new name is shown as what its words say, then as how they know says; what was chosen stays."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("Enter")
    who, row = page.get_by_role("combobox", name="Who"), page.locator("#chain .link")
    kind, knows = row.get_by_label("New here: what is it?"), row.get_by_label("How they know")
    for typed, likely in (("Dmitry Orlov", "person"), ("Interior Ministry", "organisation")):
        who.fill(typed)
        expect(kind).to_have_value("")
        page.get_by_role("option", name=f"New: “{typed}”").click()
        expect(kind).to_have_value(likely)
    knows.select_option("named_media")
    expect(kind).to_have_value("outlet")
    kind.select_option("person")
    knows.select_option("on_record")
    expect(kind).to_have_value("person")


def test_button_stays_under_the_finger_that_presses_it(visitor: Callable[..., Visitor], editor: User) -> None:
    """Pressed again and again, a step shortens a passage of many lines without moving away."""
    phone = visitor(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = phone.enter(editor, path(make_capture(LONG, by=editor)))
    page.locator("[data-sentence]").nth(1).tap()
    page.get_by_role("button", name="Tag this sentence").tap()
    expect(page.locator("#tagged")).not_to_be_empty()
    step = page.get_by_role("button", name="End one word earlier")
    before = step.bounding_box()
    assert before
    for _ in range(12):
        with page.expect_response("**/hints/**"):
            page.touchscreen.tap(before["x"] + 9, before["y"] + 9)
    expect(page.locator("#quote")).not_to_contain_text("twelve people")
    assert step.bounding_box() == before


def test_topic_made_with_a_tag_is_there_for_the_next(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """A topic typed for one tag is in the list for the next, and chosen as the last tag's; it stays one."""
    make_topic("Zeppelins")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("Enter")
    page.get_by_label("Or a new topic").fill("The ferry")
    page.keyboard.press("Control+Enter")
    saved(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#id_topic option:checked")).to_have_text("The ferry")
    expect(page.locator("#id_topic option")).to_have_text(["No topic yet", "The ferry", "Zeppelins"])
    expect(page.get_by_label("Or a new topic")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#tags tr")).to_have_count(2)
    topic = Topic.objects.get(title="The ferry")
    assert set(Claim.objects.values_list("question__topic", flat=True)) == {topic.pk}

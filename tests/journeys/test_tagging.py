"""Tagging by every hand: mouse, touch, other keyboards, no script, two at once, and with the line cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claims import marks
from claims.models import Claim, Statement
from newsroom.models import User
from sources.models import Capture
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_question,
    make_statement,
    on_record,
)
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, focus_on, path, saved

pytestmark = pytest.mark.django_db(transaction=True)

ARABIC = "غرقت العبارة مساء الثلاثاء. وقال مدير الميناء إن أربعة عشر شخصا فقدوا، وإن البحث مستمر."
EMOJI = "🚢🚢 The ferry sank 🌊. Nine people were missing, said the coastguard 🇬🇧."


def drag(page: Page, first: str, last: str) -> None:
    """A real drag from inside the word `first` to inside the word `last`."""
    ends = page.evaluate(
        """([first, last]) => [first, last].map((word) => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(word);
                if (at < 0) continue;
                const range = new Range();
                range.setStart(node, at + 1);
                range.setEnd(node, at + word.length - 1);
                const box = range.getBoundingClientRect();
                return { left: box.left, right: box.right, middle: box.top + box.height / 2 };
            }
        })""",
        [first, last],
    )
    rtl = page.locator(".block").first.evaluate("element => getComputedStyle(element).direction") == "rtl"
    sides = ("right", "left") if rtl else ("left", "right")
    page.mouse.move(ends[0][sides[0]], ends[0]["middle"])
    page.mouse.down()
    page.mouse.move(ends[1][sides[1]], ends[1]["middle"], steps=5)
    page.mouse.up()


@pytest.mark.parametrize(
    ("text", "first", "last", "whole"),
    [
        (None, "people", "missing", "people were missing"),
        (EMOJI, "ferry", "sank", "ferry sank"),
        (EMOJI, "Nine", "missing", "Nine people were missing"),
        (ARABIC, "أربعة", "فقدوا", "أربعة عشر شخصا فقدوا"),
    ],
)
def test_mouse_completes_words_and_adds_no_punctuation(
    visitor: Callable[..., Visitor], editor: User, text: str | None, first: str, last: str, whole: str
) -> None:
    """A drag between words takes both words whole, and no comma; the focus stays in the text."""
    capture = make_capture(*([text] if text else []), by=editor, language="ar" if text == ARABIC else "en")
    page = visitor().enter(editor, path(capture))
    drag(page, first, last)
    expect(page.locator("#quote")).to_have_text(whole)
    assert page.evaluate("document.activeElement.closest('#panel')") is None
    page.get_by_role("button", name="Save").click()
    saved(page)
    assert Statement.objects.get().exact == whole
    expect(page.locator("#text mark")).to_have_text(whole)


def test_word_buttons_move_both_ends(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """Each button moves one end of the passage by a word, so that nobody has to drag exactly."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_have_text("The coastguard put the number at nine.")
    for name in ("Start one word later", "Start one word later", "End one word earlier"):
        page.get_by_role("button", name=name).click()
    expect(page.locator("#quote")).to_have_text("put the number at")
    page.get_by_role("button", name="Start one word earlier").click()
    page.get_by_role("button", name="End one word later").click()
    expect(page.locator("#quote")).to_have_text("coastguard put the number at nine.")
    page.get_by_role("button", name="End one word later").click()
    expect(page.locator("#quote")).to_have_text(
        "coastguard put the number at nine.\nThe", use_inner_text=True
    )


def test_keys_shape_the_passage(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """J and K walk, Shift extends, H and L move the end, Shift the start, C takes the clause."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Shift+J")
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_have_text(
        "The coastguard put the number at nine. The owner declined to comment."
    )
    page.keyboard.press("Escape")
    expect(page.locator("#s-76")).to_be_focused()
    for key in ("k", "h", "Shift+L", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#quote")).to_have_text(
        "people were missing after the ferry sank, the harbour master"
    )
    page.keyboard.press("Escape")
    for key in ("c", "c", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#quote")).to_have_text("the harbour master said")


@pytest.mark.parametrize(
    ("key", "kind"), [("1", "assertion"), ("2", "denial"), ("3", "doubt"), ("4", "silence")]
)
def test_number_keys_tag_with_a_stance(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, key: str, kind: str
) -> None:
    """1 to 4 open the panel with what the passage does chosen already."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press(key)
    page.keyboard.press("Control+Enter")
    saved(page)
    tag = Statement.objects.get()
    assert (tag.kind, tag.certainty, tag.caveat) == (kind, None, None)


def test_russian_keyboard_has_the_same_keys(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Where a key gives another script's letter, its place counts: J is the key that says о."""
    page = visitor().enter(editor, path(capture))
    focus_on(page.locator("[data-sentence]").first)
    session = page.context.new_cdp_session(page)
    for key, code in (("о", "KeyJ"), ("с", "KeyC"), ("о", "KeyJ")):
        for kind in ("keyDown", "keyUp"):
            event: dict[str, Any] = {"type": kind, "key": key, "code": code}
            session.send("Input.dispatchKeyEvent", event)
    assert page.evaluate("document.activeElement.textContent") == "The owner declined to comment."


@pytest.mark.parametrize("keys", ["Control+j", "Alt+j", "Meta+j"])
def test_browsers_own_keys_stay_theirs(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, keys: str
) -> None:
    """A key with a modifier belongs to the browser or the system."""
    page = visitor().enter(editor, path(capture))
    focus_on(page.locator("[data-sentence]").first)
    page.keyboard.press(keys)
    assert page.evaluate("document.activeElement.id") in ("s-0", "")


def test_single_keys_can_be_switched_off(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Off means off, on this device, until switched on; Enter still tags."""
    page = visitor().enter(editor, path(capture))
    focus_on(page.locator("[data-sentence]").first)
    page.keyboard.press("?")
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    focus_on(page.locator("[data-sentence]").first)
    page.keyboard.press("j")
    expect(page.locator("#s-0")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_be_visible()


def test_recorded_claim_is_chosen_while_typing(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Typing offers recorded claims; the arrow and Enter choose one, and no second claim is made."""
    claim = make_claim(text="Nine people were missing")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("nine peop")
    expect(page.get_by_role("option", name="Nine people were missing")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#claim-help")).to_have_text("A recorded claim. Type to write a new one.")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert Statement.objects.get().claim == claim


def test_same_question_is_one_key(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """A sentence like a recorded claim is offered its question; Alt+Enter takes it, and words are read."""
    question = make_question("How many people were missing?", "number", unit="people")
    make_claim(question, 14, text="Fourteen people were missing")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("Nine people were missing")
    expect(page.locator("#alike-claim")).to_have_text("Fourteen people were missing")
    expect(page.locator("#alike kbd").filter(visible=True)).to_have_text(["Alt Enter"])
    page.keyboard.press("Alt+Enter")
    expect(page.locator("#asked-question")).to_have_text("How many people were missing?")
    page.keyboard.type("at least nine")
    expect(page.locator("#reading")).to_have_text("Read as: 9 or more people")
    page.keyboard.press("Control+Enter")
    saved(page)
    claim = Statement.objects.get().claim
    assert (claim.question, str(claim.value().low)) == (question, "9.000000")


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("Ivan Lobanov went missing when the ferry sank", "Pavel Orlov went missing when the ferry sank"),
        ("The water in the port fell to 5 degrees", "The water in the port fell to -5 degrees"),
    ],
)
def test_claim_that_only_resembles_is_not_taken(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, recorded: str, typed: str
) -> None:
    """Enter goes on past a claim of another person or number, and the tag gets a question of its own."""
    other = make_claim(text=recorded, published=False)
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type(typed)
    expect(page.locator("#alike-claim")).to_have_text(recorded)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Who")).to_be_focused()
    page.keyboard.press("Control+Enter")
    saved(page)
    claim = Statement.objects.get().claim
    assert claim.text == typed
    assert claim.question != other.question


def test_chain_of_the_last_tag_is_taken_over(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """The next tag's chain starts as the last one's, is shown, and is saved only when it is shown."""
    make_statement(capture=capture, chain=[on_record(make_entity("Harbour master", "person"))])
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    for key in ("Enter", "Control+Enter"):
        page.keyboard.press(key)
    saved(page)
    assert not Statement.objects.latest("pk").links.exists()
    make_statement(capture=capture, chain=[on_record(make_entity("Coastguard"))])
    page.reload()
    at_sentence(page, 2)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#chain .who")).to_have_text("Coastguard")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#tags tr")).to_have_count(4)
    assert str(Statement.objects.latest("pk").links.get().entity) == "Coastguard"


def test_opening_names_no_source(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """However the device remembers the panel, a speaker whom nobody chose is never recorded."""
    make_statement(capture=capture, chain=[on_record(make_entity("Police sources", "unnamed"))])
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.locator("#more summary").click()
    page.keyboard.press("Escape")
    page.reload()
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    expect(page.locator("#id_certainty")).to_be_visible()
    expect(page.get_by_role("combobox", name="Who")).to_have_value("")
    expect(page.get_by_role("button", name="Same as the last tag: Police sources")).to_be_visible()
    page.keyboard.press("Control+Enter")
    saved(page)
    assert not Statement.objects.latest("pk").links.exists()


def test_cue_is_preselected_and_shown(visitor: Callable[..., Visitor], editor: User) -> None:
    """What the words suggest stands in the fields, with the words it rests on."""
    capture = make_capture("The crew allegedly fled. Nine died.", by=editor)
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#cue")).to_have_text("Cue: “allegedly”.")
    expect(page.locator("#id_caveat")).to_have_value("alleged")


def test_touch_on_a_phone(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """Tap a sentence, as the panel says, then the button; the sheet does not hide the sentence."""
    phone = visitor(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = phone.enter(editor, path(capture))
    expect(page.locator("#idle-how")).to_have_text(
        "Tap a sentence in which something is claimed.", use_inner_text=True
    )
    page.locator("#s-76").tap()
    page.get_by_role("button", name="Tag this sentence").tap()
    expect(page.locator("#quote")).to_have_text("The coastguard put the number at nine.")
    expect(page.locator("#tagged")).not_to_be_empty()
    ends, begins = page.evaluate(
        """[document.getElementById("s-76").getBoundingClientRect().bottom,
            document.getElementById("panel").getBoundingClientRect().top]"""
    )
    assert ends <= begins
    page.get_by_role("button", name="Save").tap()
    saved(page)
    assert Statement.objects.get().exact == "The coastguard put the number at nine."


def test_nothing_is_lost_when_the_line_is_cut(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Without a connection the page says that nothing was saved, keeps what was typed, saves it later."""
    desk = visitor()
    page = desk.enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("Kept through the cut")
    page.wait_for_timeout(500)
    desk.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="Nothing was saved")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value("Kept through the cut")
    desk.context.set_offline(False)
    page.keyboard.press("Control+Enter")
    saved(page)
    assert Claim.objects.get().text == "Kept through the cut"
    desk.complaints.clear()


def test_signed_out_meanwhile_is_told(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """If the session has ended the page says so and keeps what was typed."""
    desk = visitor()
    page = desk.enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    desk.context.clear_cookies(name="sessionid")
    with page.expect_response("**/desk/login/**"):
        page.keyboard.type("Typed in vain?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="You have been signed out")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value("Typed in vain?")
    expect(page.locator("#claim-options > *")).to_have_count(0)
    assert not Statement.objects.exists()


def test_ten_claims_by_keyboard(visitor: Callable[..., Visitor], editor: User) -> None:
    """Ten tags in a row, each from where the last one left the focus."""
    text = " ".join(f"Witness {number} saw the ferry sink." for number in range(10))
    capture = make_capture(text, by=editor)
    page = visitor().enter(editor, path(capture))
    focus_on(page.locator("[data-sentence]").first)
    for number in range(10):
        page.keyboard.press("Enter")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#tags tr")).to_have_count(number + 1)
        page.keyboard.press("j")
    assert Statement.objects.count() == 10
    expect(page.locator("#text sup a")).to_have_text([str(number) for number in range(1, 11)])


def test_passages_at_the_edges_of_a_part(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last sentence of a part and the first of the next are saved like any other."""
    monkeypatch.setattr(marks.parts, "__defaults__", (60,))
    for part in ("1", "2"):
        page = visitor().enter(editor, f"{path(capture)}?part={part}")
        at_sentence(page, 0)
        page.keyboard.press("Enter")
        page.keyboard.press("Control+Enter")
        saved(page)
    assert Statement.objects.count() == 2

"""The panel as somebody meets it: where to begin, whom to name, what to undo, what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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
from tests.journeys.desk import at_sentence, covered, focus_on, path, saved

pytestmark = pytest.mark.django_db(transaction=True)


def chain_of(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("#chain .who").all_text_contents()]


def test_j_begins_where_nobody_has_tagged(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """A page that was just opened has its focus nowhere; J goes to the first sentence without a tag."""
    make_statement(capture=capture)
    page = visitor().enter(editor, path(capture))
    expect(page.locator("#idle-begin")).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("j")
    expect(page.locator("#s-76")).to_be_focused()
    expect(page.locator("#idle-begin")).to_be_hidden()
    expect(page.locator("#idle-tag")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("#s-115")).to_be_focused()


def test_button_begins_where_keys_are_off(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Switched off, J does nothing anywhere, and the button that names it still leads into the text."""
    page = visitor().enter(editor, path(capture))
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys are on").uncheck()
    page.reload()
    expect(page.locator("#idle-begin")).to_be_visible()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Start reading").click()
    expect(page.locator("#s-0")).to_be_focused()


def test_who_is_asked_at_once(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """The open panel shows a field for the speaker; naming one brings up how sure and how it is put."""
    make_entity("Harbour master", "person")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("Enter")
    who = page.get_by_role("combobox", name="Who")
    expect(who).to_be_in_viewport()
    expect(page.locator("#id_certainty")).to_be_hidden()
    focus_on(who)
    page.keyboard.type("harb")
    expect(page.get_by_role("option", name="Harbour master")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#id_certainty")).to_be_visible()
    expect(page.locator("#id_caveat")).to_have_value("attributed")
    page.keyboard.press("Control+Enter")
    saved(page)
    tag = Statement.objects.get()
    assert (str(tag.links.get().entity), tag.certainty, tag.caveat) == (
        "Harbour master",
        "certain",
        "attributed",
    )


def test_outlet_speaks_for_itself_with_one_key(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """The empty field opens nothing by itself, so that Enter names nobody; the arrow offers the article's own
    outlet first, and Enter takes it, in its own voice."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    focus_on(page.get_by_role("combobox", name="Who"))
    page.wait_for_timeout(400)
    expect(page.locator(".link .options li")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="The Harbour Post")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    saved(page)
    link = Statement.objects.get().links.get()
    assert (link.entity, link.basis) == (capture.article.outlet, "own_voice")


def test_chain_is_ordered_by_keyboard(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Alt with an arrow moves a link towards the origin or the outlet; the focus stays in it."""
    chain = [on_record(make_entity(name, "person")) for name in ("First", "Second", "Third")]
    make_statement(capture=capture, chain=chain)
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Same as the last tag: First → Second → Third").click()
    expect(page.locator("#id_certainty")).to_be_focused()
    third = page.locator("#chain .link summary").nth(2)
    focus_on(third)
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    assert chain_of(page) == ["Third", "First", "Second"]
    assert page.evaluate("document.activeElement.textContent").strip().startswith("Third")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Control+Enter")
    saved(page)
    links = Statement.objects.latest("pk").links.order_by("position")
    assert [str(link.entity) for link in links] == ["First", "Third", "Second"]


def test_same_claim_is_taken_with_enter(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Where the very sentence is recorded already, Enter takes that claim, and no second one is made."""
    claim = make_claim(text="The Coastguard put the number at “nine”")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    expect(page.locator("#alike-claim")).to_have_text(claim.text)
    page.keyboard.press("Enter")
    expect(page.locator("#claim-help")).to_have_text("A recorded claim. Type to write a new one.")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert Statement.objects.get().claim == claim


@pytest.mark.parametrize("size", [(1280, 720), (800, 800)], ids=str)
def test_claim_that_looks_alike_is_offered_in_sight(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, size: tuple[int, int]
) -> None:
    """In a low window too, below what else stands under the field, and not under the bar with Save."""
    make_statement(make_claim(text="The ferry sank three miles off the port"), capture, by=editor)
    width, height = size
    page = visitor(viewport={"width": width, "height": height}).enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    expect(page.locator("#enter-takes")).to_be_visible()
    expect(page.locator("#tagged")).not_to_be_empty()
    page.keyboard.type("The ferry sank 3 miles off")
    expect(page.locator("#alike")).to_be_visible()
    assert not covered(page, "#alike")
    assert not covered(page, "#id_text")


def test_tab_leads_past_the_list(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """Tab goes from the claim to what can be pressed: the list below it is for the arrows, however long."""
    for number in range(9):
        make_claim(text=f"The ferry sank {number} miles off the port")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("The ferry sank 3 miles off")
    expect(page.locator("#claim-options")).to_be_visible()
    expect(page.locator("#alike")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#alike-same")).to_be_focused()


def test_what_looks_little_alike_is_not_offered(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """A claim that shares a few words stays in the list for whoever looks, and Enter goes on."""
    make_claim(text="The coastguard bought seven helicopters, a minister said")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    expect(page.locator("#claim-options li")).to_have_count(1)
    expect(page.locator("#alike")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Who")).to_be_focused()


@pytest.mark.parametrize(
    ("language", "text", "recorded", "typed", "reading"),
    [
        (
            "ru",
            "Пропали двое военнослужащих, сообщили власти.",
            "Пропали четверо военнослужащих",
            "не менее двух",
            "Read as: 2 or more",
        ),
        (
            "ar",
            "فقد أربعة عشر شخصا في البحر، كما قال مدير الميناء.",
            "فقد تسعة عشر شخصا في البحر",
            "أربعة عشر",
            "Read as: 14",
        ),
    ],
)
def test_answer_in_words_of_the_article(
    visitor: Callable[..., Visitor],
    editor: User,
    language: str,
    text: str,
    recorded: str,
    typed: str,
    reading: str,
) -> None:
    """In Russian and Arabic too a like claim is offered, and a number in words is read and told back."""
    question = make_question("How many are missing?", "number")
    make_claim(question, 99, text=recorded)
    capture = make_capture(text, language=language, by=editor)
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    expect(page.locator("#alike-claim")).to_have_text(recorded)
    page.keyboard.press("Alt+Enter")
    expect(page.locator("#id_answer")).to_be_focused()
    page.keyboard.insert_text(typed)
    expect(page.locator("#reading")).to_have_text(reading)
    page.keyboard.press("Control+Enter")
    saved(page)
    assert Statement.objects.get().claim.question == question


def test_counts_follow_each_save(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """The queues above the article say what waits now, not what waited when the page was opened."""
    page = visitor().enter(editor, path(capture))
    counts = page.locator("#queue-counts")
    expect(counts).not_to_contain_text("to complete")
    at_sentence(page, 0)
    for number in ("1", "2"):
        page.keyboard.press("Enter")
        page.keyboard.press("Control+Enter")
        expect(counts).to_contain_text(f"{number} to complete")
        page.keyboard.press("j")
    page.keyboard.press("u")
    expect(counts).to_contain_text("1 to complete")


def test_styles_of_a_browser_extension_stay_out_of_what_is_saved(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Whatever a password manager has styled, a save replaces without copying: the policy would refuse it."""
    page = visitor().enter(editor, path(capture))
    for number in range(2):
        at_sentence(page, number)
        page.keyboard.press("Enter")
        page.evaluate(
            """for (const one of document.querySelectorAll("input, textarea, #text p, #last"))
                one.style.setProperty("caret-color", "red")"""
        )
        page.keyboard.press("Control+Enter")
        saved(page)
        expect(page.locator("#tags tr")).to_have_count(number + 1)
        expect(page.locator("#id_key[style], #id_version[style]")).to_have_count(0)


def test_overlapping_passages(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """Two claims in passages that overlap: three marks side by side, the words under both marked double."""
    make_statement(capture=capture, exact="Fourteen people were missing")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    for key in ("Shift+L", "Shift+L", "Shift+L", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#quote")).to_have_text(
        "missing after the ferry sank, the harbour master said.\n", use_inner_text=True
    )
    page.keyboard.press("Control+Enter")
    saved(page)
    marks = page.locator("#text mark")
    expect(marks.nth(1)).to_have_text("missing")
    assert [mark.get_attribute("class") for mark in marks.all()] == ["says", "several", "says"]
    assert page.locator("#text mark mark").count() == 0
    expect(page.locator("#text sup a")).to_have_text(["1", "2"])
    page.keyboard.press("n")
    expect(page.locator("#text sup a").nth(0)).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#text sup a").nth(1)).to_be_focused()


def test_undo_has_no_time_limit(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """Days later the page still knows one's last tag, and U takes it back."""
    tag = make_statement(capture=capture, by=editor)
    page = visitor().enter(editor, path(capture))
    expect(page.locator("#state")).to_contain_text("Your last tag is number 1.")
    at_sentence(page, 1)
    page.keyboard.press("u")
    expect(page.locator("#state")).to_contain_text("Withdrawn.")
    tag.refresh_from_db()
    assert tag.withdrawn_by == editor


def test_undo_of_a_change_has_no_time_limit(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Nor has the last change: by U, or the button, the tag is as it was, and so are its claim's words."""
    tag = make_statement(make_claim(text="Nine ppl lost", published=False), capture, by=editor)
    page = visitor().enter(editor, f"{path(capture)}tags/{tag.public_id}/")
    page.locator("#id_text").fill("Nine people were lost")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**#tag-S-*")
    page.goto(page.url.split("?")[0])
    state, row = page.locator("#state"), page.locator("#tags tr")
    expect(state).to_contain_text("Your last change is to tag number 1. Undo the change")
    expect(row).to_contain_text("Nine people were lost")
    # While the focus is nowhere its key does nothing, and is not named.
    expect(state.locator("kbd")).to_be_hidden()
    at_sentence(page, 1)
    expect(state.locator("kbd")).to_be_visible()
    page.keyboard.press("u")
    expect(state).to_have_text("Put back.")
    expect(row).to_contain_text("Nine ppl lost")
    expect(page.locator("#undo")).to_have_count(0)
    expect(page.locator("[data-sentence]:focus")).to_have_count(1)


def test_far_sentence_comes_into_view(visitor: Callable[..., Visitor], editor: User) -> None:
    """In a long article, laid out only where it is seen, the sentence in focus is always in sight."""
    text = "\n".join(f"Paragraph {n} says what witness {n} saw. It goes on a little." for n in range(150))
    capture = make_capture(text, by=editor)
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 120)
    expect(page.locator("[data-sentence]:focus")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(page.locator("[data-sentence]:focus")).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-sentence]:focus mark")).to_have_count(1)


def test_bar_on_a_phone_hides_no_sentence(visitor: Callable[..., Visitor], editor: User) -> None:
    """Tapping the lowest sentence in sight moves it above the bar that the tap brings up."""
    text = "\n".join(f"Paragraph {n} says what witness {n} saw." for n in range(30))
    capture = make_capture(text, by=editor)
    phone = visitor(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = phone.enter(editor, path(capture))
    lowest = page.evaluate(
        """[...document.querySelectorAll("[data-sentence]")].findLastIndex(
            (one) => one.getBoundingClientRect().bottom < innerHeight - 4)"""
    )
    sentence = page.locator("[data-sentence]").nth(lowest)
    sentence.tap()
    expect(page.locator("#idle-tag")).to_be_visible()
    page.wait_for_function(
        """(n) => document.querySelectorAll("[data-sentence]")[n].getBoundingClientRect().bottom
            <= document.getElementById("panel").getBoundingClientRect().top""",
        arg=lowest,
    )
    assert Claim.objects.count() == 0


def test_keys_beside_the_stances_choose_them(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """The key that stands beside a choice takes it, on the choices themselves and on a button near them."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    focus_on(page.locator("[name=stance]:checked"))
    page.keyboard.press("2")
    expect(page.locator("[name=stance][value=deny]")).to_be_checked()
    expect(page.locator("[name=stance][value=deny]")).to_be_focused()
    focus_on(page.locator("#more > summary"))
    page.keyboard.press("3")
    expect(page.locator("[name=stance][value=query]")).to_be_checked()
    # In a list of words no choice begins with a digit.
    page.keyboard.press("Enter")
    focus_on(page.locator("#id_certainty"))
    page.keyboard.press("1")
    expect(page.locator("[name=stance][value=support]")).to_be_checked()
    expect(page.locator("#id_certainty")).to_be_focused()
    page.locator("#id_text").fill("A boat")
    page.keyboard.type(" 2")
    expect(page.locator("#id_text")).to_have_value("A boat 2")
    expect(page.locator("[name=stance][value=support]")).to_be_checked()

"""Two editors at once, and what is refused: told where the focus is, with nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from claims.models import Statement
from newsroom.models import User
from sources.models import Capture
from tests.factories import (
    make_claim,
    make_statement,
    make_user,
)
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, covered, focus_on, path, saved

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_editors_on_one_tag(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """The second sees both versions, loses nothing, and decides."""
    carol = make_user("editor", name="Carol")
    tag = make_statement(capture=capture, exact="at nine", by=editor)
    edit = f"{path(capture)}tags/{tag.public_id}/"
    mine, theirs = visitor().enter(editor, edit), visitor().enter(carol, edit)
    for page, caveat in ((theirs, "alleged"), (mine, "reported")):
        page.locator("#id_caveat").select_option(caveat)
        page.get_by_role("button", name="Save", exact=False).first.click()
        if page is theirs:
            page.wait_for_url("**#tag-S-*")
    clash = mine.get_by_role("region", name="Not saved yet").or_(mine.locator(".clash"))
    expect(clash.first).to_contain_text("Carol changed this tag while you were editing")
    expect(mine.locator("#id_caveat")).to_have_value("reported")
    mine.get_by_role("button", name="Save mine over it").click()
    mine.wait_for_url("**#tag-S-*")
    assert Statement.objects.standing().get().caveat == "reported"


def test_colleagues_tag_on_the_sentence_is_noticed(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Whoever opens a sentence that a colleague has tagged since is told, before saving."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    carol = make_user("editor", name="Carol")
    make_statement(make_claim(text="Nine were lost"), capture, exact="at nine", by=carol)
    page.keyboard.press("Enter")
    expect(page.locator("#tagged")).to_contain_text("Carol has tagged this sentence: “Nine were lost”.")
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(page.locator("#tags tr")).to_have_count(2)
    expect(page.locator("#text sup a")).to_have_text(["1", "2"])


def test_two_editors_on_one_sentence(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """Both panels were open: whoever saves second is asked whether it is that claim, and both tags stand."""
    carol = make_user("editor", name="Carol")
    mine, theirs = visitor().enter(editor, path(capture)), visitor().enter(carol, path(capture))
    for page in (mine, theirs):
        at_sentence(page, 1)
        page.keyboard.press("Enter")
    theirs.keyboard.press("Control+Enter")
    expect(theirs.locator(".said-state")).to_have_text("Saved.")
    mine.keyboard.press("Control+Enter")
    expect(mine.get_by_role("button", name="Tag that claim")).to_be_focused()
    mine.keyboard.press("1")
    expect(mine.locator(".said-state")).to_have_text("Saved. Carol has tagged this sentence too.")
    expect(mine.locator("#tags tr")).to_have_count(2)


def test_one_editor_in_two_windows(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """Who tags a sentence twice is told: on opening it, or on saving where both panels were open."""
    one, other = visitor().enter(editor, path(capture)), visitor().enter(editor, path(capture))
    for page in (one, other):
        at_sentence(page, 1)
        page.keyboard.press("Enter")
    one.keyboard.press("Control+Enter")
    expect(one.locator(".said-state")).to_have_text("Saved.")
    other.keyboard.press("Control+Enter")
    expect(other.get_by_role("button", name="Tag that claim")).to_be_focused()
    other.keyboard.press("2")
    expect(other.locator(".said-state")).to_have_text(
        "Saved. You have tagged this sentence too, in another window."
    )
    expect(other.locator("#tags tr")).to_have_count(2)
    for page in (one, other):
        with page.expect_response("**/hints/?*"):
            page.keyboard.press("Enter")
    expect(one.locator("#tagged")).to_contain_text("You have tagged this sentence in another window: “The")
    expect(other.locator("#tagged")).to_contain_text("Readers will see none of its 7 words")
    expect(other.locator("#tagged")).not_to_contain_text("in another window")


def test_take_theirs(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """Whoever comes second may leave the colleague's version as it stands."""
    carol = make_user("editor", name="Carol")
    tag = make_statement(capture=capture, exact="at nine", by=editor)
    edit = f"{path(capture)}tags/{tag.public_id}/"
    mine, theirs = visitor().enter(editor, edit), visitor().enter(carol, edit)
    theirs.locator("#id_caveat").select_option("alleged")
    theirs.get_by_role("button", name="Save").first.click()
    theirs.wait_for_url("**#tag-S-*")
    mine.locator("#id_caveat").select_option("reported")
    mine.get_by_role("button", name="Save").first.click()
    expect(mine.locator("#state")).to_have_text("Conflict: a colleague saved first")
    mine.get_by_role("link", name="Take theirs").click()
    mine.wait_for_url("**#tag-S-*")
    assert Statement.objects.standing().get().caveat == "alleged"


def test_refusal_is_where_the_focus_is(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """A tag refused from the foot of the panel leads to the reason, in sight, with the list closed."""
    make_claim(text="Nine people were missing")
    page = visitor(viewport={"width": 1280, "height": 600}).enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.locator("#more summary").click()
    page.locator("#id_text").fill("")
    focus_on(page.get_by_label("Topic").last)
    page.keyboard.press("Control+Enter")
    box = page.get_by_role("alert").filter(has_text="Say in one sentence what is claimed.")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport(ratio=1)
    assert not covered(page, "#problems [role=alert]")
    page.locator("#id_text").fill("Nine people")
    expect(page.locator("#claim-options")).to_be_visible()
    page.locator("#id_exact").evaluate("element => { element.value = 'not these words'; }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#claim-options")).to_be_hidden()
    expect(page.locator("#problems [role=alert]")).to_be_focused()


@pytest.mark.parametrize("size", [(1280, 800), (1366, 650), (1000, 600), (360, 640), (640, 400)])
def test_conflict_is_where_the_focus_is(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, size: tuple[int, int]
) -> None:
    """Two versions come into sight with the focus on them, and so do both ways on, under no bar."""
    carol = make_user("editor", name="Carol")
    tag = make_statement(capture=capture, exact="at nine", by=editor)
    edit = f"{path(capture)}tags/{tag.public_id}/"
    view = {"width": size[0], "height": size[1]}
    mine, theirs = visitor(viewport=view).enter(editor, edit), visitor().enter(carol, edit)
    for page, caveat in ((theirs, "alleged"), (mine, "reported")):
        page.locator("#id_caveat").select_option(caveat)
        page.locator("#id_caveat").press("Control+Enter")
        if page is theirs:
            page.wait_for_url("**#tag-S-*")
    clash = mine.locator(".clash")
    expect(clash).to_be_focused()
    for told in ("h3", "thead", "[name=over]", "a.btn"):
        expect(clash.locator(told)).to_be_in_viewport(ratio=1)
    for button in ("[name=over]", "a.btn"):
        assert not covered(mine, f".clash {button}")
    mine.keyboard.press("Tab")
    expect(mine.get_by_role("button", name="Save mine over it")).to_be_focused()
    assert not covered(mine)


@pytest.mark.parametrize("size", [(1000, 600), (360, 640)])
def test_long_conflict_keeps_both_ways_in_sight(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, size: tuple[int, int]
) -> None:
    """Where two long versions do not fit, whose side is whose and the buttons stay while one reads."""
    tag = make_statement(make_claim(text="The ferry was full " * 20), capture, exact="at nine", by=editor)
    edit = f"{path(capture)}tags/{tag.public_id}/"
    view = {"width": size[0], "height": size[1]}
    mine, theirs = visitor(viewport=view).enter(editor, edit), visitor().enter(editor, edit)
    for page, words in ((theirs, "The ferry was empty " * 20), (mine, "Nobody was aboard " * 25)):
        page.locator("#id_text").fill(words)
        page.locator("#id_text").press("Control+Enter")
        if page is theirs:
            page.wait_for_url("**#tag-S-*")
    clash = mine.locator(".clash")
    expect(clash).to_be_focused()
    for _down in range(4):
        for told in ("thead th >> nth=0", "[name=over]", "a.btn"):
            assert not covered(mine, f".clash {told}")
        mine.mouse.move(view["width"] - 100, view["height"] - 150)
        mine.mouse.wheel(0, 60)
        mine.wait_for_timeout(50)


def test_link_to_what_is_wrong_leaves_the_text_where_it_is(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """From the reasons to the field: the panel scrolls, the page with the sentence does not."""
    page = visitor(viewport={"width": 1280, "height": 600}).enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.get_by_text("How sure, how it is put").click()
    page.get_by_label("Said on").fill("99/99/banana")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("“99/99/banana” is not a date").first).to_be_visible()
    assert not covered(page)
    before = page.evaluate("scrollY")
    page.get_by_role("link", name="Said on").press("Enter")
    expect(page.get_by_label("Said on")).to_be_focused()
    assert page.evaluate("scrollY") == before
    assert not covered(page)

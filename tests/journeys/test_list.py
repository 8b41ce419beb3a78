"""The list of tags below the text: whoever acts in it stays in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.actions.claims import publish
from claims.actions.recapture import recapture
from claims.actions.tag import withdraw
from claims.models import Anchor, Statement
from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_claim, make_entity, make_statement, on_record
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, covered, focus_on, path

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
    """The row's own place says so, with the focus on it, until the next act; at last the list is empty."""
    for tag in (tags[1], tags[2], tags[0]):
        press_in(page, tag, "Withdraw it")
        expect(row_of(page, tag)).to_be_focused()
        expect(row_of(page, tag)).to_contain_text("Withdrawn. Put it back")
        expect(row_of(page, tag)).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Put it back")).to_have_count(1)
    expect(page.locator("#tags tr")).to_have_count(1)
    page.reload()
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_withdrawing_stays_in_a_list_that_was_behind(page: Page, tags: list[Statement], editor: User) -> None:
    """Where the whole list comes anew, because a colleague changed it too, it is the same."""
    withdraw(by=editor, statement=tags[2], why="")
    press_in(page, tags[1], "Withdraw it")
    expect(row_of(page, tags[2])).to_have_count(0)
    expect(row_of(page, tags[1])).to_contain_text("Withdrawn.")
    expect(row_of(page, tags[1])).to_be_focused()


def test_put_back_in_the_list_is_where_the_focus_is(page: Page, tags: list[Statement]) -> None:
    """What was withdrawn from a row is put back from its place, which has the focus as a row again."""
    press_in(page, tags[1], "Withdraw it")
    page.keyboard.press("Tab")
    with page.expect_response("**/desk/counts/"):
        page.keyboard.press("Enter")
    again = Statement.objects.latest("pk")
    assert again.exact == tags[1].exact
    expect(row_of(page, again)).to_be_focused()
    expect(row_of(page, again)).to_contain_text("Put back.")
    expect(row_of(page, tags[1])).to_have_count(0)
    expect(page.locator("#tags tr")).to_have_count(3)


def test_undo_in_the_instant_of_the_save(page: Page, tags: list[Statement]) -> None:
    """Undone as soon as the button is there, the tag is withdrawn without the page being left."""
    at_sentence(page, 0)
    page.evaluate(
        """() => { window.here = true; document.body.addEventListener("htmx:afterRequest", ({ target }) => {
            if (target.id === "tag-form") document.querySelector("#undo button").click(); }); }"""
    )
    page.keyboard.press("Enter")
    page.locator("#id_text").fill("A ferry sank")
    with page.expect_response("**/withdraw/"):
        page.keyboard.press("Control+Enter")
    expect(page.locator("#state")).to_contain_text("Withdrawn.")
    assert page.evaluate("window.here")


def test_undo_of_the_panel_is_never_of_another_tag(page: Page, tags: list[Statement]) -> None:
    """The last tag's undo stays beside acts on others, and goes with that tag."""
    undo = page.locator("#undo")
    expect(undo).to_have_attribute("action", re.compile(tags[2].public_id))
    press_in(page, tags[0], "Withdraw it")
    expect(undo).to_have_attribute("action", re.compile(tags[2].public_id))
    press_in(page, tags[2], "Withdraw it")
    expect(undo).to_have_count(0)
    page.reload()
    expect(undo).to_have_attribute("action", re.compile(tags[1].public_id))
    press_in(page, tags[1], "Withdraw it")
    press(page, page.get_by_role("button", name="Put it back"))
    expect(undo).to_have_count(0)


def test_what_is_done_is_heard_elsewhere_too(page: Page, tags: list[Statement]) -> None:
    """Who has gone on before the answer came keeps the focus, and hears it once."""
    row_of(page, tags[0]).locator("summary").press("Enter")
    button = row_of(page, tags[0]).get_by_role("button", name="Withdraw it")
    heard = page.locator("#list-said")
    with page.expect_response("**/desk/counts/"):
        button.evaluate("one => { one.click(); document.getElementById('s-76').focus(); }")
    expect(heard).to_have_text("Withdrawn.")
    expect(page.locator("#s-76")).to_be_focused()


@pytest.fixture
def carried(capture: Capture, tags: list[Statement], editor: User) -> Capture:
    """The page was changed since, and the last two passages stand in the new text, further down."""
    text = f"The port was closed at noon.\n{capture.text}"
    newest = recapture(by=editor, article=capture.article, text=text, method="pasted").capture
    assert newest is not None
    assert Anchor.objects.filter(capture=newest, outcome="carried").count() == 2
    return newest


@pytest.mark.parametrize("script", [True, False], ids=["script", "without"])
def test_carried_tag_is_put_back(
    visitor: Callable[..., Visitor],
    editor: User,
    tags: list[Statement],
    carried: Capture,
    script: bool,
) -> None:
    """A tag of an older text, withdrawn from the list of the newest, comes back there; no other goes."""
    page = visitor(java_script_enabled=script).enter(editor, path(carried))
    expect(page.locator("mark")).to_have_count(2)
    page.evaluate("window.same = true")
    row = row_of(page, tags[1])
    row.locator("summary").press("Enter")
    row.get_by_role("button", name="Withdraw it").press("Enter")
    expect(row).to_contain_text("Withdrawn. Put it back")
    expect(row).to_be_in_viewport(ratio=1)
    expect(page.locator("mark")).to_have_count(1)
    if script:
        expect(row).to_be_focused()
    row.get_by_role("button", name="Put it back").press("Enter")
    expect(page.locator("mark")).to_have_count(2)
    again = Statement.objects.standing().latest("pk")
    assert (again.exact, Statement.objects.standing().count()) == (tags[1].exact, 3)
    expect(row_of(page, again)).to_contain_text("Put back.")
    expect(row_of(page, again)).to_be_in_viewport(ratio=1)
    expect(page.locator("#tags tr")).to_have_count(2)
    assert page.evaluate("Boolean(window.same)") is script


def test_undo_from_the_text_stays_in_the_text(page: Page, tags: list[Statement]) -> None:
    """U takes the last tag back, and the reader is still in the sentence."""
    at_sentence(page, 1)
    with page.expect_response("**/desk/counts/"):
        page.keyboard.press("u")
    expect(page.locator("#state")).to_contain_text("Withdrawn.")
    expect(page.locator("#s-76")).to_be_focused()


@pytest.mark.parametrize("by", ["key from the text", "key from the row", "button"])
def test_undo_of_an_edit(page: Page, tags: list[Statement], by: str) -> None:
    """The row that an edit leads to says so and undoes it, by U from the text too, where the reader stays."""
    row_of(page, tags[1]).locator("summary").press("Enter")
    row_of(page, tags[1]).get_by_role("link", name="Edit it").press("Enter")
    page.wait_for_url("**/tags/S-*/")
    page.locator("#id_caveat").select_option("alleged")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**#tag-S-*")
    changed = Statement.objects.standing().get(exact=tags[1].exact)
    expect(row_of(page, changed)).to_contain_text("Changed. Undo the change U", use_inner_text=True)
    expect(row_of(page, changed)).to_be_in_viewport(ratio=1)
    expect(page.locator("#undo")).to_have_count(1)
    expect(row_of(page, changed)).to_be_focused()
    if by == "key from the text":
        at_sentence(page, 2)
    with page.expect_response("**/desk/counts/"):
        if by == "button":
            page.get_by_role("button", name="Undo the change").press("Enter")
        else:
            page.keyboard.press("u")
    now = Statement.objects.standing().get(exact=tags[1].exact)
    assert (now.caveat, now.supersedes) == (tags[1].caveat, changed)
    expect(row_of(page, changed)).to_have_count(0)
    expect(row_of(page, now)).to_contain_text("Put back.")
    expect(page.locator("#s-115" if "text" in by else f"#tag-{now.public_id}")).to_be_focused()
    expect(page.locator("#tags tr")).to_have_count(3)
    expect(page.locator("#undo")).to_have_count(0)
    focus_on(row_of(page, now))
    page.keyboard.press("j")
    expect(page.locator("[data-sentence]:focus")).to_have_count(1)


def test_publishing_all_tells_the_queues(page: Page, tags: list[Statement]) -> None:
    """What waited to be published is counted no more, and the button's place says so, with the focus."""
    counts = page.locator("#queue-counts")
    expect(counts).to_contain_text("3 to publish")
    press(page, page.get_by_role("button", name="Publish all 3 claims that are desk only"))
    expect(counts).not_to_contain_text("to publish")
    expect(page.locator("#publish-all")).to_have_text("Published 3 claims.")
    expect(page.locator("#publish-all")).to_be_focused()
    expect(page.locator("#undo")).to_have_count(1)


def test_publishing_one_stays_in_its_row(page: Page, tags: list[Statement]) -> None:
    """A claim published from its row leaves the focus in that row."""
    press_in(page, tags[1], "Publish this claim")
    expect(row_of(page, tags[1])).to_contain_text("Published 1 claim.")
    expect(page.locator("#queue-counts")).to_contain_text("2 to publish")
    expect(row_of(page, tags[1])).to_be_focused()
    press_in(page, tags[0], "Publish this claim")
    expect(page.get_by_text("Published 1 claim.")).to_have_count(1)


def test_refusal_is_in_sight_from_the_end_of_a_long_list(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, tags: list[Statement]
) -> None:
    """What was not done is said where one is, however far down the list."""
    chain = [on_record(make_entity("The owner"))]
    for number in range(30):
        make_statement(make_claim(text=f"Claim {number}"), capture, exact="declined", chain=chain, by=editor)
    page = visitor().enter(editor, path(capture))
    publish(by=editor, claims=[tag.claim for tag in tags])
    page.get_by_role("button", name="Publish all 3 claims that are desk only").press("Enter")
    expect(page.locator("#notice")).to_contain_text("These claims are published already.")
    expect(page.locator("#notice .note")).to_be_in_viewport(ratio=1)
    # As long as what is refused may be.
    page.locator("#notice p").last.evaluate("one => { one.textContent = `${one.textContent} `.repeat(60); }")
    for _stop in range(30):
        page.keyboard.press("Shift+Tab")
        assert not covered(page)


def test_row_below_follows_a_tag_above(visitor: Callable[..., Visitor], editor: User) -> None:
    """Words tagged further up may leave none for one below: its row says so, and keeps what is typed."""
    text = "Nine people went missing at night. " + "The harbour was calm and quiet. " * 20
    capture = make_capture(text, by=editor)
    words = "The harbour was calm and quiet. The harbour was calm"
    below = make_statement(make_claim(published=False), capture, exact=words, by=editor)
    page = visitor().enter(editor, path(capture))
    row_of(page, below).locator("summary").click()
    row_of(page, below).get_by_label("Why it is withdrawn").fill("Misread")
    for said in ("Nine are missing", "Nine got lost"):
        at_sentence(page, 0)
        page.keyboard.press("Enter")
        page.keyboard.type(said)
        page.keyboard.press("Control+Enter")
        expect(row_of(page, below)).to_contain_text("Not quoted to readers")
        expect(row_of(page, below).get_by_label("Why it is withdrawn")).to_have_value("Misread")
        page.keyboard.press("u")
        expect(row_of(page, below)).not_to_contain_text("Not quoted to readers")

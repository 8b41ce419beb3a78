"""Drafts on this device: kept by the passage, offered, continued, thrown away."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from claims import marks
from claims.models import Statement
from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_claim, make_statement
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, draft_kept, focus_on, path, saved
from tests.sources.test_unwrapping import PROSE

pytestmark = pytest.mark.django_db(transaction=True)


def test_draft_can_be_thrown_away(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """A draft is offered until it is continued, saved or thrown away, and then no more."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("Half a thought")
    draft_kept(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Continue the draft")).to_be_visible()
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("#draft")).to_be_hidden()
    page.reload()
    expect(page.locator("#idle-begin")).to_be_visible()
    expect(page.locator("#draft")).to_be_hidden()


def test_draft_keeps_the_whole_panel(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """Speaker, basis, stance and ticks come back with the sentence after a reload."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("2")
    page.get_by_role("combobox", name="Who").fill("Coastguard")
    page.get_by_label("How they know").select_option("on_record")
    page.get_by_label("We have seen the original").check()
    draft_kept(page)
    page.reload()
    page.get_by_role("button", name="Continue the draft").click()
    expect(page.get_by_role("combobox", name="Who")).to_have_value("Coastguard")
    focus_on(page.locator("#id_text"))
    page.keyboard.press("Control+Enter")
    saved(page)
    tag = Statement.objects.get()
    link = tag.links.get()
    assert (tag.kind, tag.original_seen, str(link.entity), link.basis) == (
        "denial",
        True,
        "Coastguard",
        "on_record",
    )


def test_draft_is_whole_however_soon_one_leaves(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """What was typed in the last moment before the page went is on this device like all the rest."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("Half a")
    draft_kept(page)
    page.keyboard.type(" thought")
    page.reload()
    page.get_by_role("button", name="Continue the draft").click()
    expect(page.locator("#id_text")).to_have_value("Half a thought")


def test_draft_of_another_passage_stays(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Saving one sentence keeps what was typed on another, and the offer says which words that is."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 0)
    page.keyboard.press("Enter")
    page.keyboard.type("Half a thought")
    page.keyboard.press("Escape")
    expect(page.locator("#draft")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#draft")).to_be_hidden()
    expect(page.locator("#state")).to_be_empty()
    page.keyboard.type("Nine were missing")
    draft_kept(page)
    page.keyboard.press("Control+Enter")
    saved(page)
    offer = page.get_by_role("button", name="Continue the draft “Fourteen people were missing after the…”")
    expect(offer).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    offer.click()
    expect(page.locator("#id_text")).to_have_value("Half a thought")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#tags tr")).to_have_count(2)
    expect(page.locator("#draft")).to_be_hidden()
    claims = Statement.objects.order_by("pk").values_list("claim__text", flat=True)
    assert list(claims) == ["Nine were missing", "Half a thought"]


def test_saving_a_passage_forgets_its_own_drafts(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """A sentence begun, left, begun anew and saved leaves no draft behind."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("Half a thought")
    page.keyboard.press("Escape")
    expect(page.locator("#draft")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_be_visible()
    expect(page.locator("#draft")).to_be_visible()
    page.keyboard.type("Nine were missing")
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(page.locator("#draft")).to_be_hidden()
    page.reload()
    expect(page.locator("#idle-begin")).to_be_visible()
    expect(page.locator("#draft")).to_be_hidden()


@pytest.mark.parametrize("reloaded", [False, True])
def test_draft_has_its_own_notes(visitor: Callable[..., Visitor], editor: User, reloaded: bool) -> None:
    """Under a claim that was begun in own words stands what stood there, nothing said of the passage's."""
    capture = make_capture(f"The harbour master said {'nine and ' * 25} more.", by=editor)
    page = visitor().enter(editor, path(capture))
    note, warning = page.locator("#claim-help"), page.locator("#claim-warning")
    at_sentence(page, 0)
    page.keyboard.press("Enter")
    expect(warning).to_contain_text("More than 25 words of the article in a row")
    page.keyboard.type("Half a thought")
    expect(note).to_have_text("A new claim.")
    draft_kept(page)
    page.keyboard.press("Escape")
    if reloaded:
        page.reload()
    page.get_by_role("button", name="Continue the draft").click()
    expect(page.locator("#id_text")).to_have_value("Half a thought")
    expect(note).to_have_text("A new claim.")
    expect(warning).to_be_empty()


def test_draft_with_a_recorded_claim_says_so(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """A draft of a recorded claim is one of it when it is continued: nothing asks what it answers."""
    make_claim(text="The ferry sank three miles off the port")
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("The ferry sank")
    page.get_by_role("option", name="The ferry sank three miles off the port").click()
    page.get_by_role("combobox", name="Who").fill("Coastguard")
    page.locator("#close").click()
    page.get_by_role("button", name="Continue the draft").click()
    expect(page.locator("#claim-help")).to_have_text("A recorded claim. Type to write a new one.")
    expect(page.get_by_text("The question it answers")).to_be_hidden()


def test_draft_of_an_edit(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """What was changed in a tag and not saved is offered when the tag is opened again, and saved once."""
    tag = make_statement(capture=capture, exact="at nine", by=editor)
    edit = f"{path(capture)}tags/{tag.public_id}/"
    page = visitor().enter(editor, edit)
    page.locator("#id_caveat").select_option("alleged")
    draft_kept(page)
    page.reload()
    expect(page.locator("#id_caveat")).to_have_value("attributed")
    page.get_by_role("button", name="Continue the draft").click()
    expect(page.locator("#id_caveat")).to_have_value("alleged")
    focus_on(page.locator("#id_text"))
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**#tag-S-*")
    assert Statement.objects.standing().get().caveat == "alleged"


def test_drafts_are_offered_on_every_part(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are listed on each part of a long article, those of another say which, and one click is there."""
    monkeypatch.setattr(marks.parts, "__defaults__", (60,))
    page = visitor().enter(editor, path(capture))
    rows = page.locator("#draft li")
    for part, words in (("1", "Half a thought"), ("2", "Another half")):
        page.goto(page.url.partition("?")[0] + f"?part={part}")
        at_sentence(page, 0)
        page.keyboard.press("Enter")
        page.keyboard.type(words)
        draft_kept(page)
        page.keyboard.press("Escape")
    expect(rows).to_have_count(2)
    expect(rows.first).not_to_contain_text("on part")
    expect(rows.last).to_contain_text("on part 1")
    page.get_by_role("link", name="Continue the draft “Fourteen people were missing after the…”").click()
    page.wait_for_url(re.compile(r"[?]part=1$"))
    expect(page.locator("#id_text")).to_have_value("Half a thought")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("on part 2")
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("#draft")).to_be_hidden()


def test_drafts_of_one_part_are_all_offered(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Two begun sentences are both on offer, and the older one can be gone on with first."""
    page = visitor().enter(editor, path(capture))
    for number, words in enumerate(("Half a thought", "Another half")):
        at_sentence(page, number)
        page.keyboard.press("Enter")
        page.keyboard.type(words)
        draft_kept(page)
        page.keyboard.press("Escape")
    expect(page.locator("#draft li")).to_have_count(2)
    page.get_by_role("button", name="Continue the draft “Fourteen people").click()
    expect(page.locator("#id_text")).to_have_value("Half a thought")


def test_draft_survives_a_reload(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """What was typed and not saved is on this device after a reload, and gone once saved."""
    page = visitor().enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("Half a thought")
    expect(page.locator("#state")).to_contain_text("Draft on this device")
    page.reload()
    page.get_by_role("button", name="Continue the draft").click()
    expect(page.locator("#id_text")).to_have_value("Half a thought")
    expect(page.locator("#quote")).to_have_text("The coastguard put the number at nine.")
    page.keyboard.press("Control+Enter")
    saved(page)
    page.reload()
    expect(page.get_by_role("button", name="Continue the draft")).to_be_hidden()


def test_article_is_kept_after_a_question_that_is_asked_no_more(
    visitor: Callable[..., Visitor], editor: User
) -> None:
    """Answered about lines that are broken no longer, the form goes on keeping what is typed."""
    page = visitor().enter(editor, "/desk/articles/new/")
    text, state = page.locator("#id_text"), page.locator("#entry-state")
    text.fill("\n\n".join(textwrap.fill(one, 60) for one in PROSE["en"]))
    page.get_by_role("button", name="Record the article").click()
    page.get_by_label("Keep every line").check()
    text.fill("Nine were missing.")
    expect(state).to_contain_text("Draft on this device")
    page.get_by_role("button", name="Record the article").click()
    expect(page.get_by_label("Keep every line")).to_have_count(0)
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    expect(state).to_be_empty()
    page.get_by_label("Headline").fill("Ferry sinks")
    expect(state).to_contain_text("Draft on this device")

"""What is typed and not sent: signed out and in again meanwhile, or beside another form that is used."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import DeskNote, Statement
from newsroom.models import User
from sources.models import Capture
from tests.factories import PASSWORD, make_claim
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, path, saved

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "Ask the harbour master again"


def sign_out_beside(desk: Visitor) -> None:
    """In a second tab."""
    tab = desk.context.new_page()
    tab.goto(desk.address + "/desk/")
    tab.get_by_role("button", name="Sign out").click()
    expect(tab.get_by_role("button", name="Sign out")).to_have_count(0)
    tab.close()


def sign_in_beside(desk: Visitor, user: User, *, out: bool = True) -> None:
    """In a second tab, signed out there before."""
    if out:
        sign_out_beside(desk)
    tab = desk.context.new_page()
    tab.goto(desk.address + "/desk/")
    tab.get_by_label("Username").fill(user.username)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("button", name="Sign out")).to_be_visible()
    tab.close()


def note(page: Page) -> None:
    page.get_by_label("A note for colleagues").fill(NOTE)


def has_note(page: Page) -> None:
    expect(page.get_by_label("A note for colleagues")).to_have_value(NOTE)


def test_tag_is_saved_after_signing_in_beside_it(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Signed out, told so, signed in again in another tab as the page says: then Save saves."""
    desk = visitor()
    page = desk.enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("Nine were missing")
    sign_out_beside(desk)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="You have been signed out")).to_be_visible()
    sign_in_beside(desk, editor, out=False)
    page.locator("#id_text").press("Control+Enter")
    saved(page)
    assert Statement.objects.get().claim.text == "Nine were missing"


def test_plain_form_is_sent_after_signing_in_beside_it(visitor: Callable[..., Visitor], editor: User) -> None:
    """So is a form that loads a page."""
    desk = visitor()
    page = desk.enter(editor, f"/desk/claims/{make_claim().public_id}/")
    note(page)
    sign_in_beside(desk, editor)
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("The note is kept.")).to_be_visible()


def test_form_is_not_sent_as_whoever_signed_in_since(
    visitor: Callable[..., Visitor], editor: User, reviewer: User, capture: Capture
) -> None:
    """A colleague signs in beside a page: what is written there is recorded as nobody's, and still there."""
    desk = visitor()
    page = desk.enter(editor, path(capture))
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.type("Nine were missing")
    sign_in_beside(desk, reviewer)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="somebody else is signed in here")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value("Nine were missing")
    assert not Statement.objects.exists()
    # The script says so to whoever looks into the browser's console.
    assert all("Status Error Code 403" in one for one in desk.complaints)
    desk.complaints.clear()
    sign_in_beside(desk, editor)
    page.locator("#id_text").press("Control+Enter")
    saved(page)


def test_plain_form_can_be_sent_again_without_a_script(visitor: Callable[..., Visitor], editor: User) -> None:
    """The page that refuses it has what was typed, and one button sends it."""
    desk = visitor(java_script_enabled=False)
    page = desk.enter(editor, f"/desk/claims/{make_claim().public_id}/")
    note(page)
    sign_in_beside(desk, editor)
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This form has expired")
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("The note is kept.")).to_be_visible()
    assert DeskNote.objects.get().text == NOTE


def test_note_comes_back_after_signing_in(visitor: Callable[..., Visitor], editor: User) -> None:
    """A form sent after the session's end leads to the door, and from there to what was typed."""
    desk = visitor()
    page = desk.enter(editor, f"/desk/claims/{make_claim().public_id}/")
    note(page)
    desk.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Add the note").click()
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    has_note(page)
    assert not DeskNote.objects.exists()


@pytest.mark.parametrize("button", ["Tell me", "Publish", "It alleges wrongdoing"])
def test_note_stays_beside_another_button(visitor: Callable[..., Visitor], editor: User, button: str) -> None:
    """Any other act leaves it and says so; sent at last, it is kept once and gone from its field."""
    claim = make_claim(published=False)
    page = visitor().enter(editor, f"/desk/claims/{claim.public_id}/")
    note(page)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("main > .note").first).to_be_visible()
    has_note(page)
    expect(page.get_by_text("Not sent yet")).to_be_visible()
    page.reload()
    has_note(page)
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("The note is kept.")).to_be_visible()
    expect(page.get_by_label("A note for colleagues")).to_have_value("")
    page.reload()
    expect(page.get_by_label("A note for colleagues")).to_have_value("")
    assert DeskNote.objects.count() == 1


def test_next_user_of_the_tab_is_not_shown_what_was_typed(
    visitor: Callable[..., Visitor], editor: User, contributor: User
) -> None:
    """It is there again for whoever typed it."""
    desk, path_of_it = visitor(), f"/desk/claims/{make_claim().public_id}/"
    page = desk.enter(editor, path_of_it)
    note(page)
    page.get_by_role("button", name="Sign out").click()
    desk.enter(contributor, path_of_it)
    expect(page.get_by_label("A note for colleagues")).to_have_value("")
    desk.enter(editor, path_of_it)
    has_note(page)


def test_refused_form_and_those_beside_it_stay(visitor: Callable[..., Visitor], editor: User) -> None:
    """What one form's refusal says is kept is kept through the use of another, in an opened part."""
    claim = make_claim(published=False)
    page = visitor().enter(editor, f"/desk/claims/{claim.public_id}/")
    note(page)
    page.get_by_text("Propose a verdict").click()
    status = page.get_by_role("radio", name="Not verified so far")
    status.check()
    page.get_by_role("button", name="Set the status").click()
    expect(page.get_by_text("Not saved yet.").first).to_be_visible()
    has_note(page)
    page.get_by_role("button", name="Tell me", exact=True).click()
    expect(page.get_by_role("button", name="Tell me no more")).to_be_visible()
    has_note(page)
    expect(status).to_be_visible()
    expect(status).to_be_checked()

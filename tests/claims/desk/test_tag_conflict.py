"""Two who change one tag at once: both sides are shown, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.actions.tag import withdraw
from claims.models import Statement
from tests.claims.desk.tags import HTMX, client_of, edit, make_colleague, tag_url
from tests.pages import Seen

pytestmark = pytest.mark.django_db


def test_one_account_in_two_windows_is_not_told_of_somebody_else(
    editor_client: Client, tag: Statement
) -> None:
    """Whoever changed the tag in another window reads that it was themself, and what each button keeps."""
    editor_client.post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX)
    answer = editor_client.post(tag_url(tag), edit(tag, caveat="reported"), headers=HTMX)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "you changed this tag in another window" in html
    assert "Keep what is stored" in html
    assert "theirs" not in html.lower()


def test_second_editor_sees_both_sides(editor_client: Client, tag: Statement) -> None:
    """Who saves second is shown what is stored beside theirs, with 409, and nothing is saved."""
    colleague = client_of(make_colleague())
    assert colleague.post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX).status_code == 200
    answer = editor_client.post(tag_url(tag), edit(tag, caveat="reported"), headers=HTMX)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Carol changed this tag while you were editing" in html
    assert sides(html) == [("Allegedly", "Reportedly")]
    assert "The same in both: Passage, Claim, Question, Kind, Who, How sure, Said on, Original seen" in html
    assert "Save mine over it" in html
    assert "Take theirs" in html
    assert Statement.objects.standing().get().caveat == "alleged"


def test_conflict_shows_all_that_differs(editor_client: Client, tag: Statement) -> None:
    """Words of the claim that the other has not are marked, and neither date nor original is passed over."""
    colleague = client_of(make_colleague())
    theirs = edit(tag, claim="", text="Nine men were missing", said="2025-05-20")
    colleague.post(tag_url(tag), theirs, headers=HTMX)
    mine = edit(tag, claim="", text="Nine boys were missing", original_seen="on")
    html = editor_client.post(tag_url(tag), mine, headers=HTMX).content.decode()
    assert sides(html) == [
        ("Nine men were missing", "Nine boys were missing"),
        ("20 May 2025", "The article’s date"),
        ("No", "Yes"),
    ]
    assert "Nine <mark>men</mark> were missing" in html
    assert "Nine <mark>boys</mark> were missing" in html


def test_mine_is_saved_over_what_was_shown(editor_client: Client, tag: Statement) -> None:
    """ "Save mine over it" replaces the colleague's version that was shown."""
    client_of(make_colleague()).post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX)
    theirs = Statement.objects.standing().get()
    mine = edit(tag, caveat="reported", over="1", seen=theirs.public_id)
    assert editor_client.post(tag_url(tag), mine, headers=HTMX).status_code == 200
    now = Statement.objects.standing().get()
    assert (now.caveat, now.supersedes) == ("reported", theirs)


def test_mine_is_not_saved_over_what_was_never_shown(editor_client: Client, tag: Statement) -> None:
    """If a third version came meanwhile, it is shown in its turn."""
    colleague = client_of(make_colleague())
    colleague.post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX)
    second = Statement.objects.standing().get()
    colleague.post(tag_url(second), edit(second, caveat="fact"), headers=HTMX)
    mine = edit(tag, caveat="reported", over="1", seen=second.public_id)
    answer = editor_client.post(tag_url(tag), mine, headers=HTMX)
    assert answer.status_code == 409
    assert "As fact" in answer.content.decode()


def test_mine_is_saved_where_theirs_was_withdrawn(editor_client: Client, tag: Statement) -> None:
    """A tag that was withdrawn meanwhile can be recorded again on purpose."""
    withdraw(by=make_colleague(), statement=tag)
    answer = editor_client.post(tag_url(tag), edit(tag), headers=HTMX)
    assert answer.status_code == 409
    assert "Carol withdrew this tag" in answer.content.decode()
    again = editor_client.post(tag_url(tag), edit(tag, over="1", seen=tag.public_id), headers=HTMX)
    assert again.status_code == 200
    assert Statement.objects.standing().get().supersedes is None


def test_conflict_without_script_keeps_everything(editor_client: Client, tag: Statement) -> None:
    """Without script the whole page comes back with 409, both sides and what was typed."""
    client_of(make_colleague()).post(tag_url(tag), edit(tag, caveat="alleged"))
    answer = editor_client.post(tag_url(tag), edit(tag, claim="", text="My own words", caveat="reported"))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Save mine over it" in html
    assert "My own words</textarea>" in html


def sides(html: str) -> list[tuple[str, ...]]:
    """What a conflict shows of the stored tag, and beside it of the other."""
    return [tuple(row) for row in Seen(html).rows[1:] if len(row) == 2]

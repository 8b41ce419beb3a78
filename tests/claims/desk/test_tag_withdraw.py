"""Taking a tag back, without a time limit, and putting it back."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.actions.claims import publish
from claims.actions.moving import merge_claims
from claims.actions.tag import withdraw
from claims.models import Statement
from newsroom.models import Event, User
from tests.claims.desk.tags import HTMX, client_of
from tests.factories import make_capture, make_claim, make_entity, make_statement, on_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag(editor: User) -> Statement:
    chain = [on_record(make_entity("Coastguard"), as_printed="the coastguard")]
    return make_statement(capture=make_capture(by=editor), exact="at nine", chain=chain, by=editor)


def url(tag: Statement, act: str) -> str:
    return f"/desk/articles/{tag.capture.article.public_id}/tags/{tag.public_id}/{act}/"


def test_withdrawn_tag_leaves_the_text_and_stays_in_the_record(
    editor_client: Client, editor: User, tag: Statement
) -> None:
    """The mark and the row go; who, when and why stay."""
    answer = editor_client.post(url(tag, "withdraw"), {"why": "Misread", "version": "1-0"}, headers=HTMX)
    html = answer.content.decode()
    assert f'id="tag-{tag.public_id}" hx-swap-oob="delete"' in html
    assert "<mark" not in html
    assert "Put it back" in html
    tag.refresh_from_db()
    assert (tag.withdrawn_by, tag.withdrawn_why) == (editor, "Misread")
    assert Event.objects.filter(action="update: withdraw", actor=editor.username).exists()


def test_withdrawing_twice_is_told(editor_client: Client, tag: Statement) -> None:
    """Who comes second is told, and the first withdrawal stands."""
    editor_client.post(url(tag, "withdraw"), {"why": "Misread"}, headers=HTMX)
    answer = editor_client.post(url(tag, "withdraw"), {"why": "Other"}, headers=HTMX)
    assert answer.status_code == 409
    assert "has withdrawn or replaced this tag" in answer.content.decode()
    tag.refresh_from_db()
    assert tag.withdrawn_why == "Misread"


def test_put_back_as_it_was(editor_client: Client, tag: Statement) -> None:
    """What was withdrawn is recorded again with its chain; the record keeps both."""
    editor_client.post(url(tag, "withdraw"), headers=HTMX)
    assert editor_client.post(url(tag, "restore"), headers=HTMX).status_code == 200
    again = Statement.objects.standing().get()
    assert (again.claim, again.passage, again.caveat) == (tag.claim, tag.passage, tag.caveat)
    link = again.links.get()
    assert (link.basis, link.as_printed) == ("on_record", "the coastguard")
    assert Statement.objects.count() == 2


def test_standing_tag_is_not_put_back(editor_client: Client, tag: Statement) -> None:
    """Putting back what stands makes no second one."""
    assert editor_client.post(url(tag, "restore"), headers=HTMX).status_code == 409
    assert Statement.objects.count() == 1


def test_tag_that_moved_is_not_put_back(editor_client: Client, editor: User, tag: Statement) -> None:
    """What moved with its claim counts there; it does not come back on the claim that was left."""
    left, target = tag.claim, make_claim()
    merge_claims(by=editor, claim=left, into=target)
    answer = editor_client.post(url(tag, "restore"), headers=HTMX)
    assert answer.status_code == 409
    assert "This claim has moved." in answer.content.decode()
    assert not Statement.objects.standing().filter(claim=left).exists()


def test_contributor_puts_nothing_back_before_readers(contributor: User, editor: User) -> None:
    """What an editor took from a published claim only an editor puts back."""
    claim = make_claim(published=False)
    tag = make_statement(claim, make_capture(by=contributor), by=contributor)
    publish(by=editor, claims=[claim])
    withdraw(by=editor, statement=tag)
    assert client_of(contributor).post(url(tag, "restore"), headers=HTMX).status_code == 409
    assert not Statement.objects.standing().exists()


def test_without_script_it_leads_back(editor_client: Client, tag: Statement) -> None:
    """Without script the answer is the article's page, with the word on what happened."""
    page = editor_client.post(url(tag, "withdraw"), {"why": "Mis\0read"}, follow=True)
    assert "Withdrawn." in page.content.decode()

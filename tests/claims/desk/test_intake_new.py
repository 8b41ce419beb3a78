"""Asking for a page by its address or with a file: what is refused at once, and how often one may ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.forms.whole_text import CONTRIBUTORS_LIMIT, LIMIT
from newsroom.models import User
from sources.models import Intake
from tests.claims.desk.intakes import ADD, ADDRESS, FETCH, PAGE, UPLOAD, jobs, page_file, text_of
from tests.claims.desk.tags import client_of

pytestmark = pytest.mark.django_db


def test_asking_twice_asks_once(editor_client: Client) -> None:
    """The same address, still on its way, is one page."""
    first, second = (editor_client.post(FETCH, {"url": url}) for url in (ADDRESS, ADDRESS + "#comments"))
    assert first["Location"] == second["Location"]
    assert len(jobs()) == 1


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (None, "Choose the file of the page."),
        (page_file("story.pdf", b"%PDF-1.7"), "This is not a saved page."),
        (page_file("story.html", b"%PDF-1.7 ..."), "This is not a saved page."),
        (page_file("story", PAGE), "This is not a saved page."),
        (page_file("story.html", b""), "The file is empty."),
    ],
)
def test_file_that_is_no_page_is_refused(editor_client: Client, file: Any, says: str) -> None:
    """The error is beside the file, with what to do."""
    answer = editor_client.post(UPLOAD, {"file": file} if file else {})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert not Intake.objects.exists()


def test_upload_is_limited_by_role(contributor: User, editor_client: Client) -> None:
    """A contributor 2 MB, an editor 10."""
    for client, limit in ((client_of(contributor), CONTRIBUTORS_LIMIT), (editor_client, LIMIT)):
        assert client.post(UPLOAD, {"file": page_file(raw=b"x" * (limit + 1))}).status_code == 422
        assert client.post(UPLOAD, {"file": page_file(raw=b"x" * limit)}).status_code == 302


def test_contributor_uploads_and_does_not_fetch(contributor: User, editor_client: Client) -> None:
    """A contributor sees no field for an address, and none of their colleagues' pages."""
    editor_client.post(UPLOAD, {"file": page_file("secret.html")})
    client = client_of(contributor)
    answer = text_of(client.get(ADD))
    assert "By its address" not in answer
    assert "secret.html" not in answer
    client.post(UPLOAD, {"file": page_file("mine.html")})
    assert "mine.html" in text_of(client.get("/desk/"))
    assert "mine.html" in text_of(editor_client.get("/desk/"))


def test_fetches_of_one_editor_are_limited(editor_client: Client) -> None:
    """Twenty an hour; then later, with the address kept."""
    for number in range(20):
        assert editor_client.post(FETCH, {"url": f"https://news.example/{number}"}).status_code == 302
    answer = editor_client.post(FETCH, {"url": "https://news.example/20"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert 'value="https://news.example/20"' in answer.content.decode()
    assert Intake.objects.count() == 20


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "Paste the page’s address."),
        ("file:///etc/passwd", "That is no web address."),
        ("javascript:alert(1)", "That is no web address."),
        ("nonsense", "That is no web address."),
    ],
)
def test_address_that_is_none_is_refused_at_once(editor_client: Client, url: str, says: str) -> None:
    """Nothing is queued for what can never be a page."""
    answer = editor_client.post(FETCH, {"url": url})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert not Intake.objects.exists()


def test_lists_ask_the_database_once(editor_client: Client, editor: User) -> None:
    """Ten pages on their way cost as many queries as one, and their bytes stay where they are."""

    def queries() -> tuple[int, str]:
        with CaptureQueriesContext(connection) as asked:
            editor_client.get(ADD)
        return len(asked), " ".join(query["sql"] for query in asked)

    Intake.objects.create(method="uploaded", asked_by=editor, raw=b"x", file_name="1.html")
    one, _sql = queries()
    for number in range(10):
        Intake.objects.create(method="uploaded", asked_by=editor, raw=b"x", file_name=f"{number}.html")
    many, sql = queries()
    assert many == one
    assert '"sources_intake"."found"' not in sql


def test_form_to_paste_leads_to_itself_after_a_refused_file(editor_client: Client) -> None:
    """On the page that another way in was refused on, the pasted text is sent where it belongs."""
    html = editor_client.post(UPLOAD, {}).content.decode()
    assert f'<form class="form entry" method="post" action="{ADD}"' in html

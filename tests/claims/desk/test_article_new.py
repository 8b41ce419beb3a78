"""Adding an article by pasting it."""

from __future__ import annotations

import re
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from claims.forms.whole_text import CONTRIBUTORS_LIMIT, LIMIT
from newsroom.models import User
from sources.models import Article, Capture, Entity
from tests.claims.desk.tags import client_of
from tests.factories import make_outlet
from tests.sources.test_unwrapping import PROSE

pytestmark = pytest.mark.django_db
URL = "/desk/articles/new/"
WHOLE = {
    "text": "The ferry sank.\r\n\r\nNine were missing. ",
    "headline": "Ferry sinks",
    "outlet": "The Harbour Post",
    "published": "26 May 2025",
    "language": "en",
    "public_text": "excerpts",
}


def test_article_is_kept_as_it_was_pasted(editor_client: Client, editor: User) -> None:
    """The text is kept in one form with its sentences, beside the bytes that were pasted and their hash."""
    answer = editor_client.post(URL, WHOLE)
    capture = Capture.objects.select_related("article__outlet").get()
    assert answer["Location"] == f"/desk/articles/{capture.article.public_id}/"
    assert capture.text == "The ferry sank.\nNine were missing."
    assert capture.spans() == [(0, 15), (16, 34)]
    assert bytes(capture.raw or b"") == WHOLE["text"].encode()
    assert (capture.method, capture.taken_by) == ("pasted", editor)
    article = capture.article
    assert (article.published, str(article.outlet), article.date_inferred) == (
        "2025-05-26",
        "The Harbour Post",
        False,
    )


def test_broken_lines_are_joined_when_asked(editor_client: Client) -> None:
    """Text wrapped by a mail program is asked about once; joined, it is the article whatever its width."""
    sent = WHOLE | {"text": "\r\n\r\n".join(textwrap.fill(one, 60) for one in PROSE["en"])}
    asked = editor_client.post(URL, sent)
    assert asked.status_code == 422
    assert "Joined, it has 2." in asked.content.decode()
    assert re.search(r'value="join"[^>]* checked', asked.content.decode())
    assert not Capture.objects.exists()
    editor_client.post(URL, sent | {"lines": "join"})
    capture = Capture.objects.get()
    assert capture.text.split("\n") == list(PROSE["en"])
    assert bytes(capture.raw or b"") == sent["text"].encode()
    otherwise = WHOLE | {"text": "\n\n".join(textwrap.fill(one, 72) for one in PROSE["en"]), "lines": "join"}
    assert "We hold this page already" in editor_client.post(URL, otherwise).content.decode()


def test_broken_lines_are_kept_when_asked(editor_client: Client) -> None:
    """What looks broken by a program may be an author's lines all the same."""
    text = "\n\n".join(textwrap.fill(one, 60) for one in PROSE["en"])
    editor_client.post(URL, WHOLE | {"text": text, "lines": "keep"})
    assert Capture.objects.get().text == text.replace("\n\n", "\n")


def test_known_outlet_is_not_made_twice(editor_client: Client) -> None:
    """An outlet typed in another spelling of its name is the one we know."""
    known = make_outlet("The Harbour Post")
    editor_client.post(URL, WHOLE | {"outlet": "the harbour  POST"})
    assert Article.objects.get().outlet == known
    assert Entity.objects.count() == 1


def test_unknown_is_ticked_and_kept_as_unknown(editor_client: Client) -> None:
    """A page without outlet and date is recorded as such."""
    answer = editor_client.post(
        URL, WHOLE | {"outlet": "", "published": "", "outlet_not_named": "on", "date_unknown": "on"}
    )
    assert answer.status_code == 302
    article = Article.objects.get()
    assert (article.outlet, article.published, article.published_days) == (None, "", None)


def test_inferred_date_is_marked(editor_client: Client) -> None:
    """A window that the editor infers is kept as inferred."""
    editor_client.post(URL, WHOLE | {"published": "since December 2024", "date_inferred": "on"})
    assert Article.objects.values_list("published", "date_inferred").get() == ("2024-12/..", True)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": " \r\n \t"}, "This field is required."),
        ({"text": "a\0b"}, "a NUL character at position 2"),
        ({"text": "e" + "\u0301" * 40}, "more accents on one letter"),
        ({"headline": "x\0"}, "Null characters are not allowed"),
        ({"headline": "x" * 501}, "at most 500 characters"),
        ({"outlet": ""}, "Name the outlet, or tick that the page names none."),
        ({"outlet_not_named": "on"}, "not both"),
        ({"published": ""}, "Give a date, or tick that there is none."),
        ({"date_unknown": "on"}, "not both"),
        ({"published": "3/4/2025"}, "is not a date we can read"),
        ({"published": "31 February 2025"}, "is not in the calendar"),
        ({"published": "26 May 2099"}, "“26 May 2099” is still to come."),
        ({"published": "2099-05/.."}, "is still to come"),
        ({"published": "", "date_unknown": "on", "date_inferred": "on"}, "untick it"),
        ({"language": "English"}, "is no language tag"),
        ({"url": "javascript:alert(1)"}, "That is no web address."),
        ({"url": "ftp://harbour.example/story"}, "That is no web address."),
        ({"url": "https://harbour.example:99999/story"}, "That is no web address."),
        ({"public_text": "all"}, "Select a valid choice"),
    ],
)
def test_each_mistake_is_said_beside_its_field(
    editor_client: Client, wrong: dict[str, Any], says: str
) -> None:
    """What is wrong is named, what was typed stays, and nothing is saved, the new outlet neither."""
    answer = editor_client.post(URL, WHOLE | wrong)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert says in html
    assert "What you typed is kept." in html
    if "text" not in wrong:
        assert "Nine were missing." in html
    assert not Article.objects.exists()
    assert not Entity.objects.exists()


def test_page_may_be_dated_tomorrow(editor_client: Client) -> None:
    """East of us the day begins earlier; and a date that is open or near may have come."""
    tomorrow = timezone.now().date() + timedelta(days=1)
    for number, date in enumerate((f"{tomorrow}", f"{tomorrow.year}", f"../{tomorrow.year + 9}")):
        answer = editor_client.post(URL, WHOLE | {"published": date, "text": f"Ferry number {number} sank."})
        assert answer.status_code == 302


def test_lines_are_not_turned_round(editor_client: Client) -> None:
    """Controls that reverse letters are left out of what stands in a line; the text is as it was printed."""
    lines = {"headline": "\u202elive\u202c news", "outlet": "The \u2067Post\u2069", "byline": "\u202dAnn"}
    editor_client.post(URL, WHOLE | lines | {"text": "It is \u202eevil\u202c."})
    article = Article.objects.select_related("outlet").get()
    assert (article.headline, str(article.outlet), article.byline) == ("live news", "The Post", "Ann")
    assert Capture.objects.get().text == "It is \u202eevil\u202c."


@pytest.mark.parametrize("outlet", [{}, {"outlet": "", "outlet_not_named": "on"}])
def test_same_text_leads_to_the_article_that_is_there(editor_client: Client, outlet: dict[str, str]) -> None:
    """What an outlet printed is added once: the second time, in whatever spacing, the way to it is shown."""
    editor_client.post(URL, WHOLE | outlet)
    held = Article.objects.get()
    again = WHOLE | outlet | {"text": "The ferry sank. \n\n\nNine were missing.", "headline": "Ferry"}
    answer = editor_client.post(URL, again)
    assert answer.status_code == 422
    assert f'We hold this page already: <a href="/desk/articles/{held.public_id}/"' in answer.content.decode()
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_article_sent_twice_at_once_is_recorded_once(editor: User) -> None:
    """Two hands, or two clicks: one article and one new outlet, and both are led to it."""
    browsers = [client_of(editor) for _ in range(4)]
    with ThreadPoolExecutor(len(browsers)) as hands:
        answers = list(hands.map(_sent_whole, browsers))
    article = Article.objects.get()
    for answer in answers:
        there = f"/desk/articles/{article.public_id}/"
        assert answer.get("Location") == there or f'href="{there}"' in answer.content.decode()
    assert Entity.objects.count() == 1


def _sent_whole(browser: Client) -> Any:
    try:
        return browser.post(URL, WHOLE)
    finally:
        connection.close()


def test_another_outlet_may_print_the_same(editor_client: Client) -> None:
    """An agency's text in two papers is two articles, and so is a text that grew."""
    for changes in ({}, {"outlet": "The Evening Post"}, {"text": "The ferry sank."}):
        assert editor_client.post(URL, WHOLE | changes).status_code == 302
    assert Article.objects.count() == 3


def test_contributor_may_paste_less(contributor: User, editor_client: Client) -> None:
    """A contributor's text may have 2 MB, an editor's 10; more is refused with the limit in the message."""
    text = "Nine were missing. " * (CONTRIBUTORS_LIMIT // 19 + 1)
    answer = client_of(contributor).post(URL, WHOLE | {"text": text})
    assert answer.status_code == 422
    assert "than your account may add" in answer.content.decode()
    assert editor_client.post(URL, WHOLE | {"text": text}).status_code == 302


def test_ten_megabytes_are_recorded(editor_client: Client) -> None:
    """The longest article allowed is recorded whole, and the next byte is refused."""
    line = "Девять человек пропали. "
    text = (line * (LIMIT // len(line.encode())))[:-1]
    assert editor_client.post(URL, WHOLE | {"text": text, "language": "ru"}).status_code == 302
    assert Capture.objects.get().text == text
    assert editor_client.post(URL, WHOLE | {"text": text + "x" * 200}).status_code == 422


def test_form_offers_known_outlets(editor_client: Client) -> None:
    """The outlets on record are offered while typing, without script too."""
    make_outlet("The Harbour Post")
    assert '<option value="The Harbour Post">' in editor_client.get(URL).content.decode()


@pytest.mark.parametrize(("text", "shown"), [("Паром затонул у порта.", "ru"), ("غرقت العبارة.", "ar")])
def test_language_that_the_letters_deny_is_asked_for(editor_client: Client, text: str, shown: str) -> None:
    """English, which the form begins with, is not recorded of Cyrillic or Arabic; another language is."""
    answer = editor_client.post(URL, WHOLE | {"text": text})
    assert answer.status_code == 422
    assert f"These are not the letters of English. Type {shown}" in answer.content.decode()
    editor_client.post(URL, WHOLE | {"text": text, "language": "az"})
    assert Article.objects.get().language == "az"

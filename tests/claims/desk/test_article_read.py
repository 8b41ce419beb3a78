"""An editor says that an article is read to the end; only then does it leave a claim unmentioned."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from claims.models import Question
from newsroom.models import Event, User
from sources.actions import add_capture, say_read_through
from sources.models import Article
from tests.claims.cases.past import clock
from tests.factories import (
    make_capture,
    make_claim,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    some_editor,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


@pytest.fixture
def where(db: None) -> Question:
    """One outlet answers the question; another is tagged for something else in its topic."""
    question = make_question("How many were missing?", topic=make_topic("Ferry"))
    make_statement(make_claim(question, 9), make_capture(outlet=make_outlet("Coast Daily")))
    other = make_claim(make_question(topic=question.topic))
    make_statement(other, make_capture(outlet=make_outlet("Inland News")))
    return question


def inland() -> Article:
    return Article.objects.get(outlet__name="Inland News")


def table(client: Client, where: Question, query: str = "") -> Seen:
    return see(client, f"{where.get_absolute_url()}{query}")


def say(client: Client, *, read: bool) -> str:
    path = f"/desk/articles/{inland().public_id}/read/"
    return client.post(path, {"read": "1" if read else "0"}, follow=True).content.decode()


def test_an_article_is_not_read_by_being_tagged(client: Client, where: Question) -> None:
    """One tag says nothing of what the rest of the article leaves out, and the table, key and lead say so."""
    page = table(client, where)
    assert page.row("Inland News 1 article, not read to the end") == ["Not read to the end"]
    assert "Not mentioned" not in page.words
    assert "Not read to the end: it may say something that we have not recorded" in page.words
    assert "None of the articles has been read to the end." in page.words
    topic = see(client, f"/topics/{where.topic.slug}/")  # type: ignore[union-attr]
    assert "1 of 2 claims in 1 article, not read to the end" in topic.words


def test_an_editor_says_that_it_is_read(editor_client: Client, where: Question) -> None:
    """The desk's page then says who and when; readers see "Not mentioned"; it can be taken back."""
    assert "I have read it to the end" in editor_client.get(f"/desk/articles/{inland().public_id}/").text
    page = say(editor_client, read=True)
    assert "Read to the end by Edith" in page
    assert table(Client(), where).row("Inland News 1 article read") == ["Not mentioned"]
    assert "I have read it to the end" in say(editor_client, read=False)
    assert table(Client(), where).row("Inland News 1 article, not read") == ["Not read to the end"]
    told = Event.objects.filter(object=f"sources_article {inland().public_id}").order_by("seq")
    acts = [event.action for event in told]
    assert acts[-2:] == ["update: read to the end", "update: take back reading"]


def test_who_said_it_first_stays(editor: User, where: Question) -> None:
    """A second click changes nothing, whoever clicks."""
    first = say_read_through(by=editor, article=inland())
    again = say_read_through(by=some_editor(), article=inland())
    assert (again.read_through_by, again.read_through_at) == (editor, first.read_through_at)


def test_pages_of_the_past_say_what_was_read_then(client: Client, editor: User, where: Question) -> None:
    """As of a moment, an article is read if somebody had said so by then and not taken it back."""
    before = clock()
    say_read_through(by=editor, article=inland())
    between = clock()
    say_read_through(by=editor, article=inland(), read=False)
    then = {at: table(client, where, f"?as_of={quote(at.isoformat())}") for at in (before, between)}
    assert then[before].row("Inland News") == ["Not read to the end"]
    assert then[between].row("Inland News") == ["Not mentioned"]


def test_one_unread_article_leaves_an_outlet_open(client: Client, editor: User, where: Question) -> None:
    """Of two articles of an outlet one is read: nothing can be said of what the outlet leaves out."""
    say_read_through(by=editor, article=inland())
    other = make_claim(make_question(topic=where.topic))
    make_statement(other, make_capture(outlet=inland().outlet))
    row = table(client, where).row("Inland News 1 of its 2 articles not read to the end")
    assert row == ["Not read to the end"]


def test_a_newer_capture_is_unread(editor: User, where: Question) -> None:
    """Nobody has read what an outlet changed since."""
    article = say_read_through(by=editor, article=inland())
    add_capture(by=editor, article=article, text="Nine.", method="pasted", raw=None, media_type="text/plain")
    article.refresh_from_db()
    assert (article.read_through_at, article.read_through_by) == (None, None)


def test_a_reader_without_a_name_cannot_be_saved(where: Question) -> None:
    """When and who come together, or not at all."""
    with pytest.raises(IntegrityError, match="article_read_through_paired"), transaction.atomic():
        Article.objects.filter(pk=inland().pk).update(read_through_at=clock())

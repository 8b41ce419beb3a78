"""/sources/<slug>/: one outlet, person or body."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from claims.actions.entities import link, merge
from claims.actions.tag import NewLink
from claims.views import source_detail
from newsroom.models import User
from sources.actions import add_name
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    on_record,
    some_editor,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


def shown(client: Client, slug: str) -> str:
    response = client.get(f"/sources/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_source_detail_counts_against_the_whole(client: Client) -> None:
    """An outlet's page says how many claims it carries from how many of its articles."""
    post = make_outlet("The Harbour Post")
    capture = make_capture(outlet=post)
    make_statement(make_claim(), capture, caveat="alleged")
    make_statement(make_claim(), capture, exact="at nine")
    make_capture(outlet=post)
    assert "2 claims from 1 of 2 articles" in shown(client, "the-harbour-post")


def test_source_detail_numbers_are_their_lists(client: Client) -> None:
    """Following a number leads to a list of just as many claims."""
    post, master = make_outlet("The Harbour Post"), make_entity("Harbour master", "person")
    for text, caveat in (("One", "alleged"), ("Two", "alleged"), ("Three", "fact")):
        capture = make_capture(outlet=post)
        make_statement(make_claim(text=text), capture, chain=[on_record(master)], caveat=caveat)
    found = 0
    for slug in ("the-harbour-post", "harbour-master"):
        for url, count in re.findall(r'<dd><a href="([^"]+)">(\d+)', shown(client, slug)):
            listed = client.get(unescape(url)).context["page"].rows
            assert len(listed) == int(count), url
            found += 1
    assert found >= 5


def test_source_detail_tells_for_whom_it_speaks(client: Client, editor: User) -> None:
    """A spokesman’s page names the body he speaks for, why they count as one, and his other spellings."""
    spokesman, ministry = make_entity("Ivan Petrov", "person"), make_entity("The ministry")
    link(by=editor, source=spokesman, target=ministry, kind="speaks_for", reason="Counted as one.")
    add_name(by=editor, entity=spokesman, text="Иван Петров", language="ru")
    make_statement(make_claim(), chain=[on_record(spokesman)])
    page = shown(client, "ivan-petrov")
    assert "Counted as one." in page
    assert "Иван Петров" in page
    assert 'href="/sources/the-ministry/"' in page


def test_source_detail_shows_silence_and_does_not_count_it(client: Client) -> None:
    """A party that did not speak has its silence on its page, as no denial."""
    owner = make_entity("The owner")
    make_statement(make_claim(text="The ferry sank"), kind="no_comment", chain=[NewLink(owner)])
    page = shown(client, "the-owner")
    assert "Where it did not speak" in page
    assert "The ferry sank" in page
    assert "traced to it" not in page
    assert client.get("/claims/?source=the-owner").context["page"].rows == []
    assert len(client.get("/claims/?source=the-owner&kind=no_comment").context["page"].rows) == 1


def test_source_detail_of_a_merged_source_leads_on(client: Client, editor: User) -> None:
    """The old address of a merged source leads to the one it now counts as, with both ones' claims."""
    one, other = make_entity("The Ministry of Ports"), make_entity("Ports Ministry")
    make_statement(make_claim(), chain=[on_record(one)])
    make_statement(make_claim(), chain=[on_record(other)])
    merge(by=editor, source=other, target=one)
    response = client.get("/sources/ports-ministry/")
    assert (response.status_code, response["Location"]) == (302, "/sources/the-ministry-of-ports/")
    assert "2 claims are traced to it" in shown(client, "the-ministry-of-ports")


def test_source_detail_keeps_quiet_about_who_must_not_be_named(client: Client) -> None:
    """Someone who must not be named has no page, and neither has someone of whom nothing is public."""
    witness = make_entity("Jane Doe", "person", description="a witness", do_not_name=True)
    make_statement(make_claim(), chain=[on_record(witness)])
    make_entity("Nobody yet", "person")
    for slug in ("jane-doe", "nobody-yet", "not-named", "none-such"):
        assert client.get(f"/sources/{slug}/").status_code == 404


def test_source_detail_query_count_does_not_grow(client: Client, django_assert_max_num_queries: Any) -> None:
    """Many claims take as many queries as a few."""
    post, master = make_outlet("The Harbour Post"), make_entity("Harbour master", "person")
    add_name(by=some_editor(), entity=post, text="Harbour Post", language="en")
    for _ in range(2):
        for _ in range(4):
            make_statement(make_claim(), make_capture(outlet=post), chain=[on_record(master)])
        with django_assert_max_num_queries(27):
            shown(client, "the-harbour-post")


def test_source_detail_of_a_body_whose_spokesman_is_in_the_record(client: Client, editor: User) -> None:
    """A ministry that nobody cites has a page that leads to who speaks for it; an unlinked one has none."""
    spokesman, ministry = make_entity("Ivan Petrov", "person"), make_entity("The ministry")
    link(by=editor, source=spokesman, target=ministry, kind="speaks_for", reason="Counted as one.")
    assert client.get("/sources/the-ministry/").status_code == 404
    make_statement(make_claim(), chain=[on_record(spokesman)])
    assert 'href="/sources/ivan-petrov/"' in shown(client, "the-ministry")


def test_source_detail_lists_articles_and_contradictions(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outlet's page leads to its articles, page by page, and to its contradictions."""
    monkeypatch.setattr(source_detail, "ARTICLES", 2)
    post, question = make_outlet("The Harbour Post"), make_question()
    for number in (9, 14, 20):
        capture = make_capture(outlet=post, headline=f"The {number}")
        make_statement(make_claim(question, number), capture)
    response = client.get("/sources/the-harbour-post/")
    page = Seen(response.content.decode())
    assert "The 20 26 May 2025 · 1 claim" in page.words
    assert "The 9 " not in page.words
    assert "The 9 " in see(client, response.context["older_url"]).words
    assert page.links["3 contradictions"] == "/contradictions/?outlet=the-harbour-post&level=contradiction"
    assert len(client.get(page.links["3 contradictions"]).context["entries"]) == 3

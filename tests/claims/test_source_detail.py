"""/sources/<slug>/: one outlet, person or body."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

import pytest
from django.test import Client

from claims.actions.entities import link, merge
from claims.actions.tag import NewLink
from claims.actions.verdicts import propose_verdict
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
    named_media,
    on_record,
    some_editor,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


def shown(client: Client, slug: str) -> str:
    response = client.get(f"/sources/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def listed(client: Client, url: str) -> int:
    """How many rows a list has, over all its pages."""
    count = 0
    while url:
        context = client.get(url).context
        count += len(context["page"].rows)
        url = context["older_url"]
    return count


def test_source_detail_counts_against_the_whole(client: Client) -> None:
    """An outlet's page says how many claims it carries from how many of its articles, and lists both."""
    post = make_outlet("The Harbour Post")
    capture = make_capture(outlet=post)
    make_statement(make_claim(), capture, caveat="alleged")
    make_statement(make_claim(), capture, exact="at nine")
    make_capture(outlet=post)
    page = see(client, "/sources/the-harbour-post/")
    assert "2 claims from 1 of 2 articles" in page.words
    assert listed(client, page.links["2 claims"]) == 2
    assert page.links["1 of 2 articles"] == "#articles"
    assert "articles" in page.ids
    assert listed(client, page.links[f"2 claims, {capture.article}"]) == 2


def test_source_detail_of_an_outlet_that_is_also_a_source_lists_what_it_carries(client: Client) -> None:
    """That one claim is traced to it hides none of those that it carries."""
    post = make_outlet("The Harbour Post")
    for number in range(3):
        make_statement(make_claim(text=f"Carried {number}"), make_capture(outlet=post))
    elsewhere = make_capture(outlet=make_outlet("Other"))
    make_statement(make_claim(text="Cited"), elsewhere, chain=[named_media(post)])
    page = see(client, "/sources/the-harbour-post/")
    assert [f"Carried {number}" in page.links for number in range(3)] == [True] * 3
    assert page.links["All of them"] == "/claims/?outlet=the-harbour-post"


def test_source_detail_counts_what_is_not_recorded(client: Client) -> None:
    """Where nobody has recorded sourcing or phrasing, that is a line with its list; a silence has neither."""
    capture = make_capture(outlet=make_outlet("The Harbour Post"))
    make_statement(make_claim(), capture)
    make_statement(make_claim(text="Tagged quickly"), capture, chain=[], caveat=None)
    make_statement(make_claim(), capture, kind="silence", chain=[NewLink(make_entity("The owner"))])
    html = shown(client, "the-harbour-post")
    page = Seen(html)
    assert page.words.count("Not recorded 1 of 3 claims") == 2
    for name in ("basis", "caveat"):
        address = f"/claims/?outlet=the-harbour-post&{name}=not_recorded"
        assert f'href="{escape(address)}"' in html
        assert "Tagged quickly" in see(client, address).links
        assert listed(client, address) == 1
    assert "a silence rests on none" in page.words


def test_source_detail_numbers_are_their_lists(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Following any number leads to a list of just as many rows, over all its pages."""
    monkeypatch.setattr("claims.views.claim_list.PAGE_SIZE", 2)
    post, master = make_outlet("The Harbour Post"), make_entity("Harbour master", "person")
    other = make_entity("Somebody else", "person")
    for number, (basis, caveat) in enumerate(
        [("on_record", "alleged"), ("on_record", "alleged"), ("observed", "fact"), ("document", "fact")]
    ):
        claim = make_claim(text=f"Claim {number}")
        capture = make_capture(outlet=post)
        chain = [NewLink(master, basis), NewLink(other, "background")]
        make_statement(claim, capture, chain=chain, caveat=caveat)
        for status in ("unverified", "disputed")[:number]:
            propose_verdict(by=editor, claim=claim, status=status, note="So far.")
    make_statement(make_claim(), chain=[NewLink(other, "document"), NewLink(master, "on_record")])
    make_statement(make_claim(), chain=[NewLink(master)], kind="silence")
    found = []
    for slug in ("the-harbour-post", "harbour-master"):
        for url, count, label in re.findall(
            r'<dd><a href="([^"]+)">(\d+) of[^<]*<span class="hidden">, ([^<]+)', shown(client, slug)
        ):
            assert listed(client, unescape(url)) == int(count), url
            found.append((slug, label, int(count)))
    for one in (
        ("the-harbour-post", "On record", 2),
        ("the-harbour-post", "Sources disagree", 2),
        ("the-harbour-post", "Status changed after a first decision", 2),
        ("harbour-master", "On record", 3),
        ("harbour-master", "A document", 1),
    ):
        assert one in found
    assert len(found) >= 15


@pytest.mark.parametrize("page", ["/claims/", "/claims.csv", "/claims.csv.json", "/contradictions/"])
def test_source_filters_refuse_whom_readers_never_met(client: Client, page: str) -> None:
    """An unknown name is an error, and so are one that only the desk knows and one not to be given."""
    hidden, early = make_outlet("The Whisper"), make_outlet("Early Echo")
    make_statement(make_claim(published=False), make_capture(outlet=early))
    witness = make_entity("Jane Doe", "outlet", description="a witness", do_not_name=True)
    make_statement(capture=make_capture(outlet=witness))
    make_statement(capture=make_capture(outlet=make_outlet("Known News")))
    for slug in ("no-such-outlet", hidden.slug, early.slug, witness.slug, "x" * 300):
        answer = client.get(f"{page}?outlet={slug}")
        assert answer.status_code == 400, slug
        assert "outlet" in answer.content.decode()
        if page != "/contradictions/":
            assert client.get(f"{page}?source={slug}").status_code == 400
    for slug in ("known-news", "not-named"):
        answer = client.get(f"{page}?outlet={slug}")
        assert answer.status_code == 200
        # A sheet that is read to its end closes its file.
        assert list(answer)
    message = f"Nobody in this record is called “{early.slug}”. Take it from the address of their page."
    if not page.startswith("/claims.csv"):
        assert message in client.get(f"{page}?outlet={early.slug}").content.decode()


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
    assert "Silences recorded" in page
    assert "The ferry sank" in page
    assert "traced to or through" not in page
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
    assert "2 claims are traced to or through" in shown(client, "the-ministry-of-ports")


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
        with django_assert_max_num_queries(34):
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

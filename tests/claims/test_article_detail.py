"""/articles/<id>/: the text with what is found in it, or the tagged passages alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims import marks
from claims.actions.claims import publish
from claims.actions.rulings import rule_on_statement
from claims.actions.tag import NewLink, withdraw
from newsroom.models import User
from sources.actions import add_capture
from sources.models import Capture
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_statement,
    named_media,
    on_record,
    some_editor,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db

TEXT = "Fourteen people were missing, the harbour master said.\nThe coastguard put the number at nine."


def shown(client: Client, capture: Capture, query: str = "") -> Seen:
    return see(client, capture.article.get_absolute_url() + query)


def licensed(text: str = TEXT, **more: Any) -> Capture:
    more.setdefault("outlet", make_outlet())
    return make_capture(text, public_text="full", **more)


def test_article_detail_tells_where_it_is_from(client: Client) -> None:
    """Headline, outlet, byline, date, terms with the link they ask for, and how the text is held."""
    capture = licensed(
        outlet=make_outlet("Coast Daily"),
        headline="Ferry sinks",
        byline="Ann Bell",
        published="2025-05",
        date_inferred=True,
        terms="Link to the article.",
        url="https://coast.example/ferry",
    )
    make_statement(make_claim(), capture)
    page = shown(client, capture)
    assert "Coast Daily Ferry sinks Ann Bell · Undated; May 2025, from its contents" in page.words
    assert page.links["Read it where it was published"] == "https://coast.example/ferry"
    assert "Link to the article." in page.words
    assert "Pasted by an editor" in page.words
    assert capture.sha256 in page.words


def test_article_detail_links_to_the_outlet_where_there_is_no_address(client: Client) -> None:
    """Terms that ask for a link get one to the outlet where the article's own address is not known."""
    outlet = make_entity("Coast Daily", "outlet", same_as=["https://coast.example"])
    capture = licensed(outlet=outlet, terms="Link to us.")
    make_statement(make_claim(), capture)
    assert shown(client, capture).links["coast.example"] == "https://coast.example"


def test_article_detail_without_outlet_headline_or_date(client: Client) -> None:
    """What is not known is said, and not left out."""
    capture = licensed(outlet=None, headline="", published="")
    make_statement(make_claim(), capture)
    assert "Outlet not named An article without a headline Undated" in shown(client, capture).words


def test_article_detail_marks_the_text(client: Client) -> None:
    """Each passage is marked once with a line that shows its stance, and numbered in the text's order."""
    capture = licensed()
    denied, said = "the number at nine", "Fourteen people were missing"
    nine = make_statement(make_claim(text="Nine are missing"), capture, exact=denied, kind="denial")
    many = make_statement(make_claim(text="Fourteen are missing"), capture, exact=said)
    html = client.get(capture.article.get_absolute_url()).content.decode()
    page = Seen(html)
    assert f'<mark class="says"><span id="{many.public_id}"></span>{said}</mark>' in html
    assert f'<mark class="denies"><span id="{nine.public_id}"></span>{denied}</mark>' in html
    assert f'</mark><sup><a href="#t-{many.public_id}" aria-label="Statement 1">1</a></sup>' in html
    assert [row[0] for row in page.rows[1:]] == ["1: back to the text", "2: back to the text"]
    assert page.rows[2][1:3] == ["Nine are missing", "Denies it"]
    assert {f"t-{one.public_id}" for one in (nine, many)} <= page.ids


def test_article_detail_marks_never_nest(client: Client) -> None:
    """Where passages overlap the text is cut at their edges; each keeps one place and one number."""
    capture = licensed()
    whole = make_statement(make_claim(), capture, exact=TEXT)
    part = make_statement(make_claim(), capture, exact="said.\nThe coastguard")
    html = client.get(capture.article.get_absolute_url()).content.decode()
    text = html[html.index('class="text') : html.index("</article>")]
    opened = 0
    for piece in text.split("<")[1:]:
        opened += piece.startswith("mark") - piece.startswith("/mark")
        assert opened in (0, 1)
    for one in (whole, part):
        assert text.count(f'id="{one.public_id}"') == 1
        assert text.count(f'href="#t-{one.public_id}"') == 1
    assert 'class="several"' in text


def test_article_detail_shows_excerpts_only_where_the_text_is_not_ours(client: Client) -> None:
    """Of another's text only tagged passages are shown, as many as its terms allow."""
    filler = " ".join(f"word{number}" for number in range(60))
    capture = make_capture(f"Nine are missing. {filler}. Nobody was saved.", outlet=make_outlet())
    first = make_statement(make_claim(), capture, exact="Nine are missing")
    long = make_statement(make_claim(), capture, exact=filler)
    page = shown(client, capture)
    assert "“Nine are missing”" in page.words
    assert "word30" not in page.words
    assert "Nobody was saved" not in page.words
    assert "The text is not ours to publish." in page.words
    assert {first.public_id, long.public_id} <= page.ids


def test_article_detail_says_once_why_passages_are_not_quoted(client: Client) -> None:
    """The reason stands above the text, with the way to the article; a row has two words."""
    capture = make_capture(f"Nine are missing. {TEXT} {TEXT}", url="https://coast.example/ferry")
    for exact in ("Nine", TEXT, "the harbour master said"):
        make_statement(make_claim(), capture, exact=exact)
    page = shown(client, capture)
    assert page.words.count("No more than a tenth of an article may be quoted.") == 1
    assert page.words.count("Not quoted") == 2
    assert page.links["Read them where they were published"] == "https://coast.example/ferry"


def test_article_detail_says_that_nothing_may_be_quoted(client: Client) -> None:
    """In the place of the text: why there is none, where to read it, and what rests on it, once."""
    capture = make_capture(TEXT, outlet=make_outlet(), url="https://coast.example/ferry")
    long = make_statement(make_claim(text="Fourteen were missing."), capture, exact=TEXT)
    page = shown(client, capture)
    assert "None of its words may be quoted here" in page.words
    assert "These are the passages" not in page.words
    assert page.links["Read them where they were published"] == "https://coast.example/ferry"
    assert "No more than a tenth" not in page.words
    assert "The key" not in page.words
    html = client.get(capture.article.get_absolute_url()).content.decode()
    column = html[html.index("<article>") : html.index("</article>")]
    assert html.count("Fourteen were missing.") == column.count("Fourteen were missing.") == 1
    assert long.public_id in page.ids


def test_article_detail_without_a_claim_promises_no_passages(editor_client: Client, editor: User) -> None:
    """Where what was tagged is withdrawn, there are no passages to show, and none are announced."""
    capture = make_capture(TEXT, outlet=make_outlet())
    withdraw(by=editor, statement=make_statement(make_claim(), capture), why="Misread.")
    page = shown(editor_client, capture)
    assert "The text is not ours to publish. " in page.words
    assert "These are the passages" not in page.words
    assert "None of its words" not in page.words


def test_article_detail_key_has_the_marks_of_the_text(client: Client) -> None:
    """What no passage does is not explained."""
    capture = licensed()
    make_statement(make_claim(), capture, exact="Fourteen people were missing")
    make_statement(make_claim(), capture, exact="nine", kind="denial")
    words = shown(client, capture).words
    key = words[words.index("The key") : words.index("Each underlined")]
    assert key.split() == ["The", "key", "Says", "it", "Denies", "it"]


def test_article_detail_says_whose_words_a_summary_is_in(client: Client) -> None:
    """Our own summary is called that, and what the outlet printed stands beside each statement."""
    capture = licensed("The paper tells of nine missing.", method="digest")
    make_statement(make_claim(), capture, exact="nine missing", wording="nine people are missing")
    page = shown(client, capture)
    assert "Our summary, not the outlet’s words." in page.words
    assert "As printed: “nine people are missing”" in page.words
    assert "SHA-256" not in page.words


def test_article_detail_lists_what_it_says(client: Client) -> None:
    """A statement has its claim, what is said of it, on whose word, and the claim's status."""
    capture = licensed()
    chain = [on_record(make_entity("Harbour master", "person")), named_media(make_entity("Agency", "outlet"))]
    make_statement(make_claim(text="Fourteen are missing"), capture, chain=chain, said="2025-05-24")
    assert shown(client, capture).rows[1][1:] == [
        "Fourteen are missing",
        "Says it",
        "Attributed. Harbour master, via Agency Said: 24 May 2025",
        "Not reviewed yet",
    ]


def test_article_detail_names_who_declined_to_comment(client: Client) -> None:
    """On whose word a silence stands is the party that was silent, where it was recorded."""
    capture = licensed()
    chain = [NewLink(make_entity("Dam Safety Agency"))]
    make_statement(make_claim(text="The dam holds"), capture, kind="no_comment", chain=chain)
    make_statement(make_claim(text="The dam leaks"), capture, kind="silence", exact="The coastguard")
    word = {row[1]: row[3] for row in shown(client, capture).rows}
    assert word["The dam holds"] == "Dam Safety Agency"
    assert word["The dam leaks"] == "Not recorded"


def test_article_detail_of_published_claims_only(client: Client, editor_client: Client) -> None:
    """Readers see an article once a published claim rests on it, and of its statements only such."""
    capture = licensed()
    hidden = make_claim(text="The owner knew", published=False)
    make_statement(hidden, capture, exact="The coastguard")
    address = capture.article.get_absolute_url()
    assert client.get(address).status_code == 404
    assert "No published claim rests on this text." in see(editor_client, address).words
    make_statement(make_claim(text="Fourteen are missing"), capture)
    page = shown(client, capture)
    assert "The owner knew" not in page.words
    publish(by=some_editor(), claims=[hidden])
    assert "The owner knew" in shown(client, capture).words


def test_article_detail_keeps_the_place_of_withdrawn_statements(client: Client) -> None:
    """A link to a statement that was taken back still leads to where the page says so."""
    capture = licensed()
    make_statement(make_claim(), capture)
    gone = make_statement(make_claim(text="Nine are missing"), capture, exact="nine")
    withdraw(by=some_editor(), statement=gone, why="Misread.")
    page = shown(client, capture)
    assert "Withdrawn Nine are missing Withdrawn by the desk," in page.words
    assert "The reason: Misread." in page.words
    assert gone.public_id in page.ids
    assert page.words.count("Nine are missing") == 1


def test_article_detail_chooses_among_captures(client: Client, editor: User) -> None:
    """The newest capture with statements is shown; those of others keep a place, and a link to it."""
    old = licensed()
    earlier = make_statement(make_claim(text="Fourteen are missing"), old)
    new = add_capture(
        by=editor,
        article=old.article,
        text="Nine are missing now.",
        method="pasted",
        raw=None,
        media_type="text/plain",
    )
    make_statement(make_claim(text="Nine are missing"), new)
    page = shown(client, old)
    assert "now." in page.words
    assert "In other captures of it Fourteen are missing" in page.words
    assert earlier.public_id in page.ids
    page = shown(client, old, f"?capture={old.public_id}")
    assert "the harbour master said." in page.words
    assert client.get(old.article.get_absolute_url() + "?capture=P-0000000000").status_code == 404


def test_article_detail_long_texts_come_in_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text is shown part by part; numbers go on from one part to the next."""
    monkeypatch.setattr(marks.parts, "__defaults__", (60,))
    capture = licensed()
    make_statement(make_claim(), capture)
    make_statement(make_claim(), capture, exact="nine")
    first, second = shown(client, capture), shown(client, capture, "?part=2")
    assert "Part 1 of 2" in first.words
    assert "The coastguard put" not in first.words
    assert "The coastguard put the number at nine" in second.words
    assert second.rows[1][0] == "2: back to the text"
    assert client.get(capture.article.get_absolute_url() + "?part=3").status_code == 404


def test_article_detail_tells_what_an_editor_held_against_it(client: Client, editor: User) -> None:
    """A manner of reporting that an editor has confirmed is said beside the statement, with the reason."""
    capture = licensed()
    posts = NewLink(make_entity("Posts", "unnamed"), "social_media")
    flat = make_statement(make_claim(), capture, caveat="fact", chain=[posts])
    assert "Stated as fact here;" not in shown(client, capture).words
    rule_on_statement(by=editor, statement=flat, rule="T2", relation="tension", note="No post is shown.")
    assert (
        "Stated as fact here; it goes back to social media. No post is shown." in shown(client, capture).words
    )


def test_article_detail_shows_no_other_moment(client: Client) -> None:
    """The page is of now: asked about another moment it says so rather than showing today's."""
    capture = licensed()
    make_statement(make_claim(), capture)
    response = client.get(capture.article.get_absolute_url() + "?as_of=2025-06-01")
    assert response.status_code == 400
    assert "only how things stand now" in response.content.decode()


def test_article_detail_query_count_does_not_grow(client: Client, django_assert_num_queries: Any) -> None:
    """Many statements, sources and withdrawn ones take as many queries as few."""
    capture = licensed()
    for _ in range(2):
        for number in range(4):
            chain = [on_record(make_entity(f"Someone {number}", "person"))]
            make_statement(make_claim(), capture, exact="missing", chain=chain)
            gone = make_statement(make_claim(), capture, exact="nine", chain=chain)
            withdraw(by=some_editor(), statement=gone)
        with django_assert_num_queries(19):
            client.get(capture.article.get_absolute_url())

"""/contradictions/<a>/<b>/: both passages, why the rule fired, what an editor said, what helps decide."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from claims.actions import entities
from claims.actions.questions import set_desk_settings
from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink, withdraw
from claims.actions.verdicts import propose_verdict, record_check
from claims.models import Claim, Question
from claims.presenting.pages import as_written
from newsroom.models import User
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

EAST = "The army holds two bases. They lie in the east of the country, officials say. More follows."
COAST = 12 * "Ships come and go. " + "They call at the bases on the Mediterranean coast."


def address(one: Claim, other: Claim) -> str:
    a, b = sorted((one, other), key=lambda claim: claim.pk)
    return f"/contradictions/{a.public_id}/{b.public_id}/"


@pytest.fixture
def bases(db: None) -> tuple[Claim, Claim]:
    """East against coast: one licensed text with a source, one article of which passages may be shown."""
    question = make_question("Where are the bases?", "entity")
    country = make_entity("The country", "place")
    claims = []
    for name, text in (
        ("The coast", "The bases are on the coast"),
        ("The east", "The bases are in the east"),
    ):
        where = make_entity(name, "place")
        entities.link(by=some_editor(), source=where, target=country, kind="lies_in", reason="It does.")
        claims.append(make_claim(question, where, text=text))
    coast, east = claims
    licensed = make_capture(EAST, outlet=make_outlet("East Gazette"), public_text="full")
    excerpt = make_capture(COAST, outlet=make_outlet("Coast Daily"), published="2025-02", date_inferred=True)
    chain = [on_record(make_entity("Ministry")), named_media(make_entity("Agency", "outlet"))]
    make_statement(
        east, licensed, exact="They lie in the east of the country", chain=chain, caveat="reported"
    )
    fisher = [on_record(make_entity("A fisherman", "person"))]
    make_statement(coast, excerpt, exact="on the Mediterranean coast", caveat="fact", chain=fisher)
    return coast, east


def shown(client: Client, bases: tuple[Claim, Claim], query: str = "") -> Seen:
    return see(client, address(*bases) + query)


def test_contradiction_detail_says_what_it_is(client: Client, bases: tuple[Claim, Claim]) -> None:
    """The sentence is the title; below it what sort it is, since when, and that no editor has looked yet."""
    page = shown(client, bases)
    assert "Where are the bases? “The coast” and “The east” cannot both be true" in page.words
    assert "Contradiction across outlets open since" in page.words
    assert "Found by rule; no editor has reviewed this." in page.words


def test_contradiction_detail_shows_both_passages(client: Client, bases: tuple[Claim, Claim]) -> None:
    """Each side has its passage as far as terms allow, the clashing words marked, outlet, date and chain."""
    html = client.get(address(*bases)).content.decode()
    page = Seen(html)
    assert "“They lie in the east of the country, officials say.”" in page.words
    assert re.search("<mark>[^<]*east</mark>", html)
    assert "“on the Mediterranean coast”" in page.words
    assert "Ships come and go" not in page.words
    assert "East Gazette, citing Agency" in page.words
    assert "26 May 2025" in page.words
    assert "Undated; February 2025, from its contents" in page.words
    assert "Coast Daily, citing A fisherman" in page.words


def test_contradiction_detail_tells_our_words_from_the_outlets(client: Client) -> None:
    """A summary of ours is never put in quotation marks; what was printed is, beside it."""
    question = make_question("Was it hit?", "yes_no")
    yes, no = (make_claim(question, value, text=f"Hit: {value}") for value in (True, False))
    digest = make_capture("The outlet tells of a strike. It was none.", method="digest", public_text="full")
    guard, master = on_record(make_entity("Coastguard")), on_record(make_entity("Harbour master"))
    make_statement(yes, digest, exact="tells of a strike", wording="a strike on the base", chain=[guard])
    make_statement(no, digest, exact="It was none", wording="", chain=[master])
    page = see(client, address(yes, no))
    assert "“a strike on the base” Our summary: The outlet tells of a strike." in page.words
    assert "It was none. Our summary, not the outlet’s words." in page.words
    assert "“It was none" not in page.words
    assert "Contradiction within one article" in page.words


def test_contradiction_detail_shows_a_passage_that_may_be_quoted(client: Client) -> None:
    """Of statements that clash alike, one whose words readers may read goes before an earlier one."""
    question = make_question("How many were missing?", unit="people")
    claims = [make_claim(question, number) for number in (9, 14)]
    for claim in claims:
        for text, terms in (("Some were missing after that.", "excerpts"), ("All were missing.", "full")):
            make_statement(claim, make_capture(text, outlet=make_outlet(), public_text=terms))
    words = see(client, address(*claims)).words
    assert words.count("“All were missing") == 2
    assert "No more than a tenth" not in words


def test_contradiction_detail_says_why_the_rule_fired(client: Client, bases: tuple[Claim, Claim]) -> None:
    """The comparison has the places with what they lie in, how sure, how put, and what the desk has seen."""
    page = shown(client, bases)
    assert "Rule C4: two answers differ, and neither lies within the other" in page.words
    assert page.row("Place") == ["The coast, within The country", "The east, within The country"]
    assert page.row("How sure") == ["States it", "States it"]
    assert page.row("How the outlet") == ["As fact", "Reportedly"]
    assert page.row("Original") == ["No", "No"]


def test_contradiction_detail_compares_numbers_and_denials(client: Client) -> None:
    """Numbers stand as their ranges; a claim that is said and denied has what is said of it on each side."""
    question = make_question("How many?", unit="people")
    two, more = make_claim(question, (3, 4)), make_claim(question, (5, None))
    make_statement(two)
    make_statement(more)
    assert see(client, address(two, more)).row("Number") == ["3 to 4 people", "5 or more people"]
    claim = make_claim(make_question(answer_type="yes_no"), True, text="The ferry sank")
    make_statement(claim)
    make_statement(claim, kind="denial")
    page = see(client, address(claim, claim))
    assert "“The ferry sank” is both said and denied" in page.words
    assert page.row("What is said of it") == ["Says it", "Denies it"]


def test_contradiction_detail_says_why_it_is_no_more_than_a_tension(client: Client) -> None:
    """A tension says what keeps it from being a contradiction; an update, that both may have been true."""
    why = make_question(answer_type="entity")
    fear, greed = (
        make_claim(why, make_entity(name, "option"), nature="interpretation") for name in ("Fear", "Greed")
    )
    for claim in (fear, greed):
        make_statement(claim)
    page = see(client, address(fear, greed))
    assert "are hard to reconcile" in page.words
    assert "at least one of them is a reading of the facts" in page.words
    many = make_question(varies=True)
    nine, fourteen = make_claim(many, 9), make_claim(many, 14)
    make_statement(nine, make_capture(published="2025-06-02", outlet=make_outlet()))
    make_statement(fourteen, make_capture(published="2025-05-26", outlet=make_outlet()))
    page = see(client, address(nine, fourteen))
    assert "First “14”, later “9”: an update, not a contradiction" in page.words
    assert page.row("When it was said") == ["26 May 2025", "2 June 2025"]


def test_contradiction_detail_with_a_ruling(client: Client, bases: tuple[Claim, Claim], editor: User) -> None:
    """A ruling is shown with its reason, by whom and when, and says when statements have changed since."""
    coast, east = bases
    rule_on_claims(
        by=editor, claim=coast, other=east, relation="contradicts", note="One place only.", rule="C4"
    )
    page = shown(client, bases)
    assert "One place only. Upheld · " in page.words
    assert "Edith" not in page.words
    assert "no editor has reviewed this" not in page.words
    assert "have changed since this ruling" not in page.words
    make_statement(east)
    withdraw(by=editor, statement=coast.statements.get(), why="Misread.")
    make_statement(coast)
    assert "have changed since this ruling: 2 new, 1 withdrawn." in shown(client, bases).words
    set_desk_settings(by=editor, names_editors=True)
    assert "Upheld · Edith" in shown(client, bases).words


def test_contradiction_detail_dismissed(client: Client, bases: tuple[Claim, Claim], editor: User) -> None:
    """What an editor dismissed can still be read, with the reason, and is no contradiction any more."""
    coast, east = bases
    rule_on_claims(by=editor, claim=coast, other=east, relation="unrelated", note="Two armies.", rule="C4")
    page = shown(client, bases)
    assert "“The coast” and “The east”: not about the same thing" in page.words
    assert "Two armies. Dismissed" in page.words
    assert "cannot both be true" not in page.words


def test_contradiction_detail_by_hand_across_questions(
    client: Client, bases: tuple[Claim, Claim], editor: User
) -> None:
    """Two claims of different questions that an editor set against each other have a page, without a rule."""
    other = make_claim(make_question("Is there an army?", "yes_no"), False, text="There is no army")
    make_statement(other)
    rule_on_claims(by=editor, claim=other, other=bases[1], relation="contradicts", note="No army, no base.")
    page = see(client, address(other, bases[1]))
    assert "Where are the bases? · Is there an army?" in page.words
    assert f"“{bases[1].text}” and “There is no army” cannot both be true" in page.words
    assert "No rule compares these; an editor does." in page.words
    assert "No army, no base." in page.words


def test_contradiction_detail_with_what_helps_decide(
    client: Client, bases: tuple[Claim, Claim], editor: User
) -> None:
    """Decisions and checks on either claim stand below, the desk's own and what was asked."""
    assert "No check of our own on either claim is recorded yet." in shown(client, bases).words
    record_check(by=editor, claim=bases[1], what_we_did="Looked at a map.", result="contradicts")
    propose_verdict(by=editor, claim=bases[0], status="unverified", note="One map.")
    page = shown(client, bases)
    assert (
        "The desk checked: Looked at a map. Contradicts the claim · The bases are in the east" in page.words
    )
    assert "Not verified so far One map." in page.words


def test_contradiction_detail_downloads_both(client: Client, bases: tuple[Claim, Claim]) -> None:
    """The sheet has the statements of both claims and no others."""
    make_statement()
    sheet = client.get(shown(client, bases).links["Download both as CSV"])
    assert len(b"".join(sheet).decode().strip().split("\r\n")) == 1 + 2


def test_contradiction_detail_has_one_address(client: Client, bases: tuple[Claim, Claim]) -> None:
    """Whichever claim is named first, the page is the same."""
    coast, east = bases
    response = client.get(f"/contradictions/{east.public_id}/{coast.public_id}/")
    assert (response.status_code, response["Location"]) == (302, address(coast, east))


def test_contradiction_detail_only_where_something_relates_them(
    client: Client, editor_client: Client, bases: tuple[Claim, Claim]
) -> None:
    """Unrelated claims, unpublished ones and made-up ids have no page, nor has what waits for a ruling."""
    other = make_claim()
    hidden = make_claim(bases[0].question, make_entity("The north", "place"), published=False)
    make_statement(hidden)
    for one in (other, hidden):
        assert client.get(address(one, bases[0])).status_code == 404
    assert client.get(f"/contradictions/{other.public_id}/C-1/").status_code == 404
    set_desk_settings(by=some_editor(), shows_found=False)
    assert client.get(address(*bases)).status_code == 404


def test_contradiction_detail_shows_the_pair_that_made_the_label(client: Client, ferry: Question) -> None:
    """Of many passages the closest, gravest two are shown: here, one speaker's own."""
    nine, fourteen = make_claim(ferry, 9), make_claim(ferry, 14)
    for claim in (nine, fourteen):
        make_statement(claim, make_capture(outlet=make_outlet()), certainty="probable")
    master = make_entity("Harbour master", "person")
    for claim, name in ((nine, "Morning Post"), (fourteen, "Evening Post")):
        make_statement(claim, make_capture(outlet=make_outlet(name)), chain=[on_record(master)])
    page = see(client, address(nine, fourteen))
    assert "Contradiction by one speaker" in page.words
    assert "Morning Post, citing Harbour master" in page.words
    assert "Evening Post, citing Harbour master" in page.words
    assert page.words.count("1 more passage says the same") == 2


@pytest.fixture
def ferry(db: None) -> Question:
    return make_question("How many are missing?")


def test_contradiction_detail_promises_no_words_that_it_may_not_quote(
    client: Client, ferry: Question
) -> None:
    """A passage beyond the tenth is read where it was published; our page has its place alone."""
    claims = [make_claim(ferry, number) for number in (9, 14)]
    for claim, url in zip(claims, ("https://post.example/ferry", ""), strict=True):
        make_statement(claim, make_capture("All were missing.", url=url), exact="All were missing.")
    page = see(client, address(*claims))
    assert "Read it in the article" not in page.words
    assert "https://post.example/ferry" in page.links.values()
    assert page.words.count("Read it where it was published") == 1
    assert page.words.count("See it among the article’s statements") == 2


def test_contradiction_detail_as_it_stood(client: Client, bases: tuple[Claim, Claim], editor: User) -> None:
    """At an earlier moment a later ruling and later statements are left out, under a banner."""
    coast, east = bases
    before = as_written(east.states.get(shown_to__isnull=True).shown_from)
    rule_on_claims(by=editor, claim=coast, other=east, relation="unrelated", note="Two armies.", rule="C4")
    page = shown(client, bases, f"?as_of={before}")
    assert "This page as it stood on" in page.words
    assert "“The coast” and “The east” cannot both be true" in page.words
    assert "Two armies." not in page.words
    assert client.get(address(*bases) + "?as_of=2001-01-01").status_code == 404


def test_contradiction_detail_query_count_does_not_grow(
    client: Client, ferry: Question, editor: User, django_assert_num_queries: Any
) -> None:
    """Many statements, checks and other answers take as many queries as few."""
    nine, fourteen = make_claim(ferry, 9), make_claim(ferry, 14)
    for _ in range(2):
        for number in range(4):
            for claim in (nine, fourteen):
                link = NewLink(make_entity(f"Someone {number}"), "background")
                make_statement(claim, make_capture(outlet=make_outlet()), chain=[link])
                record_check(by=editor, claim=claim, what_we_did="Asked.", url="https://example.org/a")
            make_statement(make_claim(ferry))
        with django_assert_num_queries(20):
            client.get(address(nine, fourteen))

"""/: what cannot both be true, what was decided lately, the topics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from claims.actions.questions import set_desk_settings
from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink
from claims.actions.verdicts import (
    approve_verdict,
    evidence_digest,
    propose_verdict,
    record_check,
    withdraw_verdict,
)
from claims.models import Claim, Question, Topic
from newsroom.models import User
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    some_editor,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


def home(client: Client, query: str = "") -> Seen:
    return see(client, f"/{query}")


def where_is_it(topic: Topic, *, published: bool = True) -> tuple[Claim, Claim]:
    """Two places for one base, in two outlets; free to be quoted."""
    question = make_question("Where is the base?", "entity", topic=topic)
    east, coast = make_entity("The east", "place"), make_entity("The coast", "place")
    one = make_claim(question, east, text="The base is in the east", published=published)
    other = make_claim(question, coast, text="The base is on the coast", published=published)
    post = make_capture(
        "The base is in the east.",
        outlet=make_outlet("Inland Post"),
        published="2025-02-17",
        public_text="full",
    )
    daily = make_capture("A base on the coast.", published="2024-12/..", public_text="full")
    make_statement(
        one, post, exact="The base is in the east", chain=[NewLink(post.article.outlet, "own_voice")]
    )
    make_statement(other, daily, exact="A base on the coast", chain=[NewLink(None, "own_voice")])
    return one, other


def test_home_of_an_empty_site_is_honest(client: Client, db: None) -> None:
    """Nothing published reads as that, without empty tables."""
    words = home(client).words
    assert "No contradiction is open" in words
    assert "Nothing is published yet." in words
    assert "Topics Topic Questions" not in words


def test_home_opens_with_the_newest_contradiction(client: Client, editor: User) -> None:
    """The headline counts; both passages stand beside each other with outlets, dates, sourcing and status."""
    one, other = where_is_it(make_topic("The base"))
    page = home(client)
    assert "One contradiction is open" in page.words
    assert "So far: 2 claims from 2 articles." in page.words
    assert (
        "Where is the base? Contradiction across outlets · found by rule; no editor has reviewed"
        in page.words
    )
    assert "“The base is in the east” Inland Post, 17 February 2025." in page.words
    assert (
        "Outlet not named, December 2024 or later. Stated by the outlet without naming a source."
        in page.words
    )
    assert page.links["The base is in the east"] == one.get_absolute_url()
    address = f"/contradictions/{one.public_id}/{other.public_id}/"
    assert page.links["Read the contradiction"] == address
    html = client.get("/").content.decode()
    assert "<mark>in the east</mark>" in html
    assert "<mark>on</mark>" not in html


def test_home_shows_statuses_on_both_sides(client: Client, editor: User, reviewer: User) -> None:
    """What the desk found of each side stands below its passage."""
    one, _other = where_is_it(make_topic())
    record_check(by=editor, claim=one, what_we_did="Looked at a map.", url="https://map.example/")
    verdict = propose_verdict(by=editor, claim=one, status="refuted", note="The map shows it on the coast.")
    approve_verdict(by=reviewer, verdict=verdict, digest=evidence_digest(one))
    words = home(client).words
    assert "The base is in the east Found to be false" in words
    assert "The base is on the coast Not reviewed yet" in words


def test_home_says_that_unnamed_outlets_are_counted_by_article(client: Client) -> None:
    """A contradiction between two articles without an outlet's name does not pass for two known outlets."""
    for subject in ("fled", "stayed"):
        question = make_question(f"How many {subject}?", unit="people")
        for number in (3, 9):
            make_statement(make_claim(question, number), make_capture(published=""))
    words = home(client).words
    assert "Two articles whose outlets are not named, counted as two" in words
    assert "Another article, outlet not named" in words


#: Too short for a tenth of it to be a word.
BRIEF = "Fourteen people were missing after that."
LICENSED = {"public_text": "full"}


def missing(number: int, *, question: Question, more: Mapping[str, Any] | None = None) -> Claim:
    """So many missing, says an article of which nothing may be quoted unless `more` says otherwise."""
    claim = make_claim(question, number, text=f"There were {number} missing")
    make_statement(claim, make_capture(BRIEF, outlet=make_outlet(), **(more or {})), exact="were missing")
    return claim


def test_home_leads_with_words_that_may_be_quoted(client: Client) -> None:
    """One with words goes before a newer contradiction of which nothing may be quoted."""
    where_is_it(make_topic("The base"))
    question = make_question("How many were missing?", unit="people")
    missing(9, question=question)
    missing(14, question=question)
    words = home(client).words
    assert words.index("“The base is in the east”") < words.index("Also open")
    assert words.index("Also open") < words.index("“9 people” and “14 people” cannot both be true.")


def test_home_puts_nothing_in_empty_quotation_marks(client: Client) -> None:
    """Of an article that may not be quoted the claim stands there, bare, and once."""
    question = make_question("How many were missing?", unit="people")
    claim = missing(9, question=question)
    missing(14, question=question, more=LICENSED)
    html = client.get("/").content.decode()
    page = Seen(html)
    assert "“”" not in html
    assert "“were missing”" in page.words
    assert page.words.count("There were 9 missing") == 1
    assert page.links["There were 9 missing"] == claim.get_absolute_url()


def test_home_shows_another_passage_where_the_first_may_not_be_quoted(client: Client) -> None:
    """Of several that say the same, the lead shows the first that readers may read."""
    question = make_question("How many were missing?", unit="people")
    for number in (9, 14):
        claim = missing(number, question=question)
        licensed = make_capture("They were missing, it says.", outlet=make_outlet("Open Post"), **LICENSED)
        make_statement(claim, licensed, exact="They were missing")
    words = home(client).words
    assert words.count("“They were missing”") == 2
    assert "Open Post" in words


def test_home_tells_the_others_in_sentences(client: Client) -> None:
    """Further contradictions are a sentence each, with their question, their outlets and whether ruled."""
    topic = make_topic()
    where_is_it(topic)
    question = make_question("How many fled?", topic=topic, unit="people")
    for number, outlet in ((3, "Inland Post 2"), (9, "Coast Daily")):
        make_statement(make_claim(question, number), make_capture(outlet=make_outlet(outlet)))
    words = home(client).words
    assert "Two contradictions are open" in words
    assert "Also open" in words
    assert "“The east” and “The coast” cannot both be true." in words
    assert (
        "Inland Post, 17 February 2025 · Outlet not named, December 2024 or later · Across outlets" in words
    )
    assert "Not ruled" in words


def test_home_leaves_out_what_an_editor_dismissed(client: Client, editor: User) -> None:
    """A ruling wins: what is unrelated is no contradiction, and what a person confirms says so."""
    one, other = where_is_it(make_topic())
    rule_on_claims(by=editor, claim=one, other=other, rule="C4", relation="contradicts", note="One base.")
    assert "an editor has ruled on this" in home(client).words
    rule_on_claims(by=editor, claim=one, other=other, rule="C4", relation="unrelated", note="Two bases.")
    words = home(client).words
    assert "No contradiction is open" in words
    assert "Read the contradiction" not in words


def test_home_shows_what_an_editor_set_against_each_other(client: Client, editor: User) -> None:
    """A contradiction made by hand, across questions, counts like any other."""
    one = make_claim(text="The base is empty")
    other = make_claim(text="Soldiers live in the base")
    make_statement(one)
    make_statement(other)
    rule_on_claims(by=editor, claim=one, other=other, relation="contradicts", note="Empty is empty.")
    words = home(client).words
    assert "One contradiction is open" in words
    assert "an editor has ruled on this" in words


def test_home_waits_for_rulings_where_the_desk_does(client: Client, desk_admin: User) -> None:
    """A desk may keep what rules find to itself."""
    where_is_it(make_topic())
    set_desk_settings(by=desk_admin, shows_found=False)
    assert "No contradiction is open" in home(client).words


def test_home_tells_a_claim_both_said_and_denied(client: Client) -> None:
    """One claim with two voices is one contradiction, each with its passage."""
    claim = make_claim(make_question(answer_type="yes_no"), True, text="The ferry sank")
    make_statement(claim, make_capture(outlet=make_outlet("Harbour Post")))
    make_statement(claim, make_capture(outlet=make_outlet("Radio Quay")), kind="denial")
    words = home(client).words
    assert "One contradiction is open" in words
    assert "Harbour Post" in words
    assert "Radio Quay" in words


def test_home_keeps_what_is_not_published(client: Client, editor_client: Client) -> None:
    """Claims of the desk are on nobody's front page, and are in no count."""
    where_is_it(make_topic("Secret base"), published=False)
    for reader in (client, editor_client):
        words = home(reader).words
        assert "No contradiction is open" in words
        assert "Secret base" not in words


def test_home_lists_the_latest_decisions(client: Client, editor: User) -> None:
    """Newest first, each with what it was before and why; a withdrawn decision is none."""
    claims = [make_claim(text=text) for text in ("The ferry sank", "The crew was saved", "The owner fled")]
    propose_verdict(by=editor, claim=claims[0], status="unverified", note="One witness.")
    propose_verdict(by=editor, claim=claims[1], status="unverified", note="No list.")
    propose_verdict(by=editor, claim=claims[1], status="disputed", note="Two lists.")
    gone = propose_verdict(by=editor, claim=claims[2], status="unverified", note="A rumour.")
    withdraw_verdict(by=editor, verdict=gone)
    page = home(client)
    changes = [row for row in page.rows if row and re.match(r"\d", row[0])]
    assert [row[1:] for row in changes] == [
        ["The crew was saved", "Sources disagree was: Not verified so far", "Two lists."],
        ["The ferry sank", "Not verified so far was: Not reviewed yet", "One witness."],
    ]
    assert page.links["The ferry sank"] == claims[0].get_absolute_url()


def test_home_lists_the_topics(client: Client) -> None:
    """Each with its counts, a nought as the word, and when its statements were said; the freshest first."""
    old, new = make_topic("The bridge"), make_topic("The base")
    make_statement(make_claim(make_question(topic=old)), make_capture(published="2019"))
    where_is_it(new)
    make_topic("Empty")
    rows = [row for row in home(client).rows if row and row[0] in ("The base", "The bridge", "Empty")]
    assert rows == [
        ["The base", "1", "2", "1", "December 2024 to 17 February 2025"],
        ["The bridge", "1", "1", "none", "2019"],
    ]


def test_home_pages_its_topics(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """More topics than fit are a link away, and none is lost."""
    monkeypatch.setattr("claims.views.home._TOPICS", 2)
    titles = {f"Story {number}" for number in range(3)}
    for title in titles:
        make_claim(make_question(topic=make_topic(title)))
    first = home(client)
    second = home(client, first.links["Older topics"].partition("#")[0])
    assert titles == {
        row[0] for page in (first, second) for row in page.rows if row and row[0].startswith("Story")
    }
    assert client.get("/?topics=nonsense").status_code == 400


def test_home_stops_counting(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number that tells enough, contradictions and articles are “more than” it; claims are exact."""
    monkeypatch.setattr("claims.views.home._COUNTED", 2)
    where_is_it(make_topic())
    where_is_it(make_topic())
    words = home(client).words
    assert "Two contradictions are open" in words
    assert "So far: 4 claims from more than 2 articles." in words
    where_is_it(make_topic())
    assert "More than 2 contradictions are open" in home(client).words


def test_home_is_of_the_present(client: Client, db: None) -> None:
    """A past moment is refused, and not answered with the present."""
    response = client.get("/?as_of=2025-05-27T12:00Z")
    assert response.status_code == 400
    assert "The front page shows the present." in response.content.decode()


def test_home_may_be_kept_by_caches(client: Client, db: None) -> None:
    """All readers of a language share one copy, which carries nobody's token."""
    response = client.get("/")
    assert "public" in response["Cache-Control"]
    assert "csrf" not in response.content.decode()
    assert not response.cookies


def test_home_query_count_does_not_grow(client: Client, django_assert_num_queries: Any, editor: User) -> None:
    """Contradictions, decisions and topics cost no query each."""
    _grow(editor)
    with django_assert_num_queries(21):
        home(client)
    for _ in range(4):
        _grow(editor)
    with django_assert_num_queries(21):
        home(client)


def _grow(editor: User) -> None:
    one, other = where_is_it(make_topic())
    propose_verdict(by=editor, claim=one, status="unverified", note="Not yet.")
    rule_on_claims(by=some_editor(), claim=one, other=other, rule="C4", relation="contradicts", note="Yes.")


def test_home_leads_with_what_is_undecided(client: Client, editor: User, reviewer: User) -> None:
    """Where a verdict tells which side is wrong, that is said, and what is still open comes first."""
    where_is_it(make_topic("Bases"))
    question = make_question("How many were missing?", topic=make_topic("Ferry"), unit="people")
    nine, many = make_claim(question, 9, text="Nine missing"), make_claim(question, 14, text="Many missing")
    make_statement(nine, chain=[NewLink(make_entity("Crew"), "on_record")])
    make_statement(many, chain=[NewLink(make_entity("Owner"), "on_record")])
    newest = "How many were missing? Contradiction across outlets · found by rule; no editor"
    assert newest in home(client).words
    record_check(by=editor, claim=many, what_we_did="Read the list.", url="https://list.example/")
    verdict = propose_verdict(by=editor, claim=many, status="refuted", note="There are nine on the list.")
    approve_verdict(by=reviewer, verdict=verdict, digest=evidence_digest(many))
    words = home(client).words
    assert "Two contradictions are open" in words
    told = ("Where is the base?", "Also open", "How many were missing?")
    assert sorted(told, key=words.index) == list(told)
    page = see(client, f"/contradictions/{nine.public_id}/{many.public_id}/")
    assert "Found by rule. The desk has since found one side false." in page.words
    assert "no editor has reviewed this" not in page.words
    page = see(client, question.get_absolute_url())
    assert "found by rule; the desk has since found one side false" in page.words

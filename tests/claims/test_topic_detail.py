"""/topics/<slug>/: a story's questions with their competing answers, and what happened."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink
from claims.actions.verdicts import propose_verdict
from claims.models import Claim, Question, Topic
from claims.presenting.pages import as_written
from newsroom.models import User
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(db: None) -> Topic:
    return make_topic("The ferry")


@pytest.fixture
def question(topic: Topic) -> Question:
    return make_question("How many are missing?", topic=topic, unit="people")


@pytest.fixture
def fourteen(question: Question) -> Claim:
    claim = make_claim(question, 14, text="Fourteen people are missing")
    make_statement(claim, make_capture(outlet=make_outlet("Harbour Post"), published="2025-05-26"))
    return claim


@pytest.fixture
def nine(question: Question) -> Claim:
    claim = make_claim(question, 9, text="Nine people are missing")
    make_statement(claim, make_capture(outlet=make_outlet("Radio Quay"), published="2025-05-27"))
    return claim


def shown(client: Client, topic: Topic, query: str = "") -> Seen:
    return see(client, f"/topics/{topic.slug}/{query}")


def test_topic_detail_sets_answers_beside_each_other(
    client: Client, topic: Topic, fourteen: Claim, nine: Claim, editor: User
) -> None:
    """Several answers to a question are lettered, with their statuses and who gives them."""
    propose_verdict(by=editor, claim=nine, status="disputed", note="They differ.")
    page = shown(client, topic)
    assert "How many are missing? A Fourteen people are missing Not reviewed yet Harbour Post" in page.words
    assert "B Nine people are missing Sources disagree Radio Quay" in page.words
    assert "2 claims · covers 26 May 2025 to 27 May 2025" in page.words
    assert page.links["Fourteen people are missing"] == fourteen.get_absolute_url()


def test_topic_detail_one_answer_needs_no_letter(client: Client, topic: Topic, fourteen: Claim) -> None:
    """A letter tells answers apart; one alone has none."""
    assert "How many are missing? Fourteen people are missing" in shown(client, topic).words


def test_topic_detail_says_who_denies(client: Client, topic: Topic, fourteen: Claim) -> None:
    """An outlet that denies an answer is not counted among those who give it."""
    make_statement(fourteen, make_capture(outlet=make_outlet("Radio Quay")), kind="denial")
    make_statement(fourteen, make_capture())
    words = shown(client, topic).words
    assert "Harbour Post and an outlet not named; denied by Radio Quay" in words


def test_topic_detail_tells_its_contradictions(
    client: Client, topic: Topic, fourteen: Claim, nine: Claim
) -> None:
    """In a sentence, with the question and who has looked at it; without any it says so."""
    page = shown(client, topic)
    assert "“14 people” and “9 people” cannot both be true." in page.words
    assert "found by rule; no editor has reviewed this" in page.words
    other = make_topic("The bridge")
    make_claim(make_question(topic=other))
    assert "No contradiction is open in this topic." in shown(client, other).words


def test_contradictions_between_two_topics_count_on_both(
    client: Client, topic: Topic, fourteen: Claim, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an editor set against claims of another topic is as open here as there, each one once."""
    monkeypatch.setattr("claims.views.topic_detail._CONTRADICTIONS", 1)
    bridge = make_topic("The bridge")
    others = [make_claim(make_question(topic=bridge)) for _ in range(2)]
    for other in others:
        rule_on_claims(by=editor, claim=fourteen, other=other, relation="contradicts", note="One ship.")
    for one in (topic, bridge):
        assert shown(client, one).links["1 more contradiction"] == f"/contradictions/?topic={one.slug}"
    assert "Two contradictions are open" in see(client, "/").words
    rule_on_claims(by=editor, claim=others[0], other=others[1], relation="contradicts", note="So.")
    assert "2 more contradictions" in shown(client, bridge).links
    assert "1 more contradiction" in shown(client, topic).links


def test_topic_detail_cuts_a_long_list_of_contradictions(
    client: Client, topic: Topic, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit is counted, and a link away."""
    monkeypatch.setattr("claims.views.topic_detail._CONTRADICTIONS", 1)
    for number in (1, 2, 3):
        make_statement(make_claim(question, number))
    assert shown(client, topic).links["2 more contradictions"] == "/contradictions/?topic=the-ferry"


def test_topic_detail_counts_outlets_with_denominators(
    client: Client, topic: Topic, fourteen: Claim, nine: Claim
) -> None:
    """How many of the topic's claims each outlet carries, in how many articles."""
    make_statement(nine, fourteen.statements.get().capture)
    words = shown(client, topic).words
    assert "Harbour Post 2 of 2 claims in 1 article" in words
    assert "Radio Quay 1 of 2 claims in 1 article" in words


def test_topic_detail_tells_silences(client: Client, topic: Topic, fourteen: Claim) -> None:
    """Who has not spoken, on what; a topic without silences says so."""
    assert "No silence is recorded in this topic." in shown(client, topic).words
    owner = make_entity("The owner")
    capture = make_capture(outlet=make_outlet("Coast Daily"))
    make_statement(fourteen, capture, kind="no_response", chain=[NewLink(owner)])
    words = shown(client, topic).words
    assert (
        "The owner. Asked, had not replied by 26 May 2025, according to Coast Daily. Not a denial." in words
    )
    assert "On: Fourteen people are missing" in words


def test_topic_detail_tells_what_happened_in_order(
    client: Client, topic: Topic, fourteen: Claim, nine: Claim, editor: User
) -> None:
    """Articles by their dates, then what the desk published and decided."""
    propose_verdict(by=editor, claim=nine, status="unverified", note="Not yet.")
    words = shown(client, topic).words
    timeline = words[words.index("Timeline") :]
    told = [
        "26 May 2025 Harbour Post publishes its article",
        "27 May 2025 Radio Quay publishes its article",
        "2 claims published",
        "Not verified so far Nine people are missing",
    ]
    places = [timeline.index(one) for one in told]
    assert places == sorted(places)


def test_topic_detail_keeps_what_is_not_published(
    client: Client, editor_client: Client, topic: Topic, fourteen: Claim
) -> None:
    """Claims of the desk are in no count and no list; a topic of nothing else does not exist for readers."""
    draft = make_claim(make_question(topic=topic), text="The captain fled", published=False)
    make_statement(draft, make_capture(outlet=make_outlet("Gossip")), kind="silence", chain=[])
    for reader in (client, editor_client):
        words = shown(reader, topic).words
        assert "1 claim · covers" in words
        assert "The captain fled" not in words
        assert "Gossip" not in words
    hidden = make_topic("Hidden")
    make_claim(make_question(topic=hidden), published=False)
    assert client.get("/topics/hidden/").status_code == 404
    assert "No claim is published" in shown(editor_client, hidden).words


def test_topic_detail_pages_its_questions(
    client: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long story comes in pages, and no question is lost or shown twice."""
    monkeypatch.setattr("claims.presenting.topic_questions.PAGE_SIZE", 2)
    texts = {f"Question number {number}?" for number in range(5)}
    for text in texts:
        make_claim(make_question(text, topic=topic))
    found: list[str] = []
    query = ""
    for _ in range(3):
        page = shown(client, topic, query)
        found += [text for text in texts if text in page.words]
        query = page.links.get("More questions", "").partition("#")[0]
    assert query == ""
    assert sorted(found) == sorted(texts)


def test_topic_detail_cuts_long_answers(client: Client, topic: Topic, question: Question) -> None:
    """A question with many answers shows some and says how many more there are."""
    for number in range(1, 12):
        make_claim(question, number)
    assert shown(client, topic).links["3 more answers"] == question.get_absolute_url()


def test_topic_detail_downloads(
    client: Client, editor_client: Client, topic: Topic, fourteen: Claim, nine: Claim
) -> None:
    """Its rows for everybody; the whole record for the desk alone."""
    page = shown(client, topic)
    assert "Statements (CSV) 2 rows" in page.words
    assert b"".join(client.get(page.links["Statements (CSV)"])).count(b"\r\n") == 3
    assert "Dossier (JSON)" not in page.links
    assert client.get("/topics/the-ferry/dossier.json").status_code == 302
    dossier = editor_client.get(shown(editor_client, topic).links["Dossier (JSON)"])
    assert dossier.json()["topic"]["id"] == topic.public_id
    assert "the-ferry.json" in dossier["Content-Disposition"]
    assert editor_client.get("/topics/the-ferry/dossier.json?as_of=2025-05-27").status_code == 400


def test_topic_detail_as_it_stood(
    client: Client, topic: Topic, fourteen: Claim, question: Question, editor: User
) -> None:
    """At an earlier moment there are the claims, contradictions and decisions of then."""
    before = make_claim(question, 3, text="Three people are missing")
    make_statement(before)
    then = as_written(timezone.now())
    make_statement(make_claim(question, 9, text="Nine people are missing"))
    propose_verdict(by=editor, claim=fourteen, status="disputed", note="They differ.")
    page = shown(client, topic, f"?as_of={then}")
    assert "This page as it stood on" in page.words
    assert "“14 people” and “3 people” cannot both be true." in page.words
    assert "2 claims · covers" in page.words
    for later in ("Nine people", "Sources disagree"):
        assert later not in page.words
    assert client.get("/topics/the-ferry/?as_of=2020-01-01").status_code == 404
    assert client.get("/topics/the-ferry/?as_of=soon").status_code == 400


@pytest.mark.parametrize("slug", ["no-such-topic", "x" * 300])
def test_topic_detail_unknown(client: Client, db: None, slug: str) -> None:
    """There is no page for a topic that does not exist."""
    assert client.get(f"/topics/{slug}/").status_code == 404


def test_topic_detail_query_count_does_not_grow(
    client: Client, topic: Topic, django_assert_num_queries: Any, editor: User
) -> None:
    """Questions, answers, outlets, silences, contradictions and decisions cost no query each."""
    _grow(topic, editor)
    with django_assert_num_queries(33):
        shown(client, topic)
    for _ in range(4):
        _grow(topic, editor)
    with django_assert_num_queries(33):
        shown(client, topic)


def _grow(topic: Topic, editor: User) -> None:
    question = make_question(topic=topic)
    for number in (3, 9):
        claim = make_claim(question, number)
        capture = make_capture(outlet=make_outlet())
        make_statement(claim, capture)
        make_statement(claim, capture, kind="silence", chain=[NewLink(make_entity(f"Owner {claim.pk}"))])
        propose_verdict(by=editor, claim=claim, status="unverified", note="Not yet.")

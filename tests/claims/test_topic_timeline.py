"""/topics/<slug>/timeline/: statements, silences and changes of status in order, drawn and listed."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions.tag import NewLink
from claims.actions.verdicts import propose_verdict, withdraw_verdict
from claims.models import Claim, Topic
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
def fourteen(topic: Topic) -> Claim:
    question = make_question("How many are missing?", topic=topic, unit="people")
    claim = make_claim(question, 14, text="Fourteen people are missing")
    make_statement(claim, make_capture(outlet=make_outlet("Harbour Post"), published="2025-05-26"))
    return claim


def shown(client: Client, query: str = "", **headers: str) -> Seen:
    response = client.get(f"/topics/the-ferry/timeline/{query}", **headers)  # type: ignore[arg-type]
    assert response.status_code == 200
    return Seen(response.content.decode())


def picture(client: Client, language: str = "en") -> ElementTree.Element:
    html = client.get("/topics/the-ferry/timeline/", headers={"accept-language": language}).content.decode()
    svg = html[html.index('<svg class="course"') :].partition("</svg>")[0] + "</svg>"
    return ElementTree.fromstring(svg)


def drawn(root: ElementTree.Element) -> list[str]:
    """The titles of all that is drawn, and the texts."""
    texts = [one.text or "" for one in root.iter("text")]
    return [*(one.text or "" for one in root.iter("title")), *texts]


def test_topic_timeline_tells_all_in_order(
    client: Client, topic: Topic, fourteen: Claim, editor: User
) -> None:
    """Statements, silences with who was silent, and decisions with their reasons follow each other."""
    later = make_capture(outlet=make_outlet("Radio Quay"), published="2025-05-28")
    make_statement(fourteen, later, kind="denial")
    owner = make_entity("The owner")
    make_statement(fourteen, make_capture(published="2025-05-27"), kind="silence", chain=[NewLink(owner)])
    verdict = propose_verdict(by=editor, claim=fourteen, status="disputed", note="They differ.")
    withdraw_verdict(by=editor, verdict=verdict)
    words = shown(client).words
    told = [
        "26 May 2025 Says it",
        "Harbour Post",
        "27 May 2025 No official comment",
        "The owner. No official comment as of 27 May 2025, "
        "according to an outlet that is not named. Not a denial.",
        "28 May 2025 Denies it",
        "Radio Quay",
        "Sources disagree Fourteen people are missing They differ.",
        "Not reviewed yet Fourteen people are missing The earlier decision was withdrawn.",
    ]
    places = [words.index(one) for one in told]
    assert places == sorted(places)


def test_topic_timeline_list_carries_the_links(client: Client, fourteen: Claim) -> None:
    """Each entry leads to its claim and to its passage, the page to its topic and back."""
    page = shown(client)
    assert page.links["Fourteen people are missing"] == fourteen.get_absolute_url()
    assert page.links["Says it, Fourteen people are missing"].startswith("/articles/")
    assert page.links["The ferry"] == "/topics/the-ferry/"
    link = "What was said when: every statement, drawn and listed"
    assert see(client, "/topics/the-ferry/").links[link] == "/topics/the-ferry/timeline/"


def test_topic_timeline_draws_a_lane_a_question(client: Client, fourteen: Claim, editor: User) -> None:
    """What was said in the same days is one line with its number; a square is a decision."""
    make_statement(fourteen, make_capture(outlet=make_outlet("Radio Quay")))
    make_statement(fourteen, make_capture(published="2025-05-20/.."), kind="doubt")
    make_statement(fourteen, make_capture(published=""), kind="silence", chain=[])
    propose_verdict(by=editor, claim=fourteen, status="disputed", note="They differ.")
    root = picture(client)
    told = drawn(root)
    for one in (
        "How many are missing?",
        "Says it: 2 statements, 26 May 2025",
        "×2",
        "Doubts it: 1 statement, 20 May 2025 or later",
        "Didn’t say: 1 statement, Undated",
        "No date",
    ):
        assert one in told
    assert any(one.startswith("Sources disagree, ") for one in told)
    assert len([one for one in root.iter("path") if one.get("class") == "tip"]) == 1
    assert len(list(root.iter("rect"))) == 1


def test_topic_timeline_is_mirrored_for_arabic(client: Client, fourteen: Claim) -> None:
    """Where reading goes from right to left, so does time."""
    make_statement(fourteen, make_capture(published="2025-05-30"))
    starts = {}
    for language in ("en", "ar"):
        lines = [one for one in picture(client, language).iter("path") if one.get("class") == "support"]
        starts[language] = [float((one.get("d") or "")[1:].split()[0]) for one in lines]
    assert starts["en"] == sorted(starts["en"])
    assert starts["ar"] == sorted(starts["ar"], reverse=True)


def test_topic_timeline_gathers_a_crowd(
    client: Client, topic: Topic, fourteen: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond so many lanes or marks the rest is counted in the picture, and the list ends with the CSV."""
    for name, most in (("MOST_LANES", 2), ("MOST_MARKS", 1), ("MOST_ENTRIES", 3)):
        monkeypatch.setattr(f"claims.presenting.topic_course.{name}", most)
    for day in ("2025-05-27", "2025-05-28"):
        make_statement(fourteen, make_capture(published=day))
    for number in (1, 2):
        make_statement(make_claim(make_question(f"Question {number}?", topic=topic)))
    told = drawn(picture(client))
    assert "+ 2 more statements" in told
    assert "+ 2 more questions" in told
    assert "Says it: 2 statements, 26 May 2025" in told
    assert "Question 1?" not in told
    page = shown(client)
    assert "The latest 3 entries." in page.words
    assert page.words.count("Says it,") == 3
    assert page.links["All statements (CSV)"] == "/claims.csv?topic=the-ferry&bom=1"


def test_topic_timeline_keeps_what_is_not_published(
    client: Client, editor_client: Client, topic: Topic, fourteen: Claim, editor: User
) -> None:
    """A claim of the desk is in no lane and no list, and what was decided before publishing came at once."""
    make_statement(make_claim(make_question("Who fled?", topic=topic), text="The captain", published=False))
    hidden = make_claim(make_question(topic=make_topic("Hidden")), published=False)
    propose_verdict(by=editor, claim=hidden, status="disputed", note="Not yet.")
    for reader in (client, editor_client):
        words = " ".join([shown(reader).words, *drawn(picture(reader))])
        assert "Fourteen people are missing" in words
        assert "The captain" not in words
        assert "Who fled?" not in words
    assert client.get("/topics/hidden/timeline/").status_code == 404
    assert "Nothing is published on this topic." in see(editor_client, "/topics/hidden/timeline/").words


def test_topic_timeline_as_it_stood(client: Client, topic: Topic, fourteen: Claim, editor: User) -> None:
    """At an earlier moment nothing later is told, and the links keep that moment."""
    verdict = propose_verdict(by=editor, claim=fourteen, status="disputed", note="They differ.")
    then = as_written(timezone.now())
    make_statement(fourteen, make_capture(published="2025-05-28"), kind="denial")
    withdraw_verdict(by=editor, verdict=verdict)
    page = shown(client, f"?as_of={then}")
    assert "This page as it stood on" in page.words
    assert "Sources disagree Fourteen people are missing" in page.words
    for later in ("28 May 2025", "The earlier decision was withdrawn."):
        assert later not in page.words
        assert later in shown(client).words
    assert page.links["Fourteen people are missing"] == f"{fourteen.get_absolute_url()}?as_of={then}"
    assert page.links["The ferry"] == f"/topics/the-ferry/?as_of={then}"
    assert page.links["Link to this view"].endswith(f"/topics/the-ferry/timeline/?as_of={then}")
    for query, status in (("2020-01-01", 404), ("2999-01-01", 400), ("soon", 400)):
        assert client.get(f"/topics/the-ferry/timeline/?as_of={query}").status_code == status


def test_topic_timeline_query_count_does_not_grow(
    client: Client, topic: Topic, fourteen: Claim, editor: User, django_assert_num_queries: Any
) -> None:
    """Questions, statements, silences and decisions cost no query each."""
    _grow(topic, editor)
    with django_assert_num_queries(15):
        shown(client)
    for _ in range(3):
        _grow(topic, editor)
    with django_assert_num_queries(15):
        shown(client)


def _grow(topic: Topic, editor: User) -> None:
    claim = make_claim(make_question(topic=topic))
    make_statement(claim, make_capture(outlet=make_outlet()))
    make_statement(claim, kind="silence", chain=[NewLink(make_entity(f"Owner {claim.pk}"))])
    propose_verdict(by=editor, claim=claim, status="unverified", note="Not yet.")

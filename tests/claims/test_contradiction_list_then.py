"""/contradictions/?as_of=: the list as readers saw it at a moment."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions.holds import agree_to_hold, ask_hold
from claims.actions.rulings import rule_on_claims, rule_on_statement
from claims.actions.tag import NewLink, withdraw
from claims.models import Question
from claims.presenting.pages import as_written
from claims.views import contradiction_list
from newsroom.models import User
from newsroom.roles import ADMIN
from tests.claims.cases.contradicting import clash, listed
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    make_user,
    some_editor,
)
from tests.pages import see

pytestmark = pytest.mark.django_db
TENSION, UPDATE = (
    "“1” and “2” are hard to reconcile.",
    "First “30”, later “40”: an update, not a contradiction.",
)
MANNER = "Stated as fact here; it goes back to social media."


@pytest.fixture
def ferry(db: None) -> Question:
    return make_question("How many are missing?", topic=make_topic("The ferry"))


def test_contradiction_list_of_a_moment(client: Client, ferry: Question) -> None:
    """What was open then, topic by topic; filters that only now knows are refused, with what to do."""
    nine, _fourteen = clash(ferry, 9, 14, outlets=("Coast Daily", "Port Post"))
    clash(make_question(topic=make_topic("The fire")), 50, 60)
    then = as_written(timezone.now())
    clash(make_question(topic=ferry.topic), 3, 4)
    for statement in nine.statements.all():
        withdraw(by=some_editor(), statement=statement)
    assert "“9” and “14”" not in listed(client).words
    page = listed(client, f"?as_of={then}")
    assert "2 contradictions" in page.links
    assert "“9” and “14” cannot both be true." in page.words
    assert "Contradiction across outlets · Coast Daily · Port Post" in page.words
    assert "“3” and “4”" not in page.words
    topic = listed(client, f"?as_of={then}&topic=the-fire").words
    assert "“50” and “60”" in topic
    assert "“9” and “14”" not in topic
    refused = client.get(f"/contradictions/?as_of={then}&rule=C2")
    assert refused.status_code == 400
    assert "can be narrowed by topic and level alone" in refused.content.decode()


@pytest.fixture
def past(ferry: Question, editor: User) -> str:
    """A moment at which one contradiction, tension, update and manner of reporting stood, now all gone."""
    said = [one.statements.get() for one in clash(ferry, 9, 14)]
    perhaps = make_question("How many boats?", topic=ferry.topic)
    said += [
        make_statement(make_claim(perhaps, number), make_capture(), certainty="probable") for number in (1, 2)
    ]
    toll = make_question("How many so far?", varies=True, topic=make_topic("The toll"))
    for day, number in (("2025-05-26", 30), ("2025-06-26", 40)):
        said.append(make_statement(make_claim(toll, number), make_capture(published=day)))
    posts = NewLink(make_entity("Posts", "unnamed"), "social_media")
    daily = make_capture(outlet=make_outlet("Coast Daily"))
    flat = make_statement(make_claim(ferry, 9, nature="opinion"), daily, caveat="fact", chain=[posts])
    rule_on_statement(by=editor, statement=flat, rule="T2", relation="tension", note="Too firm.")
    then = as_written(timezone.now())
    for statement in [*said, flat]:
        withdraw(by=editor, statement=statement)
    return then


def test_contradiction_list_of_a_moment_has_tensions_and_updates(client: Client, past: str) -> None:
    """All that stood then is there and counted by level, and each level has its list; nothing is left now."""
    assert "None is open." in listed(client).words
    page = listed(client, f"?as_of={past}")
    for told in ("“9” and “14” cannot both be true.", TENSION, UPDATE, MANNER):
        assert told in page.words
    assert {"1 contradiction", "2 tensions", "1 update"} <= set(page.links)
    tensions = see(client, page.links["2 tensions"])
    assert TENSION in tensions.words
    assert MANNER in tensions.words
    assert "cannot both be true." not in tensions.words
    assert UPDATE not in tensions.words
    of_topic = listed(client, f"?as_of={past}&topic=the-toll")
    assert UPDATE in of_topic.words
    assert TENSION not in of_topic.words


def test_contradiction_list_of_a_moment_says_what_it_leaves_out(
    client: Client, past: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where too much would have to be compared again, contradictions alone are told, and the page says so."""
    monkeypatch.setattr(contradiction_list, "MOST_COMPARED", 2)
    page = listed(client, f"?as_of={past}")
    assert "“9” and “14” cannot both be true." in page.words
    assert TENSION not in page.words
    assert "the tensions and updates of an earlier moment are not kept. Choose a topic" in page.words
    assert "Contradictions, newest first" in page.words
    assert "hard to reconcile" not in page.words
    refused = client.get(f"/contradictions/?as_of={past}&level=update")
    assert refused.status_code == 400
    assert "Choose a topic." in refused.content.decode()
    of_topic = listed(client, f"?as_of={past}&topic=the-ferry")
    assert TENSION in of_topic.words
    assert "are not kept" not in of_topic.words


def test_contradiction_list_of_a_moment_compares_few_answers(
    client: Client, past: str, ferry: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question with very many answers is too much as well, and is not compared; what fits is told whole."""
    # Three statements on one question are three pairs, two on another one more.
    with monkeypatch.context() as few:
        few.setattr(contradiction_list, "MOST_PAIRS", 3)
        few.setattr(contradiction_list, "all_then", None)
        page = listed(client, f"?as_of={past}&topic=the-ferry")
        refused = client.get(f"/contradictions/?as_of={past}&topic=the-ferry&level=tension")
    assert "“9” and “14” cannot both be true." in page.words
    assert TENSION not in page.words
    assert "of so many answers, the tensions and updates of an earlier moment are not kept" in page.words
    assert "The page of each question shows its own." in page.words
    assert refused.status_code == 400
    assert "The page of each question shows its own." in refused.content.decode()
    monkeypatch.setattr(contradiction_list, "MOST_PAIRS", 4)
    assert TENSION in listed(client, f"?as_of={past}&topic=the-ferry").words


def test_contradiction_list_of_a_moment_shows_the_newest(
    client: Client, ferry: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are counted, and so many are shown: those that were found last, with how many there are besides."""
    monkeypatch.setattr(contradiction_list, "MOST_THEN", 2)
    for low in (10, 20, 30):
        clash(make_question(topic=ferry.topic), low, low + 1)
    page = listed(client, f"?as_of={as_written(timezone.now())}")
    assert "3 contradictions" in page.links
    assert [number for number in (10, 20, 30) if f"“{number}” and" in page.words] == [20, 30]
    assert "+ 1 more" in page.words


def test_contradiction_list_of_a_moment_says_nothing_of_what_readers_did_not_see(
    client: Client, ferry: Question, editor: User
) -> None:
    """A manner of reporting on a claim of the desk, or on one that is held, is not listed and not counted."""
    clash(ferry, 9, 14)
    posts = NewLink(make_entity("Posts", "unnamed"), "social_media")
    for number, published in ((20, False), (30, True)):
        claim = make_claim(ferry, number, nature="opinion", published=published)
        flat = make_statement(claim, make_capture(outlet=make_outlet()), caveat="fact", chain=[posts])
        rule_on_statement(by=editor, statement=flat, rule="T2", relation="tension", note="Too firm.")
    then = as_written(timezone.now())
    assert "1 tension" in listed(client, f"?as_of={then}").links
    one, two = make_user(ADMIN), make_user(ADMIN)
    agree_to_hold(by=two, hold=ask_hold(by=one, claim=claim, reason="A court order."))
    for moment in (then, as_written(timezone.now())):
        page = listed(client, f"?as_of={moment}")
        assert "1 contradiction" in page.links
        assert "tension" not in " ".join(page.links)
        assert " more" not in page.words
        assert MANNER not in page.words


def test_contradiction_list_of_a_moment_has_what_was_dismissed(
    client: Client, ferry: Question, editor: User
) -> None:
    """What an editor had dismissed by then is there where it is asked for, as on the page of now."""
    nine, fourteen = clash(ferry, 9, 14)
    rule_on_claims(by=editor, claim=nine, other=fourteen, relation="unrelated", note="No.", rule="C2")
    dismissed = "?level=dismissed"
    then = as_written(timezone.now())
    rule_on_claims(by=editor, claim=nine, other=fourteen, relation="contradicts", note="Yes.", rule="C2")
    assert "None was open then." in listed(client, f"?as_of={then}").words
    page = listed(client, f"{dismissed}&as_of={then}")
    assert "“9” and “14”" in page.rows[1][0]
    assert page.rows[1][2] == "by an editor"
    assert "“9” and “14”" not in listed(client, dismissed).words


def test_contradiction_list_of_a_moment_before_all(client: Client, ferry: Question) -> None:
    """Before anything was found the list is empty, and says so of then."""
    clash(ferry, 9, 14)
    assert "None was open then." in listed(client, "?as_of=2020-01-01").words


def test_contradiction_list_of_a_moment_asks_no_more_for_more(client: Client, editor: User) -> None:
    """As many queries for many contradictions, tensions and manners of then as for few."""
    asked = []
    for _round in range(2):
        for _more in range(3):
            question = make_question()
            nine, _fourteen = clash(question, 9, 14)
            make_statement(make_claim(question, 20), make_capture(), certainty="probable")
            posts = NewLink(make_entity(f"Posts {nine.pk}", "unnamed"), "social_media")
            flat = make_statement(nine, caveat="fact", chain=[posts])
            rule_on_statement(by=editor, statement=flat, rule="T2", relation="tension", note="Too firm.")
        with CaptureQueriesContext(connection) as queries:
            listed(client, f"?as_of={as_written(timezone.now())}")
        asked.append(len(queries))
    assert asked[0] == asked[1]

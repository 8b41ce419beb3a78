"""/contradictions/: what cannot both be true, is hard to reconcile, or was updated."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.actions import entities
from claims.actions.claims import publish
from claims.actions.questions import set_desk_settings
from claims.actions.rulings import rule_on_claims, rule_on_statement
from claims.actions.tag import NewLink
from claims.models import Question
from claims.views import contradiction_list
from newsroom.models import User
from sources.models import Entity
from tests.claims.cases.contradicting import clash, listed
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    on_record,
    some_editor,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferry(db: None) -> Question:
    return make_question("How many are missing?", topic=make_topic("The ferry"))


def test_contradiction_list_tells_each_in_a_sentence(client: Client, ferry: Question) -> None:
    """A row has the question, the sentence, who carries each side, and whether an editor has ruled."""
    clash(ferry, 9, 14, outlets=("Coast Daily", "Port Post"))
    page = listed(client)
    row = page.row("How many are missing?")
    head = page.rows[1][0]
    assert "“9” and “14” cannot both be true." in head
    assert "Contradiction across outlets · Coast Daily · Port Post" in head
    assert row[0] == "There are 9 Not reviewed yet There are 14 Not reviewed yet"
    assert row[1] == "not yet"
    assert page.links["“9” and “14” cannot both be true."].startswith("/contradictions/C-")
    assert "1 contradiction" in page.links


def test_contradiction_list_of_published_claims_only(client: Client, ferry: Question) -> None:
    """A claim that is for the desk only is in no contradiction that readers see."""
    clash(ferry, 9)
    hidden = make_claim(ferry, 14, text="There are 14", published=False)
    make_statement(hidden)
    assert "None is open." in listed(client).words
    publish(by=some_editor(), claims=[hidden])
    assert "cannot both be true" in listed(client).words


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?topic=the-ferry", {"9 14", "3 4"}),
        ("?topic=the-fire", {"50 60"}),
        ("?outlet=coast-daily", {"9 14", "3 4"}),
        ("?other_outlet=port-post", {"9 14"}),
        ("?outlet=coast-daily&other_outlet=port-post", {"9 14"}),
        ("?outlet=port-post&other_outlet=coast-daily", {"9 14"}),
        ("?outlet=coast-daily&other_outlet=coast-daily", {"3 4"}),
        ("?outlet=not-named", {"50 60"}),
        ("?rule=C2", {"9 14", "3 4", "50 60"}),
        ("?rule=C1", set()),
        ("?level=contradiction", {"9 14", "3 4"}),
        ("?level=tension", {"50 60"}),
        ("?level=dismissed", {"1 2"}),
        ("?ruled=yes", set()),
        ("?ruled=no&topic=the-ferry", {"9 14", "3 4"}),
    ],
)
def test_contradiction_list_filters(client: Client, ferry: Question, query: str, shown: set[str]) -> None:
    """Each filter narrows the list to what it says; two outlets mean one on each side."""
    clash(ferry, 9, 14, outlets=("Coast Daily", "Port Post"))
    clash(make_question(topic=ferry.topic), 3, 4, outlets=("Coast Daily", "Coast Daily"))
    fire = make_question(topic=make_topic("The fire"))
    for number in (50, 60):
        make_statement(make_claim(fire, number), make_capture(), certainty="probable")
    one, two = clash(make_question(), 1, 2)
    rule_on_claims(by=some_editor(), claim=one, other=two, relation="unrelated", note="No.", rule="C2")
    words = listed(client, query).words
    pairs = {"9 14", "3 4", "50 60", "1 2"}
    assert {pair for pair in pairs if "“{}” and “{}”".format(*pair.split()) in words} == shown


@pytest.mark.parametrize(
    "query",
    ["?level=grave", "?colour=red", "?topic=none-such", "?after=xyz", "?question=Q-1"],
)
def test_contradiction_list_refuses_what_it_cannot_read(client: Client, ferry: Question, query: str) -> None:
    """A wrong filter answers 400 and shows none, rather than all of them."""
    clash(ferry, 9, 14)
    response = client.get(f"/contradictions/{query}")
    assert response.status_code == 400
    assert "cannot both be true." not in response.content.decode()


def test_contradiction_list_by_what_counts_now(client: Client, ferry: Question, editor: User) -> None:
    """A ruling wins over the rule: what was upheld says so, what was weakened changes its level."""
    nine, fourteen = clash(ferry, 9, 14)
    rule_on_claims(by=editor, claim=nine, other=fourteen, relation="contradicts", note="Yes.", rule="C2")
    page = listed(client, "?ruled=yes")
    assert page.row("How many are missing?")[1] == "by an editor"
    rule_on_claims(by=editor, claim=nine, other=fourteen, relation="tension", note="Perhaps.", rule="C2")
    assert "“9” and “14” are hard to reconcile." in listed(client).words
    assert "1 tension" in listed(client).links


def test_contradiction_list_with_what_editors_relate(client: Client, ferry: Question, editor: User) -> None:
    """Claims of two questions that an editor set against each other are listed, without a rule."""
    (nine,) = clash(ferry, 9)
    (afloat,) = clash(make_question("How many boats?", topic=make_topic("The fleet")), 1)
    told = f"“{nine.text}” and “{afloat.text}” cannot both be true."
    rule_on_claims(by=editor, claim=nine, other=afloat, relation="contradicts", note="No boat, no missing.")
    for query in ("", "?rule=by_hand", "?topic=the-fleet", "?topic=the-ferry", "?ruled=yes"):
        assert told in listed(client, query).words
    assert told not in listed(client, "?rule=C2").words


def test_contradiction_list_keeps_unruled_manners_of_reporting_from_readers(
    client: Client, ferry: Question, editor: User
) -> None:
    """What accuses an outlet is shown once an editor has agreed, and not where one has not or said no."""
    claim = make_claim(ferry, 9)
    posts = NewLink(make_entity("Posts", "unnamed"), "social_media")
    flat = make_statement(
        claim, make_capture(outlet=make_outlet("Coast Daily")), caveat="fact", chain=[posts]
    )
    assert "None is open." in listed(client).words
    assert 'value="T2"' not in client.get("/contradictions/").content.decode()
    rule_on_statement(by=editor, statement=flat, rule="T2", relation="unrelated", note="It is fair.")
    assert "None is open." in listed(client).words
    rule_on_statement(by=editor, statement=flat, rule="T2", relation="tension", note="Too firm.")
    page = listed(client)
    assert "Stated as fact here; it goes back to social media." in page.words
    assert "Tension within one article · Coast Daily" in page.words
    assert "1 tension" in page.links
    offered = client.get("/contradictions/").content.decode()
    assert '<option value="T2">' in offered
    assert 'value="C2"' not in offered
    assert "Stated as fact here" in listed(client, "?outlet=coast-daily&level=tension").words


def test_contradiction_list_waits_for_rulings_where_the_desk_does(client: Client, ferry: Question) -> None:
    """With that setting, what a rule found is not listed before an editor has ruled."""
    nine, fourteen = clash(ferry, 9, 14)
    set_desk_settings(by=some_editor(), shows_found=False)
    assert "None is open." in listed(client).words
    rule_on_claims(
        by=some_editor(), claim=nine, other=fourteen, relation="contradicts", note="Yes.", rule="C2"
    )
    assert "cannot both be true." in listed(client).words


def test_contradiction_list_stops_counting(
    client: Client, ferry: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond a number that tells enough a level has more than that; with the limit itself it is exact."""
    monkeypatch.setattr("claims.presenting.contradiction_tallies._COUNTED", 2)
    clash(ferry, 9, 14)
    clash(make_question(), 1, 2)
    assert listed(client).links["2 contradictions"] == "/contradictions/?level=contradiction"
    clash(make_question(), 3, 4)
    assert listed(client).links["more than 2 contradictions"] == "/contradictions/?level=contradiction"


def test_contradiction_list_finds_merged_outlets(client: Client, ferry: Question) -> None:
    """An outlet's list has what it published under a name that was merged into its own."""
    clash(ferry, 9, 14, outlets=("Coast Daily", "The Daily"))
    daily, old = (Entity.objects.get(name=name) for name in ("Coast Daily", "The Daily"))
    entities.merge(by=some_editor(), source=old, target=daily)
    page = listed(client, "?outlet=coast-daily&other_outlet=coast-daily")
    assert "Contradiction by one speaker · Coast Daily" in page.words


def test_contradiction_list_pages_by_key(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Following "Older" shows each once, whether a rule found it or an editor related the claims."""
    monkeypatch.setattr(contradiction_list, "PAGE_SIZE", 2)
    for number in range(3):
        clash(make_question(), 10 + number, 20 + number)
    for number in range(3):
        (one,), (other,) = clash(make_question(), 30 + number), clash(make_question(), 40 + number)
        rule_on_claims(by=editor, claim=one, other=other, relation="contradicts", note="Both cannot be.")
    seen: list[str] = []
    response = client.get("/contradictions/")
    while True:
        seen += [entry.sentence for entry in response.context["entries"]]
        if not response.context["older_url"]:
            break
        response = client.get(response.context["older_url"])
    assert len(seen) == len(set(seen)) == 6


def test_contradiction_list_query_count_does_not_grow(
    client: Client, ferry: Question, editor: User, django_assert_num_queries: Any
) -> None:
    """A page with many rows of every sort takes as many queries as one with few."""
    for number in range(2):
        for _ in range(3):
            nine, fourteen = clash(make_question(), 9, 14)
            (one,), (other,) = clash(make_question(), 1), clash(make_question(), 2)
            rule_on_claims(by=editor, claim=one, other=other, relation="contradicts", note="No.")
            many = make_question(varies=True)
            for day, value in (("2025-05-26", 3), ("2025-06-26", 4)):
                make_statement(make_claim(many, value), make_capture(published=day, outlet=make_outlet()))
            flat = make_statement(
                caveat="fact", chain=[NewLink(make_entity(f"P{number}", "unnamed"), "anonymous")]
            )
            rule_on_statement(by=editor, statement=flat, rule="T2", relation="tension", note="Too firm.")
            make_statement(nine, chain=[on_record(make_entity("Someone"))])
            make_statement(fourteen)
        with django_assert_num_queries(20):
            client.get("/contradictions/")

"""/contradictions/: what cannot both be true, is hard to reconcile, or was updated."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions import entities
from claims.actions.claims import publish
from claims.actions.holds import agree_to_hold, ask_hold
from claims.actions.questions import set_desk_settings
from claims.actions.rulings import rule_on_claims, rule_on_statement
from claims.actions.tag import NewLink, withdraw
from claims.models import Claim, Question
from claims.presenting.pages import as_written
from claims.views import contradiction_list
from newsroom.models import User
from newsroom.roles import ADMIN
from sources.models import Entity
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    make_user,
    on_record,
    some_editor,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


def listed(client: Client, query: str = "") -> Seen:
    return see(client, f"/contradictions/{query}")


def clash(question: Question, *numbers: int, outlets: tuple[str | None, ...] = ()) -> list[Claim]:
    """Claims with these numbers, each carried by the outlet of that name, or by one of its own."""
    claims = [make_claim(question, number, text=f"There are {number}") for number in numbers]
    for place, claim in enumerate(claims):
        name = outlets[place] if outlets else f"Outlet {claim.pk}"
        outlet = name and (Entity.objects.filter(name=name).first() or make_outlet(name))
        make_statement(claim, make_capture(outlet=outlet or None))
    return claims


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


TENSION, UPDATE = (
    "“1” and “2” are hard to reconcile.",
    "First “30”, later “40”: an update, not a contradiction.",
)
MANNER = "Stated as fact here; it goes back to social media."


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

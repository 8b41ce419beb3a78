"""/claims/: the list of claims with its filters."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.actions.verdicts import propose_verdict
from claims.views import claim_list
from newsroom.models import User
from sources.actions import add_name
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


def listed(client: Client, query: str = "") -> str:
    response = client.get(f"/claims/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_claim_list_shows_published_claims_only(client: Client) -> None:
    """Readers see published claims, and none that is for the desk only."""
    make_claim(text="The ferry sank")
    make_claim(text="The owner knew", published=False)
    page = listed(client)
    assert "The ferry sank" in page
    assert "The owner knew" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?q=missing", {"Nine are missing", "Fourteen are missing"}),
        ("?q=how+many", {"Nine are missing", "Fourteen are missing"}),
        ("?topic=the-ferry", {"Nine are missing", "Fourteen are missing"}),
        ("?outlet=the-harbour-post", {"Nine are missing"}),
        ("?outlet=not-named", {"Fourteen are missing"}),
        ("?basis=on_record", {"Nine are missing"}),
        ("?kind=denial", {"The owner knew"}),
        ("?outlet=the-harbour-post&kind=denial", set()),
        ("?caveat=alleged", {"Fourteen are missing"}),
        ("?nature=opinion", {"The ferry was a beauty"}),
        ("?contradicted=true", {"Nine are missing", "Fourteen are missing"}),
        ("?status=unverified", {"Nine are missing"}),
        ("?status=not_reviewed&topic=the-ferry", {"Fourteen are missing"}),
        ("?said_from=2025-06", {"The owner knew"}),
        ("?said_from=1+June+2025", {"The owner knew"}),
        ("?said_from=1+июня+2025&utm_source=letter&fbclid=x", {"The owner knew"}),
        ("?said_to=2025-05-26&topic=the-ferry", {"Nine are missing", "Fourteen are missing"}),
        ("?q=nothing+like+it", set()),
    ],
)
def test_claim_list_filters(client: Client, query: str, shown: set[str]) -> None:
    """Each filter narrows the list to what it says; several hold of one and the same statement."""
    question = make_question("How many are missing?", topic=make_topic("The ferry"))
    nine = make_claim(question, 9, text="Nine are missing")
    fourteen = make_claim(question, 14, text="Fourteen are missing")
    knew = make_claim(make_question(answer_type="yes_no"), True, text="The owner knew")
    make_claim(text="The ferry was a beauty", nature="opinion")
    post = make_capture(outlet=make_outlet("The Harbour Post"))
    make_statement(nine, post, chain=[on_record(make_entity("Coastguard"))])
    make_statement(fourteen, make_capture(), caveat="alleged")
    make_statement(knew, make_capture(published="2025-06-02", outlet=make_outlet()), kind="denial")
    propose_verdict(by=some_editor(), claim=nine, status="unverified", note="One voice.")
    page = listed(client, query)
    texts = {"Nine are missing", "Fourteen are missing", "The owner knew", "The ferry was a beauty"}
    assert {text for text in texts if text in page} == shown


def test_claim_list_finds_other_spellings(client: Client) -> None:
    """A place's other spelling, in another script too, finds the claim that uses this one."""
    base = make_entity("Khmeimim", "place")
    add_name(by=some_editor(), entity=base, text="Hmeimim", language="en")
    add_name(by=some_editor(), entity=base, text="Хмеймим", language="ru")
    make_claim(text="Khmeimim came under attack")
    for words in ("Hmeimim", "Хмеймим attack", "khmeimim"):
        assert "Khmeimim came under attack" in listed(client, f"?q={words}")


@pytest.mark.parametrize(
    "query", ["?status=maybe", "?colour=blue", "?said_from=soon", "?after=xyz", "?as_of=2999-01-01"]
)
def test_claim_list_refuses_what_it_cannot_read(client: Client, query: str) -> None:
    """A wrong filter answers 400 and shows no claims, rather than all of them."""
    make_claim(text="The ferry sank")
    response = client.get(f"/claims/{query}")
    assert response.status_code == 400
    assert "The ferry sank" not in response.content.decode()


def test_claim_list_pages_by_key(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Following "Older claims" shows every claim once."""
    monkeypatch.setattr(claim_list, "PAGE_SIZE", 2)
    texts = {make_claim(text=f"Claim number {n}x").text for n in range(5)}
    seen: list[str] = []
    response = client.get("/claims/")
    while True:
        seen += [state.claim.text for state in response.context["page"].rows]
        if not response.context["older_url"]:
            break
        response = client.get(response.context["older_url"])
    assert sorted(seen) == sorted(texts)


def test_claim_list_counts_the_rows_of_its_sheet(client: Client) -> None:
    """The number beside the download is that of the rows in it: a claim nobody carries has one too."""
    make_statement(make_claim(text="The ferry sank"))
    make_claim(text="The owner knew")
    assert client.get("/claims.csv.json").json()["rows"] == 2
    assert "2 rows, one per statement" in listed(client)


def test_claim_list_query_count_does_not_grow(client: Client, django_assert_num_queries: Any) -> None:
    """A page of many claims takes as many queries as a page of one."""
    for _ in range(2):
        for _ in range(4):
            make_statement(chain=[on_record(make_entity("Someone"))])
        with django_assert_num_queries(6):
            listed(client)


def test_claim_list_as_it_stood(client: Client, editor: User) -> None:
    """At an earlier moment the list shows the status of that moment, under a banner."""
    claim = make_claim(text="The ferry sank")
    before = claim.states.get(shown_to__isnull=True).shown_from.isoformat().replace("+00:00", "Z")
    propose_verdict(by=editor, claim=claim, status="unverified", note="One voice.")
    assert "Not verified so far" in listed(client)
    page = listed(client, f"?as_of={before}")
    assert "The ferry sank" in page
    assert "<th" in page
    assert page.count("Not verified so far") == 1  # in the filter alone

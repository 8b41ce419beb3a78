"""The Atom feeds: what changed its status, newest first, and nothing that readers may not see."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client

from claims.actions.claims import publish
from claims.actions.verdicts import (
    approve_verdict,
    evidence_digest,
    propose_verdict,
    record_check,
    withdraw_verdict,
)
from claims.models import Claim
from newsroom.models import User
from tests.factories import make_claim, make_question, make_topic, some_editor

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, address: str = "/feeds/status.atom", **headers: str) -> ET.Element:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def texts(root: ET.Element, name: str) -> list[str]:
    return [entry.findtext(ATOM + name, "") for entry in root.findall(f"{ATOM}entry")]


def decide(claim: Claim, status: str = "unverified", note: str = "We looked.") -> Any:
    return propose_verdict(by=some_editor(), claim=claim, status=status, note=note)


def test_status_feed_tells_changes_newest_first(client: Client) -> None:
    """Each change has the new status, the claim, the reason, what it was before, and a time."""
    sank, missing = make_claim(text="The ferry sank"), make_claim(text="Nine are missing")
    decide(sank)
    second = decide(missing, "disputed", "The port and the coastguard differ.")
    root = feed(client)
    assert texts(root, "title") == [
        "Sources disagree: Nine are missing",
        "Not verified so far: The ferry sank",
    ]
    assert "The port and the coastguard differ." in texts(root, "summary")[0]
    assert "Until then: Not reviewed yet." in texts(root, "summary")[0]
    assert texts(root, "updated")[0].startswith(second.decided_at.strftime("%Y-%m-%dT%H:%M:%S"))
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "The desk"


def test_status_feed_shows_no_claim_of_the_desk_alone(client: Client) -> None:
    """A claim that is not published leaves no trace, and its own feed is not there."""
    topic = make_topic()
    claim = make_claim(make_question(topic=topic), text="The owner knew", published=False)
    decide(claim)
    assert texts(feed(client), "title") == []
    assert client.get(f"/claims/{claim.public_id}/status.atom").status_code == 404
    assert client.get(f"/topics/{topic.slug}/status.atom").status_code == 404


def test_status_feed_tells_an_earlier_decision_when_published(client: Client) -> None:
    """Of what the desk decided before readers could see the claim, they are told the outcome, then."""
    claim = make_claim(published=False)
    decide(claim)
    decide(claim, "disputed")
    publish(by=some_editor(), claims=[claim])
    claim.refresh_from_db()
    root = feed(client)
    assert [title.partition(":")[0] for title in texts(root, "title")] == ["Sources disagree"]
    assert claim.published_at
    assert texts(root, "updated")[0].startswith(claim.published_at.strftime("%Y-%m-%dT%H:%M:%S"))


def test_status_feed_waits_for_the_second_person(client: Client, editor: User, reviewer: User) -> None:
    """A decision that needs approval is no change until it has it; taking it back is one more."""
    claim = make_claim(text="The ferry sank")
    record_check(by=editor, claim=claim, what_we_did="Saw it.", url="https://port.example/log")
    verdict = propose_verdict(by=editor, claim=claim, status="confirmed", note="The port’s log shows it.")
    assert texts(feed(client), "title") == []
    approve_verdict(by=reviewer, verdict=verdict, digest=evidence_digest(claim))
    assert texts(feed(client), "title") == ["Confirmed by this desk: The ferry sank"]
    withdraw_verdict(by=editor, verdict=verdict)
    root = feed(client)
    assert texts(root, "title")[0] == "Not reviewed yet: The ferry sank"
    assert "The decision “Confirmed by this desk” was withdrawn." in texts(root, "summary")[0]
    assert len(set(texts(root, "id"))) == 2


def test_status_feed_of_a_topic_and_of_a_claim(client: Client) -> None:
    """Each holds its own changes alone, and says whose they are."""
    topic = make_topic()
    question = make_question(topic=topic)
    mine, beside, elsewhere = make_claim(question, 1, text="One"), make_claim(question, 2), make_claim()
    for claim in (mine, beside, elsewhere):
        decide(claim)
    assert len(texts(feed(client, f"/topics/{topic.slug}/status.atom"), "title")) == 2
    root = feed(client, f"/claims/{mine.public_id}/status.atom")
    assert texts(root, "title") == ["Not verified so far: One"]
    assert root.findtext(f"{ATOM}title") == "Status changes: One"


def test_status_feed_quotes_whatever_it_is_given(client: Client) -> None:
    """Markup in a claim stays text, in the title and in the summary, and odd characters break nothing."""
    claim = make_claim(text="<b>R&D</b> sank it\ufffe")
    decide(claim, note="<script>alert(1)</script> & more")
    root = feed(client)
    assert texts(root, "title") == ["Not verified so far: <b>R&D</b> sank it\ufffd"]
    assert "&lt;script&gt;" in texts(root, "summary")[0]


def test_status_feed_is_bounded_and_the_same_twice(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the newest are given; asked again, the feed has not changed, even an empty one."""
    empty = client.get("/feeds/status.atom")
    assert client.get("/feeds/status.atom", headers={"If-None-Match": empty["ETag"]}).status_code == 304
    monkeypatch.setattr("claims.presenting.latest_changes.MOST", 3)
    claims = [make_claim(text=f"Claim {n}") for n in range(5)]
    for claim in claims:
        decide(claim)
    assert [title[-1] for title in texts(feed(client), "title")] == ["4", "3", "2"]


def test_status_feed_query_count_does_not_grow(client: Client, django_assert_num_queries: Any) -> None:
    """Many changes take as many queries as few."""
    for _ in range(2):
        for _ in range(3):
            decide(make_claim())
        with django_assert_num_queries(6):
            feed(client)

"""Every address that readers have: it asks the database as often for much as for little."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import urls
from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink
from claims.actions.verdicts import approve_verdict, evidence_digest, propose_verdict, record_check
from newsroom.models import User
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    named_media,
    on_record,
)

pytestmark = pytest.mark.django_db


class Story:
    """A topic with a question whose answers clash, and with all that pages show of one."""

    def __init__(self, editor: User, reviewer: User) -> None:
        self.editor, self.reviewer = editor, reviewer
        self.topic = make_topic("The harbour fire")
        self.question = make_question("How many were hurt?", topic=self.topic)
        self.claim, self.other = (make_claim(self.question, number) for number in (2, 5))
        self.outlet = make_outlet("Harbour Post")
        self.capture = make_capture(outlet=self.outlet, published="2025-05-20")
        self.said = self._tag(1)
        record_check(by=editor, claim=self.claim, what_we_did="Read the log.", url="https://port.example/")
        verdict = propose_verdict(by=editor, claim=self.claim, status="confirmed", note="As logged.")
        approve_verdict(by=reviewer, verdict=verdict, digest=evidence_digest(self.claim))

    def grow(self, number: int) -> None:
        """One more of everything that a page may list."""
        self._tag(number)
        record_check(by=self.editor, claim=self.claim, what_we_did="Rang.", person_asked=f"Guard {number}")
        elsewhere = make_claim(make_question(f"Question {number}?", topic=self.topic))
        make_statement(elsewhere, self.capture, chain=[on_record(make_entity(f"Guard {number}", "person"))])
        rule_on_claims(
            by=self.editor, claim=self.claim, other=elsewhere, relation="contradicts", note="Not both."
        )
        propose_verdict(by=self.editor, claim=elsewhere, status="disputed", note="They differ.")
        make_statement(make_claim(self.question, 10 + number), self.capture)

    def _tag(self, number: int) -> object:
        voice = make_entity(f"Docker {number}", "person")
        said = make_statement(self.claim, self.capture, chain=[on_record(voice)])
        wire = make_outlet(f"Wire {number}")
        relay = [named_media(self.outlet, derived_from=said)]
        make_statement(self.claim, make_capture(outlet=wire), chain=relay)
        make_statement(
            self.other, make_capture(outlet=wire, published="2025-05-21"), chain=[on_record(voice)]
        )
        make_statement(self.claim, make_capture(), kind="silence", chain=[NewLink(voice)])
        return said


#: By name of the route: an address of it.
ADDRESSES: dict[str, Callable[[Story], str]] = {
    "home": lambda story: "/",
    "statuses": lambda story: "/about/statuses/",
    "report-error": lambda story: f"/report/?page=/claims/{story.claim.public_id}/",
    "claim-list": lambda story: "/claims/",
    "claim-sheet": lambda story: "/claims.csv",
    "claim-sheet-about": lambda story: "/claims.csv.json",
    "claim-detail": lambda story: f"/claims/{story.claim.public_id}/",
    "claim-review": lambda story: f"/claims/{story.claim.public_id}/claimreview.json",
    "claim-status-feed": lambda story: f"/claims/{story.claim.public_id}/status.atom",
    "status-feed": lambda story: "/feeds/status.atom",
    "topic-detail": lambda story: f"/topics/{story.topic.slug}/",
    "topic-timeline": lambda story: f"/topics/{story.topic.slug}/timeline/",
    "topic-status-feed": lambda story: f"/topics/{story.topic.slug}/status.atom",
    "question-detail": lambda story: f"/questions/{story.question.public_id}/",
    "article-detail": lambda story: f"/articles/{story.capture.article.public_id}/",
    "article-annotations": lambda story: f"/articles/{story.capture.article.public_id}/annotations.json",
    "source-list": lambda story: "/sources/",
    "source-detail": lambda story: f"/sources/{story.outlet.slug}/",
    "contradiction-list": lambda story: "/contradictions/",
    "contradiction-detail": lambda story: f"/contradictions/{story.claim.public_id}/{story.other.public_id}/",
}


def test_reader_queries_are_counted_for_every_address() -> None:
    """A new page for readers is counted too, or this fails."""
    names = {route.name for route in urls.urlpatterns if not str(route.pattern).startswith("desk/")}
    # A dossier holds what is for the desk alone, which has it for the asking.
    assert set(ADDRESSES) == names - {"topic-dossier"}


def test_reader_queries_do_not_grow(client: Client, editor: User, reviewer: User) -> None:
    """With three times as much on the record no address asks more often."""
    story = Story(editor, reviewer)
    for number in (2, 3):
        story.grow(number)
    addresses = {name: address(story) for name, address in ADDRESSES.items()}
    few = {name: _asked(client, address) for name, address in addresses.items()}
    for number in range(4, 9):
        story.grow(number)
    many = {name: _asked(client, address) for name, address in addresses.items()}
    assert {name: (few[name], n) for name, n in many.items() if n > few[name]} == {}


def _asked(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.streaming:
            b"".join(answer)
    return len(asked)

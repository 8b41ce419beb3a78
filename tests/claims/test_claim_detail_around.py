"""/claims/<id>/: who is silent, what bears on it, what happened to it, and where it leads."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions import entities
from claims.actions.claims import NewValue, publish
from claims.actions.moving import Answering, split_claim
from claims.actions.questions import set_desk_settings
from claims.actions.rulings import end_ruling, rule_on_claims, rule_on_statement
from claims.actions.tag import NewLink, withdraw
from claims.actions.verdicts import (
    approve_verdict,
    evidence_digest,
    propose_verdict,
    record_check,
    withdraw_verdict,
)
from claims.models import Claim, Question
from claims.presenting.pages import as_written
from newsroom.models import User
from sources.models import Entity
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
    some_editor,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


def page_of(client: Client, claim: Claim, query: str = "") -> Seen:
    return see(client, f"/claims/{claim.public_id}/{query}")


def html_of(client: Client, claim: Claim) -> str:
    return client.get(f"/claims/{claim.public_id}/").content.decode()


@pytest.fixture
def question(db: None) -> Question:
    return make_question("How many are missing?", topic=make_topic("The ferry"), unit="people")


@pytest.fixture
def claim(question: Question) -> Claim:
    return make_claim(question, 14, text="Fourteen people are missing")


@pytest.fixture
def post(db: None) -> Entity:
    return make_outlet("Harbour Post")


def test_claim_detail_tells_silences_on_its_question(client: Client, claim: Claim, post: Entity) -> None:
    """A silence is a sentence with its date and outlet, and never a denial."""
    owner = make_entity("The owner")
    make_statement(
        claim,
        make_capture(outlet=post),
        exact="The owner declined",
        kind="no_comment",
        chain=[NewLink(owner)],
    )
    words = page_of(client, claim).words
    sentence = "Asked, declined to comment as of 26 May 2025, according to Harbour Post. Not a denial."
    assert f"The owner. {sentence}" in words


def test_claim_detail_tells_silences_elsewhere_apart(
    client: Client, question: Question, claim: Claim, post: Entity
) -> None:
    """Those on other questions in the same days come under a head of their own, with what they were on."""
    make_statement(claim, make_capture(outlet=post))
    sank = make_claim(make_question(topic=question.topic, answer_type="yes_no"), text="The ferry sank")
    silent: dict[str, Any] = {
        "kind": "silence",
        "chain": [NewLink(make_entity("The state"), as_printed="the capital")],
    }
    make_statement(sank, make_capture(outlet=post), **silent)
    make_statement(sank, make_capture(outlet=post, published="2024-01"), **silent)
    words = page_of(client, claim).words
    assert (
        "No silence is recorded on this question. Elsewhere in this topic The capital. No official" in words
    )
    assert words.count("The capital. No official comment as of 26 May 2025") == 1
    assert "January 2024" not in words
    assert "On: The ferry sank" in words


def test_claim_detail_says_that_the_silent_later_spoke(client: Client, claim: Claim, post: Entity) -> None:
    """A silence that ended says so, with the date and the passage."""
    owner = make_entity("The owner")
    make_statement(claim, make_capture(outlet=post), kind="silence", chain=[NewLink(owner)])
    spoke = make_statement(claim, make_capture(outlet=post, published="2025-05-30"), chain=[on_record(owner)])
    page = page_of(client, claim)
    assert "Later spoke: 30 May 2025" in page.words
    assert page.links["30 May 2025"].endswith(f"#{spoke.public_id}")


def test_claim_detail_tells_what_an_editor_holds_against_a_passage(
    client: Client, claim: Claim, post: Entity, editor: User
) -> None:
    """A manner of reporting is said beside the passage while an editor's word on it stands, then and now."""
    posts = NewLink(make_entity("Posts", "unnamed"), "social_media")
    flat = make_statement(claim, make_capture(outlet=post), caveat="fact", chain=[posts])
    sentence = "Stated as fact here; it goes back to social media. No post is shown."
    before = as_written(timezone.now())
    ruling = rule_on_statement(
        by=editor, statement=flat, rule="T2", relation="contradicts", note="No post is shown."
    )
    assert sentence in page_of(client, claim).words
    assert sentence not in page_of(client, claim, f"?as_of={before}").words
    held = as_written(timezone.now())
    end_ruling(by=editor, ruling=ruling)
    assert sentence not in page_of(client, claim).words
    assert sentence in page_of(client, claim, f"?as_of={held}").words


def test_claim_detail_forgets_what_an_outlet_put_right(
    client: Client, claim: Claim, post: Entity, editor: User
) -> None:
    """What the rule no longer finds is not held against the passage, whatever was ruled."""
    capture = make_capture(outlet=post)
    hedged = make_statement(
        claim, capture, exact="nine", caveat="alleged", chain=[NewLink(post, "own_voice")]
    )
    flat = make_statement(claim, capture, caveat="fact", chain=[NewLink(post, "own_voice")])
    rule_on_statement(by=editor, statement=flat, rule="T2", relation="contradicts", note="Hedged below.")
    sentence = "Stated as fact here; the same article hedges it elsewhere. Hedged below."
    assert sentence in page_of(client, claim).words
    held = as_written(timezone.now())
    withdraw(by=editor, statement=hedged, why="Misread")
    assert sentence not in page_of(client, claim).words
    assert sentence in page_of(client, claim, f"?as_of={held}").words


def test_claim_detail_says_that_the_silent_had_spoken(
    client: Client, claim: Claim, post: Entity, editor: User
) -> None:
    """A silence that an editor found to be none says so where it is told."""
    owner = make_entity("The owner")
    silent = make_statement(claim, make_capture(outlet=post), kind="silence", chain=[NewLink(owner)])
    make_statement(claim, make_capture(outlet=make_outlet("Radio Quay")), chain=[on_record(owner)])
    assert "yet spoke" not in page_of(client, claim).words
    rule_on_statement(by=editor, statement=silent, rule="T1", relation="contradicts", note="On Monday.")
    assert "Recorded as silent, yet spoke on this question. On Monday." in page_of(client, claim).words


@pytest.fixture
def nine(question: Question, claim: Claim, post: Entity) -> Claim:
    """Another outlet's nine, against the fourteen."""
    other = make_claim(question, 9, text="Nine people are missing")
    make_statement(claim, make_capture(outlet=post))
    make_statement(other, make_capture(outlet=make_outlet("Radio Quay")))
    return other


def test_claim_detail_tells_contradictions(client: Client, claim: Claim, nine: Claim) -> None:
    """Two answers in a sentence, how it was found, the other claim with its status, and both passages."""
    page = page_of(client, claim)
    assert "“14 people” and “9 people” cannot both be true." in page.words
    assert "Contradiction across outlets · found by rule; no editor has reviewed this" in page.words
    assert "Nine people are missing Not reviewed yet" in page.words
    address = f"/contradictions/{claim.public_id}/{nine.public_id}/"
    assert address in page.links.values()
    assert "1 claim contradicts it." in page.words


def test_claim_detail_cuts_a_long_list_of_contradictions(
    client: Client, question: Question, claim: Claim, nine: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit is counted, and on the question's page."""
    monkeypatch.setattr("claims.views.claim_detail._CONFLICTS", 1)
    make_statement(make_claim(question, 3))
    assert page_of(client, claim).links["1 more"] == question.get_absolute_url()


def test_claim_detail_lets_rulings_win(client: Client, claim: Claim, nine: Claim, editor: User) -> None:
    """What a person found unrelated is gone; what they found hard to reconcile says so, with their note."""
    rule_on_claims(
        by=editor, claim=claim, other=nine, rule="C2", relation="tension", note="Counted on two days."
    )
    words = page_of(client, claim).words
    assert "hard to reconcile" in words
    assert "Counted on two days." in words
    assert "No claim contradicts it." in words
    rule_on_claims(by=editor, claim=claim, other=nine, rule="C2", relation="unrelated", note="Two ferries.")
    assert "Nine people are missing" not in page_of(client, claim).words


def test_claim_detail_waits_for_rulings_where_the_desk_does(
    client: Client, claim: Claim, nine: Claim, desk_admin: User
) -> None:
    """A desk may keep what rules find to itself until an editor has ruled."""
    set_desk_settings(by=desk_admin, shows_found=False)
    words = page_of(client, claim).words
    assert "cannot both be true" not in words
    assert "No claim contradicts it." in words


def test_claim_detail_timeline_has_every_change(
    client: Client, claim: Claim, post: Entity, editor: User, reviewer: User
) -> None:
    """Articles, statements recorded and withdrawn, publication, decisions and who agreed, withdrawals."""
    said = make_statement(claim, make_capture(outlet=post), by=some_editor())
    record_check(by=editor, claim=claim, what_we_did="Read the list.", url="https://list.example/")
    verdict = propose_verdict(by=editor, claim=claim, status="confirmed", note="It is on the list.")
    assert "It is on the list." not in page_of(client, claim).words
    approve_verdict(by=reviewer, verdict=verdict, digest=evidence_digest(claim))
    withdraw(by=editor, statement=said, why="Wrong passage")
    withdraw_verdict(by=editor, verdict=verdict)
    words = page_of(client, claim).words
    timeline = words[words.index("Timeline") :]
    told = [
        "The desk published the claim",
        "1 statement recorded",
        "Confirmed by this desk The desk decided; a second editor agreed It is on the list.",
        "A statement withdrawn Wrong passage",
        "Not reviewed yet The desk withdrew the decision",
    ]
    places = [timeline.index(one) for one in told]
    assert places == sorted(places)


def test_claim_detail_timeline_tells_statements_before_a_decision_from_later_ones(
    client: Client, claim: Claim, post: Entity, editor: User
) -> None:
    """Statements of one day are not counted together where a decision fell between them."""
    make_statement(claim, make_capture(outlet=post))
    propose_verdict(by=editor, claim=claim, status="unverified", note="Too early to say.")
    for name in ("Radio Quay", "Coast Daily"):
        make_statement(claim, make_capture(outlet=make_outlet(name)))
    words = page_of(client, claim).words
    told = ("1 statement recorded", "Not verified so far The desk decided", "2 statements recorded")
    places = [words.index(one) for one in told]
    assert places == sorted(places)


def test_claim_detail_timeline_tells_what_moved_from_what_was_corrected(
    client: Client, claim: Claim, nine: Claim, editor: User
) -> None:
    """A statement that a split took elsewhere was not wrong, and its new claim may be the desk's alone."""
    gone = make_statement(claim, make_capture(outlet=make_outlet("Coast Daily")))
    to = Answering(claim.question, NewValue(low=Decimal(15), high=Decimal(15)), "Fifteen people are missing")
    split_claim(by=editor, claim=claim, statements=[gone], to=to)
    words = page_of(client, claim).words
    assert "A statement moved to another claim" in words
    assert "corrected" not in words
    assert "Fifteen" not in words


def test_claim_detail_says_when_the_evidence_has_changed(
    client: Client, claim: Claim, post: Entity, editor: User
) -> None:
    """A decision made on other evidence says what came since."""
    propose_verdict(by=editor, claim=claim, status="unverified", note="Nobody says so.")
    assert "The evidence has changed" not in page_of(client, claim).words
    make_statement(claim, make_capture(outlet=post))
    assert "The evidence has changed since this was decided: 1 new statement" in page_of(client, claim).words


def test_claim_detail_does_not_call_new_what_the_desk_had_seen(
    client: Client, question: Question, post: Entity, editor: User
) -> None:
    """What was the desk's alone when it decided does not change the evidence once it is public."""
    claims = [make_claim(question, number, published=False) for number in (9, 14)]
    for one in claims:
        make_statement(one, make_capture(outlet=post))
    propose_verdict(by=editor, claim=claims[0], status="disputed", note="Two numbers.")
    publish(by=editor, claims=claims)
    assert "The evidence has changed" not in page_of(client, claims[0]).words
    make_statement(make_claim(question, 20), make_capture(outlet=post))
    assert "since this was decided: 1 new contradiction" in page_of(client, claims[0]).words


def test_claim_detail_published_with_the_status_it_had(
    client: Client, question: Question, editor: User
) -> None:
    """Where the desk decides before it publishes, publishing comes after, and with that status."""
    claim = make_claim(question, 14, published=False)
    make_statement(claim)
    propose_verdict(by=editor, claim=claim, status="unverified", note="One source.")
    publish(by=editor, claims=[claim])
    words = page_of(client, claim).words
    decided = words.index("Not verified so far The desk decided")
    assert decided < words.index("Not verified so far The desk published the claim")
    assert "Not reviewed yet" not in words


def test_claim_detail_has_a_sentence_to_copy(
    client: Client, question: Question, claim: Claim, post: Entity, editor: User
) -> None:
    """It names the outlet, the origin, the way, who was silent on this very claim, and the desk's status."""
    chain = [on_record(make_entity("the harbour master", "person")), named_media(make_outlet("Radio Quay"))]
    make_statement(claim, make_capture(outlet=post), chain=chain)
    sank = make_claim(make_question(topic=question.topic, answer_type="yes_no"), text="The ferry sank")
    make_statement(sank, make_capture(outlet=post), kind="silence", chain=[NewLink(make_entity("The owner"))])
    reported = (
        "Harbour Post, citing the harbour master (via Radio Quay), reported: Fourteen people are missing."
    )
    page = page_of(client, claim)
    assert f"{reported} Not reviewed by Sayso so far." in page.words
    assert "Elsewhere in this topic" in page.words
    make_statement(claim, make_capture(), kind="no_response", chain=[NewLink(make_entity("The builder"))])
    propose_verdict(by=editor, claim=claim, status="unverified", note="One source.")
    wording = page_of(client, claim).words.partition("Copy wording ")[2]
    silent = "The builder had not commented by 26 May 2025. Status given by Sayso, "
    assert wording.startswith(f"{reported} {silent}")
    assert "“Not verified so far”." in wording


def test_claim_detail_never_names_whom_it_must_not(client: Client, claim: Claim, post: Entity) -> None:
    """In chains, silences, sourcing and the sentence to copy the description stands for the name."""
    child = make_entity("Jamie Doe", "person", description="a child on board", do_not_name=True)
    make_statement(claim, make_capture(outlet=post), chain=[on_record(child, as_printed="Jamie Doe, 9")])
    make_statement(
        claim, make_capture(outlet=post), kind="silence", chain=[NewLink(child, as_printed="Jamie Doe, 9")]
    )
    html = html_of(client, claim)
    assert "a child on board" in html
    assert "Jamie" not in html


def test_claim_detail_follows_merges(client: Client, claim: Claim, post: Entity, editor: User) -> None:
    """An outlet found to be another shows under that other's name."""
    old = make_outlet("Post of the Harbour")
    make_statement(claim, make_capture(outlet=old))
    entities.merge(by=editor, source=old, target=post)
    words = page_of(client, claim).words
    assert "Harbour Post" in words
    assert "Post of the Harbour" not in words


def test_claim_detail_leads_to_neighbours_and_downloads(
    client: Client, question: Question, claim: Claim, post: Entity
) -> None:
    """The claims beside it in the article, the topic, its rows as CSV."""
    capture = make_capture(outlet=post)
    make_statement(claim, capture)
    make_statement(claim, capture, exact="nine")
    beside = make_claim(make_question(topic=question.topic), text="The owner declined")
    make_statement(beside, capture, exact="The owner declined")
    hidden = make_claim(make_question(topic=question.topic), text="The captain fled", published=False)
    make_statement(hidden, capture, exact="the ferry sank")
    page = page_of(client, claim)
    assert page.links["The owner declined"] == beside.get_absolute_url()
    assert page.links["The ferry"] == "/topics/the-ferry/"
    assert "The captain fled" not in page.words
    assert page.links["Statements (CSV)"] == f"/claims.csv?claim={claim.public_id}&bom=1"
    assert "Statements (CSV) 2 rows" in page.words
    sheet = b"".join(client.get(page.links["Statements (CSV)"]))
    assert sheet.count(b"\r\n") == 3
    assert "dossier" not in html_of(client, claim)

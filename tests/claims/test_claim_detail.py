"""/claims/<id>/: what a claim rests on, and what happened to it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions import entities
from claims.actions.claims import unpublish
from claims.actions.questions import set_desk_settings
from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink, NewStatement, tag, withdraw
from claims.actions.verdicts import (
    approve_verdict,
    evidence_digest,
    propose_verdict,
    record_check,
    record_reply,
    withdraw_verdict,
)
from claims.models import Claim, Question, Statement
from claims.presenting.pages import as_written
from newsroom.actions import acting
from newsroom.models import User
from sources.models import Entity
from sources.quotes import passage_at
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

DIGEST = "Harbour Post writes that “fourteen are missing”. The owner has said nothing."


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


def test_claim_detail_without_a_verdict_is_not_reviewed(client: Client, claim: Claim) -> None:
    """Nobody has looked: the page says so, and that it means nothing for the truth."""
    words = page_of(client, claim).words
    assert "How many are missing? Fourteen people are missing Not reviewed yet" in words
    assert "That says nothing about whether it is true." in words


def test_claim_detail_says_status_since_and_why(client: Client, claim: Claim, editor: User) -> None:
    """The verdict's word, since when, and its public note."""
    propose_verdict(by=editor, claim=claim, status="unverified", note="No list was shown to us.")
    words = page_of(client, claim).words
    assert re.search(
        r"Not verified so far since \d+ \w+ \d{4}, \d\d:\d\d UTC No list was shown to us\.", words
    )


def test_claim_detail_counts_are_sentences(client: Client, claim: Claim, post: Entity) -> None:
    """What is missing is said in words: a bare 0 reads as "nobody said it"."""
    crowd = NewLink(make_entity("posts", "unnamed"), "social_media")
    make_statement(claim, make_capture(outlet=post), chain=[crowd])
    words = page_of(client, claim).words
    assert "Carried by 1 outlet. Traced to no identified source; 1 outlet gives no traceable source." in words
    assert "Nobody is on record. No claim contradicts it." in words
    assert not re.search(r"(?<![\w:,.-])0(?![\w:,.-])", words)


def test_claim_detail_tells_a_short_chain_in_a_sentence(client: Client, claim: Claim, post: Entity) -> None:
    """One or two links need no picture; what the editor inferred is said to be ours."""
    crowd = NewLink(make_entity("posts on social media", "unnamed"), "social_media", inferred=True)
    papers = NewLink(make_entity("local papers", "unnamed"), "unnamed_media")
    make_statement(claim, make_capture(outlet=post), chain=[crowd, papers])
    words = page_of(client, claim).words
    assert "Harbour Post, citing local papers, which apparently took it from posts on social media." in words
    assert "“Apparently” is ours: the article does not say so itself." in words
    assert '<svg class="chain' not in html_of(client, claim)


def test_claim_detail_draws_a_long_chain_and_lists_it(client: Client, claim: Claim, post: Entity) -> None:
    """Three links are drawn, and the same chain follows as a list whose names lead to their pages."""
    master = make_entity("Harbour master", "person")
    chain = [
        on_record(master),
        named_media(make_outlet("Radio Quay")),
        NewLink(make_entity("local papers", "unnamed"), "unnamed_media"),
    ]
    make_statement(claim, make_capture(outlet=post), chain=chain)
    page = page_of(client, claim)
    assert '<svg class="chain' in html_of(client, claim)
    assert "Harbour master, on record told Radio Quay, a named outlet relayed by" in page.words
    assert "cited by Harbour Post, 26 May 2025" in page.words
    assert page.links["Harbour master"] == master.get_absolute_url()


def test_claim_detail_follows_what_was_relayed(client: Client, claim: Claim, post: Entity) -> None:
    """A statement taken from another article brings that article's own chain with it."""
    master = make_entity("Harbour master", "person")
    quay = make_outlet("Radio Quay")
    first = make_statement(claim, make_capture(outlet=quay), chain=[on_record(master)])
    make_statement(claim, make_capture(outlet=post), chain=[named_media(quay, derived_from=first)])
    words = page_of(client, claim).words
    assert "Harbour master, on record cited by Radio Quay, 26 May 2025 cited by Harbour Post" in words
    assert "Carried by 2 outlets. Traced to 1 identified source." in words
    assert "so this is one source" in words


def test_claim_detail_says_who_cites_each_other(client: Client, claim: Claim, post: Entity) -> None:
    """Two outlets that name each other are one group, and no source."""
    quay = make_outlet("Radio Quay")
    one = make_statement(claim, make_capture(outlet=quay))
    two = make_statement(claim, make_capture(outlet=post), chain=[named_media(quay, derived_from=one)])
    passage = passage_at(one.capture.text, one.start, one.end)
    circle = NewStatement(
        certainty="certain", caveat="attributed", chain=[named_media(post, derived_from=two)]
    )
    tag(by=some_editor(), claim=claim, capture=one.capture, passage=passage, new=circle, supersedes=one)
    words = page_of(client, claim).words
    assert "(these cite each other)" in words
    assert "none of them is a source" in words


def test_claim_detail_own_voice_is_told_as_such(client: Client, claim: Claim, post: Entity) -> None:
    """An outlet that names no source, and one that is not named itself."""
    make_statement(claim, make_capture(outlet=post), chain=[NewLink(post, "own_voice")])
    make_statement(claim, make_capture(), chain=[NewLink(None, "own_voice")])
    words = page_of(client, claim).words
    assert "Stated without naming a source, by Harbour Post and an outlet that is not named." in words


def test_claim_detail_says_what_is_not_known(client: Client, claim: Claim) -> None:
    """An article without outlet, date and source leaves three things unknown; none is a blank."""
    make_statement(claim, make_capture(published=""), chain=[NewLink(None, "own_voice")])
    words = page_of(client, claim).words
    assert "Known One outlet carried it: not named, undated" in words
    assert "Who it comes from: no person, document or outlet that a reader could find." in words
    assert "Which outlet it was: the article names none." in words
    assert "When it was published: the article is undated." in words
    assert "What would settle it" not in words


def test_claim_detail_tells_what_is_not_recorded_from_what_is_not_known(
    client: Client, claim: Claim, post: Entity
) -> None:
    """A quick tag has no chain yet: nobody may take that for an untraceable source."""
    make_statement(claim, make_capture(outlet=post))
    words = page_of(client, claim).words
    assert "Not recorded yet: where Harbour Post has it from." in words
    assert "Where it comes from: not all of it is recorded yet." in words
    assert "Who it comes from" not in words


def test_claim_detail_says_what_would_settle_it_where_the_desk_wrote_it(
    client: Client, claim: Claim, editor: User
) -> None:
    """The column holds a person's words or is not there."""
    propose_verdict(by=editor, claim=claim, status="unverifiable", note="Only the passenger list would.")
    assert "What would settle it Only the passenger list would." in page_of(client, claim).words


def test_claim_detail_shows_the_desks_own_work(client: Client, claim: Claim, editor: User) -> None:
    """A check has its result, its link and its time, and the desk signs it; a request has its reply."""
    record_check(
        by=editor, claim=claim, what_we_did="Read the list.", result="supports", url="https://list.example/"
    )
    asked = record_check(
        by=editor,
        claim=claim,
        what_we_did="Wrote to the owner.",
        person_asked="The ferry’s owner",
        asked_at=datetime(2025, 5, 26, 9, tzinfo=UTC),
        deadline=datetime(2025, 5, 27, 9, tzinfo=UTC),
    )
    page = page_of(client, claim)
    assert "Read the list. Supports the claim · The desk ·" in page.words
    assert page.links["What we looked at"] == "https://list.example/"
    assert "We asked The ferry’s owner on 26 May 2025, 09:00 UTC. No reply so far" in page.words
    record_reply(by=editor, check=asked, reply="Ask the coastguard.")
    assert "Ask the coastguard." in page_of(client, claim).words
    assert "Edith" not in page_of(client, claim).words


def test_claim_detail_names_editors_only_where_the_site_says_so(
    client: Client, claim: Claim, editor: User, desk_admin: User
) -> None:
    """Under a desk that names its editors, checks and decisions carry their names."""
    record_check(by=editor, claim=claim, what_we_did="Read the list.")
    propose_verdict(by=editor, claim=claim, status="unverified", note="Nothing found.")
    set_desk_settings(by=desk_admin, names_editors=True)
    words = page_of(client, claim).words
    assert "Inconclusive · Edith" in words
    assert "Edith decided" in words


def test_claim_detail_lists_who_carries_it(client: Client, claim: Claim, post: Entity) -> None:
    """A row for each statement: outlet and date, kind, the exact quote linked to its place, sourcing."""
    said = make_statement(
        claim,
        make_capture(outlet=post, public_text="full"),
        exact="Fourteen people were missing",
        chain=[on_record(make_entity("Harbour master", "person"))],
    )
    page = page_of(client, claim)
    row = next(row for row in page.rows if row[0].startswith("Harbour Post"))
    assert row == [
        "Harbour Post 26 May 2025",
        "Says it",
        "“Fourteen people were missing”",
        "Attributed. Harbour master",
    ]
    address = f"/articles/{said.capture.article.public_id}/#{said.public_id}"
    assert page.links["“Fourteen people were missing”"] == address


def test_claim_detail_says_whose_words_a_digest_has(client: Client, claim: Claim, post: Entity) -> None:
    """Over our own summary only the printed phrase is a quote, and the page says where its link leads."""
    capture = make_capture(DIGEST, outlet=post, method="digest")
    make_statement(claim, capture, exact="fourteen are missing", wording="fourteen are missing")
    words = page_of(client, claim).words
    assert "“fourteen are missing”" in words
    assert "The links lead to our summary, not the outlet’s words." in words
    make_statement(claim, capture, exact="The owner has said nothing")
    words = page_of(client, claim).words
    assert "“The owner has said nothing”" not in words
    assert "The owner has said nothing Our summary, not the outlet’s words." in words


def test_claim_detail_keeps_to_the_articles_terms(client: Client, claim: Claim, post: Entity) -> None:
    """Beyond a tenth of an article its passages are links without words."""
    make_statement(
        claim, make_capture(outlet=post), exact="Fourteen people were missing after the ferry sank"
    )
    words = page_of(client, claim).words
    assert "after the ferry sank" not in words
    assert "Read it in the article" in words


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


def test_claim_detail_says_when_the_evidence_has_changed(
    client: Client, claim: Claim, post: Entity, editor: User
) -> None:
    """A decision made on other evidence says what came since."""
    propose_verdict(by=editor, claim=claim, status="unverified", note="Nobody says so.")
    assert "The evidence has changed" not in page_of(client, claim).words
    make_statement(claim, make_capture(outlet=post))
    assert "The evidence has changed since this was decided: 1 new statement" in page_of(client, claim).words


def test_claim_detail_has_a_sentence_to_copy(
    client: Client, question: Question, claim: Claim, post: Entity
) -> None:
    """It names the outlet, the origin and the way, and who had not commented on what."""
    chain = [on_record(make_entity("the harbour master", "person")), named_media(make_outlet("Radio Quay"))]
    make_statement(claim, make_capture(outlet=post), chain=chain)
    sank = make_claim(make_question(topic=question.topic, answer_type="yes_no"), text="The ferry sank")
    make_statement(sank, make_capture(outlet=post), kind="silence", chain=[NewLink(make_entity("The owner"))])
    page = page_of(client, claim)
    assert (
        "Harbour Post, citing the harbour master (via Radio Quay), reported: “Fourteen people are missing.” "
        "The owner had not commented by 26 May 2025 on “The ferry sank”."
    ) in page.words


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


def test_claim_detail_desk_only_is_for_the_desk(
    client: Client, editor_client: Client, question: Question, db: None
) -> None:
    """What is not published does not exist for readers; at the desk it says that it is theirs alone."""
    draft = make_claim(question, 3, text="Three are missing", published=False)
    make_statement(draft, exact="Fourteen people")
    make_statement(make_claim(question, 9))
    assert client.get(f"/claims/{draft.public_id}/").status_code == 404
    words = page_of(editor_client, draft).words
    assert "Desk only: readers don’t see this." in words
    assert "“3 people” and “9 people” cannot both be true." in words
    assert "“Fourteen people”" in words
    assert "ClaimReview" not in words


def test_claim_detail_that_moved_leads_on(client: Client, question: Question, claim: Claim) -> None:
    """An old address leads to where the claim went."""
    new = make_claim(make_question(topic=question.topic), 14, text="Fourteen are missing at sea")
    with acting(by=some_editor(), action="move"):
        claim.moved_to = new
        claim.save(update_fields=["moved_to"])
    response = client.get(f"/claims/{claim.public_id}/")
    assert response.status_code == 302
    assert response["Location"] == new.get_absolute_url()


@pytest.mark.parametrize("address", ["C-AAAAAAAAAA", "C-1", "S-AAAAAAAAAA", "c-aaaaaaaaaa", "C-AAAAAAAAA%00"])
def test_claim_detail_unknown(client: Client, db: None, address: str) -> None:
    """There is no page at an address that names no claim."""
    assert client.get(f"/claims/{address}/").status_code == 404


def test_claim_detail_as_it_stood(client: Client, claim: Claim, post: Entity, editor: User) -> None:
    """At an earlier moment there are its statements and verdict, a banner, and the address of this view."""
    first = make_statement(claim, make_capture(outlet=post))
    propose_verdict(by=editor, claim=claim, status="unverified", note="Too early to say.")
    then = as_written(timezone.now())
    make_statement(claim, make_capture(outlet=make_outlet("Radio Quay")))
    withdraw(by=editor, statement=first, why="Misread")
    propose_verdict(by=editor, claim=claim, status="disputed", note="They differ.")
    page = page_of(client, claim, f"?as_of={then}")
    assert "This page as it stood on" in page.words
    assert "Too early to say." in page.words
    assert "Harbour Post" in page.words
    for later in ("They differ.", "Radio Quay", "Misread", "Sources disagree"):
        assert later not in page.words
    assert page.links["Link to this view"].endswith(f"/claims/{claim.public_id}/?as_of={then}")
    assert page.links["See it as it stands now"] == f"/claims/{claim.public_id}/"
    assert f"as_of={then}" in page.links["Statements (CSV)"].replace("%3A", ":")


def test_claim_detail_as_it_stood_keeps_what_was_public(client: Client, claim: Claim, editor: User) -> None:
    """A claim taken back is gone, and what was shown before stays what it was."""
    then = as_written(timezone.now())
    unpublish(by=editor, claims=[claim])
    assert client.get(f"/claims/{claim.public_id}/").status_code == 404
    assert "Fourteen people are missing" in page_of(client, claim, f"?as_of={then}").words


def test_claim_detail_before_it_was_public(client: Client, claim: Claim) -> None:
    """A moment before publication answers 404, says so, and leads to the page of now."""
    response = client.get(f"/claims/{claim.public_id}/?as_of=2020-01-01T00:00Z")
    assert response.status_code == 404
    assert "Readers could not see this on 1 January 2020, 00:00 UTC" in response.content.decode()


@pytest.mark.parametrize(
    "moment", ["yesterday", "2025-13-01T00:00Z", "2999-01-01T00:00Z", "2025-05-27T25:00Z"]
)
def test_claim_detail_at_no_such_moment(client: Client, claim: Claim, moment: str) -> None:
    """What cannot be read, or has not come, answers 400 and says what to write."""
    response = client.get(f"/claims/{claim.public_id}/", {"as_of": moment})
    assert response.status_code == 400
    assert moment in response.content.decode()


def test_claim_detail_may_be_kept_by_caches(client: Client, editor_client: Client, claim: Claim) -> None:
    """Readers share one copy for a second and are told when it has not changed; the desk's is its own."""
    response = client.get(f"/claims/{claim.public_id}/")
    assert "public" in response["Cache-Control"]
    assert "max-age=1" in response["Cache-Control"]
    assert "private" in editor_client.get(f"/claims/{claim.public_id}/")["Cache-Control"]
    again = client.get(f"/claims/{claim.public_id}/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_claim_detail_prints_what_it_is_given(client: Client, question: Question) -> None:
    """Markup in a claim is text."""
    odd = make_claim(question, 4, text="<script>alert(1)</script>")
    make_statement(odd, make_capture("<b>bold</b> claims", headline="<i>x</i>", outlet=make_outlet("<u>")))
    html = html_of(client, odd)
    assert "<script>alert" not in html
    assert "<u>" not in html


def test_claim_review_is_the_verdict_for_machines(
    client: Client, claim: Claim, editor: User, post: Entity
) -> None:
    """Status in words, note, time and where it appeared; linked from the page once there is a verdict."""
    master = make_entity("Harbour master", "person")
    capture = make_capture(outlet=post, url="https://post.example/ferry", headline="Ferry sinks")
    make_statement(claim, capture, chain=[on_record(master)])
    address = f"/claims/{claim.public_id}/claimreview.json"
    assert client.get(address).status_code == 404
    propose_verdict(by=editor, claim=claim, status="unverified", note="No list was shown.")
    assert page_of(client, claim).links["ClaimReview (JSON-LD)"] == address
    review = json.loads(client.get(address).content)
    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"]["alternateName"] == "Not verified so far"
    assert "ratingValue" not in review["reviewRating"]
    assert review["itemReviewed"]["author"] == [{"@type": "Thing", "name": "Harbour master"}]
    assert review["itemReviewed"]["appearance"][0]["url"] == "https://post.example/ferry"


def test_claim_review_rates_no_opinions(client: Client, question: Question, editor: User) -> None:
    """An opinion has no review."""
    view = make_claim(question, 5, text="Five would be too many", nature="opinion")
    propose_verdict(by=editor, claim=view, status="not_checkable", note="An opinion.")
    assert client.get(f"/claims/{view.public_id}/claimreview.json").status_code == 404


def test_claim_detail_query_count_does_not_grow(
    client: Client, question: Question, claim: Claim, django_assert_num_queries: Any, editor: User
) -> None:
    """Statements, chains, relays, checks, verdicts, silences and contradictions cost no query each."""
    _grow(question, claim, editor)
    with django_assert_num_queries(39):
        client.get(f"/claims/{claim.public_id}/")
    for _ in range(3):
        _grow(question, claim, editor)
    with django_assert_num_queries(39):
        client.get(f"/claims/{claim.public_id}/")


def _grow(question: Question, claim: Claim, editor: User) -> None:
    """More of everything that the page shows."""
    quay = make_outlet()
    speaker = make_entity(f"Speaker {quay.pk}", "person")
    said = make_statement(claim, make_capture(outlet=quay), chain=[on_record(speaker)])
    make_statement(claim, make_capture(outlet=make_outlet()), chain=[named_media(quay, derived_from=said)])
    make_statement(make_claim(question), make_capture(outlet=quay))
    make_statement(claim, make_capture(outlet=quay), kind="silence", chain=[NewLink(speaker)])
    elsewhere = make_claim(make_question(topic=question.topic))
    make_statement(elsewhere, make_capture(outlet=quay), kind="silence", chain=[NewLink(speaker)])
    record_check(by=editor, claim=claim, what_we_did="Looked.")
    propose_verdict(by=editor, claim=claim, status="unverified", note="Not yet.")


def test_claim_detail_says_how_much_it_leaves_out(
    client: Client, claim: Claim, post: Entity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More statements than a page can hold are counted, and are in the download."""
    monkeypatch.setattr("claims.presenting.claim_record.MOST", 2)
    made: list[Statement] = [make_statement(claim, make_capture(outlet=post)) for _ in range(3)]
    page = page_of(client, claim)
    assert "1 more statement is in the download." in page.words
    assert f"Statements (CSV) {len(made)} rows" in page.words

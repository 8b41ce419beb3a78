"""/claims/<id>/: its status, where it came from, what is known, who checked and who carries it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from claims.actions import entities
from claims.actions.questions import set_desk_settings
from claims.actions.tag import NewLink, NewStatement, tag
from claims.actions.verdicts import (
    Document,
    propose_verdict,
    record_check,
    record_reply,
)
from claims.models import Claim, Question, Statement
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


def test_claim_detail_counts_what_is_hard_to_reconcile(client: Client, claim: Claim) -> None:
    """That no claim contradicts it is not all where one is in tension with it."""
    make_statement(claim)
    make_statement(make_claim(claim.question, 9, text="Nine are missing"), certainty="probable")
    words = page_of(client, claim).words
    assert "No claim contradicts it. 1 is hard to reconcile with it." in words


def test_claim_detail_tells_a_short_chain_in_a_sentence(client: Client, claim: Claim, post: Entity) -> None:
    """One or two links need no picture; what the editor inferred is said to be ours."""
    crowd = NewLink(make_entity("posts on social media", "unnamed"), "social_media", inferred=True)
    papers = NewLink(make_entity("local papers", "unnamed"), "unnamed_media")
    make_statement(claim, make_capture(outlet=post), chain=[crowd, papers])
    words = page_of(client, claim).words
    assert "Harbour Post, citing local papers (apparently from posts on social media)." in words
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
    assert "Both outlets trace to one source: Harbour master." in words


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
    assert "Harbour Post, citing Harbour Post" not in words
    assert "none of them is a source" in words


def test_claim_detail_says_why_voices_are_one_and_owners_are_not(
    client: Client, claim: Claim, post: Entity
) -> None:
    """Who speaks for another counts with them; who belongs to another is shown and counts alone."""
    state, minister = make_entity("The state"), make_entity("The minister", "person")
    agency = make_outlet("State Agency")
    reason = "Counted as one: the minister speaks for the state."
    entities.link(by=some_editor(), source=minister, target=state, kind="speaks_for", reason=reason)
    entities.link(by=some_editor(), source=agency, target=state, kind="owned_by", reason="")
    make_statement(claim, make_capture(outlet=post), chain=[on_record(minister)])
    assert "Counted as one" not in page_of(client, claim).words
    make_statement(claim, make_capture(outlet=agency), chain=[on_record(state)])
    words = page_of(client, claim).words
    assert "Traced to 1 identified source." in words
    assert "Counted as one: the minister speaks for the state." in words
    assert "State Agency is owned by The state; counted separately." in words


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
    assert (
        "What would settle it Somebody who says so by name, or a document, that a reader could find." in words
    )


def test_claim_detail_names_the_one_source_of_many_outlets(
    client: Client, claim: Claim, post: Entity
) -> None:
    """Three outlets that pass on one anonymous post are carried by three, and traced to that post."""
    telegram = make_entity("A Telegram post", "unnamed")
    quay, coast = make_outlet("Radio Quay"), make_outlet("Coast Daily")
    first = make_statement(claim, make_capture(outlet=post), chain=[NewLink(telegram, "social_media")])
    second = make_statement(claim, make_capture(outlet=quay), chain=[named_media(post, derived_from=first)])
    make_statement(claim, make_capture(outlet=coast), chain=[named_media(quay, derived_from=second)])
    words = page_of(client, claim).words
    assert "Carried by 3 outlets." in words
    assert "All 3 outlets trace to one source: A Telegram post." in words


def test_claim_detail_tells_what_is_not_recorded_from_what_is_not_known(
    client: Client, claim: Claim, post: Entity
) -> None:
    """A quick tag has no chain yet: nobody may take that for an untraceable source."""
    make_statement(claim, make_capture(outlet=post), chain=[])
    words = page_of(client, claim).words
    assert "Not recorded yet: where Harbour Post has it from." in words
    assert "Where it comes from: not all of it is recorded yet." in words
    assert "Who it comes from" not in words


def test_claim_detail_says_what_would_settle_it(client: Client, claim: Claim, post: Entity) -> None:
    """What is missing, in plain words: the original, what tells two accounts apart, who has not spoken."""
    make_statement(claim, make_capture(outlet=post), chain=[on_record(make_entity("Crew"))])
    make_statement(claim, kind="denial", chain=[on_record(make_entity("Owner"))])
    make_statement(claim, kind="no_comment", chain=[NewLink(make_entity("Coastguard"))])
    wanted = (
        "What would settle it The original of what Crew said, seen or heard by us. "
        "Evidence that fits one account and not the other: a document, a picture, a record. "
        "An answer from Coastguard."
    )
    assert wanted in page_of(client, claim).words


def test_claim_detail_asks_nothing_of_opinions(client: Client, post: Entity) -> None:
    """No document settles what somebody thinks."""
    claim = make_claim(nature="opinion")
    make_statement(claim, make_capture(outlet=post), chain=[on_record(make_entity("Crew"))])
    assert "What would settle it" not in page_of(client, claim).words


def test_claim_detail_says_what_would_settle_it_where_the_desk_wrote_it(
    client: Client, claim: Claim, editor: User
) -> None:
    """The desk's own words stand instead of what the record lacks."""
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


def test_claim_detail_says_that_a_document_is_kept(client: Client, claim: Claim, editor: User) -> None:
    """Readers learn that the check rests on a document; neither it nor its name leaves the desk."""
    kept = Document(name="list-from-a-source.png", media_type="image/png", data=b"x")
    record_check(by=editor, claim=claim, what_we_did="Read the list.", document=kept)
    page = page_of(client, claim)
    assert "A document is kept at the desk" in page.words
    assert "list-from-a-source" not in page.words


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
    """Beyond a tenth of an article its passages are links without words, which promise none either."""
    said = make_statement(
        claim, make_capture(outlet=post), exact="Fourteen people were missing after the ferry sank"
    )
    page = page_of(client, claim)
    assert "after the ferry sank" not in page.words
    assert "Read it" not in page.words
    address = page.links["See it among the article’s statements, Harbour Post"]
    assert address.endswith(f"#{said.public_id}")


def test_claim_detail_leads_to_where_a_passage_can_be_read(
    client: Client, claim: Claim, post: Entity
) -> None:
    """What we may not quote is read where it was published, if it has an address."""
    capture = make_capture(outlet=post, url="https://post.example/ferry")
    make_statement(claim, capture, exact="Fourteen people were missing after the ferry sank")
    links = page_of(client, claim).links
    assert links["Read it where it was published, Harbour Post"] == "https://post.example/ferry"
    assert "See it among the article’s statements, Harbour Post" in links


def test_claim_detail_says_how_much_it_leaves_out(
    client: Client, claim: Claim, post: Entity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More statements than a page can hold are counted, and are in the download."""
    monkeypatch.setattr("claims.presenting.claim_record.MOST", 2)
    made: list[Statement] = [make_statement(claim, make_capture(outlet=post)) for _ in range(3)]
    page = page_of(client, claim)
    assert "1 more statement is in the download." in page.words
    assert f"Statements (CSV) {len(made)} rows" in page.words


def test_claim_detail_prints_what_it_is_given(client: Client, question: Question) -> None:
    """Markup in a claim is text."""
    odd = make_claim(question, 4, text="<script>alert(1)</script>")
    make_statement(odd, make_capture("<b>bold</b> claims", headline="<i>x</i>", outlet=make_outlet("<u>")))
    html = html_of(client, odd)
    assert "<script>alert" not in html
    assert "<u>" not in html

"""Writes to the record: what they leave behind, and what the database refuses."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims.actions.claims import NotPublishable, publish, quick_claim
from claims.actions.entities import end, merge
from claims.actions.rulings import end_ruling, rule_on_claims
from claims.actions.tag import AlreadyWithdrawn, NewStatement, tag, withdraw
from claims.actions.verdicts import (
    MayNotApprove,
    MayNotDecide,
    NeedsEvidence,
    VerdictOutdated,
    approve_verdict,
    evidence_digest,
    propose_verdict,
    record_check,
    withdraw_verdict,
)
from claims.models import Approval, Claim, ClaimState, Finding, Statement
from newsroom.actions import acting
from newsroom.models import Event, User
from sources.models import Entity
from sources.quotes import Passage, QuoteNotFound
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    named_media,
    on_record,
)


def state(claim: Claim) -> ClaimState:
    return ClaimState.objects.at().get(claim=claim)


def conflicting_pair() -> tuple[Claim, Claim]:
    question = make_question("How many were missing?")
    nine, fourteen = make_claim(question, 9), make_claim(question, 14)
    make_statement(nine, exact="at nine", chain=[on_record(make_entity("Coastguard"))])
    make_statement(fourteen, exact="Fourteen people", chain=[on_record(make_entity("Harbour master"))])
    return nine, fourteen


@pytest.mark.django_db
def test_tag_counts_at_once(editor: User) -> None:
    """A statement counts as soon as it is recorded, and stands in the event log under its author."""
    claim = make_claim()
    make_statement(claim, chain=[on_record(make_entity("Harbour master"))], by=editor)
    assert (state(claim).outlets, state(claim).origins_for, state(claim).on_record_origins) == (1, 1, 1)
    assert Event.objects.filter(actor="edith", action="insert: tag").exists()


@pytest.mark.django_db
def test_tag_refuses_a_passage_that_is_not_there(editor: User) -> None:
    """A passage that the capture does not hold at its place is refused, and nothing is saved."""
    capture, claim = make_capture(), make_claim()
    with pytest.raises(QuoteNotFound):
        tag(
            by=editor,
            claim=claim,
            capture=capture,
            passage=Passage(0, 9, "something", "", ""),
            new=NewStatement(),
        )
    assert not Statement.objects.exists()


@pytest.mark.django_db
def test_database_refuses_a_passage_that_is_not_there(editor: User) -> None:
    """Even a write that forgets to look cannot store a passage the capture does not hold."""
    statement = make_statement()
    with pytest.raises(IntegrityError, match="not at its place"), acting(by=editor, action="test"):
        Statement.objects.create(
            claim=statement.claim,
            capture=statement.capture,
            start=0,
            end=9,
            exact="something",
            recorded_at=statement.recorded_at,
            recorded_by=editor,
        )


@pytest.mark.django_db
def test_withdrawn_statement_no_longer_counts(editor: User) -> None:
    """Withdrawing takes the statement out of the counts, keeps the row, and happens once."""
    statement = make_statement(chain=[on_record(make_entity("Harbour master"))])
    withdraw(by=editor, statement=statement, why="wrong sentence")
    assert state(statement.claim).origins_for == 0
    assert Statement.objects.get().withdrawn_by == editor
    with pytest.raises(AlreadyWithdrawn):
        withdraw(by=editor, statement=statement)


@pytest.mark.django_db
def test_nothing_is_edited_in_the_ledger(editor: User) -> None:
    """The site's role can neither change a statement's words nor delete it."""
    statement = make_statement()
    for sql in ("UPDATE claims_statement SET exact = 'x'", "DELETE FROM claims_statement"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)
    assert Statement.objects.get().exact == statement.exact


@pytest.mark.django_db
def test_a_write_outside_an_action_is_refused() -> None:
    """No row of the record is written without a name and an act."""
    with pytest.raises(DatabaseError, match="outside an action"), transaction.atomic():
        Entity.objects.create(kind="person", name="Nobody", folded="nobody", slug="nobody")


@pytest.mark.django_db
def test_events_are_chained_and_closed_to_the_site() -> None:
    """Each event's hash covers the one before, and the site's role can only read them."""
    make_statement()
    events = list(Event.objects.order_by("seq"))
    assert [one.previous for one in events[1:]] == [one.hash for one in events[:-1]]
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("UPDATE newsroom_event SET actor = 'someone else'")


@pytest.mark.django_db
def test_contradiction_is_found_and_withdrawn_with_its_side(editor: User) -> None:
    """Two numbers that cannot both be true are found at once, and no longer when one side is withdrawn."""
    nine, fourteen = conflicting_pair()
    finding = Finding.objects.get()
    assert (finding.rule, finding.level, finding.label) == ("C2", "contradiction", "across_outlets")
    assert state(nine).conflicts_with == [fourteen.public_id]
    assert state(nine).suggested == "disputed"
    withdraw(by=editor, statement=fourteen.statements.get())
    assert not Finding.objects.exists()
    assert state(nine).open_conflicts == 0


@pytest.mark.django_db
def test_ruling_wins_over_the_rule_until_it_ends(editor: User) -> None:
    """A dismissed contradiction is not counted; when the ruling ends, the rule's word counts again."""
    nine, fourteen = conflicting_pair()
    ruling = rule_on_claims(
        by=editor, claim=fourteen, other=nine, relation="unrelated", note="Two ferries.", rule="C2"
    )
    assert state(nine).open_conflicts == state(fourteen).open_conflicts == 0
    end_ruling(by=editor, ruling=ruling)
    assert state(nine).open_conflicts == 1


@pytest.mark.django_db
def test_relation_by_hand_reaches_across_questions(editor: User) -> None:
    """An editor can set two claims of different questions against each other; both then say so."""
    one, other = make_claim(), make_claim()
    rule_on_claims(by=editor, claim=one, other=other, relation="contradicts", note="Same ship.")
    assert state(one).conflicts_with == [other.public_id]
    assert state(other).conflicts_with == [one.public_id]


@pytest.mark.django_db
def test_unpublished_claim_is_no_public_conflict() -> None:
    """Readers are not told of a contradiction with a claim that they cannot see."""
    question = make_question()
    seen, unseen = make_claim(question, 9), make_claim(question, 14, published=False)
    make_statement(seen, exact="at nine")
    make_statement(unseen, exact="Fourteen people")
    assert Finding.objects.count() == 1
    assert state(seen).open_conflicts == 0


@pytest.mark.django_db
def test_merge_joins_origins_and_unmerge_restores_them(editor: User) -> None:
    """Two spellings count as two origins until merged, and again after unmerging."""
    claim = make_claim()
    agency, other = make_entity("Agency", "outlet"), make_entity("The Agency", "outlet")
    make_statement(claim, chain=[named_media(agency)])
    make_statement(claim, chain=[named_media(other)])
    assert state(claim).origins_for == 2
    row = merge(by=editor, source=other, target=agency)
    assert state(claim).origins_for == 1
    end(by=editor, row=row)
    assert state(claim).origins_for == 2


@pytest.mark.django_db
def test_state_history_covers_every_moment(editor: User) -> None:
    """A claim's states follow each other without a gap, so that any past moment has exactly one."""
    statement = make_statement(chain=[on_record(make_entity("Harbour master"))])
    withdraw(by=editor, statement=statement)
    rows = list(ClaimState.objects.filter(claim=statement.claim).order_by("shown_from"))
    assert [row.shown_to for row in rows[:-1]] == [row.shown_from for row in rows[1:]]
    assert rows[-1].shown_to is None


@pytest.mark.django_db
def test_verdict_counts_at_once_unless_it_needs_a_second_person(editor: User, reviewer: User) -> None:
    """Unverified shows at once; confirmed needs evidence, waits for another person, and shows on approval."""
    claim = make_statement().claim
    propose_verdict(by=editor, claim=claim, status="unverified", note="One outlet.")
    assert state(claim).status == "unverified"
    with pytest.raises(NeedsEvidence):
        propose_verdict(by=editor, claim=claim, status="confirmed", note="We looked.")
    record_check(
        by=editor, claim=claim, what_we_did="Read the log.", result="supports", url="https://example.org/log"
    )
    verdict = propose_verdict(by=editor, claim=claim, status="confirmed", note="The log says so.")
    assert state(claim).status == "unverified"
    approve_verdict(by=reviewer, verdict=verdict, digest=evidence_digest(claim))
    assert state(claim).status == "confirmed"
    withdraw_verdict(by=editor, verdict=verdict)
    assert state(claim).status == "unverified"


@pytest.mark.django_db
def test_nobody_approves_their_own(editor: User, reviewer: User, desk_admin: User) -> None:
    """Neither the proposer, nor who tagged the claim, nor an admin approves; the database refuses too."""
    claim = make_statement(by=reviewer).claim
    record_check(by=editor, claim=claim, what_we_did="Read it.", url="https://example.org/log")
    verdict = propose_verdict(by=editor, claim=claim, status="refuted", note="It is not so.")
    digest = evidence_digest(claim)
    for person, refusal in ((editor, MayNotApprove), (reviewer, MayNotApprove), (desk_admin, MayNotDecide)):
        with pytest.raises(refusal):
            approve_verdict(by=person, verdict=verdict, digest=digest)
    for person in (editor, reviewer):
        with pytest.raises(IntegrityError, match="approve"), acting(by=person, action="test"):
            Approval.objects.create(
                verdict=verdict, approved_at=verdict.decided_at, approved_by=person, digest=digest
            )


@pytest.mark.django_db
def test_approval_is_for_the_evidence_that_was_shown(editor: User, reviewer: User) -> None:
    """An approval of evidence that has changed since is refused."""
    claim = make_statement().claim
    record_check(by=editor, claim=claim, what_we_did="Read it.", url="https://example.org/log")
    verdict = propose_verdict(by=editor, claim=claim, status="confirmed", note="It is so.")
    shown = evidence_digest(claim)
    make_statement(claim, kind="denial", chain=[on_record(make_entity("Owner"))])
    with pytest.raises(VerdictOutdated):
        approve_verdict(by=reviewer, verdict=verdict, digest=shown)


@pytest.mark.django_db
def test_claim_that_alleges_wrongdoing_needs_a_second_person_and_a_question_asked(
    editor: User, reviewer: User
) -> None:
    """It is not published by who recorded it, nor before the person it is about was asked."""
    claim = make_claim(alleges_wrongdoing=True, published=False, by=editor)
    with pytest.raises(NotPublishable, match="second_person"):
        publish(by=editor, claims=[claim])
    with pytest.raises(NotPublishable, match="reply_or_attempt"):
        publish(by=reviewer, claims=[claim])
    record_check(by=editor, claim=claim, what_we_did="Wrote to the owner.", person_asked="The owner")
    publish(by=reviewer, claims=[claim])
    assert state(claim).visibility == "published"


@pytest.mark.django_db
def test_quick_claim_asks_for_a_sentence_alone(editor: User) -> None:
    """A sentence makes a claim that answers its own yes/no question, for the desk only."""
    claim = quick_claim(by=editor, text="Two people were killed.")
    assert (claim.question.text, claim.yes, claim.visibility) == ("Two people were killed?", True, "desk")


@pytest.mark.django_db
def test_outlet_that_is_not_named_counts_by_article() -> None:
    """Two articles without a named outlet are two outlets; two of one outlet are one."""
    claim, outlet = make_claim(), make_outlet()
    for capture in (make_capture(), make_capture(), make_capture(outlet=outlet), make_capture(outlet=outlet)):
        make_statement(claim, capture)
    assert state(claim).outlets == 3


@pytest.mark.django_db
def test_whoever_recorded_what_was_replaced_does_not_approve(editor: User, reviewer: User) -> None:
    """A statement that a colleague replaced still bars its first author, in the database too."""
    first = make_statement(by=reviewer)
    tag(
        by=editor,
        claim=first.claim,
        capture=first.capture,
        passage=first.passage,
        new=NewStatement(),
        supersedes=first,
    )
    other = make_claim()
    moved = tag(
        by=editor,
        claim=other,
        capture=first.capture,
        passage=first.passage,
        new=NewStatement(),
        supersedes=Statement.objects.standing().get(claim=first.claim),
    )
    record_check(by=editor, claim=moved.claim, what_we_did="Read it.", url="https://example.org/log")
    verdict = propose_verdict(by=editor, claim=moved.claim, status="refuted", note="It is not so.")
    with pytest.raises(IntegrityError, match="approve"), acting(by=reviewer, action="test"):
        Approval.objects.create(
            verdict=verdict, approved_at=verdict.decided_at, approved_by=reviewer, digest="x"
        )

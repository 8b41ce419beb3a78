"""Claims set right: what moves, what stays, what readers then find; and that a preview does nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.test import Client

from claims.actions.claims import NewValue
from claims.actions.moving import Answering, CannotMove, merge_claims, move_claim, split_claim
from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink, withdraw
from claims.actions.verdicts import may_approve, propose_verdict, record_check
from claims.models import Approval, Claim, ClaimState, Finding, Question, Ruling, Statement, StatementQuerySet
from claims.presenting.moving import effect_of
from claims.stale import stale
from newsroom.actions import acting
from newsroom.models import Event, User
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    on_record,
)


def state(claim: Claim) -> ClaimState:
    return ClaimState.objects.at().get(claim=claim)


def standing(claim: Claim) -> StatementQuerySet:
    return Statement.objects.filter(claim=claim, left_at=None)


def nine(question: Question) -> Answering:
    return Answering(question, NewValue(low=Decimal(9), high=Decimal(9)), "Nine people are missing")


@pytest.fixture
def quick(db: None) -> Claim:
    """A published claim on a yes/no question of its own, twice on record, once relayed."""
    claim = make_claim(make_question(answer_type="yes_no"), text="Nine people are missing")
    first = make_statement(claim, exact="at nine", chain=[on_record(make_entity("Coastguard"))])
    make_statement(
        claim,
        exact="The coastguard",
        chain=[NewLink(make_entity("Agency", "outlet"), "named_media", derived_from=first)],
    )
    return claim


def test_move_claim_takes_its_statements_along(quick: Claim, editor: User) -> None:
    """The new claim says word for word what the old one did, from the same passages and sources."""
    before = list(
        quick.statements.order_by("pk").values_list("exact", "kind", "links__entity", "links__basis")
    )
    target = move_claim(by=editor, claim=quick, to=nine(make_question()))
    moved = target.statements.order_by("pk").values_list("exact", "kind", "links__entity", "links__basis")
    assert list(moved) == before
    assert not standing(quick).exists()
    assert state(target).origins_for == 1
    quick.refresh_from_db()
    assert quick.moved_to == target
    assert Event.objects.filter(actor="edith", action__contains="merge claims").exists()
    assert stale([quick.question_id, target.question_id]) == []


def test_move_claim_leads_readers_on(quick: Claim, editor: User, client: Client) -> None:
    """Whoever follows the old address finds the claim where it is now."""
    target = move_claim(by=editor, claim=quick, to=nine(make_question()))
    response = client.get(quick.get_absolute_url(), follow=True)
    assert response.redirect_chain[-1][0] == target.get_absolute_url()
    assert response.status_code == 200


def test_move_claim_finds_what_contradicts_it_there(quick: Claim, editor: User) -> None:
    """On its new question the claim clashes with other answers at once."""
    question = make_question()
    fourteen = make_claim(question, 14)
    make_statement(fourteen, exact="Fourteen people", chain=[on_record(make_entity("Harbour master"))])
    target = move_claim(by=editor, claim=quick, to=nine(question))
    assert Finding.objects.get().rule == "C2"
    assert state(fourteen).conflicts_with == [target.public_id]


def test_move_claim_of_the_desk_stays_with_the_desk(editor: User) -> None:
    """Moving publishes nothing."""
    claim = make_claim(make_question(answer_type="yes_no"), published=False)
    assert move_claim(by=editor, claim=claim, to=nine(make_question())).visibility == "desk"


def test_move_claim_keeps_that_it_accuses_somebody(editor: User) -> None:
    """A new claim accuses whom the old one accused."""
    claim = make_claim(make_question(answer_type="yes_no"), published=False, alleges_wrongdoing=True)
    assert move_claim(by=editor, claim=claim, to=nine(make_question())).alleges_wrongdoing


def test_merge_claims_joins_their_outlets(quick: Claim, editor: User) -> None:
    """Two claims that are one are carried by the outlets of both; rulings on the one that left are over."""
    other = make_claim()
    make_statement(other, make_capture(outlet=make_outlet()))
    rule_on_claims(by=editor, claim=quick, other=other, relation="contradicts", note="So.")
    merge_claims(by=editor, claim=quick, into=other)
    assert state(other).outlets == 3
    assert state(other).open_conflicts == 0
    assert not Ruling.objects.standing().exists()
    assert state(quick).visibility == "desk"


def test_split_claim_takes_some_and_leaves_some(quick: Claim, editor: User) -> None:
    """Statements that say something else go to the claim that says it; the first claim stays public."""
    going = quick.statements.get(exact="The coastguard")
    target = split_claim(by=editor, claim=quick, statements=[going], to=nine(make_question()))
    assert target.statements.get().exact == "The coastguard"
    assert standing(quick).get().exact == "at nine"
    quick.refresh_from_db()
    assert (quick.moved_to, quick.visibility, target.visibility) == (None, "published", "desk")


def test_relayed_statement_is_still_the_origin_after_moving(quick: Claim, editor: User) -> None:
    """A statement of another claim that was taken from one that moved is traced through to its origin."""
    first = quick.statements.get(exact="at nine")
    relay = make_claim()
    make_statement(
        relay, chain=[NewLink(make_entity("Paper", "outlet"), "unnamed_media", derived_from=first)]
    )
    assert state(relay).origins_for == 1
    target = move_claim(by=editor, claim=quick, to=nine(make_question()))
    assert state(relay).origins_for == 1
    assert stale([relay.question_id, target.question_id]) == []


def test_claim_does_not_move_onto_itself_or_from_where_it_left(quick: Claim, editor: User) -> None:
    """What makes no sense is refused with a reason, and changes nothing."""
    own = Answering(quick.question, NewValue(yes=True), quick.text)
    with pytest.raises(CannotMove, match="itself"):
        move_claim(by=editor, claim=quick, to=own)
    with pytest.raises(CannotMove, match="all"):
        split_claim(by=editor, claim=quick, statements=list(quick.statements.all()), to=nine(make_question()))
    with pytest.raises(CannotMove, match="nothing"):
        split_claim(by=editor, claim=quick, statements=[], to=nine(make_question()))
    assert standing(quick).count() == 2
    other = make_claim()
    merge_claims(by=editor, claim=quick, into=other)
    with pytest.raises(CannotMove, match="moved"):
        merge_claims(by=editor, claim=make_claim(), into=quick)


def test_preview_tells_what_would_change_and_changes_nothing(quick: Claim, editor: User) -> None:
    """Before a claim moves the desk reads what would follow; reading it leaves the record as it was."""
    record_check(by=editor, claim=quick, what_we_did="Asked.", person_asked="The owner")
    propose_verdict(by=editor, claim=quick, status="unverified", note="One source.")
    question = make_question()
    make_statement(make_claim(question, 14), exact="Fourteen people")
    events, states = Event.objects.count(), ClaimState.objects.count()

    def act() -> Claim:
        return move_claim(by=editor, claim=quick, to=nine(question))

    effect = effect_of(act, quick, {quick.question_id, question.pk})
    assert (effect.is_new, effect.statements, effect.hides) == (True, 2, False)
    assert (effect.checks_left, effect.verdicts_left) == (1, 1)
    shifts = {shift.claim.text: shift for shift in effect.shifts}
    assert shifts["Nine people are missing"].after.open_conflicts in (0, 1)
    assert len(effect.shifts) == 3
    assert (Event.objects.count(), ClaimState.objects.count()) == (events, states)
    assert standing(quick).count() == 2
    assert not Finding.objects.exists()


def test_preview_warns_that_readers_would_lose_sight(quick: Claim, editor: User) -> None:
    """Merging what is public into what is not is said before it is done."""
    hidden = make_claim(published=False)
    effect = effect_of(
        lambda: merge_claims(by=editor, claim=quick, into=hidden),
        quick,
        {quick.question_id, hidden.question_id},
    )
    assert effect.hides


def test_who_recorded_what_moved_here_does_not_approve(quick: Claim, editor: User, reviewer: User) -> None:
    """A hand in a statement stays a hand in it, wherever it is moved, split off or replaced."""
    mine = make_statement(quick, exact="nine", by=reviewer)
    split = split_claim(by=editor, claim=quick, statements=[mine], to=nine(make_question()))
    target = make_claim()
    merge_claims(by=editor, claim=split, into=target)
    record_check(by=editor, claim=target, what_we_did="Read it.", url="https://example.org/")
    verdict = propose_verdict(by=editor, claim=target, status="confirmed", note="So.")
    assert not may_approve(reviewer, verdict)


def test_database_refuses_approval_by_who_recorded_what_moved_here(
    quick: Claim, editor: User, reviewer: User
) -> None:
    """Even a write that forgets to look cannot approve what its author recorded before the claim moved."""
    withdraw(by=editor, statement=make_statement(quick, exact="nine", by=reviewer))
    target = move_claim(by=editor, claim=quick, to=nine(make_question()))
    record_check(by=editor, claim=target, what_we_did="Read it.", url="https://example.org/")
    verdict = propose_verdict(by=editor, claim=target, status="confirmed", note="So.")
    with pytest.raises(IntegrityError, match="does not approve"), acting(by=reviewer, action="test"):
        Approval.objects.create(
            verdict=verdict, approved_at=verdict.decided_at, approved_by=reviewer, digest=""
        )
    assert Statement.objects.standing().count() == 2

"""Claims that allege wrongdoing: who may say so, who may take it back, and what it keeps from readers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from claims.actions.claims import NewValue, NotPublishable, add_claim, publish, unpublish
from claims.actions.moving import Answering, merge_claims, move_claim, split_claim
from claims.actions.questions import NeedsAnotherPerson, set_alleges_wrongdoing
from claims.actions.tag import NewStatement
from claims.actions.tag_passage import About, tag_passage
from claims.actions.verdicts import CheckNeeded, record_check, withdraw_check
from claims.models import Check, Claim, ClaimState
from claims.presenting.moving import effect_of
from claims.stale import stale
from newsroom.actions import acting
from newsroom.models import User
from newsroom.roles import EDITOR
from tests.factories import make_claim, make_question, make_statement, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db: None) -> User:
    return make_user(EDITOR, name="Carl")


@pytest.fixture
def accusation(editor: User) -> Claim:
    """Recorded by the editor, put to the owner, and not public."""
    claim = make_claim(alleges_wrongdoing=True, published=False, by=editor, text="The owner bribed the port")
    asked(claim, by=editor)
    return claim


@pytest.fixture
def public(accusation: Claim, colleague: User) -> Claim:
    """The same, published by a colleague."""
    publish(by=colleague, claims=[accusation])
    return accusation


def asked(claim: Claim, *, by: User) -> Check:
    return record_check(by=by, claim=claim, what_we_did="Wrote to the owner.", person_asked="The owner")


def visibility(claim: Claim) -> str:
    return ClaimState.objects.at().get(claim=claim).visibility


def as_stored(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def nine(claim: Claim | None = None) -> Answering:
    question = claim.question if claim else make_question()
    return Answering(question, NewValue(low=Decimal(9), high=Decimal(9)), "The owner paid nine officials")


def test_accusation_is_not_cleared_by_who_recorded_it(accusation: Claim, editor: User) -> None:
    """Whoever recorded it cannot take the mark off in order to publish alone."""
    with pytest.raises(NeedsAnotherPerson):
        set_alleges_wrongdoing(by=editor, claim=accusation, alleges=False)
    with pytest.raises(NotPublishable, match="second_person"):
        publish(by=editor, claims=[accusation])
    assert as_stored(accusation).alleges_wrongdoing


def test_accusation_is_cleared_by_another(accusation: Claim, editor: User, colleague: User) -> None:
    """Somebody who neither recorded nor marked it takes the mark off; whoever recorded it then publishes."""
    set_alleges_wrongdoing(by=colleague, claim=accusation, alleges=False)
    publish(by=editor, claims=[accusation])
    assert visibility(accusation) == "published"


def test_accusation_is_not_cleared_by_who_marked_it(editor: User, colleague: User, reviewer: User) -> None:
    """A mark stays its first author's: marking again does not take it over, and neither lifts it."""
    claim = make_claim(by=editor, published=False)
    set_alleges_wrongdoing(by=colleague, claim=claim, alleges=True)
    set_alleges_wrongdoing(by=reviewer, claim=claim, alleges=True)
    assert as_stored(claim).marked_by == colleague
    for person in (editor, colleague):
        with pytest.raises(NeedsAnotherPerson):
            set_alleges_wrongdoing(by=person, claim=claim, alleges=False)
    set_alleges_wrongdoing(by=reviewer, claim=claim, alleges=False)
    assert not as_stored(claim).alleges_wrongdoing


def test_public_claim_that_is_marked_goes_back_to_the_desk(colleague: User) -> None:
    """Nobody was asked about it, so readers see it no longer, from the mark on."""
    claim = make_claim()
    set_alleges_wrongdoing(by=colleague, claim=claim, alleges=True)
    assert visibility(claim) == "desk"
    assert stale([claim.question_id]) == []


def test_public_claim_that_has_what_publishing_takes_stays(editor: User, colleague: User) -> None:
    """Published by another than who recorded it, and put to somebody: the mark takes nothing away."""
    claim = make_claim(by=editor, published=False)
    publish(by=colleague, claims=[claim])
    asked(claim, by=editor)
    set_alleges_wrongdoing(by=colleague, claim=claim, alleges=True)
    assert visibility(claim) == "published"


def test_moved_accusation_is_published_afresh(public: Claim, editor: User, colleague: User) -> None:
    """New words were put to nobody: they stay with the desk, marked by whoever recorded the old ones."""
    target = move_claim(by=colleague, claim=public, to=nine())
    assert visibility(target) == "desk"
    assert (target.alleges_wrongdoing, target.marked_by) == (True, editor)
    for person in (editor, colleague):
        with pytest.raises(NeedsAnotherPerson):
            set_alleges_wrongdoing(by=person, claim=target, alleges=False)


def test_moved_claim_that_alleges_nothing_stays_public(editor: User) -> None:
    """Readers lose nothing by a claim's being put where it belongs."""
    assert visibility(move_claim(by=editor, claim=make_claim(), to=nine())) == "published"


def test_claim_marked_meanwhile_is_not_published_by_moving(colleague: User, editor: User) -> None:
    """Whether it is public and accuses somebody is read again when the claim is held."""
    seen = make_claim()
    set_alleges_wrongdoing(by=colleague, claim=as_stored(seen), alleges=True)
    assert not seen.alleges_wrongdoing
    target = move_claim(by=editor, claim=seen, to=nine())
    assert (visibility(target), target.alleges_wrongdoing) == ("desk", True)


def test_claim_into_which_an_accusation_is_merged_is_one(accusation: Claim, colleague: User) -> None:
    """A public claim does not carry an accusation to readers: it goes back to the desk, as said."""
    make_statement(accusation)
    public = make_claim()
    held = {accusation.question_id, public.question_id}
    effect = effect_of(
        lambda: merge_claims(by=colleague, claim=accusation, into=as_stored(public)), accusation, held
    )
    assert (effect.accuses, effect.hides) == (True, True)
    merge_claims(by=colleague, claim=accusation, into=public)
    assert (visibility(public), as_stored(public).alleges_wrongdoing) == ("desk", True)
    assert stale(held) == []


def test_split_off_accusation_is_one_and_what_was_there_is_none(public: Claim, colleague: User) -> None:
    """A wording made by splitting accuses like the first; a claim that was there keeps its own meaning."""
    first, second = make_statement(public), make_statement(public, exact="The coastguard")
    make_statement(public, exact="at nine")
    made = split_claim(by=colleague, claim=public, statements=[first], to=nine())
    assert (made.alleges_wrongdoing, visibility(made)) == (True, "desk")
    other = make_claim()
    split_claim(by=colleague, claim=public, statements=[second], to=Answering.of(other))
    assert (visibility(other), as_stored(other).alleges_wrongdoing) == ("published", False)


def test_reworded_accusation_is_one(accusation: Claim, editor: User) -> None:
    """Whoever recorded an accusation does not lose the mark by wording its tag anew."""
    statement = make_statement(accusation, by=editor)
    replaced = tag_passage(
        by=editor,
        capture=statement.capture,
        passage=statement.passage,
        about=About(text="Money changed hands"),
        new=NewStatement(),
        supersedes=statement,
    )
    assert replaced.claim != accusation
    assert replaced.claim.alleges_wrongdoing
    assert replaced.claim.marked_by == editor


def test_accusation_found_again_marks_the_claim_that_is_there(editor: User) -> None:
    """An answer recorded as an accusation marks the claim that gives it already."""
    claim = make_claim(make_question(), 9)
    same = NewValue(low=Decimal(9), high=Decimal(9))
    add_claim(by=editor, question=claim.question, text="Nine", value=same, alleges_wrongdoing=True)
    assert (visibility(claim), as_stored(claim).marked_by) == ("desk", editor)


def test_check_that_a_public_accusation_rests_on_stays(public: Claim, editor: User) -> None:
    """The only attempt to ask is not taken back while readers see the accusation; one of two may go."""
    first = public.checks.get()
    with pytest.raises(CheckNeeded, match="accusation"):
        withdraw_check(by=editor, check=first, why="Wrong address.")
    second = asked(public, by=editor)
    withdraw_check(by=editor, check=first, why="Wrong address.")
    unpublish(by=editor, claims=[public])
    withdraw_check(by=editor, check=second, why="Wrong address.")
    with pytest.raises(NotPublishable, match="reply_or_attempt"):
        publish(by=make_user(EDITOR), claims=[public])


def _published_by(claim: Claim, person: User) -> None:
    Claim.objects.filter(pk=claim.pk).update(
        visibility="published", published_at=timezone.now(), published_by=person
    )


def _cleared_by(claim: Claim, person: User | None) -> None:
    at = timezone.now() if person else None
    Claim.objects.filter(pk=claim.pk).update(alleges_wrongdoing=False, marked_at=at, marked_by=person)


def _ask_withdrawn(claim: Claim, person: User) -> None:
    now = timezone.now()
    claim.checks.update(withdrawn_at=now, withdrawn_by=person, withdrawn_why="So.", left_at=now)


def _taken_over_by(claim: Claim, person: User) -> None:
    Claim.objects.filter(pk=claim.pk).update(marked_by=person, marked_at=timezone.now())


def _published_unasked(claim: Claim, own: User, other: User) -> None:
    _ask_withdrawn(claim, own)
    _published_by(claim, other)


def _published_and_unasked(claim: Claim, own: User, other: User) -> None:
    _published_by(claim, other)
    _ask_withdrawn(claim, own)


#: What a view might do: to a claim, by whoever recorded it, or by a colleague.
FORGOTTEN: dict[str, tuple[Callable[[Claim, User, User], None], str]] = {
    "published by who recorded it": (lambda claim, own, _: _published_by(claim, own), "does not publish"),
    "cleared by who recorded it": (lambda claim, own, _: _cleared_by(claim, own), "does not clear"),
    "cleared by nobody": (lambda claim, _, __: _cleared_by(claim, None), "nobody has marked"),
    "mark taken over": (lambda claim, _, other: _taken_over_by(claim, other), "with the mark alone"),
    "published without asking": (_published_unasked, "only once somebody was asked"),
    "asked no longer": (_published_and_unasked, "only once somebody was asked"),
}


@pytest.mark.parametrize("what", FORGOTTEN)
def test_database_refuses_what_a_view_forgot(
    what: str, accusation: Claim, editor: User, colleague: User
) -> None:
    """Even a write that looks at nothing cannot get an accusation past a second person."""
    write, refusal = FORGOTTEN[what]
    with pytest.raises(IntegrityError, match=refusal), acting(by=editor, action="test"):
        write(accusation, editor, colleague)
    assert visibility(accusation) == "desk"


def test_database_refuses_a_public_claim_marked_without_proof(editor: User, colleague: User) -> None:
    """A mark that leaves a bare accusation public cannot be stored."""
    claim = make_claim(by=editor)
    mark = {"alleges_wrongdoing": True, "marked_at": timezone.now(), "marked_by": colleague}
    with pytest.raises(IntegrityError, match="only once somebody"), acting(by=colleague, action="test"):
        Claim.objects.filter(pk=claim.pk).update(**mark)


def test_database_refuses_an_accusation_that_comes_public(editor: User, colleague: User) -> None:
    """An accusation that is inserted as public is looked at when all of its import is in."""
    claim = make_claim(alleges_wrongdoing=True, published=False, by=editor)
    kept = {field.attname: getattr(claim, field.attname) for field in Claim._meta.concrete_fields}
    kept |= {"visibility": "published", "published_at": timezone.now(), "published_by_id": colleague.pk}
    kept |= {"id": None, "public_id": "C-0000000077", "low": Decimal(77), "high": Decimal(77)}
    del kept["search"]
    with acting(by=colleague, action="test"):
        Claim.objects.create(**kept)
    with pytest.raises(IntegrityError, match="only once somebody"):
        connection.check_constraints()

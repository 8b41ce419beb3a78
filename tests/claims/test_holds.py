"""Legal holds: two administrators, no page that tells of it, and a record that stays as it was."""

from __future__ import annotations

import csv
from importlib import import_module

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone

from claims.actions.claims import NotPublishable, publish
from claims.actions.holds import HoldChanged, MayNotHold, agree_to_hold, ask_hold, lift_hold
from claims.actions.moving import merge_claims
from claims.actions.rulings import rule_on_claims
from claims.actions.tag import withdraw
from claims.actions.verdicts import propose_verdict, record_check
from claims.models import Claim, ClaimState, Hold
from claims.presenting.pages import as_written
from claims.stale import stale
from newsroom.actions import acting
from newsroom.models import Event, User
from newsroom.roles import ADMIN
from tests.claims.desk.claim_page import desk, shown, signed_in
from tests.claims.test_desk_only_words import addresses, body
from tests.factories import (
    make_capture,
    make_claim,
    make_question,
    make_statement,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

WORD = "zqheldzq"


@pytest.fixture
def second(db: None) -> User:
    return make_user(ADMIN, name="Bo")


@pytest.fixture
def claim(editor: User) -> Claim:
    """A public claim with a word of its own in all that readers see of it, beside another that stays."""
    question = make_question("How many were on board?")
    claim = make_claim(question, 14, text=f"Fourteen {WORD}")
    capture = make_capture(f"Fourteen {WORD} were there. " + "Others came later, and more of them. " * 20)
    make_statement(claim, capture, exact=f"Fourteen {WORD}")
    other = make_claim(question, 9, text="Nine were there")
    make_statement(other, capture, exact="Others came later")
    record_check(by=editor, claim=claim, what_we_did=f"Read {WORD}.", url="https://example.org/")
    propose_verdict(by=editor, claim=claim, status="disputed", note=f"They differ on {WORD}.")
    rule_on_claims(by=editor, claim=claim, other=make_claim(), relation="refines", note=f"See {WORD}.")
    return claim


def held(claim: Claim, one: User, two: User) -> Hold:
    return agree_to_hold(by=two, hold=ask_hold(by=one, claim=claim, reason="A court order."))


def test_held_claim_is_on_no_page_now_or_then(
    claim: Claim, client: Client, desk_admin: User, second: User
) -> None:
    """Every public address, now and as it stood before, is without a word of it; what is beside it stays."""
    before = timezone.now().isoformat().replace("+00:00", "Z")
    url = claim.get_absolute_url()
    assert WORD in body(client, url)[1]
    assert WORD in body(client, f"{url}?as_of={before}")[1]
    held(claim, desk_admin, second)
    for address in addresses():
        for query in ("", f"?as_of={before}"):
            assert WORD not in body(client, address + query)[1], address + query
    assert client.get(url).status_code == 404
    assert "Nine were there" in body(client, "/claims/")[1]
    assert "Nine were there" in body(client, f"/claims/?as_of={before}")[1]


def test_held_claim_leaves_what_is_told_of_others(
    claim: Claim, client: Client, desk_admin: User, second: User
) -> None:
    """No page and no sheet, now or then, has its id or counts it against another; the rest is as it was."""
    other = Claim.objects.get(text="Nine were there")
    third = make_claim(other.question, 20, text="Twenty were there")
    make_statement(third)
    before = timezone.now().isoformat().replace("+00:00", "Z")
    past = {"as_of": before}

    def against() -> set[str]:
        sheet = b"".join(client.get("/claims.csv", past)).decode()
        rows = csv.DictReader(sheet.splitlines())
        row = next(row for row in rows if row["claim_id"] == other.public_id)
        assert int(row["open_conflicts"]) == len(row["conflicts_with"].split())
        return set(row["conflicts_with"].split())

    assert against() == {claim.public_id, third.public_id}
    held(claim, desk_admin, second)
    assert against() == {third.public_id}
    # Whoever knows its id already is told that there is no such page.
    for address in (one for one in addresses() if claim.public_id not in one):
        for query in ("", f"?as_of={before}"):
            assert claim.public_id not in body(client, address + query)[1], address + query
    assert "2 contradictions" not in client.get("/contradictions/", past).content.decode()
    assert stale([claim.question_id]) == []


def test_hold_does_not_tell_that_a_verdict_lost_what_contradicted(
    client: Client, editor: User, desk_admin: User, second: User
) -> None:
    """A claim decided on while the held one contradicted it says nothing of it; what else went is told."""
    question = make_question()
    nine, fourteen, twenty = (make_claim(question, number) for number in (9, 14, 20))
    said = [make_statement(one) for one in (nine, fourteen, twenty)]
    propose_verdict(by=editor, claim=nine, status="disputed", note="They differ.")
    before = as_written(timezone.now())
    held(fourteen, desk_admin, second)
    url = nine.get_absolute_url()
    for query in ("", f"?as_of={before}", f"?as_of={as_written(timezone.now())}"):
        assert "contradiction gone" not in body(client, url + query)[1], query
    withdraw(by=editor, statement=said[2])
    assert "1 contradiction gone" in body(client, url)[1]


def test_hold_reaches_what_moved_into_the_claim(
    client: Client, editor: User, desk_admin: User, second: User
) -> None:
    """A claim that was merged into one that was merged into the held one is on no page, then as now."""
    question = make_question(topic=make_topic("The ferry"))
    elsewhere = make_question(topic=question.topic)
    first, then_this = make_claim(question, 14, text=WORD), make_claim(elsewhere, 15, text=f"15 {WORD}")
    last, other = make_claim(question, 16, text=f"16 {WORD}"), make_claim(question, 9, text="Nine were there")
    for one in (first, then_this, last, other):
        make_statement(one)
    before = as_written(timezone.now())
    past = {"as_of": before}
    assert WORD in body(client, f"/contradictions/?as_of={before}")[1]
    merge_claims(by=editor, claim=first, into=then_this)
    merge_claims(by=editor, claim=then_this, into=last)
    gone = (first, then_this, last)
    held(last, desk_admin, second)
    for one in gone:
        assert client.get(one.get_absolute_url()).status_code == 404
        assert client.get(one.get_absolute_url(), past).status_code == 404
    for address in (one for one in addresses() if not any(claim.public_id in one for claim in gone)):
        for query in ("", f"?as_of={before}"):
            told = body(client, address + query)[1]
            assert not [one for one in (WORD, *(claim.public_id for claim in gone)) if one in told], address
    assert "Nine were there" in body(client, f"/claims/?as_of={before}")[1]
    assert "None was open then" in body(client, f"/contradictions/?as_of={before}")[1]
    assert stale([question.pk, elsewhere.pk]) == []


def test_hold_does_not_reach_what_moves_into_the_claim_later(
    client: Client, editor: User, desk_admin: User, second: User
) -> None:
    """An editor alone cannot take a page of the past from readers by merging its claim into a held one."""
    question = make_question()
    nine, fourteen = (make_claim(question, number) for number in (9, 14))
    make_statement(nine)
    before = as_written(timezone.now())
    held(fourteen, desk_admin, second)
    merge_claims(by=editor, claim=nine, into=fourteen)
    assert client.get(nine.get_absolute_url(), {"as_of": before}).status_code == 200


def test_migration_takes_all_held_claims_out_of_a_row_at_once(
    editor: User, desk_admin: User, second: User
) -> None:
    """Each of several that were held leaves what was told before its hold, and stays in what came later."""
    out = import_module("claims.migrations.0021_held_claims_leave_the_past").OUT
    question = make_question()
    nine, *others = (make_claim(question, number) for number in (9, 14, 20, 30))
    for one in (nine, *others):
        make_statement(one)
    states = ClaimState.objects.filter(claim=nine).order_by("-shown_from")
    told = states[0].conflicts_with
    lift_hold(by=second, hold=held(others[0], desk_admin, second))
    publish(by=editor, claims=[others[0]])
    held(others[1], desk_admin, second)
    # As the rows stood where holds left them alone: before both, and since the first was public again.
    states.update(conflicts_with=told, open_conflicts=len(told))
    with connection.cursor() as cursor:
        cursor.execute(out)
    since, before = states[:2]
    first, _second, third = (one.public_id for one in others)
    assert [set(one.conflicts_with) for one in (before, since)] == [{third}, {first, third}]
    assert [one.open_conflicts for one in (before, since)] == [1, 2]


def test_hold_leaves_the_record_and_its_log(claim: Claim, desk_admin: User, second: User) -> None:
    """Nothing recorded is lost, the log says who did it, and what is derived is as it should be."""
    events = list(Event.objects.order_by("seq").values_list("hash", flat=True))
    held(claim, desk_admin, second)
    after = Event.objects.order_by("seq")
    assert list(after.values_list("hash", flat=True))[: len(events)] == events
    assert {("ada", "insert: ask for hold"), ("bo", "update: agree to hold")} <= set(
        after.values_list("actor", "action")
    )
    assert claim.statements.count() == 1
    assert stale([claim.question_id]) == []


def test_hold_takes_two_administrators(claim: Claim, editor: User, desk_admin: User, second: User) -> None:
    """Whoever asked does not agree, an editor does neither, and until a second agrees nothing is held."""
    with pytest.raises(MayNotHold):
        ask_hold(by=editor, claim=claim, reason="A court order.")
    hold = ask_hold(by=desk_admin, claim=claim, reason="A court order.")
    for person in (desk_admin, editor):
        with pytest.raises(MayNotHold):
            agree_to_hold(by=person, hold=hold)
    assert ClaimState.objects.at().get(claim=claim).visibility == "published"
    with pytest.raises(HoldChanged):
        ask_hold(by=second, claim=claim, reason="Again.")
    agree_to_hold(by=second, hold=hold)
    with pytest.raises(HoldChanged):
        agree_to_hold(by=second, hold=hold)


def test_database_holds_to_two_administrators(claim: Claim, desk_admin: User, second: User) -> None:
    """A write that forgets to look can neither agree to its own request nor publish what is held."""
    hold = ask_hold(by=desk_admin, claim=claim, reason="A court order.")
    with pytest.raises(IntegrityError, match="hold_by_two"), acting(by=desk_admin, action="test"):
        Hold.objects.filter(pk=hold.pk).update(agreed_at=timezone.now(), agreed_by=desk_admin)
    agree_to_hold(by=second, hold=hold)
    public = {"visibility": "published", "published_at": timezone.now(), "published_by": second}
    with pytest.raises(IntegrityError, match="under a legal hold"), acting(by=second, action="test"):
        Claim.objects.filter(pk=claim.pk).update(**public)


def test_held_claim_is_published_once_the_hold_is_lifted(
    claim: Claim, client: Client, editor: User, desk_admin: User, second: User
) -> None:
    """While it is held nobody publishes it; lifted, it is the desk's, and its past stays unseen."""
    before = timezone.now().isoformat().replace("+00:00", "Z")
    hold = held(claim, desk_admin, second)
    with pytest.raises(NotPublishable, match="held"):
        publish(by=editor, claims=[claim])
    lift_hold(by=desk_admin, hold=hold)
    assert client.get(claim.get_absolute_url()).status_code == 404
    publish(by=editor, claims=[claim])
    assert client.get(claim.get_absolute_url()).status_code == 200
    assert client.get(claim.get_absolute_url(), {"as_of": before}).status_code == 404


def test_old_address_of_a_claim_that_moved_is_held_too(
    claim: Claim, client: Client, editor: User, desk_admin: User, second: User
) -> None:
    """A claim that moved on before it was held leads readers nowhere any more."""
    merge_claims(by=editor, claim=claim, into=make_claim())
    assert client.get(claim.get_absolute_url()).status_code == 302
    held(claim, desk_admin, second)
    assert client.get(claim.get_absolute_url()).status_code == 404


def test_hold_is_asked_for_agreed_to_and_lifted_on_the_page(
    claim: Claim, desk_admin: User, second: User, editor_client: Client
) -> None:
    """One administrator asks with a reason, another is offered to agree, everyone of the desk reads of it."""
    one, two = signed_in(desk_admin), signed_in(second)
    assert "Keep it from readers" not in shown(editor_client, claim)
    assert one.post(desk(claim, "hold/"), {"hold-reason": ""}).status_code == 422
    one.post(desk(claim, "hold/"), {"hold-reason": "A court order."})
    assert "I agree: hold it" not in shown(one, claim)
    page = one.post(desk(claim, "hold/agree/"), follow=True).content.decode()
    assert "another administrator must agree" in page
    assert "I agree: hold it" in shown(two, claim)
    two.post(desk(claim, "hold/agree/"))
    assert "by Ada and Bo. Readers see nothing of the claim" in shown(editor_client, claim)
    assert "A court order." in shown(editor_client, claim)
    editor_client.post(desk(claim, "publish/"), {"publish": "1"})
    assert ClaimState.objects.at().get(claim=claim).visibility == "desk"
    two.post(desk(claim, "hold/lift/"))
    assert "Readers see nothing" not in shown(editor_client, claim)

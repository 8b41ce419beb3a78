"""The past of the record: what later writes must not change, and what they must still lead to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from claims.actions.articles import edit_article
from claims.actions.claims import publish, unpublish
from claims.actions.entities import AlreadyLinked, AlreadyMerged, AlreadyOne, end, link, merge
from claims.actions.moving import merge_claims
from claims.actions.questions import edit_question, set_desk_settings
from claims.actions.rulings import end_ruling, rule_on_claims
from claims.actions.tag import NewLink, NewStatement, tag, withdraw
from claims.actions.verdicts import ClaimMoved, propose_verdict, withdraw_verdict
from claims.models import Claim, ClaimState, Statement
from claims.sheet import sheet_rows
from claims.stale import stale
from newsroom.models import User
from sources.models import EntityMerge
from tests.claims.cases.past import clock, questions, view
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

pytestmark = pytest.mark.django_db


class Harbour:
    """Two answers that clash, by two voices in two outlets; and two that changed over time."""

    def __init__(self, editor: User) -> None:
        self.editor = editor
        self.question = make_question("How many were missing?")
        self.nine, self.fourteen = make_claim(self.question, 9), make_claim(self.question, 14)
        self.master, self.guard = make_entity("Harbour master", "person"), make_entity("Coastguard")
        # Readers see all of this one, so that its quotes are part of the past.
        wire = make_capture(outlet=make_outlet("Wire"), published="2025-06-02", public_text="full")
        post = make_capture(outlet=make_outlet("Post"))
        self.article = post.article
        self.tags = [
            make_statement(self.nine, wire, exact="at nine", chain=[on_record(self.guard)]),
            make_statement(self.fourteen, post, exact="Fourteen", chain=[on_record(self.master)]),
        ]
        self.varying = make_question("How high is the water?", varies=True)
        for metres, capture in ((1, post), (2, wire)):
            make_statement(make_claim(self.varying, metres), capture)


def edit_terms(world: Harbour) -> None:
    edit_question(by=world.editor, question=world.varying, varies=False)


def edit_values(world: Harbour) -> None:
    edit_question(by=world.editor, question=world.question, single_valued=False)


def move_article(world: Harbour) -> None:
    edit_article(by=world.editor, article=world.article, outlet=None, published="2025-06-02")


def take_back(world: Harbour) -> None:
    unpublish(by=world.editor, claims=[world.nine])


def publish_again(world: Harbour) -> None:
    unpublish(by=world.editor, claims=[world.nine])
    publish(by=world.editor, claims=[Claim.objects.get(pk=world.nine.pk)])


def hide_found(world: Harbour) -> None:
    set_desk_settings(by=world.editor, shows_found=False)


def add_claim(world: Harbour) -> None:
    make_statement(make_claim(world.question, 20))


def withdraw_one(world: Harbour) -> None:
    withdraw(by=world.editor, statement=world.tags[0])


def merge_voices(world: Harbour) -> None:
    merge(by=world.editor, source=world.master, target=world.guard)


def let_one_speak_for_the_other(world: Harbour) -> None:
    link(by=world.editor, source=world.master, target=world.guard, kind="speaks_for", reason="So it is.")


def dismiss(world: Harbour) -> None:
    rule_on_claims(
        by=world.editor, claim=world.nine, other=world.fourteen, relation="unrelated", note="Two ferries."
    )


def decide(world: Harbour) -> None:
    propose_verdict(by=world.editor, claim=world.nine, status="disputed", note="Both are on record.")


ACTS = [
    edit_terms,
    edit_values,
    move_article,
    take_back,
    publish_again,
    hide_found,
    add_claim,
    withdraw_one,
    merge_voices,
    let_one_speak_for_the_other,
    dismiss,
    decide,
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_no_act_changes_what_was_before(act: Callable[[Harbour], None], editor: User) -> None:
    """Whatever is done changes something now, and nothing of what the site showed and found before."""
    world = Harbour(editor)
    before = clock()
    was = view(before)
    act(world)
    assert was.changes(view(before)) == []
    assert was.changes(view(clock())) != []
    assert stale(questions()) == []


def test_ending_twice_keeps_the_first_end(editor: User) -> None:
    """A merge that was undone in the meantime stays undone from then on."""
    world = Harbour(editor)
    row = merge(by=editor, source=world.master, target=world.guard)
    again = EntityMerge.objects.get(pk=row.pk)
    end(by=editor, row=row)
    first = row.left_at
    end(by=editor, row=again)
    assert again.left_at == first


def test_verdict_and_ruling_end_once(editor: User) -> None:
    """What is withdrawn or ended a second time keeps the time at which it left."""
    world = Harbour(editor)
    verdict = propose_verdict(by=editor, claim=world.nine, status="disputed", note="Both on record.")
    ruling = rule_on_claims(
        by=editor, claim=world.nine, other=world.fourteen, relation="unrelated", note="Two ferries."
    )
    left = [
        withdraw_verdict(by=editor, verdict=verdict).left_at,
        end_ruling(by=editor, ruling=ruling).left_at,
    ]
    withdraw_verdict(by=editor, verdict=verdict)
    end_ruling(by=editor, ruling=ruling)
    assert left == [verdict.left_at, ruling.left_at]


def test_an_entity_counts_as_one_other(editor: User) -> None:
    """A merged entity cannot be merged into a third, nor back; a link stands once, and never to itself."""
    world, third = Harbour(editor), make_entity("Navy")
    merge(by=editor, source=world.master, target=world.guard)
    with pytest.raises(AlreadyMerged):
        merge(by=editor, source=world.master, target=third)
    for source, target in ((world.guard, world.master), (world.guard, world.guard)):
        with pytest.raises(AlreadyOne):
            merge(by=editor, source=source, target=target)
    with pytest.raises(AlreadyOne):
        link(by=editor, source=world.guard, target=world.master, kind="speaks_for", reason="")
    link(by=editor, source=world.guard, target=third, kind="owned_by", reason="")
    with pytest.raises(AlreadyLinked):
        link(by=editor, source=world.guard, target=third, kind="owned_by", reason="")


def test_merge_reaches_claims_through_relays(editor: User) -> None:
    """Two voices that become one are one origin on every claim that relays them, on whatever question."""
    world = Harbour(editor)
    elsewhere, wire = make_claim(), make_outlet("Wire")
    for source in world.tags:
        make_statement(elsewhere, chain=[NewLink(wire, "named_media", derived_from=source)])
    before = clock()
    assert now(elsewhere).origins_for == 2
    row = merge(by=editor, source=world.master, target=world.guard)
    assert now(elsewhere).origins_for == 1
    end(by=editor, row=row)
    assert now(elsewhere).origins_for == now(elsewhere, before).origins_for == 2


def replaced(statement: Statement, by: User, chain: list[NewLink]) -> Statement:
    """The same passage, recorded anew."""
    new = NewStatement(certainty="certain", caveat="attributed", chain=chain)
    return tag(
        by=by,
        claim=statement.claim,
        capture=statement.capture,
        passage=statement.passage,
        new=new,
        supersedes=statement,
    )


def relayed(editor: User) -> tuple[Harbour, Claim, Statement]:
    """The master is on record, and on a claim elsewhere an outlet passes his words on, beside himself."""
    world = Harbour(editor)
    claim, told = make_claim(), world.tags[1]
    make_statement(claim, chain=[on_record(world.master)])
    make_statement(claim, chain=[NewLink(make_outlet("Wire"), "named_media", derived_from=told)])
    return world, claim, told


def test_no_conflict_with_a_claim_that_has_moved(editor: User) -> None:
    """A ruling on a claim that went elsewhere sets nobody against what readers no longer see."""
    world = Harbour(editor)
    gone, other = make_claim(), make_claim()
    rule_on_claims(by=editor, claim=world.nine, other=gone, relation="contradicts", note="Said before.")
    merge_claims(by=editor, claim=gone, into=other)
    with pytest.raises(ClaimMoved):
        rule_on_claims(by=editor, claim=world.nine, other=gone, relation="contradicts", note="Again.")
    assert now(world.nine).conflicts_with == [world.fourteen.public_id]
    at = clock()
    assert view(at).derived == view(at).shown


def test_relays_follow_what_was_corrected(editor: User) -> None:
    """To correct a statement does not make an origin of the outlet that passes it on."""
    world, claim, told = relayed(editor)
    assert now(claim).origins_for == 1
    before = clock()
    corrected = replaced(told, editor, [on_record(world.master), named_media(make_outlet())])
    replaced(corrected, editor, [on_record(world.guard)])
    assert (now(claim).origins_for, now(claim, before).origins_for) == (2, 1)
    assert origins(claim) == {"Harbour master", "Coastguard"}
    assert origins(claim, before) == {"Harbour master"}
    assert stale(questions()) == []


def test_relays_of_what_was_corrected_follow_its_end(editor: User) -> None:
    """Once the corrected statement is withdrawn too, the chain stands as it was printed."""
    world, claim, told = relayed(editor)
    elsewhere = make_claim()
    new = NewStatement(certainty="certain", caveat="fact", chain=[on_record(world.master)])
    corrected = tag(
        by=editor, claim=elsewhere, capture=told.capture, passage=told.passage, new=new, supersedes=told
    )
    assert origins(claim) == {"Harbour master"}
    withdraw(by=editor, statement=corrected)
    assert origins(claim) == {"Harbour master", "Wire"}
    assert now(claim).origins_for == 2
    assert stale(questions()) == []


def test_statements_that_come_to_cite_each_other_end(editor: User) -> None:
    """A correction can close a ring of relays: it is then found as one, and nobody in it is an origin."""
    wire, post = make_outlet("Wire"), make_outlet("Post")
    claim = make_claim()
    first = make_statement(claim, chain=[named_media(post)])
    second = make_statement(claim, chain=[NewLink(wire, "named_media", derived_from=first)])
    assert now(claim).origins_for == 1
    replaced(first, editor, [NewLink(post, "named_media", derived_from=second)])
    assert now(claim).origins_for == 0
    assert len(origins(claim)) > 0
    assert stale(questions()) == []


def test_a_clock_put_back_keeps_the_order(editor: User) -> None:
    """When the machine's clock was ahead, what is recorded after it was set right still comes later."""
    claim = make_claim()
    ahead = clock().replace(year=clock().year + 1)
    with_states_from(claim, ahead)
    statement = make_statement(claim)
    rows = ClaimState.objects.filter(claim=claim, shown_from__gte=ahead).order_by("shown_from")
    assert list(rows.values_list("shown_to", flat=True)) == [statement.entered_at, None]
    assert statement.entered_at > ahead


def with_states_from(claim: Claim, moment: datetime) -> None:
    """Put the claim's state at a moment that the clock has not reached."""
    row = ClaimState.objects.at().get(claim=claim)
    ClaimState.objects.filter(pk=row.pk).update(shown_to=moment)
    ClaimState.objects.create(
        claim=claim,
        shown_from=moment,
        visibility=row.visibility,
        status_at=row.status_at,
        suggested=row.suggested,
    )


def now(claim: Claim, at: datetime | None = None) -> ClaimState:
    return ClaimState.objects.at(at).get(claim=claim)


def origins(claim: Claim, at: datetime | None = None) -> set[str | None]:
    """The origins that the sheet names."""
    states = ClaimState.objects.at(at).filter(claim=claim)
    return {row["origin"] for row in sheet_rows(states, at)}

"""What holds for evidence whatever the record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from claims.evidence import REASONS, evidence, explanation, later_spoke, silences_elsewhere, suggested_status
from claims.record import Entities, Link, Statement
from claims.vocabulary import IDENTIFIED, NATURES, SILENCES
from tests.claims.cases.strategies import ENTITIES, links, on_one_claim, unhurried, windows, worlds

STATEMENTS = on_one_claim()


@unhurried
@given(STATEMENTS, worlds, st.randoms(use_true_random=False))
def test_evidence_does_not_depend_on_order(
    statements: list[Statement], entities: Entities, random: Any
) -> None:
    """Statements in another order give the same evidence and the same explanation."""
    found = evidence(statements, entities)
    random.shuffle(statements)
    assert evidence(statements, entities) == found
    assert explanation(evidence(statements, entities)) == explanation(found)


@unhurried
@given(STATEMENTS, worlds, st.data())
def test_relay_changes_no_origin(
    statements: list[Statement], entities: Entities, data: st.DataObject
) -> None:
    """A statement relayed once more, in whatever chain, leaves both counts as they were."""
    assume(statements)
    source = data.draw(st.sampled_from(statements))
    above = replace(data.draw(links), derived_from=None)
    link = replace(data.draw(links), derived_from=source.id)
    chain = data.draw(st.sampled_from([(link,), (above, link), (link, above)]))
    relay = replace(source, id=99, article=99, outlet=data.draw(st.none() | ENTITIES), chain=chain)
    before, after = evidence(statements, entities), evidence([*statements, relay], entities)
    assert [one.roots for one in after.origins_for] == [one.roots for one in before.origins_for]
    assert [one.roots for one in after.origins_against] == [one.roots for one in before.origins_against]
    assert after.on_record == before.on_record


@unhurried
@given(
    STATEMENTS,
    worlds,
    st.sampled_from([*SILENCES, "doubt"]),
    st.sampled_from(NATURES),
    st.lists(STATEMENTS, max_size=2),
)
def test_silence_never_moves_the_suggestion(
    statements: list[Statement], entities: Entities, kind: str, nature: str, others: list[list[Statement]]
) -> None:
    """Who says nothing, or only doubts, takes no side, however many there are."""
    conflicting = [evidence(other, entities) for other in others]
    quiet = [replace(one, id=one.id + 100, kind=kind, original_seen=True) for one in statements]
    before = suggested_status(nature, evidence(statements, entities), conflicting)
    assert suggested_status(nature, evidence([*statements, *quiet], entities), conflicting) == before


@unhurried
@given(STATEMENTS, worlds, st.sampled_from(NATURES), st.lists(STATEMENTS, max_size=2))
def test_suggestion_is_never_a_verdict(
    statements: list[Statement], entities: Entities, nature: str, others: list[list[Statement]]
) -> None:
    """No statements whatever make the machine say that a claim is confirmed or refuted."""
    conflicting = [evidence(other, entities) for other in others]
    suggestion = suggested_status(nature, evidence(statements, entities), conflicting)
    assert suggestion in ("not_checkable", "disputed", "corroborated", "unverified")


@unhurried
@given(STATEMENTS, worlds, st.lists(STATEMENTS, max_size=2))
def test_explanation_has_an_order(
    statements: list[Statement], entities: Entities, others: list[list[Statement]]
) -> None:
    """Only known codes are used, in one order, and of noughts only the two telling ones."""
    conflicting = [evidence(other, entities) for other in others]
    reasons = explanation(evidence(statements, entities), conflicting)
    places = [REASONS.index(one.code) for one in reasons]
    assert places == sorted(places)
    assert all(one.count or one.code in ("carried_by", "no_origin") for one in reasons)


@unhurried
@given(STATEMENTS, worlds, ENTITIES, ENTITIES)
def test_merging_never_raises_the_count(
    statements: list[Statement], entities: Entities, one: int, other: int
) -> None:
    """Two names found to be one can only join origins."""
    assume(one not in entities.merged)
    merged = Entities({**entities.merged, one: other}, entities.speaks_for, entities.lies_in)
    before, after = evidence(statements, entities), evidence(statements, merged)
    assert len(after.origins_for) <= len(before.origins_for)
    assert len(after.outlets) <= len(before.outlets)


@unhurried
@given(STATEMENTS, worlds)
def test_origins_share_nothing(statements: list[Statement], entities: Entities) -> None:
    """Each origin has roots and statements of its own, and each outlet is traced, is not, or waits."""
    found = evidence(statements, entities)
    for origins in (found.origins_for, found.origins_against):
        for field in ("roots", "statements"):
            every = [id for origin in origins for id in getattr(origin, field)]
            assert len(set(every)) == len(every)
        assert all(set(origin.bases) <= set(IDENTIFIED) for origin in origins)
    assert set(found.untraced) | set(found.pending) <= set(found.outlets)
    assert not set(found.untraced) & set(found.pending)
    assert bool(found.origins_for) == (len(found.untraced) + len(found.pending) < len(found.outlets))


@unhurried
@given(STATEMENTS, worlds)
def test_every_voice_is_accounted_for(statements: list[Statement], entities: Entities) -> None:
    """Whoever takes a side is identified, unnamed, an outlet's own voice, unrecorded or led in a circle."""
    found = evidence(statements, entities)
    sides = [one.statements for one in (*found.origins_for, *found.origins_against)]
    sides += [one.statements for one in found.unnamed]
    placed = {*found.own_voice, *found.not_recorded}.union(*sides)
    in_circles = bool(found.circles)
    speaking = {one.id for one in statements if one.kind in ("assertion", "speculation", "denial")}
    assert placed <= speaking
    assert in_circles or placed == speaking


@unhurried
@given(STATEMENTS, worlds)
def test_relays_alone_have_the_origin_of_what_they_repeat(
    statements: list[Statement], entities: Entities
) -> None:
    """What is recorded on another claim counts as an origin here, through a relay, just as it does there."""
    support = [replace(one, kind="assertion") for one in statements]
    relays = [
        replace(one, id=one.id + 100, chain=(Link(1, "named_media", derived_from=one.id),)) for one in support
    ]
    known = {one.id: one for one in support}
    direct, relayed = evidence(support, entities), evidence(relays, entities, known)
    assert [one.roots for one in relayed.origins_for] == [one.roots for one in direct.origins_for]


@unhurried
@given(STATEMENTS, STATEMENTS, windows)
def test_silences_elsewhere_are_dated_silences(
    statements: list[Statement], elsewhere: list[Statement], window: Any
) -> None:
    """What is shown from elsewhere is silent and dated, and more statements here only show more."""
    shown = silences_elsewhere(statements, elsewhere)
    assert all(one.kind in SILENCES and one.window is not None for one in shown)
    more = [*statements, *(replace(one, id=one.id + 100, window=window) for one in statements)]
    assert set(shown) <= set(silences_elsewhere(more, elsewhere))


@unhurried
@given(STATEMENTS, worlds)
def test_later_spoke_is_later(statements: list[Statement], entities: Entities) -> None:
    """What ends a silence begins after all its days, and nothing that does so began before it."""
    for silence in (one for one in statements if one.kind in SILENCES):
        spoken = later_spoke(silence, statements, entities)
        if spoken is not None:
            assert silence.window is not None
            assert silence.window.last is not None
            assert spoken.window is not None
            assert spoken.window.first is not None
            assert spoken.window.first > silence.window.last

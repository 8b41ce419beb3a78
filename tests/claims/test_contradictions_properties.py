"""What holds for the rules whatever the record: random ones, rings and gaps included."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claims.contradictions import Finding, find
from claims.contradictions.grading import label, level
from claims.contradictions.rules import C_RULES, clashes
from claims.origins import speakers, trace
from claims.record import Entities, Question, Statement, Value
from claims.vocabulary import LABELS, LEVELS, SILENCES, SPEAKING
from sources.dates import parse
from tests.claims.cases.record import asks, says, who
from tests.claims.cases.strategies import ENTITIES, on_one_claim, records, unhurried, worlds

RECORDS = records()


def pairs(found: tuple[Finding, ...], rules: tuple[str, ...] = tuple(C_RULES)) -> set[Any]:
    """Every statement pair with the rule and claims it bears out."""
    return {(one.key, pair) for one in found if one.rule in rules for pair in one.pairs}


@unhurried
@given(RECORDS, worlds)
def test_rules_are_symmetric(record: tuple[Question, list[Statement]], entities: Entities) -> None:
    """Whether two statements clash, how gravely and how closely does not depend on which is first."""
    question, statements = record
    known = {one.id: one for one in statements}
    named = {one.id: speakers(trace(one, known), entities) for one in statements}
    for one in statements:
        assert clashes(question, one, one, entities) == ()
        for other in statements:
            assert clashes(question, one, other, entities) == clashes(question, other, one, entities)
            assert level(question, one, other) == level(question, other, one)
            assert label([one], [other], named, entities) == label([other], [one], named, entities)


@unhurried
@given(RECORDS, worlds, st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_order(
    record: tuple[Question, list[Statement]], entities: Entities, random: Any
) -> None:
    """Statements in another order give the very same findings in the same order."""
    question, statements = record
    found = find(question, statements, entities)
    random.shuffle(statements)
    assert find(question, statements, entities) == found


@unhurried
@given(RECORDS, worlds)
def test_findings_are_well_formed(record: tuple[Question, list[Statement]], entities: Entities) -> None:
    """Each finding is there once, its claims in order, with pairs of statements of just these claims."""
    question, statements = record
    found = find(question, statements, entities)
    claim = {one.id: one.claim for one in statements}
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert one.level in LEVELS
        assert one.label in LABELS
        assert len(set(one.pairs)) == one.pair_count
        if one.rule in C_RULES:
            assert one.subject is None
            assert one.claim_a <= one.claim_b
            assert {(claim[a], claim[b]) for a, b in one.pairs} == {(one.claim_a, one.claim_b)}
        else:
            assert (one.claim_b, one.level) == (None, "tension")
            assert claim[one.subject] == one.claim_a
            assert all(pair[0] == one.subject for pair in one.pairs)


@unhurried
@given(RECORDS, worlds)
def test_findings_agree_with_the_rules_pair_by_pair(
    record: tuple[Question, list[Statement]], entities: Entities
) -> None:
    """Comparing claims once for all their statements misses no pair and adds none."""
    question, statements = record
    by_hand = {
        (rule, frozenset({one.id, other.id}))
        for one in statements
        for other in statements
        for rule in clashes(question, one, other, entities)
    }
    found = pairs(find(question, statements, entities))
    assert {(key[0], frozenset(pair)) for key, pair in found} == by_hand


@unhurried
@given(RECORDS, worlds)
def test_findings_are_graded_by_their_gravest_pairs(
    record: tuple[Question, list[Statement]], entities: Entities
) -> None:
    """The level is the highest of all pairs, the label the closest at that level, pair by pair."""
    question, statements = record
    known = {one.id: one for one in statements}
    named = {one.id: speakers(trace(one, known), entities) for one in statements}
    for finding in find(question, statements, entities):
        if finding.rule in C_RULES:
            sides = [(known[a], known[b]) for a, b in finding.pairs]
            grades = [
                (LEVELS.index(level(question, a, b)), LABELS.index(label([a], [b], named, entities)))
                for a, b in sides
            ]
            assert min(grades) == (LEVELS.index(finding.level), LABELS.index(finding.label))


@unhurried
@given(RECORDS, worlds)
def test_findings_between_claims_stay_when_more_is_recorded(
    record: tuple[Question, list[Statement]], entities: Entities
) -> None:
    """One more statement makes no clash between others go away."""
    question, statements = record
    fewer = pairs(find(question, statements[:-1], entities))
    assert fewer <= pairs(find(question, statements, entities))


@unhurried
@given(RECORDS, worlds)
def test_findings_spare_what_never_clashes(
    record: tuple[Question, list[Statement]], entities: Entities
) -> None:
    """Opinions, forecasts, unknown answers, doubts and silences are in no C-finding."""
    question, statements = record
    known = {one.id: one for one in statements}
    for _, pair in pairs(find(question, statements, entities)):
        for one in (known[id] for id in pair):
            assert one.nature in ("fact", "interpretation")
            assert one.value.state in ("known", "none")
            assert one.kind in SPEAKING


@unhurried
@given(RECORDS, worlds, st.sampled_from(SILENCES))
def test_silence_makes_no_clash(
    record: tuple[Question, list[Statement]], entities: Entities, kind: str
) -> None:
    """Silences can be taken out or added without any clash between claims changing."""
    question, statements = record
    before = pairs(find(question, [one for one in statements if one.kind not in SILENCES], entities))
    quiet = [replace(one, id=one.id + 100, kind=kind) for one in statements]
    assert pairs(find(question, [*statements, *quiet], entities)) == before


@unhurried
@given(RECORDS, worlds)
def test_lasting_questions_have_no_updates(
    record: tuple[Question, list[Statement]], entities: Entities
) -> None:
    """Only an answer that may change is updated; and contradictions are between certain facts alone."""
    question, statements = record
    known = {one.id: one for one in statements}
    for finding in find(question, statements, entities):
        assert question.varies or finding.level != "update"
        if finding.level == "contradiction":
            firm = [all(known[id].certainty == "certain" for id in pair) for pair in finding.pairs]
            assert any(firm)


# Containment and merging


@unhurried
@given(worlds, ENTITIES, ENTITIES)
def test_merged_entities_never_clash(entities: Entities, one: int, other: int) -> None:
    """Once merged, in whatever direction and through whatever ring, two names are one."""
    merged = Entities({**entities.merged, one: other}, entities.speaks_for, entities.lies_in)
    statements = [says("S1", "C-a", who(one)), says("S2", "C-b", who(other))]
    assert find(asks("entity"), statements, merged) == ()


@unhurried
@given(worlds, ENTITIES, ENTITIES, ENTITIES)
def test_place_within_a_place_never_clashes(entities: Entities, inner: int, middle: int, outer: int) -> None:
    """A place in a place in a place is in it, whatever else is recorded."""
    lies_in = dict(entities.lies_in)
    for low, high in ((inner, middle), (middle, outer)):
        lies_in[low] = lies_in.get(low, frozenset()) | {high}
    nested = Entities(entities.merged, entities.speaks_for, lies_in)
    statements = [says("S1", "C-a", who(inner)), says("S2", "C-b", who(outer))]
    assert find(asks("entity"), statements, nested) == ()


@unhurried
@given(st.lists(st.integers(-99, 99), min_size=4, max_size=4), st.booleans(), st.booleans())
def test_number_within_a_range_never_clashes(bounds: list[int], no_low: bool, no_high: bool) -> None:
    """A range within a range fits it, with or without ends."""
    low, inner_low, inner_high, high = (Decimal(bound) for bound in sorted(bounds))
    inner = Value(low=inner_low, high=inner_high)
    outer = Value(low=None if no_low else low, high=None if no_high else high)
    assert find(asks("number"), [says("S1", "C-a", inner), says("S2", "C-b", outer)], Entities()) == ()


DATES = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@unhurried
@given(DATES, st.integers(0, 400), st.integers(0, 400), st.sampled_from(["", "?", "~", "%"]))
def test_date_within_a_date_never_clashes(day: date, before: int, after: int, mark: str) -> None:
    """A day lies within its month, its year and every span around it, marked or not."""
    span = f"{day - timedelta(days=before)}/{day + timedelta(days=after)}"
    texts = [f"{day}{mark}", f"{day:%Y-%m}{mark}", f"{day:%Y}{mark}", span, f"{day}/..", f"../{day}"]
    statements = [says(f"S{place}", f"C{place}", Value(date=parse(text))) for place, text in enumerate(texts)]
    assert find(asks("date"), statements, Entities()) == ()


@unhurried
@given(on_one_claim(), worlds)
def test_one_claim_clashes_only_with_its_denial(statements: list[Statement], entities: Entities) -> None:
    """However often a claim is carried, nothing but a denial clashes with it."""
    carried = [one for one in statements if one.kind != "denial"]
    assert pairs(find(asks(), carried, entities)) == set()

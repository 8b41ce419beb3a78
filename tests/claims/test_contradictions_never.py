"""What looks like a conflict and is none: every such line of the model, and what must not matter."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from claims.contradictions import find
from claims.record import Question, Value
from claims.vocabulary import BASES, CAVEATS, CERTAINTIES, FORMS, NATURES
from tests.claims.cases.comparing import between, rules
from tests.claims.cases.record import (
    NO,
    NONE,
    UNKNOWN,
    WORLD,
    YES,
    asks,
    number,
    says,
    voice,
    when,
    who,
    words,
)


@pytest.mark.parametrize(
    ("answer_type", "one", "other"),
    [
        pytest.param("entity", who("Moscow"), who("Russia (place)"), id="Moscow within Russia"),
        pytest.param("entity", who("near Latakia"), who("coast"), id="Latakia within the coast"),
        pytest.param("date", when("2024-12"), when("2024"), id="2024-12 with 2024"),
        pytest.param("number", number(2, None), number(3, 3), id="at least two with three"),
        pytest.param("number", UNKNOWN, number(3, 3), id="unknown with a number"),
        pytest.param("date", UNKNOWN, when("2024"), id="unknown with a date"),
        pytest.param("entity", UNKNOWN, who("HTS"), id="unknown with somebody"),
        pytest.param("yes_no", UNKNOWN, NO, id="unknown with no"),
        pytest.param("yes_no", UNKNOWN, UNKNOWN, id="unknown with unknown"),
        pytest.param("number", UNKNOWN, NONE, id="unknown with none"),
        pytest.param("entity", who("Hmeimim"), who("Khmeimim"), id="two spellings"),
        pytest.param("entity", who("al-Julani"), who("al-Sharaa"), id="an alias"),
        pytest.param("text", words("one wording"), words("another"), id="different words"),
    ],
)
def test_never_a_conflict(answer_type: str, one: Value, other: Value) -> None:
    """Containment, overlap, unknown, aliases and wording are no conflicts."""
    assert between(answer_type, one, other) == []


@pytest.mark.parametrize("one", ["president", "de facto leader", "head of HTS"])
def test_roles_that_coexist_do_not_clash(one: str) -> None:
    """Where several answers may hold at once, two of them are no conflict."""
    assert between("entity", who(one), who("commander"), single_valued=False) == []


@pytest.mark.parametrize(
    ("answer_type", "one", "other"),
    [
        ("yes_no", YES, NO),
        ("number", number(1, 1), number(2, 2)),
        ("date", when("2024"), when("2025")),
        ("entity", who("HTS"), NONE),
    ],
)
def test_question_with_several_answers_has_no_clash_by_value(
    answer_type: str, one: Value, other: Value
) -> None:
    """The same holds for every type of answer."""
    assert between(answer_type, one, other, single_valued=False) == []


@pytest.mark.parametrize(("one", "other"), list(product(NATURES, NATURES)))
def test_opinions_and_forecasts_never_clash(one: str, other: str) -> None:
    """Only facts and interpretations can clash; an opinion or a forecast clashes with nothing."""
    clash = {one, other} <= {"fact", "interpretation"}
    found = rules(asks(), says("S1", "C-a", YES, nature=one), says("S2", "C-b", NO, nature=other))
    assert found == (["C1"] if clash else [])


@pytest.mark.parametrize("nature", ["opinion", "forecast"])
@pytest.mark.parametrize("varies", [True, False])
def test_denied_opinion_is_no_conflict(nature: str, varies: bool) -> None:
    """That somebody denies an opinion, now or later, is for readers to weigh."""
    said = says("S1", nature=nature, window="2025-01")
    denied = says("S2", nature=nature, kind="denial", window="2025-03")
    assert rules(asks(varies=varies), said, denied) == []


@pytest.mark.parametrize("kind", ["silence", "no_comment", "no_response", "non_confirmation", "doubt"])
def test_silence_of_another_party_is_no_conflict(kind: str) -> None:
    """A correspondent reports an attack; that the ministry says nothing of it contradicts nobody."""
    attack = says("S1", chain=voice("correspondent"))
    ministry = says("S2", kind=kind, certainty=None, caveat=None, chain=voice("ministry"))
    assert rules(asks(), attack, ministry, accuse=True) == []


def test_denial_that_it_is_unknown_is_no_conflict() -> None:
    """ "Nobody knows" clashes with nothing, not even with "somebody does"."""
    said, denied = says("S1", value=UNKNOWN), says("S2", value=UNKNOWN, kind="denial")
    assert rules(asks("entity"), said, denied) == []


def test_one_claim_carried_twice_is_no_conflict() -> None:
    """Two outlets with one claim agree, in whatever words."""
    assert rules(asks(), says("S1"), says("S2"), says("S3", kind="speculation")) == []


def test_events_on_different_days_are_different_questions() -> None:
    """An attack on 18 February and none on 20 May answer two questions: each is compared on its own."""
    february, may = says("S1", "C-1", YES), says("S2", "C-2", NO)
    assert rules(Question("february", "yes_no"), february) == []
    assert rules(Question("may", "yes_no"), may) == []


@pytest.mark.parametrize(
    ("field", "code"),
    [
        *(("basis", code) for code in (*BASES, None)),
        *(("caveat", code) for code in (*CAVEATS, None)),
        *(("certainty", code) for code in (*CERTAINTIES, None)),
        *(("form", code) for code in FORMS),
    ],
)
def test_sourcing_and_phrasing_do_not_decide_whether_answers_clash(field: str, code: str | None) -> None:
    """East against coast is a clash on whatever basis, in whatever phrasing, however sure."""
    more: dict[str, Any] = {field: code}
    if field == "basis":
        more = {"chain": voice("somebody", code)}
    east, coast = says("S1", "C-a", who("east"), **more), says("S2", "C-b", who("coast"))
    assert rules(asks("entity"), east, coast) == ["C4"]


def test_statement_without_a_chain_is_compared_too() -> None:
    """A quick tag has no chain yet, and still says what it says."""
    assert rules(asks(), says("S1", "C-a", YES, chain=()), says("S2", "C-b", NO)) == ["C1"]


def test_no_statements_no_findings() -> None:
    """A question nobody spoke on has no findings."""
    assert find(asks(), [], WORLD) == ()

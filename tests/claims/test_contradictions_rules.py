"""C1 to C5: which answers can both be true, and which cannot."""

from __future__ import annotations

from itertools import product

import pytest

from claims.contradictions import find
from claims.record import Entities, Value
from claims.vocabulary import KINDS
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
    when,
    who,
    words,
)

SUPPORT = ("assertion", "speculation")


# C1


@pytest.mark.parametrize(("one", "other"), list(product(KINDS, KINDS)))
def test_yes_against_no_clashes_between_speaking_voices(one: str, other: str) -> None:
    """ "It happened" and "it did not" clash; a denial says the opposite, doubts and silences nothing."""
    says_yes = {"assertion": True, "speculation": True, "denial": False}.get(one)
    says_no = {"assertion": True, "speculation": True, "denial": False}.get(other)
    clash = says_yes is not None and says_no is not None and says_yes == says_no
    found = rules(asks(), says("S1", "C-yes", YES, kind=one), says("S2", "C-no", NO, kind=other))
    assert found == (["C1"] if clash else [])


@pytest.mark.parametrize(("one", "other"), list(product(KINDS, KINDS)))
@pytest.mark.parametrize("single_valued", [True, False])
def test_one_claim_said_and_denied_clashes(one: str, other: str, single_valued: bool) -> None:
    """Who asserts a thing and who denies it clash, also where several answers may hold at once."""
    clash = {one in SUPPORT, other in SUPPORT} == {True, False} and "denial" in (one, other)
    question = asks("entity", single_valued=single_valued)
    president = who("president")
    found = rules(question, says("S1", value=president, kind=one), says("S2", value=president, kind=other))
    assert found == (["C1"] if clash else [])


@pytest.mark.parametrize(
    ("answer_type", "value"),
    [
        ("yes_no", YES),
        ("yes_no", NO),
        ("number", number(2, 2)),
        ("number", number(50, None)),
        ("date", when("2025-05-20")),
        ("date", when("2025-05~")),
        ("entity", who("east")),
        ("text", words("to address past mistakes")),
        ("number", NONE),
        ("entity", NONE),
        ("text", NONE),
        ("date", NONE),
    ],
)
def test_denial_of_any_answer_clashes_with_it(answer_type: str, value: Value) -> None:
    """Whatever the answer is, saying so and denying it is one finding, on that claim alone."""
    (found,) = find(
        asks(answer_type), [says("S2", value=value, kind="denial"), says("S1", value=value)], WORLD
    )
    assert (found.rule, found.claim_a, found.claim_b, found.pairs) == (
        "C1",
        "claim",
        "claim",
        (("S1", "S2"),),
    )


@pytest.mark.parametrize(
    ("answer_type", "denied", "said"),
    [
        ("number", number(14, 14), number(9, 9)),
        ("number", number(14, 14), NONE),
        ("number", NONE, number(14, 14)),
        ("date", when("2024"), when("2025")),
        ("date", when("2024"), NONE),
        ("entity", who("east"), who("coast")),
        ("entity", who("HTS"), NONE),
        ("text", words("a"), words("b")),
        ("text", words("a"), NONE),
    ],
)
@pytest.mark.parametrize("kind", ["assertion", "speculation", "denial"])
def test_denial_says_no_other_value(answer_type: str, denied: Value, said: Value, kind: str) -> None:
    """Who denies "14 missing" has named no number, so that nobody's number clashes with it."""
    denial, other = (denied, "denial"), (said, kind)
    for (a, one), (b, two) in ((denial, other), (other, denial)):
        sides = says("S1", "C-a", a, kind=one), says("S2", "C-b", b, kind=two)
        assert rules(asks(answer_type), *sides) == []


def test_denial_of_yes_and_assertion_of_no_agree() -> None:
    """ "We did not attack" is the same answer in both wordings."""
    denied = says("S1", "C-yes", YES, kind="denial")
    assert rules(asks(), denied, says("S2", "C-no", NO)) == []


def test_one_answer_as_fact_and_as_interpretation_agrees() -> None:
    """One answer, worded as fact here and as a reading there, is two claims and no conflict."""
    fact, reading = says("S1", "C-fact", YES), says("S2", "C-reading", YES, nature="interpretation")
    assert rules(asks(), fact, reading) == []


def test_fact_denied_and_same_answer_as_interpretation_clash() -> None:
    """Denying "yes" answers "no", whichever claim with the answer "yes" it was recorded on."""
    denied = says("S1", "C-fact", YES, kind="denial")
    reading = says("S2", "C-reading", YES, nature="interpretation")
    assert rules(asks(), denied, reading) == ["C1"]


# C2


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        pytest.param(number(14, 14), number(9, 9), True, id="14 against 9"),
        pytest.param(number(2, 2), number(3, 4), True, id="two against three to four"),
        pytest.param(number(0, 0), number(1, 1), True, id="nought against one"),
        pytest.param(number(None, 5), number(6, None), True, id="up to 5 against 6 or more"),
        pytest.param(number(50, None), number(49, 49), True, id="over 50 against 49"),
        pytest.param(number(2_000_000_000, None), number(1, 900), True, id="billions against hundreds"),
        pytest.param(number(-3, -3), number(3, 3), True, id="minus three against three"),
        pytest.param(number(3, 4), number(4, 5), False, id="ranges that touch"),
        pytest.param(number(3, 5), number(4, 8), False, id="ranges that overlap"),
        pytest.param(number(2, None), number(3, 3), False, id="at least two with three"),
        pytest.param(number(2, None), number(2, 2), False, id="several with two"),
        pytest.param(number(None, 10), number(2, None), False, id="up to ten with two or more"),
        pytest.param(number(50, None), number(100, None), False, id="two ranges without end"),
        pytest.param(number(None, 5), number(None, 9), False, id="two ranges without beginning"),
        pytest.param(number(2, 2), number(2, 2), False, id="the same number"),
        pytest.param(number(1, 100), number(3, 4), False, id="a range within a range"),
        pytest.param(number(2, 2), UNKNOWN, False, id="a number with unknown"),
    ],
)
def test_numbers_clash_only_without_common_ground(one: Value, other: Value, clash: bool) -> None:
    """Two numbers clash when no number fits both wordings."""
    assert between("number", one, other) == (["C2"] if clash else [])


def test_fractions_are_compared_exactly() -> None:
    """2.1 and 2.2 differ, as figures are not rounded on the way."""
    one, other = number(21, 21), number(22, 22)
    assert one.low is not None
    assert other.low is not None
    a, b = Value(low=one.low / 10, high=one.low / 10), Value(low=other.low / 10, high=other.low / 10)
    assert between("number", a, b) == ["C2"]


# C3


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        pytest.param("2025-05-20", "2025-05-21", True, id="a day against the next"),
        pytest.param("2024-12", "2025-01", True, id="a month against the next"),
        pytest.param("2024", "2025-02-18", True, id="a year against a day outside it"),
        pytest.param("2025-02-10/2025-02-16", "2025-02-17", True, id="a span against the day after"),
        pytest.param("2025-02-18~", "2025-02-20", True, id="about the 18th against the 20th"),
        pytest.param("2024-10~", "2024-12", True, id="about October against December"),
        pytest.param("2025-02-18?", "2025-02-19", True, id="unsure is not about"),
        pytest.param("../2024-12", "2025-01/..", True, id="until December against since January"),
        pytest.param("2024-12", "2024", False, id="a month within its year"),
        pytest.param("2024-12-08", "2024-12", False, id="a day within its month"),
        pytest.param("2025-02-18~", "2025-02-19", False, id="about the 18th with the 19th"),
        pytest.param("2025-02-17~", "2025-02-19~", False, id="about the 17th with about the 19th"),
        pytest.param("2024-11~", "2024-12", False, id="about November with December"),
        pytest.param("2024%", "2025", False, id="about 2024, unsure, with 2025"),
        pytest.param("2025-02-10/2025-02-16", "2025-02-16/2025-02-20", False, id="spans that share a day"),
        pytest.param("2024-12/..", "2025-05-26", False, id="since December with a day in May"),
        pytest.param("2025-05-2X", "2025-05-20", False, id="the twenties of May with the 20th"),
        pytest.param("2024-24", "2025-02", False, id="winter with its February"),
    ],
)
def test_dates_clash_only_without_a_common_day(one: str, other: str, clash: bool) -> None:
    """Two dates clash when no day fits both; "about" allows one unit more on both sides."""
    assert between("date", when(one), when(other)) == (["C3"] if clash else [])


def test_date_does_not_clash_with_unknown() -> None:
    """Not knowing when is no date."""
    assert between("date", when("2024"), UNKNOWN) == []


# C4


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        pytest.param("east", "coast", True, id="two parts of one country"),
        pytest.param("east", "near Latakia", True, id="a part and a place within another"),
        pytest.param("HTS", "Uzbeks", True, id="two groups"),
        pytest.param("HTS", "al-Sharaa", True, id="a group and a person"),
        pytest.param("Kremlin", "ministry", True, id="who speaks for one root is not one thing"),
        pytest.param("Peskov", "Kremlin", True, id="a spokesman is not his office"),
        pytest.param("coast", "Moscow", True, id="places with nothing in common"),
        pytest.param("al-Julani", "HTS", True, id="a merged person and another"),
        pytest.param("Latakia", "coast", False, id="a province on the coast"),
        pytest.param("near Latakia", "Syria", False, id="within, three steps up"),
        pytest.param("Moscow", "Russia (place)", False, id="a city in its country"),
        pytest.param("asylum", "exile", False, id="a kind of exile"),
        pytest.param("al-Julani", "al-Sharaa", False, id="one person, two names, merged"),
        pytest.param("Hmeimim", "Khmeimim", False, id="one place, two spellings, merged"),
        pytest.param("coast", "coast", False, id="the same"),
    ],
)
def test_entities_clash_unless_one_holds_the_other(one: str, other: str, clash: bool) -> None:
    """Two names clash unless they are merged, or one lies in the other however deep."""
    assert between("entity", who(one), who(other)) == (["C4"] if clash else [])


def test_lying_in_counts_through_merges() -> None:
    """What a merged place lies in holds for the place it became, also for links of the merged one."""
    entities = Entities(
        merged={"Ladhiqiyah": "Latakia", "seaside": "coast"},
        lies_in={"Ladhiqiyah": frozenset({"seaside"}), "coast": frozenset({"Syria"})},
    )
    inner, outer = says("S1", "C-a", who("Latakia")), says("S2", "C-b", who("Syria"))
    assert rules(asks("entity"), inner, outer, entities=entities) == []


def test_unmerged_names_clash_again() -> None:
    """Without the merge the two names are two people."""
    one, other = says("S1", "C-a", who("al-Julani")), says("S2", "C-b", who("al-Sharaa"))
    assert rules(asks("entity"), one, other, entities=Entities()) == ["C4"]


def test_entity_does_not_clash_with_unknown() -> None:
    """ "Nobody knows who" speaks against nobody."""
    assert between("entity", who("HTS"), UNKNOWN) == []


# C5


@pytest.mark.parametrize(
    ("answer_type", "value", "clash"),
    [
        pytest.param("number", number(2, 2), True, id="two"),
        pytest.param("number", number(1, None), True, id="at least one"),
        pytest.param("number", number(3, 4), True, id="three to four"),
        pytest.param("number", number(0, 0), False, id="nought is none"),
        pytest.param("number", number(None, 5), False, id="up to five may be none"),
        pytest.param("number", number(0, 9), False, id="nought to nine may be none"),
        pytest.param("number", number(None, -1), True, id="a loss against no change"),
        pytest.param("date", when("2025-05-20"), True, id="a day"),
        pytest.param("date", when("2024/.."), True, id="since 2024"),
        pytest.param("entity", who("HTS"), True, id="somebody"),
        pytest.param("text", words("conditions"), True, id="words"),
        pytest.param("yes_no", YES, True, id="yes"),
        pytest.param("number", UNKNOWN, False, id="unknown number"),
        pytest.param("entity", UNKNOWN, False, id="unknown somebody"),
    ],
)
def test_answer_clashes_with_there_is_none(answer_type: str, value: Value, clash: bool) -> None:
    """ "Two wounded" and "none wounded" clash; what may be none does not, nor does unknown."""
    assert between(answer_type, value, NONE) == (["C5"] if clash else [])


def test_none_and_none_agree() -> None:
    """Two voices that say there is none agree."""
    assert between("number", NONE, NONE) == []

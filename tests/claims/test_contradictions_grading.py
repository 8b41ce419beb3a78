"""How grave a clash is, how close its sides stand, and how pairs add up to findings."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from claims.contradictions import Finding, find
from claims.record import Entities, Question, Statement
from claims.vocabulary import BASES, CAVEATS, CERTAINTIES, KINDS, NATURES
from tests.claims.cases.record import NO, WORLD, YES, asks, number, says, voice, who


def clash(
    question: Question | None = None, one: dict[str, Any] | None = None, other: dict[str, Any] | None = None
) -> Finding:
    """The finding between a voice that says yes and one that says no."""
    sides = [says("S1", "C-a", YES, **(one or {})), says("S2", "C-b", NO, **(other or {}))]
    (finding,) = (found for found in find(question or asks(), sides, WORLD) if found.rule == "C1")
    return finding


SURENESS = [*CERTAINTIES, None]


@pytest.mark.parametrize(("one", "other"), list(product(SURENESS, SURENESS)))
def test_contradiction_needs_two_certain_voices(one: str | None, other: str | None) -> None:
    """Where either may be guessing, or its certainty is not recorded, it is a tension."""
    expected = "contradiction" if one == other == "certain" else "tension"
    assert clash(one={"certainty": one}, other={"certainty": other}).level == expected


@pytest.mark.parametrize(("one", "other"), list(product(NATURES[:2], NATURES[:2])))
def test_contradiction_needs_two_facts(one: str, other: str) -> None:
    """Readings of the facts may differ: a tension."""
    expected = "contradiction" if one == other == "fact" else "tension"
    assert clash(one={"nature": one}, other={"nature": other}).level == expected


INCOMPLETE = [
    pytest.param({"caveat": None}, id="not how the outlet puts it"),
    pytest.param({"chain": ()}, id="not who says it"),
    pytest.param({"chain": voice("Kremlin", None)}, id="who says it, not how they know"),
    pytest.param({"chain": voice("Kremlin", None), "caveat": None}, id="neither"),
]


@pytest.mark.parametrize("gap", INCOMPLETE)
@pytest.mark.parametrize("which", ["one", "other", "both"])
def test_contradiction_needs_two_complete_statements(gap: dict[str, Any], which: str) -> None:
    """While something is not recorded of either voice, however certain it is, it is a tension."""
    one, other = (gap if which in (side, "both") else {} for side in ("one", "other"))
    assert clash(one=one, other=other).level == "tension"


@pytest.mark.parametrize("gap", INCOMPLETE)
def test_denial_that_is_not_complete(gap: dict[str, Any]) -> None:
    """The same of one claim said and denied."""
    (finding,) = find(asks(), [says("S1"), says("S2", kind="denial", **gap)], WORLD)
    assert finding.level == "tension"


def test_complete_pair_outweighs_one_that_is_not() -> None:
    """A quick tag beside a full one takes nothing from what the full one says."""
    sides = [says("S1", "C-a", YES), says("S2", "C-a", YES, chain=()), says("S3", "C-b", NO)]
    (finding,) = find(asks(), sides, WORLD)
    assert (finding.level, finding.pair_count) == ("contradiction", 2)


@pytest.mark.parametrize("gap", INCOMPLETE)
def test_update_that_is_not_complete(gap: dict[str, Any]) -> None:
    """A later answer is an update, whatever is not recorded of it."""
    assert clash(asks(varies=True), {"window": "2025-01"}, {"window": "2025-03", **gap}).level == "update"


@pytest.mark.parametrize("basis", [basis for basis in BASES if basis != "own_voice"])
def test_level_is_the_same_for_every_basis(basis: str) -> None:
    """Whose word it is decides how grave a clash is no more than it decides whether it is one."""
    assert clash(one={"chain": voice("Kremlin", basis)}).level == "contradiction"


@pytest.mark.parametrize("caveat", CAVEATS)
def test_level_is_the_same_for_every_caveat(caveat: str) -> None:
    """However the outlet puts it: its hedge is no doubt of the speaker's."""
    assert clash(one={"caveat": caveat}).level == "contradiction"


@pytest.mark.parametrize("kind", ["assertion", "speculation"])
def test_level_is_the_same_for_certain_speculation(kind: str) -> None:
    """How a thing was said is told by certainty, not by kind."""
    assert clash(one={"kind": kind}).level == "contradiction"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        pytest.param("2025-02-17", "2025-05-26", "update", id="two days"),
        pytest.param("2025-05-26", "2025-02-17", "update", id="the other way round"),
        pytest.param("2024-12", "2025-02-18/..", "update", id="a month, and since a later day"),
        pytest.param("../2024-12", "2025-01/..", "update", id="both open and apart"),
        pytest.param("../2025-01-31", "2025-02", "update", id="until a day, and the month after"),
        pytest.param("2025-02-17", "2025-02-17", "contradiction", id="one day"),
        pytest.param("2025-02", "2025-02-17", "contradiction", id="a day in that month"),
        pytest.param("2025-02-10/2025-02-16", "2025-02-16/2025-02-20", "contradiction", id="a day in common"),
        pytest.param("2024-12/..", "2025-05-26", "tension", id="since December, and a later day"),
        pytest.param("2024-12/..", "2025-01/..", "tension", id="both without end"),
        pytest.param("../2025-05", "2025-05-26", "tension", id="until May, and a day in May"),
        pytest.param(None, "2025-05-26", "tension", id="one undated"),
        pytest.param("2025-05-26", None, "tension", id="the other undated"),
        pytest.param(None, None, "tension", id="both undated"),
    ],
)
def test_changing_answer_by_when_it_was_said(one: str | None, other: str | None, level: str) -> None:
    """A later answer is an update; only answers surely said in the same days can contradict."""
    assert clash(asks(varies=True), {"window": one}, {"window": other}).level == level


@pytest.mark.parametrize("window", ["2025-05-26", "2024-12/..", None])
def test_lasting_answer_whenever_it_was_said(window: str | None) -> None:
    """Where the answer cannot change, dates do not matter."""
    assert clash(one={"window": "2020"}, other={"window": window}).level == "contradiction"


@pytest.mark.parametrize(("nature", "certainty"), list(product(NATURES[:2], SURENESS)))
def test_update_whatever_the_certainty(nature: str, certainty: str | None) -> None:
    """A changed answer is an update, also where neither voice was sure."""
    early = {"window": "2025-01", "nature": nature, "certainty": certainty}
    assert clash(asks(varies=True), early, {"window": "2025-03"}).level == "update"


@pytest.mark.parametrize("certainty", ["probable", "possible", None])
def test_changing_answer_said_at_once_but_unsure(certainty: str | None) -> None:
    """In the same days the usual rule holds: an unsure voice makes it a tension."""
    assert clash(asks(varies=True), {"certainty": certainty}).level == "tension"


@pytest.mark.parametrize("level", ["update", "contradiction", "tension"])
def test_denial_of_a_changing_answer(level: str) -> None:
    """A denial later on is an update of the claim it denies; at once it contradicts."""
    window = {"update": "2025-03", "contradiction": "2025-02-18", "tension": "2025-02/.."}[level]
    said, denied = says("S1"), says("S2", kind="denial", window=window)
    (finding,) = find(asks(varies=True), [said, denied], WORLD)
    assert (finding.level, finding.claim_a, finding.claim_b) == (level, "claim", "claim")


@pytest.mark.parametrize("kind", KINDS)
def test_changing_answer_keeps_silences_out(kind: str) -> None:
    """A silence or a doubt, whenever, updates nothing."""
    early, late = says("S1", "C-a", window="2025-01"), says("S2", "C-b", NO, kind=kind, window="2025-03")
    levels = [one.level for one in find(asks(varies=True), [early, late], WORLD)]
    assert levels == (["update"] if kind in ("assertion", "speculation") else [])


# Labels


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        pytest.param({"chain": voice("Peskov")}, {"chain": voice("Peskov")}, "same_speaker", id="one person"),
        pytest.param({"chain": voice("Peskov")}, {"chain": voice("Lavrov")}, "same_speaker", id="one root"),
        pytest.param(
            {"chain": voice("al-Julani")}, {"chain": voice("al-Sharaa")}, "same_speaker", id="merged"
        ),
        pytest.param(
            {"outlet": "Gazette", "chain": voice("Gazette", "own_voice")},
            {"outlet": "Gazette", "chain": voice("Gazette", "own_voice")},
            "same_speaker",
            id="an outlet in its own voice twice",
        ),
        pytest.param(
            {"article": "A", "outlet": None, "chain": voice(None, "own_voice")},
            {"article": "A", "outlet": None, "chain": voice(None, "own_voice")},
            "same_speaker",
            id="an outlet without a name in one article",
        ),
        pytest.param({"article": "A"}, {"article": "A"}, "same_article", id="one article"),
        pytest.param(
            {"article": "A", "chain": voice("analysts", "anonymous")},
            {"article": "A", "chain": voice("analysts", "anonymous")},
            "same_article",
            id="two analysts may be two",
        ),
        pytest.param({"outlet": "Gazette"}, {"outlet": "Gazette"}, "same_outlet", id="one outlet"),
        pytest.param({"outlet": "Gazette"}, {"outlet": "Gazette.example"}, "same_outlet", id="merged"),
        pytest.param({"outlet": None}, {"outlet": None}, "across_outlets", id="outlets without names"),
        pytest.param(
            {"outlet": None, "chain": voice(None, "own_voice")},
            {"outlet": None, "chain": voice(None, "own_voice")},
            "across_outlets",
            id="their own voices",
        ),
        pytest.param({"outlet": "Gazette"}, {"outlet": None}, "across_outlets", id="one without a name"),
        pytest.param({}, {}, "across_outlets", id="two outlets"),
        pytest.param({"chain": ()}, {"chain": ()}, "across_outlets", id="no chains yet"),
        pytest.param(
            {"chain": voice("posts", "social_media")},
            {"chain": voice("posts", "social_media")},
            "across_outlets",
            id="posts by whomever",
        ),
    ],
)
def test_label_is_the_closest_that_holds(one: dict[str, Any], other: dict[str, Any], label: str) -> None:
    """A voice that contradicts itself is closer than one article, that than one outlet."""
    assert clash(one=one, other=other).label == label
    assert clash(one=other, other=one).label == label


def test_label_follows_relays_to_the_speaker() -> None:
    """Two outlets that each relay the same speaker show that speaker contradicting itself."""
    statements = [
        says("S1", "C-a", YES, chain=voice("Peskov")),
        says("S2", "C-b", NO, chain=voice("Agency", "named_media", derived_from="S3")),
        says("S3", "C-b", NO, chain=voice("Peskov")),
    ]
    (finding,) = find(asks(), statements[:2], WORLD)
    assert finding.label == "across_outlets"
    (finding,) = find(asks(), statements, WORLD)
    assert (finding.label, finding.pair_count) == ("same_speaker", 2)


# Findings


def coast_and_east() -> list[Statement]:
    return [
        says("S1", "C-coast", who("coast"), certainty="probable", article="A"),
        says("S2", "C-coast", who("coast"), outlet="Gazette"),
        says("S3", "C-east", who("east"), article="A"),
        says("S4", "C-east", who("east"), outlet="Gazette"),
        says("S5", "C-east", who("east"), kind="doubt"),
    ]


def test_finding_gathers_all_pairs_of_two_claims() -> None:
    """However many carry two claims, the clash is one finding, with each pair of statements."""
    (finding,) = find(asks("entity"), coast_and_east(), WORLD)
    assert (finding.question, finding.rule) == ("question", "C4")
    assert (finding.claim_a, finding.claim_b, finding.subject) == ("C-coast", "C-east", None)
    assert finding.pairs == (("S1", "S3"), ("S1", "S4"), ("S2", "S3"), ("S2", "S4"))
    assert finding.pair_count == 4


def test_finding_takes_its_label_from_its_gravest_pairs() -> None:
    """The closest pair is a tension; the label is that of the contradiction, which is what is shown."""
    (finding,) = find(asks("entity"), coast_and_east(), WORLD)
    assert (finding.level, finding.label) == ("contradiction", "same_outlet")


def test_finding_is_graver_than_its_updates() -> None:
    """Two claims that contradicted each other once do so, however often one was updated."""
    statements = [
        says("S1", "C-a", YES, window="2025-01"),
        says("S2", "C-b", NO, window="2025-01", certainty=None),
        says("S3", "C-b", NO, window="2025-03"),
    ]
    (finding,) = find(asks(varies=True), statements, WORLD)
    assert (finding.level, finding.pair_count) == ("tension", 2)


def test_finding_names_the_smaller_claim_first() -> None:
    """Claims stand in the order of their ids, numbers by size, and pairs with them."""
    one, other = says(7, 10, number(1, 1)), says(3, 9, number(2, 2))
    (finding,) = find(asks("number"), [one, other], Entities())
    assert (finding.claim_a, finding.claim_b, finding.pairs) == (9, 10, ((3, 7),))


def test_findings_of_three_claims_are_one_for_each_two() -> None:
    """Three numbers that exclude each other are three findings."""
    three = [says(f"S{n}", f"C{n}", number(n, n)) for n in (3, 1, 2)]
    ends = [(one.claim_a, one.claim_b) for one in find(asks("number"), three, WORLD)]
    assert ends == [("C1", "C2"), ("C1", "C3"), ("C2", "C3")]


def test_finding_on_one_claim_and_between_claims_stand_apart() -> None:
    """A denial of "yes" clashes with "yes"; "no" clashes with "yes" too: two findings, not one."""
    statements = [says("S1", "C-a"), says("S2", "C-a", kind="denial"), says("S3", "C-b", NO)]
    found = find(asks(), statements, WORLD)
    assert [(one.claim_a, one.claim_b, one.pairs) for one in found] == [
        ("C-a", "C-a", (("S1", "S2"),)),
        ("C-a", "C-b", (("S1", "S3"),)),
    ]
    assert len({one.key for one in found}) == 2

"""What the evidence suggests to the desk, how it is explained, and what silences come to."""

from __future__ import annotations

from typing import Any

import pytest

from claims.evidence import (
    Evidence,
    Reason,
    evidence,
    explanation,
    later_spoke,
    silences_elsewhere,
    suggested_status,
)
from claims.record import Statement
from claims.vocabulary import BASES, KINDS, NATURES
from tests.claims.cases.record import WORLD, says, silent, voice


def weighed(*statements: Statement) -> Evidence:
    return evidence(statements, WORLD)


NAMED = weighed(says("N", chain=voice("somebody else")))
UNNAMED = weighed(says("U", chain=voice("analysts", "anonymous")))
NOTHING = Evidence()


def voices(*origins: tuple[str, str, bool], kind: str = "assertion") -> list[Statement]:
    """A statement for each (entity, basis, original seen)."""
    return [
        says(f"{kind}{place}", kind=kind, chain=voice(entity, basis), original_seen=seen)
        for place, (entity, basis, seen) in enumerate(origins)
    ]


@pytest.mark.parametrize(
    ("origins", "status"),
    [
        pytest.param([], "unverified", id="nobody"),
        pytest.param([("Peskov", "on_record", True)], "unverified", id="one named source"),
        pytest.param(
            [("Peskov", "on_record", True), ("Lavrov", "on_record", True)], "unverified", id="one state twice"
        ),
        pytest.param(
            [("Peskov", "on_record", True), ("analysts", "anonymous", True)],
            "unverified",
            id="one named, one unnamed",
        ),
        pytest.param(
            [("Peskov", "on_record", False), ("witness", "observed", False)],
            "unverified",
            id="two, no original seen",
        ),
        pytest.param(
            [("paper", "document", True), ("witness", "observed", True)],
            "unverified",
            id="two, none on record",
        ),
        pytest.param(
            [("Peskov", "on_record", False), ("paper", "document", True)],
            "corroborated",
            id="two, one on record, the other's original seen",
        ),
        pytest.param(
            [("Peskov", "on_record", True), ("TASS", "named_media", False)],
            "corroborated",
            id="two, the one on record seen",
        ),
        pytest.param(
            [("a", "on_record", True), ("b", "on_record", True), ("c", "observed", False)],
            "corroborated",
            id="three",
        ),
    ],
)
def test_suggestion_needs_two_origins_one_on_record_one_seen(
    origins: list[tuple[str, str, bool]], status: str
) -> None:
    """Two independent origins, somebody on record and an original that the desk has seen corroborate."""
    assert suggested_status("fact", weighed(*voices(*origins))) == status


@pytest.mark.parametrize("nature", NATURES)
def test_suggestion_rates_no_opinion_and_no_forecast(nature: str) -> None:
    """However many share an opinion or a forecast, it is not rated."""
    found = weighed(*voices(("a", "on_record", True), ("b", "on_record", True)))
    rated = nature in ("fact", "interpretation")
    assert suggested_status(nature, found) == ("corroborated" if rated else "not_checkable")
    assert suggested_status(nature, found, [NAMED]) == ("disputed" if rated else "not_checkable")


@pytest.mark.parametrize(
    ("denier", "status"),
    [
        (("ministry", "on_record", False), "disputed"),
        (("paper", "document", False), "disputed"),
        (("Agency", "named_media", False), "disputed"),
        (("officials", "background", False), "corroborated"),
        (("posts", "social_media", False), "corroborated"),
        (("Gazette", "own_voice", False), "corroborated"),
    ],
)
def test_suggestion_is_disputed_by_who_can_be_found(denier: tuple[str, str, bool], status: str) -> None:
    """Identified origins on both sides dispute a claim; an unnamed denial does not."""
    support = voices(("witness", "on_record", True), ("doctor", "on_record", True))
    assert suggested_status("fact", weighed(*support, *voices(denier, kind="denial"))) == status


@pytest.mark.parametrize(
    ("found", "others", "status"),
    [
        (NAMED, [NAMED], "disputed"),
        (NAMED, [UNNAMED, NAMED], "disputed"),
        (NAMED, [UNNAMED], "unverified"),
        (NAMED, [NOTHING], "unverified"),
        (UNNAMED, [NAMED], "unverified"),
        (UNNAMED, [UNNAMED], "unverified"),
        (NAMED, [], "unverified"),
    ],
)
def test_suggestion_is_disputed_by_a_claim_with_an_origin(
    found: Evidence, others: list[Evidence], status: str
) -> None:
    """Two claims that contradict each other are disputed once both have an identified origin."""
    assert suggested_status("fact", found, others) == status


def test_suggestion_for_denials_alone() -> None:
    """A claim that identified voices only deny is not yet refuted: that takes a check."""
    found = weighed(*voices(("ministry", "on_record", True), ("b", "document", True), kind="denial"))
    assert suggested_status("fact", found) == "unverified"


# Explanation


def codes(found: Evidence, *conflicting: Evidence) -> dict[str, int]:
    """Each reason's code and count."""
    return {one.code: one.count for one in explanation(found, conflicting)}


def test_explanation_of_nothing_says_so() -> None:
    """That nobody carries a claim and that it leads nowhere is said; other noughts are not."""
    assert explanation(NOTHING) == (Reason("carried_by", 0), Reason("no_origin", 0))


def test_explanation_of_one_post_carried_widely() -> None:
    """ "Carried by 3 outlets; all trace to one post", which nobody can find."""
    post = says("S1", chain=voice("posts", "social_media"))
    relays = [says(id, chain=voice("Agency", "named_media", derived_from="S1")) for id in ("S2", "S3")]
    reasons = explanation(weighed(post, *relays))
    assert reasons[:3] == (
        Reason("carried_by", 3),
        Reason("no_origin", 0),
        Reason("all_trace_to_one_statement", 3, ("S1",)),
    )
    assert Reason("untraced", 3) in reasons
    assert Reason("unnamed", 1, ("posts",)) in reasons


def test_explanation_of_one_person_quoted_widely() -> None:
    """Two outlets that quote one state are told to rest on that one origin."""
    reasons = explanation(weighed(says("S1", chain=voice("Peskov")), says("S2", chain=voice("Lavrov"))))
    assert reasons == (
        Reason("carried_by", 2),
        Reason("one_origin", 1, ("Lavrov", "Peskov")),
        Reason("all_trace_to_one_origin", 2, ("Lavrov", "Peskov")),
        Reason("on_record", 1),
    )


def test_explanation_does_not_say_all_where_one_is_untraced() -> None:
    """An outlet that leads nowhere is not among those that lead to the one origin."""
    found = weighed(says("S1", chain=voice("Peskov")), says("S2", chain=voice("Gazette", "own_voice")))
    assert codes(found) == {"carried_by": 2, "one_origin": 1, "on_record": 1, "untraced": 1, "own_voice": 1}


@pytest.mark.parametrize(
    ("origins", "lacking"),
    [
        ([("a", "on_record", False), ("b", "observed", False)], {"no_original_seen"}),
        ([("a", "document", True), ("b", "observed", False)], {"none_on_record"}),
        ([("a", "document", False), ("b", "observed", False)], {"none_on_record", "no_original_seen"}),
        ([("a", "on_record", True), ("b", "observed", False)], set()),
        ([("a", "document", False)], set()),
    ],
)
def test_explanation_of_what_two_origins_lack(origins: list[Any], lacking: set[str]) -> None:
    """What keeps two origins from corroborating is said."""
    found = codes(weighed(*voices(*origins)))
    assert found.keys() & {"none_on_record", "no_original_seen"} == lacking


def test_explanation_of_all_that_stands_beside() -> None:
    """Circles, gaps, denials, doubts and silences are each told with what they are about."""
    reasons = explanation(
        weighed(
            says("S1", chain=voice("x", "named_media", derived_from="S2")),
            says("S2", chain=voice("y", "named_media", derived_from="S1")),
            says("S3", chain=()),
            says("S4", kind="denial", chain=voice("ministry")),
            says("S5", kind="doubt"),
            silent("S6", "Kremlin"),
        )
    )
    assert reasons == (
        Reason("carried_by", 3),
        Reason("no_origin", 0),
        Reason("circle", 2, ("S1", "S2")),
        Reason("untraced", 2),
        Reason("not_recorded", 1, ("S3",)),
        Reason("origins_against", 1, ("ministry",)),
        Reason("denials", 1, ("S4",)),
        Reason("doubts", 1, ("S5",)),
        Reason("silences", 1, ("S6",)),
    )


@pytest.mark.parametrize(
    ("found", "others", "differ"),
    [(UNNAMED, [UNNAMED], 1), (NAMED, [UNNAMED, NOTHING], 2), (NAMED, [NAMED], 0), (NAMED, [], 0)],
)
def test_explanation_of_outlets_that_differ(found: Evidence, others: list[Evidence], differ: int) -> None:
    """A conflict with nothing but an outlet's word on one side needs a check, and is told as that."""
    assert codes(found, *others).get("outlets_differ", 0) == differ


# Silences


@pytest.mark.parametrize(
    ("window", "shown"),
    [
        ("2025-05-20/2025-05-26", True),
        ("2025-05-26", True),
        ("2025-05", True),
        ("2025-05/..", True),
        ("../2025-05-26", True),
        ("2025-05-27", False),
        ("2025-05-25", False),
        (None, False),
    ],
)
def test_silences_elsewhere_fall_in_the_same_days(window: str | None, shown: bool) -> None:
    """A silence on another question of the topic is shown if it falls in the days of the claim's own."""
    claim = [says("S1", window="2025-05-26"), says("S2", window=None), says("S3", window="2024")]
    quiet = silent("S9", "Kremlin", claim="another", window=window)
    assert silences_elsewhere(claim, [quiet]) == ((quiet,) if shown else ())


@pytest.mark.parametrize("kind", KINDS)
def test_silences_elsewhere_are_silences(kind: str) -> None:
    """All four kinds of saying nothing are shown, and no voice that takes a position."""
    other = says("S9", claim="another", kind=kind)
    takes_none = kind in ("silence", "no_comment", "no_response", "non_confirmation")
    assert bool(silences_elsewhere([says("S1")], [other])) == takes_none


@pytest.mark.parametrize(
    ("silence", "speech", "later"),
    [
        ("2025-02-17", "2025-02-18", True),
        ("2025-02-17", "2025-02-18/..", True),
        ("../2025-02-17", "2025-03", True),
        ("2025-02-17", "2025-02-17", False),
        ("2025-02", "2025-02-18", False),
        ("2025-02-17", "2025-02-16", False),
        ("2025-02-17", "../2025-03", False),
        ("2025-02-17/..", "2025-03", False),
        (None, "2025-03", False),
        ("2025-02-17", None, False),
    ],
)
def test_later_spoke_by_date(silence: str | None, speech: str | None, later: bool) -> None:
    """A silence is over when the party speaks on a day that surely came after it."""
    quiet = silent("S1", "Peskov", "no_response", window=silence)
    spoken = says("S2", chain=voice("Peskov"), window=speech)
    assert later_spoke(quiet, [quiet, spoken], WORLD) == (spoken if later else None)


@pytest.mark.parametrize(
    ("party", "speaker", "ended"),
    [
        ("Peskov", "Peskov", True),
        ("Kremlin", "Peskov", True),
        ("Russia", "Lavrov", True),
        ("al-Sharaa", "al-Julani", True),
        ("Peskov", "Kremlin", False),
        ("Kremlin", "Lavrov", False),
        (None, "Peskov", False),
        ("Peskov", None, False),
    ],
)
def test_later_spoke_by_party(party: str | None, speaker: str | None, ended: bool) -> None:
    """Only the party or one who speaks for it ends its silence."""
    quiet = silent("S1", party, window="2025-01")
    spoken = says("S2", chain=voice(speaker), window="2025-03")
    assert (later_spoke(quiet, [spoken], WORLD) is not None) == ended


@pytest.mark.parametrize("basis", [*BASES, None])
def test_later_spoke_by_basis(basis: str | None) -> None:
    """A leak does not end a silence: the party does not stand by it."""
    spoken = says("S2", chain=voice("Kremlin", basis), window="2025-03")
    ended = later_spoke(silent("S1", "Kremlin", window="2025-01"), [spoken], WORLD) is not None
    assert ended == (basis in ("observed", "document", "on_record", "named_media"))


@pytest.mark.parametrize("kind", KINDS)
def test_later_spoke_by_kind(kind: str) -> None:
    """Saying, denying, guessing or doubting ends a silence; another silence goes on with it."""
    spoken = says("S2", kind=kind, chain=voice("Kremlin"), window="2025-03")
    ended = later_spoke(silent("S1", "Kremlin", window="2025-01"), [spoken], WORLD) is not None
    assert ended == (kind in ("assertion", "denial", "speculation", "doubt"))


def test_later_spoke_is_the_first_time() -> None:
    """Of several, the earliest is given; of one day, the one recorded under the smaller id."""
    spoken = [
        says(id, chain=voice("Kremlin"), window=window)
        for id, window in [("S4", "2025-04"), ("S3", "2025-03-02"), ("S2", "2025-03-02")]
    ]
    first = later_spoke(silent("S1", "Kremlin", window="2025-01"), spoken, WORLD)
    assert first is not None
    assert first.id == "S2"


def test_later_spoke_without_a_chain() -> None:
    """A silence whose party is not recorded has nobody to wait for."""
    assert later_spoke(silent("S1", "x", chain=()), [says("S2", window="2025-03")], WORLD) is None

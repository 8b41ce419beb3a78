"""What a claim rests on: origins counted once, outlets never instead of them."""

from __future__ import annotations

from typing import Any

import pytest

from claims.evidence import Carrier, Evidence, Voice, evidence
from claims.record import Entities, Statement
from claims.vocabulary import BASES, KINDS
from tests.claims.cases.record import WORLD, says, silent, voice


def weighed(*statements: Statement, relays: Any = (), entities: Entities = WORLD) -> Evidence:
    """The evidence in some statements, with what they were relayed from."""
    return evidence(statements, entities, {one.id: one for one in relays})


def count(*statements: Statement, **more: Any) -> int:
    """How many independent origins speak for the claim."""
    return len(weighed(*statements, **more).origins_for)


def by(id: str, entity: str | None, basis: str | None = "on_record", **more: Any) -> Statement:
    """A statement with a chain of one link."""
    return says(id, chain=voice(entity, basis), **more)


def relay(id: str, source: str, **more: Any) -> Statement:
    """A statement that an outlet took from another statement, naming the agency it read."""
    return says(id, chain=voice("Agency", "named_media", derived_from=source), **more)


# Origins


@pytest.mark.parametrize("basis", [*BASES, None])
def test_origin_is_identified_by_its_basis(basis: str | None) -> None:
    """What was observed, read, said on record or published under a name can be found; the rest cannot.

    Whoever is named without how they know is neither: that waits to be recorded.
    """
    identified = basis in ("observed", "document", "on_record", "named_media")
    found = weighed(by("S1", "somebody", basis))
    assert count(by("S1", "somebody", basis)) == identified
    assert bool(found.untraced) == (not identified and basis is not None)
    assert bool(found.pending) == (basis is None)


@pytest.mark.parametrize("basis", [*BASES, None])
def test_unnamed_outlet_is_no_identified_origin(basis: str | None) -> None:
    """An outlet that is not named cannot be found, whatever it says it saw."""
    assert count(by("S1", None, basis, outlet=None)) == 0


@pytest.mark.parametrize(
    ("origins", "independent"),
    [
        pytest.param(["Peskov", "Peskov"], 1, id="one person twice"),
        pytest.param(["Peskov", "Putin"], 1, id="two of one office"),
        pytest.param(["Peskov", "Lavrov"], 1, id="two branches of one state"),
        pytest.param(["Peskov", "Russia"], 1, id="a spokesman and the state"),
        pytest.param(["al-Julani", "al-Sharaa"], 1, id="one person, two names"),
        pytest.param(["al-Sharaa", "Damascus"], 1, id="a merged name speaks for a government"),
        pytest.param(["Peskov", "al-Sharaa"], 2, id="two governments"),
        pytest.param(["Peskov", "TASS"], 2, id="a state and the agency it owns"),
        pytest.param(["witness", "doctor", "driver"], 3, id="three people"),
        pytest.param(["Peskov", "Lavrov", "witness"], 2, id="a state and a witness"),
        pytest.param([], 0, id="nobody"),
    ],
)
def test_origins_are_counted_by_root(origins: list[str], independent: int) -> None:
    """Who speaks for one root is one origin; who merely owns another is not."""
    assert count(*(by(f"S{place}", entity) for place, entity in enumerate(origins))) == independent


def test_joint_spokesman_makes_two_roots_one() -> None:
    """Who speaks for two at once links them: better one origin too few."""
    entities = Entities(speaks_for={"envoy": frozenset({"left", "right"})})
    left, right, envoy = by("S1", "left"), by("S2", "right"), by("S3", "envoy")
    assert count(left, right, entities=entities) == 2
    (origin,) = weighed(left, right, envoy, entities=entities).origins_for
    assert (origin.roots, origin.entities) == (("left", "right"), ("envoy", "left", "right"))


def test_origin_shows_who_how_and_whether_seen() -> None:
    """An origin gathers its people, statements and bases, and whether the desk saw an original."""
    found = weighed(
        by("S2", "Peskov", "on_record"),
        by("S1", "ministry", "document", original_seen=True),
        by("S3", "witness", "observed"),
    )
    state, witness = found.origins_for
    assert (state.roots, state.entities) == (("Russia",), ("Peskov", "ministry"))
    assert (state.statements, state.bases) == (("S1", "S2"), ("document", "on_record"))
    assert (state.on_record, state.original_seen) == (True, True)
    assert (witness.on_record, witness.original_seen) == (False, False)
    assert found.on_record == 1


@pytest.mark.parametrize(
    ("inferred", "all_inferred"), [([True], True), ([True, False], False), ([False], False)]
)
def test_origin_tells_if_it_was_only_inferred(inferred: list[bool], all_inferred: bool) -> None:
    """Once one article says outright whose words they are, the origin is no longer our inference."""
    statements = [
        says(f"S{place}", chain=voice("Peskov", inferred=one)) for place, one in enumerate(inferred)
    ]
    (origin,) = weighed(*statements).origins_for
    assert origin.inferred == all_inferred


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_stand_for_against_or_beside(kind: str) -> None:
    """Assertions and speculation support, denials oppose; doubts and silences only stand beside."""
    found = weighed(by("S1", "Peskov", kind=kind))
    assert len(found.origins_for) == (kind in ("assertion", "speculation"))
    assert len(found.origins_against) == (kind == "denial")
    assert found.denials == (("S1",) if kind == "denial" else ())
    assert found.doubts == (("S1",) if kind == "doubt" else ())
    silences = ("silence", "no_comment", "no_response", "non_confirmation")
    assert found.silences == (("S1",) if kind in silences else ())


def test_for_and_against_are_counted_apart() -> None:
    """One root that both says and denies a thing counts once on each side."""
    found = weighed(by("S1", "Peskov"), by("S2", "Lavrov", kind="denial"), by("S3", "witness", kind="denial"))
    assert [one.roots for one in found.origins_for] == [("Russia",)]
    assert [one.roots for one in found.origins_against] == [("Russia",), ("witness",)]


# Relays


def test_relays_add_no_origin() -> None:
    """However many outlets carry a statement, it is one origin, and all are carriers."""
    found = weighed(by("S1", "Peskov"), relay("S2", "S1"), relay("S3", "S2"), relay("S4", "S1"))
    (origin,) = found.origins_for
    assert (origin.entities, origin.statements) == (("Peskov",), ("S1", "S2", "S3", "S4"))
    assert (len(found.outlets), found.untraced) == (4, ())
    assert found.relayed == ("S2", "S3", "S4")


def test_relays_of_an_unnamed_voice_identify_nobody() -> None:
    """A named agency that read an anonymous post has not become a source for it."""
    found = weighed(by("S1", "posts", "social_media"), relay("S2", "S1"), relay("S3", "S1"))
    assert (found.origins_for, len(found.untraced)) == ((), 3)
    assert found.unnamed == (Voice("posts", "social_media", "support", ("S1", "S2", "S3")),)
    assert (found.common_source, found.common_voice) == ("S1", "posts")


def test_relays_lead_to_other_claims_and_articles() -> None:
    """What was said may be recorded on another claim: its origin is still the origin."""
    elsewhere = by("S9", "Peskov", claim="another claim")
    found = weighed(relay("S1", "S9"), relay("S2", "S9"), relays=[elsewhere])
    (origin,) = found.origins_for
    assert (origin.entities, origin.statements) == (("Peskov",), ("S1", "S2"))
    assert (found.common_source, found.common_voice) == ("S9", "Peskov")
    assert len(found.outlets) == 2, "the other claim's outlet does not carry this one"


def test_relay_of_a_statement_that_is_gone_stands_as_printed() -> None:
    """Where the relayed statement was withdrawn, the chain's own origin is all there is."""
    (origin,) = weighed(relay("S1", "withdrawn")).origins_for
    assert origin.entities == ("Agency",)


def test_relay_passes_over_a_statement_that_is_gone() -> None:
    """Of two statements it was taken from, the one that still stands is followed."""
    chain = (
        voice("minister", derived_from="withdrawn"),
        voice("Agency", "named_media", derived_from="S9"),
    )
    (origin,) = weighed(says("S1", chain=chain), relays=[by("S9", "Peskov")]).origins_for
    assert origin.entities == ("Peskov",)


@pytest.mark.parametrize("place", [0, 1])
def test_relay_is_followed_from_any_link(place: int) -> None:
    """The repeated statement knows its origin better than the article that repeats it."""
    chain = [voice("minister"), voice("Agency", "named_media")]
    chain[place] = voice(chain[place].entity, chain[place].basis, derived_from="S9")
    found = weighed(says("S1", chain=tuple(chain)), relays=[by("S9", "officials", "background")])
    assert found.origins_for == ()
    assert found.unnamed == (Voice("officials", "background", "support", ("S1",)),)


def test_relay_of_a_quick_tag_leads_to_nothing_recorded() -> None:
    """A statement without a chain has no origin, and who relays it has none either."""
    found = weighed(says("S1", chain=()), relay("S2", "S1"))
    assert (found.origins_for, found.not_recorded) == ((), ("S1", "S2"))


# Circles


def test_circle_of_citing_has_no_origin() -> None:
    """Three outlets that cite each other prove nothing, and are named."""
    found = weighed(relay("S1", "S2"), relay("S2", "S3"), relay("S3", "S1"))
    assert found.circles == (("S1", "S2", "S3"),)
    assert (found.origins_for, len(found.untraced), found.not_recorded) == ((), 3, ())


def test_circle_swallows_who_cites_into_it() -> None:
    """Who cites one of a circle is led into it; the circle is those who cite each other."""
    found = weighed(relay("S1", "S2"), relay("S2", "S1"), relay("S3", "S1"), by("S4", "Peskov"))
    assert found.circles == (("S1", "S2"),)
    assert [one.entities for one in found.origins_for] == [("Peskov",)]
    assert found.untraced == tuple(Carrier(f"outlet of S{n}") for n in (1, 2, 3))


def test_circle_through_other_claims_is_found() -> None:
    """A ring may run through statements on other claims; two rings are two."""
    relays = [relay("S8", "S1", claim="another"), relay("S9", "S9", claim="another")]
    found = weighed(relay("S1", "S8"), relay("S2", "S9"), relays=relays)
    assert found.circles == (("S1", "S8"), ("S9",))
    assert found.common_source is None


@pytest.mark.parametrize(
    ("first", "voice_named"),
    [
        (by("S1", "posts", "social_media"), "posts"),
        (by("S1", "Peskov"), "Peskov"),
        (by("S1", "a source", "anonymous"), "a source"),
        (by("S1", "Kremlin", None), None),
        (by("S1", "outlet of S1", "own_voice"), None),
        (says("S1", chain=()), None),
    ],
)
def test_common_source_is_named_where_it_names_somebody(first: Statement, voice_named: str | None) -> None:
    """What outlets pass on is traced to whoever the first of them had it from, if anybody is recorded."""
    found = weighed(first, relay("S2", "S1"), relay("S3", "S2"))
    assert (found.common_source, found.common_voice) == ("S1", voice_named)


def test_long_relays_are_followed() -> None:
    """A thousand relays in a row neither overflow nor hide the origin."""
    row = [relay(f"S{n}", f"S{n + 1}") for n in range(1000)]
    assert count(row[0], relays=[*row[1:], by("S1000", "Peskov")]) == 1


# Outlets


def test_outlets_are_counted_once_and_after_merges() -> None:
    """Two articles of one outlet, under two names since merged, are one carrier."""
    found = weighed(
        says("S1", outlet="Gazette"), says("S2", outlet="Gazette.example"), says("S3", outlet="Herald")
    )
    assert found.outlets == (Carrier("Gazette"), Carrier("Herald"))


def test_unknown_outlets_count_one_per_article() -> None:
    """Two articles without an outlet's name are two carriers; two statements in one are one."""
    found = weighed(
        says("S1", outlet=None, article="A"),
        says("S2", outlet=None, article="A"),
        says("S3", outlet=None, article="B"),
    )
    assert found.outlets == (Carrier(None, "A"), Carrier(None, "B"))


def test_outlets_carry_what_they_say_not_what_they_deny_or_doubt() -> None:
    """Who reports only a denial, a doubt or a silence does not carry the claim."""
    found = weighed(says("S1"), says("S2", kind="denial"), says("S3", kind="doubt"), silent("S4", "Kremlin"))
    assert found.outlets == (Carrier("outlet of S1"),)
    assert found.outlets_against == (Carrier("outlet of S2"),)


def test_untraced_outlet_is_one_with_no_traced_statement() -> None:
    """An outlet that names its source once is traced, also where it leaves it out elsewhere."""
    found = weighed(
        by("S1", "Peskov", outlet="Gazette"),
        by("S2", "Gazette", "own_voice", outlet="Gazette"),
        by("S3", "Herald", "own_voice", outlet="Herald"),
        by("S4", None, "own_voice", outlet=None, article="A"),
        by("S5", "analysts", "anonymous", outlet=None, article="B"),
    )
    assert found.untraced == (Carrier("Herald"), Carrier(None, "A"), Carrier(None, "B"))
    assert found.own_voice == ("S2", "S3", "S4")


@pytest.mark.parametrize(
    ("chains", "untraced", "pending"),
    [
        pytest.param([()], 0, 1, id="no chain yet"),
        pytest.param([voice("Kremlin", None)], 0, 1, id="somebody named, not how they know"),
        pytest.param([voice(None, "own_voice")], 1, 0, id="the outlet's own word"),
        pytest.param([voice("a source", "anonymous")], 1, 0, id="a voice nobody can find"),
        pytest.param([voice("Kremlin")], 0, 0, id="traced"),
        pytest.param([(), voice("a source", "anonymous")], 0, 1, id="one of two not recorded"),
        pytest.param([(), voice("Kremlin")], 0, 0, id="one of two traced"),
        pytest.param([voice("Kremlin", None), voice("Kremlin")], 0, 0, id="named, and on record elsewhere"),
        pytest.param(
            [voice(None, "own_voice"), voice("a source", "background")], 1, 0, id="two that lead nowhere"
        ),
    ],
)
def test_outlet_whose_source_is_not_recorded_is_not_untraced(
    chains: list[Any], untraced: int, pending: int
) -> None:
    """That an outlet gives no source is said once somebody has looked, not while it waits to be recorded."""
    found = weighed(*(says(f"S{n}", outlet="Herald", chain=chain) for n, chain in enumerate(chains)))
    assert (len(found.untraced), len(found.pending)) == (untraced, pending)


def test_untraced_outlets_do_not_count_denials() -> None:
    """An unsourced denial leaves nothing untraced on the claim's own side."""
    assert weighed(by("S1", "Herald", "own_voice", kind="denial")).untraced == ()


@pytest.mark.parametrize("basis", ["background", "anonymous", "social_media", "unnamed_media"])
@pytest.mark.parametrize(("kind", "stance"), [("assertion", "support"), ("denial", "deny")])
def test_unnamed_voices_are_shown_and_not_counted(basis: str, kind: str, stance: str) -> None:
    """ "A Syrian source" is shown with what it said, and is no origin on either side."""
    found = weighed(*(by(id, "a Syrian source", basis, kind=kind) for id in ("S1", "S2")))
    assert found.unnamed == (Voice("a Syrian source", basis, stance, ("S1", "S2")),)
    assert found.origins_for == found.origins_against == ()


@pytest.mark.parametrize("kind", ["doubt", "silence"])
def test_unnamed_voices_that_take_no_side_are_not_listed(kind: str) -> None:
    """A doubt or a silence of unnamed people is shown as such, not as a source."""
    assert weighed(by("S1", "analysts", "anonymous", kind=kind)).unnamed == ()


@pytest.mark.parametrize(
    ("origins", "single"),
    [([], False), (["Peskov"], True), (["Peskov", "Lavrov"], True), (["a", "b"], False)],
)
def test_single_source(origins: list[str], single: bool) -> None:
    """One named source is one, in however many voices."""
    assert weighed(*(by(f"S{n}", one) for n, one in enumerate(origins))).single_source == single


def test_no_statements_no_evidence() -> None:
    """A claim nobody has made yet rests on nothing."""
    assert weighed() == Evidence()

"""Who is who: merges, speaking for, lying in, and rings of each."""

from __future__ import annotations

import pytest

from claims.record import Entities, in_order
from tests.claims.cases.record import WORLD

KNOTTED = Entities(
    merged={"a": "b", "b": "a", "c": "a", "d": "d"},
    speaks_for={
        "one": frozenset({"two"}),
        "two": frozenset({"one"}),
        "aide": frozenset({"one", "owner"}),
        "self": frozenset({"self"}),
        "joint": frozenset({"left", "right"}),
    },
    lies_in={"inner": frozenset({"outer"}), "outer": frozenset({"inner"})},
)


@pytest.mark.parametrize(
    ("entities", "entity", "canonical"),
    [
        (WORLD, "al-Julani", "al-Sharaa"),
        (WORLD, "al-Sharaa", "al-Sharaa"),
        (WORLD, "nobody", "nobody"),
        (Entities(merged={1: 2, 2: 3}), 1, 3),
        (Entities(merged={0: 5}), 0, 5),
        (KNOTTED, "a", "a"),
        (KNOTTED, "b", "a"),
        (KNOTTED, "c", "a"),
        (KNOTTED, "d", "d"),
    ],
)
def test_canonical_follows_all_merges(entities: Entities, entity: str, canonical: str) -> None:
    """Merges are followed to their end; those in a ring all count as one."""
    assert entities.canonical(entity) == canonical


@pytest.mark.parametrize(
    ("entity", "roots"),
    [
        ("Peskov", {"Russia"}),
        ("Lavrov", {"Russia"}),
        ("Russia", {"Russia"}),
        ("al-Sharaa", {"Damascus"}),
        ("al-Julani", {"Damascus"}),
        ("TASS", {"TASS"}),
    ],
)
def test_roots_are_the_tops_spoken_for(entity: str, roots: set[str]) -> None:
    """Who speaks for nobody is their own root; links count from whoever was merged."""
    assert WORLD.roots(entity) == roots


@pytest.mark.parametrize(
    ("entity", "roots"),
    [
        ("one", {"one", "two"}),
        ("two", {"one", "two"}),
        ("aide", {"one", "two", "owner"}),
        ("self", {"self"}),
        ("joint", {"left", "right"}),
    ],
)
def test_roots_of_a_ring_are_the_whole_ring(entity: str, roots: set[str]) -> None:
    """Two who speak for each other are a top together, also for those below them."""
    assert KNOTTED.roots(entity) == roots


def test_roots_are_those_of_all_names_merged() -> None:
    """Whom a name spoke for, it still does once it is merged, beside whom the other speaks for."""
    links = {"name": frozenset({"party"}), "alias": frozenset({"office"})}
    entities = Entities(merged={"alias": "name"}, speaks_for=links)
    assert entities.roots("alias") == entities.roots("name") == {"party", "office"}


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("near Latakia", "Syria", True),
        ("Syria", "near Latakia", False),
        ("east", "coast", False),
        ("coast", "coast", True),
        ("nowhere", "nowhere", True),
        ("nowhere", "Syria", False),
    ],
)
def test_within_any_number_of_steps(inner: str, outer: str, within: bool) -> None:
    """A place lies in itself, and in all that it reaches."""
    assert WORLD.within(inner, outer) == within


def test_within_a_ring_of_places_ends() -> None:
    """Two places recorded within each other are within each other, and asking ends."""
    assert KNOTTED.within("inner", "outer")
    assert KNOTTED.within("outer", "inner")


def test_above_climbs_links_of_any_kind() -> None:
    """The general climb gives the entity itself and everything reached, after merges."""
    owners = {"TASS": frozenset({"state"}), "al-Julani": frozenset({"group"})}
    assert WORLD.above("TASS", owners) == {"TASS", "state"}
    assert WORLD.above("al-Sharaa", owners) == {"al-Sharaa", "group"}


def test_long_chains_are_climbed() -> None:
    """A thousand steps neither overflow nor take long."""
    steps = {n: frozenset({n + 1}) for n in range(1000)}
    entities = Entities(merged={n: n + 1 for n in range(2000, 3000)}, speaks_for=steps, lies_in=steps)
    assert entities.within(0, 1000)
    assert entities.roots(0) == {1000}
    assert entities.canonical(2000) == 3000


def test_order_of_ids_stands_for_numbers_and_texts() -> None:
    """Numbers go by size and before texts, each once."""
    assert in_order(["b", 10, "a", 9, 10]) == (9, 10, "a", "b")

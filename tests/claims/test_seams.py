"""The order of a question's answers, and the seams between them."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.seams import columns


def test_seams_odd_answer_first() -> None:
    """The one answer that all others rule out stands first, with a seam after it."""
    found = columns("DCBA", [("A", "B"), ("C", "A"), ("A", "D")])
    assert found.order[0] == "A"
    assert found.splits == {found.order[1]}
    assert found.clean


def test_seams_none_without_clashes() -> None:
    """Answers that do not rule each other out have no seam, and the most carried comes first."""
    found = columns("ABC", [], {"A": 1, "B": 3, "C": 2})
    assert found.order == ("B", "C", "A")
    assert not found.splits


def test_seams_all_against_all() -> None:
    """Where each rules out each, a seam runs between any two, and what fewest carry comes first."""
    found = columns("ABC", [("A", "B"), ("B", "C"), ("A", "C")], {"A": 3, "B": 1, "C": 2})
    assert found.order == ("B", "C", "A")
    assert found.splits == {"C", "A"}
    assert found.clean


def test_seams_partly() -> None:
    """“Two” and “three” clash while “several” fits both: the seam is between the two, and says no more."""
    found = columns(["two", "several", "three"], [("two", "three")])
    assert found.order == ("two", "three", "several")
    assert found.splits == {"three"}
    assert not found.clean


@pytest.mark.parametrize("clashing", [[], [("A", "A")], [("A", "Z")]])
def test_seams_ignore_what_is_not_shown(clashing: list[tuple[str, str]]) -> None:
    """A claim against itself, or against one of another question, makes no seam."""
    assert not columns("AB", clashing).splits


@given(st.integers(0, 5).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.sampled_from(range(36))))))
def test_seams_whatever_the_clashes(drawn: tuple[int, set[int]]) -> None:
    """Every answer stands once; seams are where neighbours clash; clean seams part all from all."""
    size, bits = drawn
    pairs = [pair for number, pair in enumerate(permutations(range(size), 2)) if number in bits]
    against = {frozenset(pair) for pair in pairs}
    found = columns(range(size), pairs)
    assert sorted(found.order) == list(range(size))
    for place in range(1, size):
        left, right = found.order[place - 1], found.order[place]
        assert (right in found.splits) == (frozenset((left, right)) in against)
        if right in found.splits and found.clean:
            assert all(
                frozenset((one, other)) in against
                for one in found.order[:place]
                for other in found.order[place:]
            )

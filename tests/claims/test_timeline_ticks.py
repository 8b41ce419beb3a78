"""The days along the edge of a timeline."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.pictures.ticks import ticks_of


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ((2025, 5, 26), (2025, 5, 26), ["26 May 2025"]),
        ((2025, 5, 20), (2025, 5, 27), ["20 May 2025", "22 May 2025", "24 May 2025", "26 May 2025"]),
        ((2024, 12, 1), (2025, 2, 18), ["December 2024", "January 2025", "February 2025"]),
        (
            (2025, 1, 2),
            (2025, 2, 26),
            ["2 January 2025", "16 January 2025", "30 January 2025", "13 February 2025"],
        ),
        ((1971, 3, 1), (2024, 12, 8), ["1980", "1990", "2000", "2010", "2020"]),
    ],
)
def test_ticks_are_round_dates(
    first: tuple[int, int, int], last: tuple[int, int, int], labels: list[str]
) -> None:
    """Days, months or years, whichever is the finest that can be read."""
    assert [one.label for one in ticks_of(date(*first), date(*last))] == labels


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(st.dates(), st.dates()).map(sorted))
def test_ticks_are_few_and_within(days: list[date]) -> None:
    """Whatever the span: one to seven, in order, none outside it."""
    ticks = [one.day for one in ticks_of(*days)]
    assert 1 <= len(ticks) <= 7
    assert ticks == sorted(ticks)
    assert days[0] <= ticks[0]
    assert ticks[-1] <= days[1]

"""Numbers in words, read as the ranges that the words guarantee."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.forms.numbers import NotANumber, read_number

READ = {
    "two": (2, 2),
    "14": (14, 14),
    "1,200": (1200, 1200),
    "1 200 soldiers": (1200, 1200),
    "1.5 million": (1_500_000, 1_500_000),
    "$2bn": None,
    "2bn": (2 * 10**9, 2 * 10**9),
    "three to four": (3, 4),
    "between four and five": (4, 5),
    "2-3": (2, 3),
    "five or six": (5, 6),
    "twenty-three": (23, 23),
    "one hundred and five thousand": (105_000, 105_000),
    "two to three million": (2_000_000, 3_000_000),
    "several": (2, None),
    "several hundred": (200, None),
    "dozens of people": (24, None),
    "tens of thousands": (20_000, None),
    "billions": (2 * 10**9, None),
    "at least two": (2, None),
    "over 50": (50, None),
    "more than 1,000 men": (1000, None),
    "50+": (50, None),
    "up to 4": (None, 4),
    "fewer than ten": (None, 10),
    "nearly 50": (None, 50),
    "about 20": (20, 20),
    "half a dozen": (6, 6),
    "four to three": None,
    "people": None,
    "": None,
    "and": None,
    "none": None,
}


@pytest.mark.parametrize("typed", READ)
def test_number_is_read_as_its_words_guarantee(typed: str) -> None:
    """Only the bounds that the words promise; words that promise none are refused."""
    wanted = READ[typed]
    if wanted is None:
        with pytest.raises(NotANumber):
            read_number(typed)
    else:
        found = read_number(typed)
        assert (found.low, found.high) == tuple(None if n is None else Decimal(n) for n in wanted)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(typed: str) -> None:
    """Nothing that can be typed breaks the reading, and no range is empty."""
    try:
        found = read_number(typed)
    except NotANumber:
        return
    assert found.low is None or found.high is None or found.low <= found.high

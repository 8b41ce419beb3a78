"""Dates in words, read as EDTF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.forms.dates import read_date
from sources.dates import EdtfError

READ = {
    "2025-02-18?": "2025-02-18?",
    "2024-12/..": "2024-12/..",
    "26 May 2025": "2025-05-26",
    "May 20, 2025": "2025-05-20",
    "the 2020s": "202X",
    "May 2025": "2025-05",
    "late February 2025": "2025-02-2X",
    "mid-May 2025": "2025-05-1X",
    "spring 2025": "2025-21",
    "about 20 May 2025": "2025-05-20~",
    "since May 2025": "2025-05/..",
    "before 3 June 2024": "../2024-06-03",
    "between May 2024 and June 2025": "2024-05/2025-06",
    "20-24 May 2025": "2025-05-20/2025-05-24",
    "May to June 2025": "2025-05/2025-06",
    "18.02.2025": "2025-02-18",
    "26 мая 2025": "2025-05-26",
}


@pytest.mark.parametrize("typed", READ)
def test_date_is_read(typed: str) -> None:
    """What newsrooms write becomes the EDTF that says the same."""
    assert read_date(typed) == READ[typed]


@pytest.mark.parametrize("typed", ["3/4/2025", "yesterday", "31 February 2025", "20 Foo 2025", "May"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    """A date that can be read in two ways, or in none, is refused."""
    with pytest.raises(EdtfError):
        read_date(typed)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed: str) -> None:
    """Nothing that can be typed breaks the reading."""
    try:
        read_date(typed)
    except EdtfError:
        return

"""What an editor may type as a date, and the days it is taken to cover."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.dates import DayRange, Edtf, EdtfError, parse


def days(first: str, last: str) -> DayRange:
    """The range between two ISO days; an empty one is an open side."""
    return DayRange(*(date.fromisoformat(day) if day else None for day in (first, last)))


COVERED = [
    ("2024", "2024-01-01", "2024-12-31"),
    ("2024-12", "2024-12-01", "2024-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2025-02-18", "2025-02-18", "2025-02-18"),
    ("2025-02-18?", "2025-02-18", "2025-02-18"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2025-XX", "2025-01-01", "2025-12-31"),
    ("2025-XX-XX", "2025-01-01", "2025-12-31"),
    ("2025-05-XX", "2025-05-01", "2025-05-31"),
    ("2025-05-0X", "2025-05-01", "2025-05-09"),
    ("2025-05-2X", "2025-05-20", "2025-05-29"),
    ("2025-05-3X", "2025-05-30", "2025-05-31"),
    ("2025-02-2X", "2025-02-20", "2025-02-28"),
    ("2024-21", "2024-03-01", "2024-05-31"),
    ("2024-22", "2024-06-01", "2024-08-31"),
    ("2024-23", "2024-09-01", "2024-11-30"),
    ("2024-24", "2024-12-01", "2025-02-28"),
    ("9999-24", "9999-12-01", "9999-12-31"),
    ("2025-02-20/2025-02-28", "2025-02-20", "2025-02-28"),
    ("2024/2025-05", "2024-01-01", "2025-05-31"),
    ("2025-05-20/2025-05", "2025-05-20", "2025-05-31"),
    ("2025-05/2025-05-10", "2025-05-01", "2025-05-10"),
    ("2025-05-20/2025-05-20", "2025-05-20", "2025-05-20"),
    ("../2025-05-26", "", "2025-05-26"),
    ("2025-05-26/..", "2025-05-26", ""),
    ("2025-05-26/", "2025-05-26", ""),
    ("/2025-05-26", "", "2025-05-26"),
]


@pytest.mark.parametrize(("text", "first", "last"), COVERED)
def test_date_covers_its_days(text: str, first: str, last: str) -> None:
    """Each accepted form covers the days its words guarantee, and keeps its text."""
    assert parse(text).days == days(first, last)
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2024", False, False),
        ("2024?", False, True),
        ("2024~", True, False),
        ("2024-12-01%", True, True),
        ("2024?/2025~", True, True),
        ("2024-24~", True, False),
        ("../2025?", False, True),
    ],
)
def test_date_says_how_sure_it_is(text: str, approximate: bool, uncertain: bool) -> None:
    """`~` is approximate, `?` uncertain, `%` both, on either end of a span."""
    assert (parse(text).approximate, parse(text).uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024?", "2024-01-01", "2024-12-31"),
        ("2024~", "2023-01-01", "2025-12-31"),
        ("2024-12~", "2024-11-01", "2025-01-31"),
        ("2025-03-01~", "2025-02-28", "2025-03-02"),
        ("2025-02-18%", "2025-02-17", "2025-02-19"),
        ("2025-XX~", "2024-01-01", "2026-12-31"),
        ("2025-05-XX~", "2025-04-01", "2025-06-30"),
        ("202X~", "2010-01-01", "2039-12-31"),
        ("2024-21~", "2023-12-01", "2024-08-31"),
        ("2024~/2025-05-20", "2023-01-01", "2025-05-20"),
        ("2024/2025-05~", "2024-01-01", "2025-06-30"),
        ("../2025~", "", "2026-12-31"),
        ("2025-05~/..", "2025-04-01", ""),
        ("0001~", "0001-01-01", "0002-12-31"),
        ("0001-01-01~", "0001-01-01", "0001-01-02"),
        ("9999~", "9998-01-01", "9999-12-31"),
        ("9999-12-31~", "9999-12-30", "9999-12-31"),
    ],
)
def test_approximate_date_reaches_one_unit_further(text: str, first: str, last: str) -> None:
    """About 2024 may be 2023 or 2025; each end of a span reaches by its own precision only."""
    assert parse(text).widened() == days(first, last)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("", "shape", "2025-02-18"),
        ("yesterday", "shape", "2025-02-18"),
        ("18.02.2025", "shape", "2025-02-18"),
        ("2025-2-18", "shape", "2025-02-18"),
        (" 2025", "shape", "2025-02-18"),
        ("2025\n", "shape", "2025-02-18"),
        ("٢٠٢٥", "shape", "2025-02-18"),
        ("2025-XX-18", "shape", "2025-05-XX"),
        ("202X-05", "shape", "2025-05-XX"),
        ("202X-05-01", "shape", "2025-05-XX"),
        ("2025-21-05", "shape", "2025-05-XX"),
        ("2025-21-XX", "shape", "2025-05-XX"),
        ("2025/2026/2027", "shape", "2024/2025"),
        ("2025/yesterday", "shape", "2024/2025"),
        ("0000", "year", "0001 to 9999"),
        ("00XX", "year", "0001 to 9999"),
        ("12025", "year", "0001 to 9999"),
        ("20250218", "year", "2025-02"),
        ("-0044", "year", "0001 to 9999"),
        ("Y17000002", "year", "0001 to 9999"),
        ("2025-13", "month", "01 to 12"),
        ("2025-00", "month", "01 to 12"),
        ("2025-13-01", "month", "01 to 12"),
        ("2025-02-29", "day", "XX"),
        ("2025-04-31", "day", "XX"),
        ("2025-05-00", "day", "XX"),
        ("2025-02-3X", "day", "XX"),
        ("2025-05-4X", "day", "XX"),
        ("2025/2024", "reversed", "earlier date first"),
        ("2025-05-02/2025-05-01", "reversed", "earlier date first"),
        ("../..", "open", "2025-05/.."),
        ("/", "open", "2025-05/.."),
    ],
)
def test_bad_date_is_refused_with_what_to_type(text: str, code: str, hint: str) -> None:
    """What is not a date is refused with its own words and an example of what to type."""
    with pytest.raises(EdtfError) as refused:
        parse(text)
    assert refused.value.code == code
    assert hint in str(refused.value)
    assert refused.value.typed in text


def test_error_names_the_end_at_fault() -> None:
    """In a span the message quotes the end that is wrong, not the one that is right."""
    with pytest.raises(EdtfError, match="“2025-02-30”"):
        parse("2024/2025-02-30")


def test_range_that_ends_before_it_begins_cannot_exist() -> None:
    """No rule ever sees an empty range of days."""
    with pytest.raises(ValueError, match="before it begins"):
        days("2025-02-02", "2025-02-01")


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2024", "2024-12", True),
        ("2024", "2025", False),
        ("2024-12-31", "2025-01-01", False),
        ("../2025-05-26", "2025-05-26/..", True),
        ("../2025-05-25", "2025-05-26/..", False),
        ("../2025", "../1999", True),
    ],
)
def test_ranges_overlap_where_they_share_a_day(one: str, other: str, overlap: bool) -> None:
    """A shared day is enough; neighbouring days are not."""
    assert parse(one).days.overlaps(parse(other).days) is overlap


@pytest.mark.parametrize(
    ("outer", "inner", "contained"),
    [
        ("2024", "2024-12", True),
        ("2024-12", "2024", False),
        ("2024/..", "2025", True),
        ("2024/..", "2025/..", True),
        ("2024/2030", "2025/..", False),
        ("../2024", "../2025", False),
        ("../2025", "../2024", True),
    ],
)
def test_range_contains_what_lies_wholly_in_it(outer: str, inner: str, contained: bool) -> None:
    """An open side lies only in a side that is open too."""
    assert parse(outer).days.contains(parse(inner).days) is contained


def test_only_a_side_without_end_is_open() -> None:
    """A window is open where it has no first or no last day."""
    assert parse("2025/..").days.is_open
    assert parse("../2025").days.is_open
    assert not parse("2024/2025").days.is_open


def test_half_open_form_is_what_the_database_keeps() -> None:
    """A range goes to the database and back; the last day there is stays without a day after it."""
    assert parse("2024-12").days.half_open() == (date(2024, 12, 1), date(2025, 1, 1))
    assert parse("9999").days.half_open() == (date(9999, 1, 1), None)
    assert DayRange.from_half_open(date(2024, 12, 1), date(2025, 1, 1)) == parse("2024-12").days


# --- any date -------------------------------------------------------------

MARKS = st.sampled_from(["", "?", "~", "%"])


@st.composite
def one_date(draw: st.DrawFn) -> str:
    """Any date of one end, in every form accepted."""
    year, month = draw(st.integers(1, 9999)), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    forms = [f"{year:04}", f"{year:04}-{month:02}", f"{year:04}-{month:02}-{day:02}"]
    forms += [f"{year:04}-{month:02}-XX", f"{year:04}-XX", f"{year:04}-{draw(st.integers(21, 24))}"]
    forms += [f"{year:04}-{month:02}-{day // 10}X"]
    forms += [f"{year // 10:03}X"] if year >= 10 else []
    forms += [f"{year // 100:02}XX"] if year >= 100 else []
    return draw(st.sampled_from(forms)) + draw(MARKS)


@st.composite
def any_date(draw: st.DrawFn) -> Edtf:
    """Any date or span, the right way round."""
    one, other = draw(one_date()), draw(one_date())
    try:
        return parse(draw(st.sampled_from([one, f"{one}/..", f"../{one}", f"{one}/", f"{one}/{other}"])))
    except EdtfError:
        return parse(f"{other}/{one}")


@given(any_date())
def test_text_goes_there_and_back(typed: Edtf) -> None:
    """A date keeps its text, and its text gives the same date again."""
    assert parse(str(typed)) == typed


@given(any_date(), any_date())
def test_overlap_has_no_order(one: Edtf, other: Edtf) -> None:
    """Whichever date is named first, the answer is the same."""
    assert one.days.overlaps(other.days) == other.days.overlaps(one.days)


@given(any_date(), any_date())
def test_contained_ranges_overlap(one: Edtf, other: Edtf) -> None:
    """A date within another is never apart from it: containment is no conflict."""
    assert one.days.contains(one.days)
    assert not one.days.contains(other.days) or one.days.overlaps(other.days)


@given(any_date())
def test_widening_only_widens(typed: Edtf) -> None:
    """Every day the date covers is still covered, and only an approximate date gains any."""
    assert typed.widened().contains(typed.days)
    assert typed.approximate or typed.widened() == typed.days


@given(any_date())
def test_days_survive_the_half_open_form(typed: Edtf) -> None:
    """Stored half open and read back, the days are the same, save at the calendar's last day."""
    if typed.days.last != date.max:
        assert DayRange.from_half_open(*typed.days.half_open()) == typed.days


@given(st.dates(), st.dates())
def test_overlap_means_a_shared_day(one: date, other: date) -> None:
    """Two short ranges overlap exactly when a day lies in both."""
    last = min(one, date.max - timedelta(days=3)) + timedelta(days=3)
    here = DayRange(min(one, last), last)
    assert here.overlaps(DayRange(other, other)) == (here.first is not None and here.first <= other <= last)


@given(st.text())
def test_any_text_is_a_date_or_an_error_that_helps(text: str) -> None:
    """Whatever is typed, the answer is a date with that text or a sentence; never a crash."""
    try:
        answer = str(parse(text))
    except EdtfError as error:
        answer = str(error)
    assert answer == text or "Type" in answer

"""Dates as news gives them: EDTF levels 0 and 1, and the days they cover. Pure.

An editor types `2024-12`, `2025-02-18?` or `../2025-05`; rules compare days. The
text is kept as typed and is the truth; the day range is derived from it.

Accepted, beyond a plain year, month or day:

* a closing `?` (unsure), `~` (about) or `%` (both), on a date or on each end of a span;
* `X` for digits nobody gave: `20XX`, `202X`, `2025-XX`, `2025-XX-XX`, `2025-05-XX`,
  and, a step beyond level 1 because news says "in the twenties of May", `2025-05-2X`;
* seasons 21 to 24 in the month's place, counted as in the north: spring is March to
  May, and winter is December with the January and February that follow it;
* spans `a/b`, `a/..` and `../b`; an end left empty (`a/`, `/b`) is not known, which
  covers the same days as an open one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|[0-9]X|XX))?)?"
    r"(?P<mark>[?~%]?)"
)
_YEAR_OUT_OF_REACH = re.compile(r"Y?[+-]?[0-9]{5,}.*|[+-][0-9]{4}.*")
_OPEN = ("", "..")

_MESSAGES = {
    "shape": (
        "“{typed}” is not a date we can read. Type a year, month or day such as 2024, 2024-12 or 2025-02-18; "
        "add ? if unsure or ~ if approximate; put X for unknown digits, as in 2025-05-XX; "
        "a span is 2024/2025, ../2025 or 2024/.."
    ),
    "year": "“{typed}” has no year we can keep. Type four digits from 0001 to 9999, such as 2025 or 2025-02.",
    "month": "“{typed}” has no such month. Type 01 to 12, or a season from 21 (spring) to 24 (winter).",
    "day": "“{typed}” is not in the calendar. Type a day which that month has, or XX if it is not known.",
    "reversed": "“{typed}” ends before it begins. Type the earlier date first, then /, then the later one.",
    "open": "“{typed}” names no date. Type at least one end, such as 2025-05/.. or ../2025-05.",
}


class EdtfError(ValueError):
    """The text is not a date we accept; `str()` says in English what to type instead.

    `code` and `typed` let a form say it in the reader's language.
    """

    def __init__(self, code: str, typed: str) -> None:
        super().__init__(_MESSAGES[code].format(typed=typed))
        self.code = code
        self.typed = typed


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from `first` to `last`, both included; None is a side without an end."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(f"A day range cannot end ({self.last}) before it begins ({self.first}).")

    @property
    def is_open(self) -> bool:
        """Whether a side has no end."""
        return self.first is None or self.last is None

    def overlaps(self, other: DayRange) -> bool:
        """Whether at least one day is in both."""
        return _not_after(self.first, other.last) and _not_after(other.first, self.last)

    def contains(self, other: DayRange) -> bool:
        """Whether every day of `other` is in this one."""
        starts = self.first is None or (other.first is not None and self.first <= other.first)
        ends = self.last is None or (other.last is not None and other.last <= self.last)
        return starts and ends

    def half_open(self) -> tuple[date | None, date | None]:
        """First day and the day after the last, as a database keeps ranges.

        The last day Python knows has no day after it: that side is then open.
        """
        if self.last is None or self.last == date.max:
            return self.first, None
        return self.first, self.last + timedelta(days=1)

    @classmethod
    def from_half_open(cls, first: date | None, after: date | None) -> DayRange:
        """The range whose first day is `first` and which is over on `after`."""
        return cls(first, None if after is None else after - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as typed, the days it covers, and how sure it is. Made by `parse`."""

    text: str
    days: DayRange
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        return self.text

    def widened(self) -> DayRange:
        """The days it may mean: an end marked `~` or `%` reaches one unit further on both sides.

        The unit is the date's own precision: about 2024 is 2023 to 2025, about
        18 February is the 17th to the 19th. `?` doubts the source, not the day.
        """
        start, end = _read(self.text)
        return DayRange(start.wide.first if start else None, end.wide.last if end else None)


def parse(text: str) -> Edtf:
    """`text` as a date, or `EdtfError` saying what to type."""
    start, end = _read(text)
    days = DayRange(start.days.first if start else None, end.days.last if end else None)
    marks = {one.mark for one in (start, end) if one}
    return Edtf(text, days, approximate=bool(marks & {"~", "%"}), uncertain=bool(marks & {"?", "%"}))


@dataclass(frozen=True, slots=True)
class _End:
    """One date: its days, and its days with one unit more on both sides."""

    days: DayRange
    wider: DayRange
    mark: str

    @property
    def wide(self) -> DayRange:
        return self.wider if self.mark in ("~", "%") else self.days


def _read(text: str) -> tuple[_End | None, _End | None]:
    """Where `text` starts and ends; the same date twice unless it is a span."""
    start_text, slash, end_text = text.partition("/")
    if not slash:
        one = _date(text)
        return one, one
    start = None if start_text in _OPEN else _date(start_text)
    end = None if end_text in _OPEN else _date(end_text)
    if start is None and end is None:
        raise EdtfError("open", text)
    # Compared by the days that could be meant: 2025-05-20/2025-05 runs to the end of May.
    if start and end and not _not_after(start.days.first, end.days.last):
        raise EdtfError("reversed", text)
    return start, end


def _date(text: str) -> _End:
    """One date; an error quotes this date alone, not the span around it."""
    found = _ONE_DATE.fullmatch(text)
    if found is None:
        raise EdtfError("year" if _YEAR_OUT_OF_REACH.fullmatch(text) else "shape", text)
    # 00XX would begin in the year 0, which the calendar lacks.
    if int(found["year"].replace("X", "0")) == 0:
        raise EdtfError("year", text)
    if found["day"] in (None, "XX"):
        start, count = _month_span(found)
        return _End(_months(start, count), _months(start - count, 3 * count), found["mark"])
    start, count = _day_span(found)
    return _End(_days(start, count), _days(start - count, 3 * count), found["mark"])


def _month_span(found: re.Match[str]) -> tuple[int, int]:
    """What a date without a day covers: its first month, counted from year 0, and how many."""
    year, month, day = found.group("year", "month", "day")
    if month is None or (month == "XX" and "X" not in year):
        return int(year.replace("X", "0")) * 12, 12 * 10 ** year.count("X")
    number = _month(found)
    if number <= 12:
        return int(year) * 12 + number - 1, 1
    if day:
        raise EdtfError("shape", found.string)
    return int(year) * 12 + 3 * (number - 21) + 2, 3


def _month(found: re.Match[str]) -> int:
    """The number in the month's place: 1 to 12, or a season from 21 to 24."""
    if "X" in found["year"] or found["month"] == "XX":
        raise EdtfError("shape", found.string)
    number = int(found["month"])
    if not (1 <= number <= 12 or 21 <= number <= 24):
        raise EdtfError("month", found.string)
    return number


def _day_span(found: re.Match[str]) -> tuple[int, int]:
    """First day, as Python numbers days, and how many: one, or those of `2X` that the month has."""
    year, month, day = found["year"], _month(found), found["day"]
    if month > 12:
        raise EdtfError("shape", found.string)
    low = max(1, int(day.replace("X", "0")))
    high = min(monthrange(int(year), month)[1], int(day.replace("X", "9")))
    if high < low:
        raise EdtfError("day", found.string)
    return date(int(year), month, low).toordinal(), high - low + 1


def _months(start: int, count: int) -> DayRange:
    """`count` months from the month `start`, counted from year 0, cut to the calendar."""
    after = start + count
    first = date(start // 12, start % 12 + 1, 1) if start >= 12 else date.min
    last = date(after // 12, after % 12 + 1, 1) - timedelta(days=1) if after < 120_000 else date.max
    return DayRange(first, last)


def _days(start: int, count: int) -> DayRange:
    """`count` days from day number `start`, cut to the calendar."""
    last = min(start + count - 1, date.max.toordinal())
    return DayRange(date.fromordinal(max(start, 1)), date.fromordinal(last))


def _not_after(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last

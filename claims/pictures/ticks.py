"""Days to write along a picture's edge: few enough to be read, on round dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from claims.wording.dates import date_words, day

_MOST = 7


@dataclass(frozen=True, slots=True)
class Tick:
    """A day, and how it is written: as a day, a month or a year."""

    day: date
    label: str


def ticks_of(first: date, last: date) -> list[Tick]:
    """At most seven ticks between two days, in the finest step that allows it; one at least."""
    for step in (1, 2, 7):
        days = list(_by_days(first, last, step))
        if len(days) <= _MOST:
            return _days(days)
    for months in (1, 2, 3, 6):
        days = list(_by_months(first, last, months))
        if 2 <= len(days) <= _MOST:
            return [Tick(one, date_words(one.isoformat()[:7])) for one in days]
    # Eight weeks may hold the start of one month only.
    if len(days := list(_by_days(first, last, 14))) <= _MOST:
        return _days(days)
    for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        days = list(_by_years(first, last, years))
        if len(days) <= _MOST:
            return [Tick(one, f"{one.year}") for one in days or [first]]
    return _days([first])


def _days(days: list[date]) -> list[Tick]:
    return [Tick(one, day(one)) for one in days]


def _by_days(first: date, last: date, step: int) -> Iterator[date]:
    return (first + timedelta(days=at) for at in range(0, min((last - first).days, 200) + 1, step))


def _by_months(first: date, last: date, step: int) -> Iterator[date]:
    """First days of months, counted from January."""
    month = first.year * 12 + first.month - 1 + (first.day > 1)
    month += -month % step
    days = (date(number // 12, number % 12 + 1, 1) for number in range(month, 9999 * 12, step))
    return (one for one in islice(days, _MOST + 1) if one <= last)


def _by_years(first: date, last: date, step: int) -> Iterator[date]:
    start = first.year + (first > date(first.year, 1, 1))
    start += -start % step
    return (date(year, 1, 1) for year in range(max(start, 1), last.year + 1, step))

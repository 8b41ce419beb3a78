"""The days that several dates cover together, as precisely as they were given. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from claims.wording.dates import date_words
from sources.dates import DayRange, parse


def covered(dates: Iterable[str]) -> str:
    """ "December 2024 to 26 May 2025" for a number of EDTF dates; "" where there is none.

    An end that one date leaves open is open unless another date reaches beyond where that one begins.
    """
    known = {text: parse(text).days for text in dates if text}
    if not known:
        return ""
    starts = {text: days.first for text, days in known.items() if days.first}
    ends = {text: days.last for text, days in known.items() if days.last}
    first = _start(min(starts, key=lambda text: starts[text])) if starts else ".."
    last = _end(max(ends, key=lambda text: ends[text])) if ends else ".."
    begun = [days.first for days in known.values() if days.first and not days.last]
    if begun and ends and max(begun) >= max(ends.values()):
        last = ".."
    return date_words(first if first == last else f"{first}/{last}")


def latest_day(dates: Iterable[str]) -> tuple[date, date]:
    """The last day of all and the first of all, to put the freshest story first."""
    known: list[DayRange] = [parse(text).days for text in dates if text]
    lasts = [days.last or days.first for days in known]
    firsts = [days.first or days.last for days in known]
    return (
        max((day for day in lasts if day), default=date.min),
        min((day for day in firsts if day), default=date.min),
    )


def _start(edtf: str) -> str:
    return edtf.partition("/")[0]


def _end(edtf: str) -> str:
    return edtf.rpartition("/")[2]

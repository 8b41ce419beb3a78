"""Dates and moments in words. EDTF text is read by its shape; `sources.dates` has checked it before."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext, pgettext, pgettext_lazy

_ONE = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|\dX|XX))?)?(?P<mark>[?~%]?)")
_OPEN = ("", "..")
#: A month without a day, within a sentence: Django's own names begin with a capital, for a calendar's head.
_MONTHS = (
    pgettext_lazy("month without a day", "January"),
    pgettext_lazy("month without a day", "February"),
    pgettext_lazy("month without a day", "March"),
    pgettext_lazy("month without a day", "April"),
    pgettext_lazy("month without a day", "May"),
    pgettext_lazy("month without a day", "June"),
    pgettext_lazy("month without a day", "July"),
    pgettext_lazy("month without a day", "August"),
    pgettext_lazy("month without a day", "September"),
    pgettext_lazy("month without a day", "October"),
    pgettext_lazy("month without a day", "November"),
    pgettext_lazy("month without a day", "December"),
)


def date_words(edtf: str, *, inferred: bool = False) -> str:
    """An EDTF date as people write it; `inferred` is a date the article does not print itself."""
    if not edtf:
        return gettext("Undated")
    words = _words(edtf)
    if inferred:
        return gettext("Undated; %(date)s, from its contents") % {"date": words}
    return words


def day(one: date) -> str:
    """ "26 May 2025", with the order and the month's case of the language."""
    return written(one, pgettext("date format: day, month, year", "j F Y"))


def day_range(first: date | None, last: date | None) -> str:
    """Days from first to last, both included; a side that is None is open."""
    if first is None and last is None:
        return gettext("Undated")
    if first == last and first is not None:
        return day(first)
    return _span(day(first) if first else None, day(last) if last else None)


def moment(at: datetime) -> str:
    """A recorded time to the minute, always in UTC: "27 May 2025, 09:31 UTC"."""
    return written(at.astimezone(UTC), pgettext("time format: day, month, year, time", r"j F Y, H:i \U\T\C"))


def moment_short(at: datetime) -> str:
    """The same where the page names the zone once: "27 May, 11:40", with its year where that is over."""
    if at.astimezone(UTC).year != timezone.now().year:
        return written(
            at.astimezone(UTC), pgettext("time format: day, month, year, time, no zone", "j F Y, H:i")
        )
    return written(at.astimezone(UTC), pgettext("time format: day, month, time", "j F, H:i"))


def day_short(at: datetime) -> str:
    """The day of a recorded time, for a narrow column: "27 May 2025"."""
    return written(at.astimezone(UTC), pgettext("date format: day, short month, year", "j M Y"))


def _words(edtf: str) -> str:
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one(start)
    return _span(None if start in _OPEN else _one(start), None if end in _OPEN else _one(end))


def _span(first: str | None, last: str | None) -> str:
    if first and last:
        return pgettext("dates", "%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return gettext("%(date)s or later") % {"date": first}
    return gettext("%(date)s or earlier") % {"date": last}


def _one(edtf: str) -> str:
    found = _ONE.fullmatch(edtf)
    if found is None:
        return edtf
    words = _plain(found["year"], found["month"], found["day"])
    if found["mark"] in ("~", "%"):
        words = gettext("about %(date)s") % {"date": words}
    if found["mark"] in ("?", "%"):
        words = gettext("%(date)s, uncertain") % {"date": words}
    return words


def _plain(year: str, month: str | None, day_text: str | None) -> str:
    if "X" in year:
        return _years(year)
    if month in (None, "XX"):
        return year
    number = int(month or 0)
    if number > 12:
        return _season(int(year), number)
    first = date(int(year), number, 1)
    if day_text in (None, "XX"):
        return pgettext("dates", "%(month)s %(year)s") % {"month": _MONTHS[number - 1], "year": year}
    if day_text and day_text.endswith("X"):
        return _tens(first, int(day_text[0]) * 10)
    return day(first.replace(day=int(day_text or 1)))


def _years(year: str) -> str:
    """A decade or a century of which only the first digits are given."""
    if year.endswith("XX"):
        return _span(year.replace("X", "0"), year.replace("X", "9"))
    return gettext("the %(decade)ss") % {"decade": year.replace("X", "0")}


def _season(year: int, number: int) -> str:
    words = {
        21: gettext("spring %(year)s"),
        22: gettext("summer %(year)s"),
        23: gettext("autumn %(year)s"),
        # Winter begins in its year and ends in the next one.
        24: gettext("winter %(year)s to %(next)s"),
    }[number]
    return words % {"year": year, "next": year + 1}


def _tens(first: date, ten: int) -> str:
    """The days that share a first digit: the tens, the twenties."""
    last = min(ten + 9, monthrange(first.year, first.month)[1])
    return _span(str(max(ten, 1)), day(first.replace(day=last)))

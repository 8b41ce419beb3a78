"""The moment a page is asked about: `?as_of=`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

#: What is younger may still change: a write takes its moment before it is committed.
SETTLED = timedelta(seconds=5)


def settled() -> datetime:
    """Up to when what the database says will not change any more."""
    return timezone.now() - SETTLED


class BadMoment(ValueError):
    """The moment cannot be read or is not over; `str()` says what to type instead."""


def asked_moment(request: HttpRequest) -> datetime | None:
    """The moment in `?as_of=`, None without one. A day means its end, in UTC.

    Raises BadMoment.
    """
    typed = request.GET.get("as_of", "").strip()
    return read_moment(typed) if typed else None


def read_moment(typed: str) -> datetime:
    """An ISO 8601 moment, or a day. Raises BadMoment."""
    moment = _parsed(typed)
    if moment is None:
        raise BadMoment(
            _("“%(typed)s” is not a moment we can read. Write it as 2026-11-22T12:00Z or 2026-11-22.")
            % {"typed": typed[:40]}
        )
    if moment > settled():
        raise BadMoment(
            _("“%(typed)s” is not over yet. Choose a moment at least five seconds ago.")
            % {"typed": typed[:40]}
        )
    return moment


def only_now(at: datetime | None) -> None:
    """For a page that shows no other moment: better no page than one of another moment.

    Raises BadMoment where one was asked about.
    """
    if at is not None:
        raise BadMoment(_("This page shows only how things stand now. Leave “as_of” out of its address."))


def _parsed(typed: str) -> datetime | None:
    try:
        if "T" not in typed:
            # A day would also be read as its first moment; here it means its last.
            day = parse_date(typed)
            return None if day is None else _end_of(day)
        # In an address an unescaped plus sign arrives as a space.
        moment = parse_datetime(typed.replace(" ", "+", 1))
    except ValueError:
        return None
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _end_of(day: date) -> datetime:
    """The day's end, or what is over of it."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    # Its last moment and not the first of the next day, which no banner should name.
    end, over = start + timedelta(days=1, microseconds=-1), settled()
    return min(end, over) if start <= over else end

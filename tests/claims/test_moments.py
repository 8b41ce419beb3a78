"""`?as_of=`: the moment a page is asked about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from claims.presenting import moments
from claims.presenting.moments import BadMoment, read_moment

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "SETTLED", timedelta(seconds=5))


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-22T11:00Z", datetime(2026, 11, 22, 11, 0, tzinfo=UTC)),
        ("2026-11-22T11:00:00.250Z", datetime(2026, 11, 22, 11, 0, 0, 250_000, tzinfo=UTC)),
        ("2026-11-22T12:00+02:00", datetime(2026, 11, 22, 10, 0, tzinfo=UTC)),
        ("2026-11-22T12:00 02:00", datetime(2026, 11, 22, 10, 0, tzinfo=UTC)),
        ("2026-11-22T11:00", datetime(2026, 11, 22, 11, 0, tzinfo=UTC)),
        ("2026-11-21", datetime(2026, 11, 21, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2026-11-22", NOW - timedelta(seconds=5)),
        ("2026-11-22T11:59:55Z", NOW - timedelta(seconds=5)),
    ],
)
def test_moment_is_read(typed: str, moment: datetime) -> None:
    """A moment, with or without a zone, and a day, which means its end or what is over of it."""
    with time_machine.travel(NOW, tick=False):
        assert read_moment(typed) == moment


@pytest.mark.parametrize(
    "typed", ["2026-11-22T11:59:56Z", "2026-11-22T12:00Z", "2026-11-23", "2999-01-01T00:00Z"]
)
def test_moment_that_may_still_change_is_refused(typed: str) -> None:
    """What is younger than five seconds is refused, as is the future, and the message says what to do."""
    with time_machine.travel(NOW, tick=False), pytest.raises(BadMoment, match="five seconds ago"):
        read_moment(typed)


@pytest.mark.parametrize(
    "typed", ["soon", "2026-13-01", "2026-11-22T25:00Z", "22.11.2026", "9" * 50, "2026-11-22T"]
)
def test_moment_that_cannot_be_read_is_refused(typed: str) -> None:
    """The message gives two examples of what can be read."""
    with time_machine.travel(NOW, tick=False), pytest.raises(BadMoment, match="2026-11-22T12:00Z"):
        read_moment(typed)

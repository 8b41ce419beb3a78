"""How a claim's status changed, from its verdicts alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from claims.models import Approval, Verdict
from claims.presenting.status_changes import status_changes

START = datetime(2025, 5, 27, 9, tzinfo=UTC)
_keys = count(1)


def hour(number: int) -> datetime:
    return START + timedelta(hours=number)


def verdict(status: str, at: int, withdrawn: int | None = None) -> Verdict:
    left = None if withdrawn is None else hour(withdrawn)
    return Verdict(
        pk=next(_keys), claim_id=1, status=status, decided_at=hour(at), entered_at=hour(at),
        withdrawn_at=left, left_at=left,
    )  # fmt: skip


def approval(of: Verdict, at: int) -> Approval:
    return Approval(pk=next(_keys), verdict=of, approved_at=hour(at), entered_at=hour(at))


def told(
    *verdicts: Verdict, approvals: tuple[Approval, ...] = (), at: int | None = None
) -> list[tuple[int, str, str]]:
    moment = None if at is None else hour(at)
    changes = status_changes(verdicts, approvals, moment)
    return [(int((one.at - START).total_seconds()) // 3600, one.was, one.status) for one in changes]


def test_status_changes_follow_each_other() -> None:
    """Each decision changes from what counted before it."""
    assert told(verdict("unverified", 1), verdict("disputed", 2)) == [
        (1, "", "unverified"),
        (2, "unverified", "disputed"),
    ]


def test_status_changes_wait_for_the_second_person() -> None:
    """A verdict that needs approval counts from then on, and not at all without one."""
    one = verdict("confirmed", 1)
    assert told(one) == []
    assert told(one, approvals=(approval(one, 3), approval(one, 4))) == [(3, "", "confirmed")]


def test_status_changes_go_back_when_a_decision_is_withdrawn() -> None:
    """What stood before counts again; without anything the claim is not reviewed."""
    assert told(verdict("unverified", 1), verdict("disputed", 2, withdrawn=3)) == [
        (1, "", "unverified"),
        (2, "unverified", "disputed"),
        (3, "disputed", "unverified"),
    ]
    assert told(verdict("unverified", 1, withdrawn=2)) == [(1, "", "unverified"), (2, "unverified", "")]


def test_status_changes_ignore_what_no_longer_counted() -> None:
    """Withdrawing a superseded decision changes nothing."""
    assert told(verdict("unverified", 1, withdrawn=3), verdict("disputed", 2)) == [
        (1, "", "unverified"),
        (2, "unverified", "disputed"),
    ]


def test_status_changes_as_of_a_moment() -> None:
    """Later decisions, approvals and withdrawals have not happened yet."""
    one, two = verdict("unverified", 1, withdrawn=5), verdict("refuted", 2)
    given = (approval(two, 4),)
    assert told(one, two, approvals=given, at=3) == [(1, "", "unverified")]
    assert told(one, two, approvals=given, at=4) == [(1, "", "unverified"), (4, "unverified", "refuted")]

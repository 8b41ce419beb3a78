"""How a claim's status changed: from its verdicts, their approvals and their withdrawals. Reads no rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.models import Approval, Verdict


@dataclass(frozen=True, slots=True)
class StatusChange:
    """From `was` to `status` ("" is not reviewed), by `verdict`, or because `withdrawn` was taken back."""

    at: datetime
    claim: int
    status: str
    was: str
    verdict: Verdict | None
    withdrawn: Verdict | None = None
    approval: Approval | None = None


def status_changes(
    verdicts: Iterable[Verdict], approvals: Iterable[Approval] = (), at: datetime | None = None
) -> list[StatusChange]:
    """Every change of status of the claims that `verdicts` are about, oldest first.

    What had not been entered by `at` is left out, and so are verdicts that
    still wait for a second person.
    """
    agreed = _first_approvals(approvals, at)
    by_claim: defaultdict[int, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if _entered(verdict, at) and (not verdict.needs_approval or verdict.pk in agreed):
            by_claim[verdict.claim_id].append(verdict)
    changes = [change for held in by_claim.values() for change in _of_claim(held, agreed, at)]
    return sorted(changes, key=lambda one: one.at)


def _of_claim(
    verdicts: list[Verdict], agreed: Mapping[int, Approval], at: datetime | None
) -> Iterable[StatusChange]:
    """Plays one claim's decisions and withdrawals through: the latest standing verdict counts."""
    standing: list[Verdict] = []
    events = [(_counts_from(one, agreed), 0, one.pk, one) for one in verdicts]
    events += [(one.withdrawn_at, 1, one.pk, one) for one in verdicts if one.withdrawn_at and _left(one, at)]
    now: Verdict | None = None
    for moment, leaves, pk, verdict in sorted(events, key=lambda event: event[:3]):
        if leaves:
            standing = [one for one in standing if one.pk != pk]
        else:
            standing.append(verdict)
        latest = max(standing, key=lambda one: (one.entered_at, one.pk), default=None)
        if latest is not now:
            yield StatusChange(
                at=moment,
                claim=verdict.claim_id,
                status=latest.status if latest else "",
                was=now.status if now else "",
                verdict=latest,
                withdrawn=verdict if leaves else None,
                approval=agreed.get(verdict.pk) if not leaves else None,
            )
            now = latest


def _first_approvals(approvals: Iterable[Approval], at: datetime | None) -> dict[int, Approval]:
    found: dict[int, Approval] = {}
    for one in sorted(approvals, key=lambda one: one.approved_at):
        if _entered(one, at):
            found.setdefault(one.verdict_id, one)
    return found


def _counts_from(verdict: Verdict, agreed: Mapping[int, Approval]) -> datetime:
    """A verdict that needed a second person counts from when that person agreed."""
    approval = agreed.get(verdict.pk)
    return max(verdict.decided_at, approval.approved_at) if approval else verdict.decided_at


def _entered(row: Verdict | Approval, at: datetime | None) -> bool:
    return at is None or row.entered_at <= at


def _left(verdict: Verdict, at: datetime | None) -> bool:
    return verdict.left_at is not None and (at is None or verdict.left_at <= at)

"""What waits at the desk: the queues, and how long each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from claims.models import Finding, FindingQuerySet, Statement, Verdict
from newsroom.access import ADMIN, EDITOR, REVIEWER, has_role
from newsroom.models import ErrorReport, User

#: Beyond this many an exact count costs more than it tells.
COUNTED = 100


@dataclass(frozen=True, slots=True)
class Count:
    """How many wait; `more` than the number says where counting stopped."""

    number: int
    more: bool

    def __str__(self) -> str:
        return f"{self.number}+" if self.more else str(self.number)


@dataclass(frozen=True, slots=True)
class Counts:
    """How long each queue is."""

    incomplete: Count
    unruled: Count
    waiting: Count
    reports: Count | None


def counts(user: User) -> Counts:
    """How much waits; readers' reports only for those who answer them."""
    answers = has_role(user, EDITOR, REVIEWER, ADMIN)
    return Counts(
        incomplete=_count(incomplete()),
        unruled=_count(unruled()),
        waiting=_count(Verdict.objects.waiting()),
        reports=_count(ErrorReport.objects.open()) if answers else None,
    )


def _count(rows: QuerySet[Any]) -> Count:
    found = rows.order_by()[:COUNTED].count()
    return Count(min(found, COUNTED - 1), more=found >= COUNTED)


def incomplete() -> Any:
    """Standing tags that still lack something, the newest first."""
    return Statement.objects.standing().incomplete().order_by("-pk")


def unruled() -> FindingQuerySet:
    """Contradictions and tensions that nobody has ruled on, the newest first."""
    return Finding.objects.unruled().order_by("-since", "-pk")

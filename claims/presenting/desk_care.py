"""Whose work a claim is, and what is new to somebody: for the desk's home and a claim's page at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from django.utils import timezone

from claims.models import Assignment, Claim, DeskNote, Watch
from claims.presenting.moments import settled
from claims.presenting.watched import Changed, changes_for
from newsroom.access import EDITOR, has_role
from newsroom.models import User

#: Rows of each list on the home page, and notes on a claim's page; the others are counted.
_SHOWN, _NOTES = 12, 100


def today() -> date:
    """Deadlines end with the day in UTC, as all times here are told."""
    return timezone.now().astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class Due:
    """An assignment, and whether its day is over."""

    assignment: Assignment
    overdue: bool


def mine(user: User) -> dict[str, Any]:
    """The home page's own lists: what `user` looks after, overdue first, and what changed that they watch.

    `news_until` is up to when they have been told once they have read it.
    """
    until = settled()
    ours = Assignment.objects.open().filter(assignee=user).select_related("claim")
    given = [_due(one) for one in ours[:_SHOWN]]
    watching = Watch.objects.open().filter(user=user).exists()
    news: list[Changed] = changes_for(user) if watching else []
    return {
        "assigned": given,
        "more_assigned": ours.count() - _SHOWN if len(given) == _SHOWN else 0,
        "news": news[:_SHOWN],
        "more_news": len(news[_SHOWN:]),
        "news_until": until.isoformat(),
        "watching": watching,
    }


def _due(one: Assignment) -> Due:
    return Due(one, one.deadline is not None and one.deadline < today())


def care_of(claim: Claim, user: User) -> dict[str, Any]:
    """Who looks after `claim`, what colleagues noted on it, latest first, and whether `user` watches it."""
    held = Assignment.objects.open().filter(claim=claim).select_related("assignee", "assigned_by").first()
    notes = DeskNote.objects.filter(claim=claim).select_related("written_by").order_by("-written_at", "-pk")
    found = list(notes[: _NOTES + 1])
    return {
        "due": _due(held) if held else None,
        "may_end": held is not None and (has_role(user, EDITOR) or held.assignee_id == user.pk),
        "notes": found[:_NOTES],
        "notes_cut": len(found) > _NOTES,
        "watches": Watch.objects.open().filter(claim=claim, user=user).exists(),
    }

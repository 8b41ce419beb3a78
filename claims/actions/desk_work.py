"""Who looks after a claim, what colleagues note on it, and who wants to be told when it changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from claims.models import Assignment, Claim, DeskNote, Watch
from newsroom.access import colleagues
from newsroom.actions import acting, lock_questions
from newsroom.models import User


class NotAColleague(Exception):
    """Whoever is to look after the claim does not work here, or no longer does."""


def assign_claim(*, by: User, claim: Claim, assignee: User, deadline: date | None = None) -> Assignment:
    """Have one person look after a claim; whoever did before no longer does.

    Raises NotAColleague.
    """
    if not colleagues().filter(pk=assignee.pk).exists():
        raise NotAColleague(assignee.get_username())
    with acting(by=by, action="assign claim"):
        moment = lock_questions([claim.question_id])
        _end(claim, by, moment)
        return Assignment.objects.create(
            claim=claim, assignee=assignee, deadline=deadline, assigned_at=moment, assigned_by=by
        )


def end_assignment(*, by: User, claim: Claim) -> None:
    """Done, or nobody's any more; where nobody looked after it nothing changes."""
    with acting(by=by, action="end assignment"):
        moment = lock_questions([claim.question_id])
        _end(claim, by, moment)


def _end(claim: Claim, by: User, moment: datetime) -> None:
    Assignment.objects.filter(claim=claim, ended_at__isnull=True).update(ended_at=moment, ended_by=by)


def lead_on(*, by: User, claim: Claim, into: Claim, moment: datetime) -> None:
    """Have `claim` lead on to `into`: whoever had or watched it has or watches that one now.

    For actions that leave it at `moment`, whether somebody moved it or an edit took
    its last tag away. Who looks after `into` already goes on; its watchers are told
    what came with the move.
    """
    claim.moved_to = into
    claim.save(update_fields=["moved_to"])
    held = Assignment.objects.open().filter(claim=claim).first()
    _end(claim, by, moment)
    if held and not Assignment.objects.open().filter(claim=into).exists():
        Assignment.objects.create(
            claim=into, assignee=held.assignee, deadline=held.deadline, assigned_at=moment, assigned_by=by
        )
    watches = Watch.objects.open()
    there = watches.filter(claim=into).values("user")
    gone = list(watches.filter(claim=claim).exclude(user__in=there))
    watches.filter(claim=claim).update(ended=moment)
    Watch.objects.bulk_create(
        [Watch(user_id=one.user_id, claim=into, since=one.seen, seen=one.seen) for one in gone]
    )


def hand_back(*, by: User, claim: Claim, into: Claim, left_at: datetime, moment: datetime) -> None:
    """For an action that takes back at `moment` that `claim` led on at `left_at`: who came along returns."""
    held = Assignment.objects.open().filter(claim=into, assigned_at=left_at).first()
    if held and not Assignment.objects.open().filter(claim=claim).exists():
        _end(into, by, moment)
        Assignment.objects.create(
            claim=claim, assignee=held.assignee, deadline=held.deadline, assigned_at=moment, assigned_by=by
        )
    watching, here = Watch.objects.open().filter(claim=into), Watch.objects.open().filter(claim=claim)
    came = Watch.objects.filter(claim=claim, ended=left_at, user__in=watching.values("user"))
    for one in came.exclude(user__in=here.values("user")):
        # Whoever had not watched the other before began there with what they had seen here.
        watching.filter(user=one.user_id, since=one.seen).update(ended=moment)
        Watch.objects.create(user_id=one.user_id, claim=claim, since=one.seen, seen=one.seen)


def write_note(*, by: User, claim: Claim, text: str) -> DeskNote:
    """A remark for colleagues alone."""
    with acting(by=by, action="write note"):
        moment = lock_questions([claim.question_id])
        return DeskNote.objects.create(claim=claim, text=text, written_at=moment, written_by=by)


def watch_claim(*, by: User, claim: Claim) -> Watch:
    """Tell `by` what changes on the claim from now on; asking twice changes nothing."""
    with acting(by=by, action="watch claim"):
        moment = lock_questions([claim.question_id])
        begun = {"since": moment, "seen": moment}
        return Watch.objects.get_or_create(user=by, claim=claim, ended=None, defaults=begun)[0]


def stop_watching(*, by: User, claim: Claim) -> None:
    """Tell `by` no more of it."""
    with acting(by=by, action="stop watching claim"):
        moment = lock_questions([claim.question_id])
        Watch.objects.open().filter(user=by, claim=claim).update(ended=moment)


def mark_seen(*, by: User, claims: Iterable[str], until: datetime) -> int:
    """`by` has been told what changed on these claims (public ids) up to `until`; how many were news."""
    with acting(by=by, action="mark as seen"):
        mine = Watch.objects.open().filter(user=by, claim__public_id__in=list(claims), seen__lt=until)
        return mine.update(seen=until)

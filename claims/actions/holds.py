"""Legal holds: what readers must not see, now or on a page of the past, by two administrators."""

from __future__ import annotations

from claims.actions.refresh import hold as hold_questions
from claims.actions.refresh import refresh_questions
from claims.lineage import moved_into
from claims.models import Claim, ClaimQuerySet, ClaimState, Hold
from newsroom.access import ADMIN, has_role
from newsroom.actions import acting, lock_questions
from newsroom.models import User


class MayNotHold(Exception):
    """Holds are for administrators, and whoever asked for one does not agree to it."""


class HoldChanged(Exception):
    """A colleague asked for a hold, agreed to this one or lifted it a moment ago."""


def ask_hold(*, by: User, claim: Claim, reason: str) -> Hold:
    """Ask a second administrator to keep the claim from readers. Raises MayNotHold and HoldChanged."""
    _refuse_others(by)
    with acting(by=by, action="ask for hold"):
        moment = lock_questions([claim.question_id])
        if Hold.objects.open().filter(claim=claim).exists():
            raise HoldChanged
        return Hold.objects.create(claim=claim, reason=reason, asked_at=moment, asked_by=by)


def agree_to_hold(*, by: User, hold: Hold) -> Hold:
    """Keep the claim from readers from now on, and from pages of the time when they saw it, others' too.

    So too what moved into it, which says the same. What the site showed is
    derived, and so may be told otherwise; what was recorded stays, with who
    published it and when, in the event log. Raises MayNotHold and HoldChanged.
    """
    _refuse_others(by)
    if by.pk == hold.asked_by_id:
        raise MayNotHold
    with acting(by=by, action="agree to hold"):
        held, moment = hold_questions(_reached(hold).values_list("question", flat=True))
        # Under the lock: nothing moves into the claim any more.
        reached = _reached(hold)
        if not Hold.objects.open().filter(pk=hold.pk, agreed_at__isnull=True).exists():
            raise HoldChanged
        hold.agreed_at, hold.agreed_by = moment, by
        hold.save(update_fields=["agreed_at", "agreed_by"])
        unseen = {"visibility": "desk", "published_at": None, "published_by": None}
        reached.update(**unseen)
        ClaimState.objects.filter(claim__in=reached).update(visibility="desk")
        ClaimState.objects.forget_conflicts_with(list(reached.values_list("public_id", flat=True)))
        refresh_questions(held, moment)
    return hold


def lift_hold(*, by: User, hold: Hold) -> Hold:
    """The claim may be published again, by whoever publishes claims; or what was asked for is not done.

    Pages of the past stay as the hold left them. Raises MayNotHold and HoldChanged.
    """
    _refuse_others(by)
    with acting(by=by, action="lift hold"):
        moment = lock_questions([hold.claim.question_id])
        if not Hold.objects.open().filter(pk=hold.pk).exists():
            raise HoldChanged
        hold.lifted_at, hold.lifted_by = moment, by
        hold.save(update_fields=["lifted_at", "lifted_by"])
    return hold


def _reached(hold: Hold) -> ClaimQuerySet:
    """The claim that is to be held, and what has moved into it: its words are alike."""
    return Claim.objects.filter(pk__in=moved_into(hold.claim_id))


def _refuse_others(person: User) -> None:
    if not has_role(person, ADMIN):
        raise MayNotHold

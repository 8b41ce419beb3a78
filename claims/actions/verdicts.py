"""Checks, verdicts and approvals: what the desk did itself, what it concludes, and who agreed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.actions.refresh import hold, refresh_questions
from claims.derived import contradicting
from claims.lineage import recorders
from claims.models import Approval, Check, Claim, ClaimState, Statement, Verdict
from claims.vocabulary import NEEDS_APPROVAL
from newsroom.access import ADMIN, has_role
from newsroom.actions import acting
from newsroom.models import User


class MayNotDecide(Exception):
    """An account that grants roles issues no verdicts or rulings and gives no approvals."""


class ClaimMoved(Exception):
    """The claim has moved on: what is found and decided of it belongs to where it is now."""


class NeedsEvidence(Exception):
    """Confirmed and refuted need a check with an address, a document or a reply."""


class MayNotApprove(Exception):
    """The reviewer proposed the verdict, or once recorded a statement on the claim."""


class VerdictOutdated(Exception):
    """The evidence changed after the reviewer was shown it, or the verdict no longer stands."""


def refuse_admin(person: User) -> None:
    """Raise MayNotDecide for an account that grants roles."""
    if has_role(person, ADMIN):
        raise MayNotDecide


def refuse_moved(*claims: Claim) -> None:
    """Raise ClaimMoved where a claim has moved; under its question's lock, as that may just have happened."""
    if Claim.objects.filter(pk__in=[claim.pk for claim in claims], moved_to__isnull=False).exists():
        raise ClaimMoved


@dataclass(frozen=True, slots=True)
class Document:
    """A file kept with a check."""

    name: str
    media_type: str
    data: bytes


def record_check(
    *,
    by: User,
    claim: Claim,
    what_we_did: str,
    result: str = "inconclusive",
    url: str = "",
    archive_url: str = "",
    document: Document | None = None,
    person_asked: str = "",
    asked_at: datetime | None = None,
    deadline: datetime | None = None,
) -> Check:
    """The desk's own work on a claim: what it looked at, or whom it asked and until when.

    Whoever approves a verdict at the same time has either seen it or is
    refused. Raises ClaimMoved.
    """
    with acting(by=by, action="record check"):
        _held, moment = hold([claim.question_id])
        refuse_moved(claim)
        return Check.objects.create(
            claim=claim,
            what_we_did=what_we_did,
            result=result,
            url=url,
            archive_url=archive_url,
            attachment=document.data if document else None,
            attachment_name=document.name if document else "",
            attachment_type=document.media_type if document else "",
            attachment_sha256=hashlib.sha256(document.data).hexdigest() if document else "",
            person_asked=person_asked,
            asked_at=(asked_at or moment) if person_asked else None,
            deadline=deadline,
            recorded_at=moment,
            recorded_by=by,
            entered_at=moment,
        )


class AlreadyReplied(Exception):
    """A reply is recorded, perhaps by a colleague a moment ago, and stays."""


def record_reply(*, by: User, check: Check, reply: str, replied_at: datetime | None = None) -> Check:
    """What the person asked said, in their words. Raises AlreadyReplied, and CheckWithdrawn."""
    with acting(by=by, action="record reply"):
        _held, moment = hold([check.claim.question_id])
        check.refresh_from_db(fields=["reply", "left_at"])
        _refuse_withdrawn(check)
        if check.reply:
            raise AlreadyReplied
        check.reply, check.replied_at = reply, replied_at or moment
        check.save(update_fields=["reply", "replied_at"])
    return check


class CheckWithdrawn(Exception):
    """The check was taken back, perhaps by a colleague a moment ago."""


class CheckNeeded(Exception):
    """Something public rests on this check alone; `reason` is one of `REASONS`."""

    REASONS = ("accusation", "verdict")

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def withdraw_check(*, by: User, check: Check, why: str) -> Check:
    """Take back a check that was recorded by mistake; pages of the time it stood still show it.

    Raises CheckWithdrawn, and CheckNeeded where a public accusation or an
    approved verdict would be left with nothing: that has to go first, which
    never waits for anybody. The database refuses both by itself.
    """
    with acting(by=by, action="withdraw check"):
        _held, moment = hold([check.claim.question_id])
        check.refresh_from_db(fields=["left_at"])
        _refuse_withdrawn(check)
        _refuse_needed(check)
        check.withdrawn_at, check.withdrawn_by, check.withdrawn_why = moment, by, why
        check.left_at = moment
        check.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why", "left_at"])
    return check


def _refuse_withdrawn(check: Check) -> None:
    if check.left_at:
        raise CheckWithdrawn


def _refuse_needed(check: Check) -> None:
    claim = Claim.objects.get(pk=check.claim_id)
    others = Check.objects.standing().filter(claim=claim).exclude(pk=check.pk)
    accuses = claim.alleges_wrongdoing and claim.visibility == "published" and claim.moved_to_id is None
    if accuses and not others.asking().exists():
        raise CheckNeeded("accusation")
    agreed = Verdict.objects.standing().filter(
        claim=claim, status__in=NEEDS_APPROVAL, approvals__isnull=False
    )
    if agreed.exists() and not others.with_evidence().exists():
        raise CheckNeeded("verdict")


def propose_verdict(*, by: User, claim: Claim, status: str, note: str) -> Verdict:
    """What the desk concludes, with the evidence it rests on.

    Counts at once, unless it is confirmed or refuted: then it waits for
    another person. Raises MayNotDecide, ClaimMoved and NeedsEvidence.
    """
    refuse_admin(by)
    with acting(by=by, action="propose verdict"):
        held, moment = hold([claim.question_id])
        refuse_moved(claim)
        if status in NEEDS_APPROVAL:
            _refuse_bare(claim)
        verdict = Verdict.objects.create(
            claim=claim,
            status=status,
            note=note,
            evidence=evidence_snapshot(claim),
            decided_at=moment,
            decided_by=by,
            entered_at=moment,
        )
        refresh_questions(held, moment)
    return verdict


def _refuse_bare(claim: Claim) -> None:
    if not Check.objects.standing().filter(claim=claim).with_evidence().exists():
        raise NeedsEvidence


def approve_verdict(*, by: User, verdict: Verdict, digest: str) -> Approval:
    """A second person agrees, on the evidence whose digest the page carried.

    Raises MayNotApprove, MayNotDecide, ClaimMoved, NeedsEvidence, and
    VerdictOutdated where the evidence or the verdict is no longer what the
    reviewer was shown. The database refuses the same people by itself.
    """
    refuse_admin(by)
    if not may_approve(by, verdict):
        raise MayNotApprove
    with acting(by=by, action="approve verdict"):
        held, moment = hold([verdict.claim.question_id])
        refuse_moved(verdict.claim)
        stands = Verdict.objects.waiting().filter(pk=verdict.pk).exists()
        if not stands or digest != evidence_digest(verdict.claim):
            raise VerdictOutdated
        _refuse_bare(verdict.claim)
        approval = Approval.objects.create(
            verdict=verdict, approved_at=moment, approved_by=by, digest=digest, entered_at=moment
        )
        refresh_questions(held, moment)
    return approval


def may_approve(user: User, verdict: Verdict) -> bool:
    """Whether `user` neither proposed the verdict nor ever recorded a statement on its claim."""
    return verdict.decided_by_id != user.pk and user.pk not in recorders(verdict.claim_id)


def withdraw_verdict(*, by: User, verdict: Verdict) -> Verdict:
    """The desk no longer stands by it. Never waits for approval; withdrawing twice changes nothing."""
    with acting(by=by, action="withdraw verdict"):
        held, moment = hold([verdict.claim.question_id])
        standing = Verdict.objects.standing().filter(pk=verdict.pk)
        standing.update(withdrawn_at=moment, withdrawn_by=by, left_at=moment)
        refresh_questions(held, moment)
    verdict.refresh_from_db()
    return verdict


#: What of a claim's state counts as its evidence.
_COUNTED = (
    "outlets",
    "origins_for",
    "origins_against",
    "on_record_origins",
    "untraced_outlets",
    "denials",
    "silences",
    "open_conflicts",
    "conflicts_with",
)


def evidence_snapshot(claim: Claim) -> dict[str, Any]:
    """What the record shows of a claim now, as a verdict keeps it: counts, and the ids they rest on.

    `desk_conflicts` are contradictions that the desk sees and readers do not, where there are such:
    that they are published later is nothing new to whoever decided.
    """
    state = ClaimState.objects.at().filter(claim=claim).values(*_COUNTED).first() or {}
    statements = Statement.objects.standing().filter(claim=claim).order_by("public_id")
    checks = Check.objects.standing().filter(claim=claim).order_by("public_id")
    seen: dict[str, Any] = {
        **state,
        "statements": list(statements.values_list("public_id", flat=True)),
        "checks": list(checks.values_list("public_id", flat=True)),
    }
    clashing = contradicting([claim.pk])[claim.pk]
    if unseen := [one for one in clashing if one not in state.get("conflicts_with", ())]:
        seen["desk_conflicts"] = unseen
    return seen


def evidence_digest(claim: Claim, snapshot: Mapping[str, Any] | None = None) -> str:
    """SHA-256 of the evidence as it stands, to show that a reviewer saw this and nothing else.

    `snapshot` is the evidence, where it has been read just before.
    """
    seen = dict(evidence_snapshot(claim) if snapshot is None else snapshot)
    replied = Check.objects.standing().filter(claim=claim).exclude(reply="").order_by("public_id")
    # A reply is filled into a check that the snapshot names already. Where there is none, the digest
    # stays what it was in approvals given earlier and elsewhere.
    if replies := list(replied.values_list("public_id", flat=True)):
        seen["replies"] = replies
    written = json.dumps(seen, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()

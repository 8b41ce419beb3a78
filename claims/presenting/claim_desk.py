"""One claim as the desk decides on it: the evidence in words, verdicts, who may approve, what may be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from claims.access import PUBLISHERS, RULERS, TAGGERS
from claims.actions.claims import lacks
from claims.actions.questions import may_clear
from claims.actions.verdicts import may_approve
from claims.evidence import Evidence, Reason, evidence, explanation
from claims.lineage import recorders
from claims.models import Check, Claim, Verdict
from claims.presenting.bearings import Bearing
from claims.presenting.claim_record import ClaimRecord
from claims.presenting.evidence_compared import Compared, compared
from claims.presenting.names import names_in
from claims.reading import read_questions
from claims.record import Id
from claims.vocabulary import SAYS_OTHERWISE
from claims.wording.reasons import reason
from newsroom.access import ADMIN, EDITOR, REVIEWER, has_role
from newsroom.models import User

#: Reasons whose subjects are voices and not statements.
_ABOUT_VOICES = (
    "no_origin",
    "one_origin",
    "independent_origins",
    "all_trace_to_one_origin",
    "unnamed",
    "origins_against",
)


@dataclass(frozen=True, slots=True)
class Rights:
    """What one person may do on the page of one claim."""

    tag: bool
    check: bool
    propose: bool
    approve: bool
    rule: bool
    publish: bool
    withdraw: bool
    hold: bool

    @property
    def any(self) -> bool:
        return self.check or self.approve or self.rule or self.publish


def rights(user: User) -> Rights:
    """By role. An account that grants roles decides nothing."""
    decides = not has_role(user, ADMIN)
    return Rights(
        tag=has_role(user, *TAGGERS),
        check=has_role(user, EDITOR),
        propose=decides and has_role(user, EDITOR),
        approve=decides and has_role(user, REVIEWER),
        rule=decides and has_role(user, *RULERS),
        publish=has_role(user, *PUBLISHERS),
        withdraw=has_role(user, EDITOR, REVIEWER),
        hold=has_role(user, ADMIN),
    )


def reasons(record: ClaimRecord, bearings: list[Bearing]) -> list[str]:
    """The evidence in words, most telling first."""
    found = explanation(record.evidence, _conflicting(record, bearings))
    voices = {one.code: _voices(one, record.evidence) for one in found}
    names = names_in(record.reading.entities, {entity for ones in voices.values() for entity in ones})
    return [
        reason(one.code, one.count, [names.shown(entity) for entity in voices[one.code]]) for one in found
    ]


def _voices(one: Reason, found: Evidence) -> Collection[Id]:
    """Whom the sentence names."""
    if one.code == "all_trace_to_one_statement":
        return () if found.common_voice is None else (found.common_voice,)
    return one.subjects if one.code in _ABOUT_VOICES else ()


def _conflicting(record: ClaimRecord, bearings: list[Bearing]) -> list[Evidence]:
    """The evidence of each claim that this one is in contradiction with, on its own question or another."""
    others = {
        other for one in bearings if one.relation == "contradicts" and (other := one.other(record.claim))
    }
    readings = {record.reading.question.id: record.reading}
    if further := {other.question_id for other in others} - readings.keys():
        readings |= read_questions(further)
    return [
        evidence(reading.on(other.pk), reading.entities, reading.relays)
        for other in sorted(others, key=lambda one: one.pk)
        for reading in [readings[other.question_id]]
    ]


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict that stands, and how the record differs from what it was decided on."""

    verdict: Verdict
    changed: Compared


@dataclass(frozen=True, slots=True)
class Waiting:
    """A verdict that needs a second person: whether the one who looks is that person, or why not.

    `why_not` is "" for one who may approve, else role, proposer or recorder.
    `approvers` are those here who may; where there are none, `admins` can invite one.
    `against` are the checks whose result speaks against it.
    """

    verdict: Verdict
    changed: Compared
    why_not: str
    approvers: tuple[User, ...]
    admins: tuple[User, ...]
    against: tuple[Check, ...]


def in_force(record: ClaimRecord, now: Mapping[str, Any]) -> Decided | None:
    """The verdict that readers see, beside the evidence as it is `now`."""
    verdict = record.state.verdict
    if verdict is None:
        return None
    rows = Verdict.objects.select_related("decided_by").prefetch_related("approvals__approved_by")
    return Decided(rows.get(pk=verdict.pk), compared(verdict.evidence, now))


def waiting(claim: Claim, checks: list[Check], user: User, now: Mapping[str, Any]) -> list[Waiting]:
    """Verdicts on `claim` that wait for a second person, the latest first."""
    found = Verdict.objects.waiting().filter(claim=claim).select_related("claim", "decided_by")
    return [
        Waiting(
            one,
            compared(one.evidence, now),
            _why_not(user, one),
            *_second_people(one),
            tuple(check for check in checks if check.result == SAYS_OTHERWISE.get(one.status)),
        )
        for one in found
    ]


def _why_not(user: User, verdict: Verdict) -> str:
    if verdict.decided_by_id == user.pk:
        return "proposer"
    if not rights(user).approve:
        return "role"
    return "" if may_approve(user, verdict) else "recorder"


def _second_people(verdict: Verdict) -> tuple[tuple[User, ...], tuple[User, ...]]:
    """Reviewers who may approve it; and the admins, only where there are none."""
    involved = {verdict.decided_by_id, *recorders(verdict.claim_id)}
    approvers = tuple(_people(REVIEWER).exclude(pk__in=involved).exclude(groups__name=ADMIN))
    return approvers, () if approvers else tuple(_people(ADMIN))


def _people(role: str) -> QuerySet[User]:
    return User.objects.filter(is_active=True, groups__name=role).order_by("first_name", "username")


@dataclass(frozen=True, slots=True)
class Publishing:
    """Whether the claim is published, what keeps `user` from it, and from saying that it accuses nobody.

    Where it takes a second person `alone` says that there is none here; `admins` can invite one.
    """

    published: bool
    moved: bool
    lacks: tuple[str, ...]
    may_clear: bool
    alone: bool
    admins: tuple[User, ...]


def publishing(claim: Claim, user: User) -> Publishing:
    """What `user` would be told on publishing, and on clearing an accusation."""
    published = claim.visibility == "published"
    lacking = () if published else tuple(lacks(claim, user))
    alone = "needs_second_person" in lacking and not _other_publishers(claim).exists()
    return Publishing(
        published,
        claim.moved_to_id is not None,
        lacking,
        may_clear(user, claim),
        alone,
        tuple(_people(ADMIN)) if alone else (),
    )


def _other_publishers(claim: Claim) -> QuerySet[User]:
    """Editors who did not record the claim."""
    return _people(EDITOR).exclude(pk=claim.recorded_by_id)

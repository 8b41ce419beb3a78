"""What a merge, or the end of one, would change: computed from the record as it would be, and not stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.actions.entities import naming
from claims.actions.refresh import dependents
from claims.contradictions import Finding
from claims.derived import StateRow, derive
from claims.models import Claim, Statement
from claims.presenting.bearings import Bearing
from claims.reading import Supposed
from claims.wording import sentences
from claims.wording.words import LABELLED, RULE

#: Questions compared before the desk is told that there are more; each is read twice.
MOST_QUESTIONS = 300
#: Claims and findings listed; the others are counted.
_LISTED = 40


@dataclass(frozen=True, slots=True)
class Shift:
    """A claim that would rest on something else, and in words what would differ."""

    claim: Claim
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds, and how it is called now and then; "" where it is not found."""

    bearing: Bearing
    now: str
    then: str

    @property
    def sentence(self) -> str:
        return self.bearing.sentence


@dataclass(frozen=True, slots=True)
class Effect:
    """All that would change. `left_out` questions were not compared, as there are too many."""

    shifts: tuple[Shift, ...]
    found: tuple[Found, ...]
    more_shifts: int
    more_found: int
    questions: int
    left_out: int
    digest: str

    @property
    def nothing(self) -> bool:
        return not (self.shifts or self.found)


def effect_of(supposed: Supposed) -> Effect:
    """What readers and the desk would see change, in a number of queries that does not depend on how much."""
    touched = sorted(dependents(naming({*supposed.merged, *supposed.merged.values(), *supposed.parted})))
    compared = set(touched[:MOST_QUESTIONS])
    findings, states = derive(compared)
    findings_then, states_then = derive(compared, supposed=supposed)
    shifted = {
        one: (states[one], new) for one, new in states_then.items() if _told(states[one]) != _told(new)
    }
    changed = _changed(_graded(findings), _graded(findings_then))
    claims = _claims({*list(shifted)[:_LISTED], *_sides(list(changed)[:_LISTED])})
    return Effect(
        shifts=tuple(Shift(claims[one], *_differing(*rows)) for one, rows in list(shifted.items())[:_LISTED]),
        found=_found(dict(list(changed.items())[:_LISTED]), claims),
        more_shifts=max(len(shifted) - _LISTED, 0),
        more_found=max(len(changed) - _LISTED, 0),
        questions=len(touched),
        left_out=len(touched) - len(compared),
        digest=hashlib.sha256(repr((sorted(shifted.items()), list(changed.items()))).encode()).hexdigest(),
    )


def _told(state: StateRow) -> tuple[str, ...]:
    """What a claim rests on, as the desk reads it: a sentence for each thing."""
    return (
        sentences.counters(state.outlets, state.origins_for, state.untraced_outlets),
        sentences.on_record(state.on_record_origins),
        sentences.denied_by(state.origins_against) or _("No identified source denies it."),
        sentences.contradicted_for_readers(state.open_conflicts),
    )


def _differing(now: StateRow, then: StateRow) -> tuple[str, str]:
    """The sentences that differ, before and after."""
    pairs = [pair for pair in zip(_told(now), _told(then), strict=True) if pair[0] != pair[1]]
    return " ".join(one for one, _other in pairs), " ".join(other for _one, other in pairs)


Key = tuple[object, ...]
Grades = tuple[Finding, str, str]


def _graded(rows: Mapping[Key, object]) -> dict[Key, Finding]:
    return {key: row.found for key, row in rows.items()}  # type: ignore[attr-defined]


def _changed(now: Mapping[Key, Finding], then: Mapping[Key, Finding]) -> dict[Finding, tuple[str, str]]:
    """Findings that would come, go or be graded otherwise, with how they are called."""
    found = {}
    for key in sorted({*now, *then}, key=repr):
        one, other = now.get(key), then.get(key)
        names = _called(one), _called(other)
        if names[0] != names[1]:
            either = one or other
            assert either
            found[either] = names
    return found


def _called(one: Finding | None) -> str:
    return "" if one is None else str(LABELLED.get((one.level, one.label)) or RULE[one.rule])


def _sides(findings: Iterable[Finding]) -> set[int]:
    return {side for one in findings for side in (one.claim_a, one.claim_b) if side is not None}


def _claims(ids: Iterable[int]) -> dict[int, Claim]:
    rows = Claim.objects.filter(pk__in=set(ids)).select_related("question", "entity")
    return {row.pk: row for row in rows}


def _found(changed: Mapping[Finding, tuple[str, str]], claims: Mapping[int, Claim]) -> tuple[Found, ...]:
    subjects = {one.subject for one in changed if one.subject is not None}
    statements = {row.pk: row for row in Statement.objects.filter(pk__in=subjects)} if subjects else {}
    return tuple(
        Found(
            Bearing(
                claims[one.claim_a],
                None if one.claim_b is None else claims[one.claim_b],
                None if one.subject is None else statements[one.subject],
                one.rule,
                one.level,
                one.label,
            ),
            now,
            then,
        )
        for one, (now, then) in changed.items()
    )

"""Where what is stored as derived is not what the record says, in words for whoever runs the site."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

from claims.actions.refresh import SIDES, recorded
from claims.derived import FindingRow, StateRow, derive
from claims.models import Claim, ClaimState, Finding, Statement


def stale(questions: Collection[int]) -> list[str]:
    """Each stored row of these questions that differs, is missing or should not be, one a line."""
    findings, states = derive(set(questions))
    return [*_stale_states(questions, states), *_stale_findings(questions, findings)]


def _stale_states(questions: Collection[int], states: Mapping[int, StateRow]) -> Iterator[str]:
    rows = ClaimState.objects.at().filter(claim__question__in=questions).order_by("claim")
    stored = {row.claim_id: row for row in rows}
    names = dict(Claim.objects.filter(pk__in=states).values_list("pk", "public_id"))
    for claim, state in states.items():
        if claim not in stored:
            yield f"state of {names[claim]}: missing"
        elif found := _differences(stored[claim], state.columns()):
            yield f"state of {names[claim]}: {found}"


def _stale_findings(
    questions: Collection[int], findings: Mapping[tuple[object, ...], FindingRow]
) -> Iterator[str]:
    rows = Finding.objects.filter(question__in=questions)
    stored = {attrgetter(*SIDES)(row): row for row in rows}
    since = recorded(findings.values())
    named = _named({*stored, *findings})
    for key, found in findings.items():
        if key not in stored:
            yield f"finding {named[key]}: missing"
        elif changed := _differences(stored[key], _columns(found, since)):
            yield f"finding {named[key]}: {changed}"
    for key in stored.keys() - findings.keys():
        yield f"finding {named[key]}: no rule finds it"


def _columns(found: FindingRow, since: Mapping[int, datetime]) -> dict[str, Any]:
    return {**found.grades(), "since": found.since(since)}


def _differences(row: Any, wanted: Mapping[str, Any]) -> str:
    pairs = ((name, getattr(row, name), value) for name, value in wanted.items())
    return ", ".join(
        f"{name} is {found!s} and should be {value!s}" for name, found, value in pairs if found != value
    )


def _named(keys: Collection[tuple[Any, ...]]) -> dict[tuple[Any, ...], str]:
    """Findings by rule and public ids, as an operator can look them up."""
    claims = {claim for _question, _rule, a, b, _subject in keys for claim in (a, b)}
    names = dict(Claim.objects.filter(pk__in=claims - {None}).values_list("pk", "public_id"))
    subjects = {key[4] for key in keys} - {None}
    statements = dict(Statement.objects.filter(pk__in=subjects).values_list("pk", "public_id"))
    return {key: " ".join([key[1], names[key[2]], names.get(key[3]) or statements[key[4]]]) for key in keys}

"""Two claims and what sets them against each other: a rule, a person, or both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from claims.actions.refresh import recorded
from claims.contradictions import Finding as FoundFinding
from claims.derived import findings_at, relations, shows_found
from claims.models import ClaimState, Finding, Ruling, Statement
from claims.presenting.conflicts import Conflict, earlier_first
from claims.wording import words
from newsroom.models import DeskSettings


@dataclass(frozen=True, slots=True)
class Changed:
    """How many statements on the two claims came or went after an editor ruled."""

    new: int
    gone: int

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


@dataclass(frozen=True, slots=True)
class Tie:
    """How the two bear on each other, who says so, and whether it still rests on the same statements."""

    conflict: Conflict
    ruling: Ruling | None
    changed: Changed

    @property
    def is_dismissed(self) -> bool:
        return self.conflict.relation == "unrelated"


def tie_between(one: ClaimState, other: ClaimState, at: datetime | None, desk: DeskSettings) -> Tie | None:
    """What relates two claims at `at`, gravest first; None where nothing does that readers may see.

    What an editor dismissed is still there to be read, with the reason.
    """
    a, b = sorted((one, other), key=lambda state: state.claim_id)
    sides = Q(claim_a=a.claim_id, claim_b=b.claim_id)
    found = _found_then(a, b, at) if at else _found_now(sides)
    rulings = list(Ruling.objects.standing(at).filter(sides).select_related("ruled_by"))
    unruled = shows_found(at, desk)
    ties = [tie for tie in relations(found, rulings) if tie.ruled or unruled]
    if not ties:
        return None
    tie = min(ties, key=lambda tie: list(words.RELATION).index(tie.relation))
    ruling = _deciding(rulings, tie.rule) if tie.ruled else None
    finding = next((key for key in found if key.rule == tie.rule), None)
    conflict = Conflict(
        a,
        b,
        tie.relation,
        finding.label if finding else "",
        tie.rule,
        tie.ruled,
        ruling.note if ruling else "",
        found[finding] if finding else ruling.ruled_at if ruling else None,
    )
    return Tie(earlier_first([conflict], at)[0], ruling, _changed(ruling, a, b, at))


def _found_now(sides: Q) -> dict[FoundFinding, datetime]:
    """The findings, and since when each is there."""
    return {
        FoundFinding(
            one.question_id, one.rule, one.claim_a_id, one.claim_b_id, None, one.level, one.label, ()
        ): one.since
        for one in Finding.objects.between_claims().filter(sides).order_by("pk")
    }


def _found_then(a: ClaimState, b: ClaimState, at: datetime) -> dict[FoundFinding, datetime]:
    """Findings are stored for now only: for an earlier moment the question is compared again."""
    sides = (a.claim_id, b.claim_id)
    found = findings_at([a.claim.question_id], at, sides)
    rows = [row for row in found if (row.found.claim_a, row.found.claim_b) == sides]
    times = recorded(rows)
    return {replace(row.found, pairs=()): row.since(times) for row in rows}


def _deciding(rulings: list[Ruling], rule: str) -> Ruling | None:
    """The ruling on the rule itself, else the one made by hand on the pair."""
    by_rule = {one.rule: one for one in rulings}
    return by_rule.get(rule) or by_rule.get("")


def _changed(ruling: Ruling | None, a: ClaimState, b: ClaimState, at: datetime | None) -> Changed:
    if ruling is None:
        return Changed(0, 0)
    on_both = Statement.objects.standing(at).filter(claim__in=(a.claim_id, b.claim_id))
    now, seen = set(on_both.values_list("public_id", flat=True)), set(ruling.statements_seen)
    return Changed(new=len(now - seen), gone=len(seen - now))

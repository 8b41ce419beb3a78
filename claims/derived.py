"""What follows from the record: findings and what the site shows of each claim, computed afresh.

`claims.actions.refresh` stores it; `manage.py refresh --check` and the as-of
pages compare and show it. Reading only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import Q

from claims.contradictions import Finding, find
from claims.evidence import Evidence, evidence, suggested_status
from claims.models import Approval, Claim, ClaimState, Ruling, Verdict
from claims.models import Finding as FoundRow
from claims.reading import AS_IT_IS, Reading, Supposed, read_questions
from claims.vocabulary import RELATION_OF
from newsroom.actions import desk_settings
from newsroom.history import rows_at
from newsroom.models import DeskSettings

#: A status, since when, and by which verdict.
InForce: TypeAlias = tuple[str, datetime | None, int | None]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as it is to be stored."""

    found: Finding

    def sides(self) -> dict[str, Any]:
        """The columns that identify it."""
        one = self.found
        return {
            "question_id": one.question,
            "rule": one.rule,
            "claim_a_id": one.claim_a,
            "claim_b_id": one.claim_b,
            "subject_id": one.subject,
        }

    def grades(self) -> dict[str, Any]:
        """The columns that may change while it is the same finding."""
        return {"level": self.found.level, "label": self.found.label, "pairs": self.found.pair_count}

    def statements(self) -> set[Any]:
        """All statements it rests on."""
        subject = {self.found.subject} if self.found.subject else set()
        return subject.union(*self.found.pairs) if self.found.pairs else subject

    def since(self, recorded: Mapping[int, datetime]) -> datetime:
        """When the desk had recorded both sides of the earliest pair."""
        pairs: Iterable[tuple[Any, ...]] = self.found.pairs or ((self.found.subject,),)
        return min(max(recorded[one] for one in pair) for pair in pairs)


@dataclass(frozen=True, slots=True)
class StateRow:
    """A claim's state as it is to be stored; the columns of ClaimState."""

    visibility: str
    status: str
    status_at: datetime
    verdict_id: int | None
    suggested: str
    outlets: int
    origins_for: int
    origins_against: int
    on_record_origins: int
    untraced_outlets: int
    denials: int
    silences: int
    open_conflicts: int
    conflicts_with: tuple[str, ...]

    def columns(self) -> dict[str, Any]:
        own = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**own, "conflicts_with": list(self.conflicts_with)}

    def matches(self, row: ClaimState) -> bool:
        """Whether the stored row says the same."""
        return all(getattr(row, name) == value for name, value in self.columns().items())


@dataclass(frozen=True, slots=True)
class Relation:
    """Two claims of which a rule or a person says that they bear on each other, and how.

    A person's ruling wins over the rule; `relation` is contradicts, tension,
    refines, updates or unrelated.
    """

    claim_a: int
    claim_b: int
    rule: str
    relation: str
    ruled: bool


def relations(findings: Iterable[Finding], rulings: Iterable[Ruling]) -> list[Relation]:
    """Findings between claims with the rulings applied, and the relations made by hand.

    A ruling on the finding's own rule wins over one made by hand on the pair,
    and either over the rule.
    """
    ruled = {(r.claim_a_id, r.claim_b_id, r.rule): r.relation for r in rulings if r.claim_b_id}
    by_hand = {key[:2]: relation for key, relation in ruled.items() if key[2] == ""}
    result = []
    for one in findings:
        if one.claim_b is None:
            continue
        pair = (one.claim_a, one.claim_b)
        relation = ruled.get((*pair, one.rule)) or by_hand.get(pair)
        result.append(Relation(*pair, one.rule, relation or RELATION_OF[one.level], relation is not None))
    found = {(one.claim_a, one.claim_b) for one in result}
    result += [Relation(*pair, "", relation, True) for pair, relation in by_hand.items() if pair not in found]
    return result


def contradicting(claims: Collection[int]) -> dict[int, list[str]]:
    """For each of `claims` the ids of those that contradict it for the desk: also what readers do not see.

    And also where a rule finds it and readers are to wait for an editor's ruling. In three queries.
    """
    sides = Q(claim_a__in=claims) | Q(claim_b__in=claims)
    ties = relations(findings_now(sides), Ruling.objects.standing().filter(sides, claim_b__isnull=False))
    pairs = {(tie.claim_a, tie.claim_b) for tie in ties if tie.relation == "contradicts"}
    both_ways = pairs | {(other, one) for one, other in pairs}
    current = Claim.objects.current().filter(pk__in={other for _one, other in both_ways})
    ids = dict(current.values_list("pk", "public_id"))
    against: defaultdict[int, list[str]] = defaultdict(list)
    for one, other in both_ways:
        if other in ids:
            against[one].append(ids[other])
    return {claim: sorted(against[claim]) for claim in claims}


def derive(
    questions: Collection[int],
    at: datetime | None = None,
    supposed: Supposed = AS_IT_IS,
    begun: Collection[Claim] = (),
) -> tuple[dict[tuple[object, ...], FindingRow], dict[int, StateRow]]:
    """Findings by key and states by claim for `questions`, as the record stands or stood at `at`.

    With `supposed`, as they would be. Where all the claims were `begun` a moment ago nothing is decided yet.
    """
    decided = set(questions) - {claim.question_id for claim in begun}
    rulings = _rulings(decided, at)
    related = {side.question_id for r in rulings for side in (r.claim_a, r.claim_b) if side}
    readings = read_questions({*questions, *related}, at, supposed, begun)
    found = {q: _found(reading) for q, reading in readings.items() if q in questions}
    evidences = {
        claim: evidence(reading.on(claim), reading.entities, reading.relays)
        for reading in readings.values()
        for claim in reading.claims
    }
    ties = relations([one for ones in found.values() for one in ones], rulings)
    asked = {q: readings[q] for q in questions if q in readings}
    states = _states(asked, evidences, ties, _verdicts(decided & asked.keys(), at), at)
    rows = (FindingRow(one) for ones in found.values() for one in ones)
    return {tuple(row.sides().values()): row for row in rows}, states


def findings_now(sides: Q) -> list[Finding]:
    """What is stored of the findings between two claims that `sides` chooses, without its statements."""
    rows = FoundRow.objects.between_claims().filter(sides).order_by("pk")
    # As tuples: a question with a hundred answers has thousands.
    columns = rows.values_list("question", "rule", "claim_a", "claim_b", "level", "label")
    return [
        Finding(question, rule, a, b, None, level, label, ())
        for question, rule, a, b, level, label in columns
    ]


def findings_at(
    questions: Collection[int], at: datetime, claims: Collection[int] | None = None
) -> list[FindingRow]:
    """What the rules found on `questions` at `at`; where `claims` are given, among these alone."""
    readings = read_questions(questions, at).values()
    return [FindingRow(one) for reading in readings for one in _found(reading, claims)]


def _found(reading: Reading, claims: Collection[int] | None = None) -> Sequence[Finding]:
    said = [one for one in reading.statements if claims is None or one.claim in claims]
    return find(reading.question, said, reading.entities, reading.relays)


def _rulings(questions: Collection[int], at: datetime | None) -> list[Ruling]:
    if not questions:
        return []
    between = Ruling.objects.standing(at).on_questions(questions).filter(claim_b__isnull=False)
    return list(between.select_related("claim_a", "claim_b"))


def _states(
    readings: Mapping[int, Reading],
    evidences: Mapping[int, Evidence],
    ties: list[Relation],
    verdicts: Mapping[int, InForce],
    at: datetime | None,
) -> dict[int, StateRow]:
    claims = _as_seen([claim for reading in readings.values() for claim in reading.rows], at)
    shown_unruled = bool(ties) and shows_found(at)
    against: defaultdict[int, set[int]] = defaultdict(set)
    shown: defaultdict[int, set[int]] = defaultdict(set)
    for tie in ties:
        if tie.relation == "contradicts":
            for one, other in ((tie.claim_a, tie.claim_b), (tie.claim_b, tie.claim_a)):
                against[one].add(other)
                if tie.ruled or shown_unruled:
                    shown[one].add(other)
    others = {other for ones in shown.values() for other in ones}
    published = _published(others, at) if others else {}
    return {
        claim.pk: _state(
            claim,
            evidences[claim.pk],
            [evidences[other] for other in against[claim.pk] - {claim.pk} if other in evidences],
            sorted(published[other] for other in shown[claim.pk] if other in published),
            verdicts.get(claim.pk, ("", None, None)),
        )
        for claim in claims
    }


def _as_seen(claims: Sequence[Claim], at: datetime | None) -> Sequence[Claim]:
    """The claims, each as visible as it was at `at`."""
    then = rows_at("claims_claim", [claim.public_id for claim in claims], at) if at else {}
    for claim in claims:
        if was := then.get(claim.public_id):
            claim.visibility, claim.moved_to_id = was["visibility"], was["moved_to_id"]
            claim.published_at = was["published_at"] and datetime.fromisoformat(was["published_at"])
    return claims


def _published(claims: Collection[int], at: datetime | None) -> dict[int, str]:
    """Those of `claims` that readers see, or saw at `at`, by key; one that has moved is seen no more."""
    if at is None:
        rows = Claim.objects.filter(pk__in=claims).published().current()
        return dict(rows.values_list("pk", "public_id"))
    shown = ClaimState.objects.at(at).published().filter(claim__in=claims)
    return dict(shown.values_list("claim_id", "claim__public_id"))


def shows_found(at: datetime | None, desk: DeskSettings | None = None) -> bool:
    """Whether readers see, or saw at `at`, what a rule finds before an editor has ruled on it.

    `desk` are the settings of now, where they have been read already.
    """
    now = desk or desk_settings()
    if at is None:
        return now.shows_found
    # The row is older than the log, which knows it from its first change on.
    as_made = {"shows_found": DeskSettings._meta.get_field("shows_found").get_default()}
    return bool(rows_at("newsroom_desksettings", [now.pk], at).get(str(now.pk), as_made)["shows_found"])


def _state(
    claim: Claim,
    found: Evidence,
    conflicting: list[Evidence],
    conflicts_with: list[str],
    verdict: InForce,
) -> StateRow:
    return StateRow(
        # A claim that has moved on is no longer shown here, though it was.
        visibility="desk" if claim.moved_to_id else claim.visibility,
        status=verdict[0],
        status_at=verdict[1] or claim.published_at or claim.recorded_at,
        verdict_id=verdict[2],
        suggested=suggested_status(claim.nature, found, conflicting),
        outlets=len(found.outlets),
        origins_for=len(found.origins_for),
        origins_against=len(found.origins_against),
        on_record_origins=found.on_record,
        untraced_outlets=len(found.untraced),
        denials=len(found.denials),
        silences=len(found.silences),
        open_conflicts=len(conflicts_with),
        conflicts_with=tuple(conflicts_with),
    )


def _verdicts(questions: Collection[int], at: datetime | None) -> dict[int, InForce]:
    """The status in force of each claim that has one, since when, and by which verdict.

    A verdict that needed a second person counts from that person's approval.
    """
    if not questions:
        return {}
    in_force = Verdict.objects.filter(claim__question__in=questions).in_force(at)
    chosen: dict[int, Verdict] = {}
    for verdict in in_force:
        chosen.setdefault(verdict.claim_id, verdict)
    approved: dict[int, datetime] = {}
    given = Approval.objects.standing(at).filter(verdict__in=[one.pk for one in chosen.values()])
    for verdict_id, approved_at in given.order_by("-approved_at").values_list("verdict_id", "approved_at"):
        approved[verdict_id] = approved_at
    return {
        claim: (one.status, max(one.decided_at, approved.get(one.pk, one.decided_at)), one.pk)
        for claim, one in chosen.items()
    }

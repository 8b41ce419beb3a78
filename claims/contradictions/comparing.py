"""All findings on one question, from its statements alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from claims.contradictions.finding import Finding, finding_order
from claims.contradictions.grading import Camp, Speakers, grade, label
from claims.contradictions.rules import clashes, comparable, escalation, silence_broken
from claims.origins import speakers, trace
from claims.record import Entities, Id, Question, Statement, id_order
from claims.vocabulary import SILENCES, SPEAKING, STANCE


def find(
    question: Question,
    statements: Iterable[Statement],
    entities: Entities,
    relays: Mapping[Id, Statement] | None = None,
) -> tuple[Finding, ...]:
    """What the rules find among the statements on `question`, the same in whatever order they come.

    `relays` holds what they were taken from, which tells whose words they are.
    """
    ordered = sorted(statements, key=lambda one: id_order(one.id))
    known = {**(relays or {}), **{one.id: one for one in ordered}}
    named = {one.id: speakers(trace(one, known), entities) for one in ordered}
    comparison = _Comparison(question, entities, named, {one.id: place for place, one in enumerate(ordered)})
    found = (
        *comparison.clashing_claims(ordered),
        *comparison.broken_silences(ordered),
        *comparison.escalations(ordered),
    )
    return tuple(sorted(found, key=finding_order))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What every rule needs to know beside the statements it compares."""

    question: Question
    entities: Entities
    speakers: Speakers
    rank: Mapping[Id, int]

    def clashing_claims(self, statements: Sequence[Statement]) -> Iterator[Finding]:
        """C1 to C5. All of a camp say the same, so that one stands for all of them before a rule."""
        clashing: dict[tuple[str, Id, Id], list[tuple[Camp, Camp]]] = {}
        for one, other in combinations(_camps(statements), 2):
            for rule in clashes(self.question, one[0], other[0], self.entities):
                clashing.setdefault((rule, one[0].claim, other[0].claim), []).append((one, other))
        for (rule, claim_a, claim_b), sides in clashing.items():
            grades = grade(self.question, sides, self.speakers, self.entities)
            pairs = [pair for one, other in sides for pair in product(one, other)]
            yield self._finding(rule, claim_a, claim_b, None, grades, pairs)

    def broken_silences(self, statements: Sequence[Statement]) -> Iterator[Finding]:
        """T1: one finding per silence, with every statement that breaks it; a tension."""
        spoken = [one for one in statements if one.kind in SPEAKING]
        for silent in (one for one in statements if one.kind in SILENCES):
            broken_by = [one for one in spoken if silence_broken(silent, one, self.entities)]
            if broken_by:
                near = label([silent], broken_by, self.speakers, self.entities)
                pairs = [(silent, one) for one in broken_by]
                yield self._finding("T1", silent.claim, None, silent.id, ("tension", near), pairs)

    def escalations(self, statements: Sequence[Statement]) -> Iterator[Finding]:
        """T2: one finding per statement, with every hedge it drops; a tension within its article."""
        beside: dict[tuple[Id, Id], list[Statement]] = {}
        for one in statements:
            beside.setdefault((one.article, one.claim), []).append(one)
        for one in statements:
            dropped = escalation(one, beside[one.article, one.claim])
            if dropped is not None:
                pairs = [(one, other) for other in dropped]
                yield self._finding("T2", one.claim, None, one.id, ("tension", "same_article"), pairs)

    def _finding(
        self,
        rule: str,
        claim_a: Id,
        claim_b: Id | None,
        subject: Id | None,
        grades: tuple[str, str],
        pairs: Sequence[tuple[Statement, Statement]],
    ) -> Finding:
        ids = sorted(((one.id, other.id) for one, other in pairs), key=self._pair_order)
        return Finding(self.question.id, rule, claim_a, claim_b, subject, *grades, tuple(ids))

    def _pair_order(self, pair: tuple[Id, Id]) -> tuple[int, int]:
        return self.rank[pair[0]], self.rank[pair[1]]


def _camps(statements: Sequence[Statement]) -> list[Camp]:
    """Comparable statements by claim and stance, claims in order, support before denial."""
    camps: dict[tuple[Id, bool], list[Statement]] = {}
    for one in statements:
        if comparable(one):
            camps.setdefault((one.claim, STANCE[one.kind] == "deny"), []).append(one)
    order = sorted(camps, key=lambda key: (id_order(key[0]), key[1]))
    return [camps[key] for key in order]

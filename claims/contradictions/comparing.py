"""All findings on one question, from its statements alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

from claims.contradictions.finding import Finding, Pair, finding_order
from claims.contradictions.grading import Speakers, gravest, label, level
from claims.contradictions.rules import clashes, comparable, escalation, silence_broken
from claims.origins import speakers, trace
from claims.record import Entities, Id, Question, Statement, id_order
from claims.vocabulary import SILENCES, SPEAKING, STANCE

#: The statements of one claim and one stance: all say the same, so one stands for all in a C-rule.
Camp: TypeAlias = Sequence[Statement]


def find(question: Question, statements: Iterable[Statement], entities: Entities) -> tuple[Finding, ...]:
    """What the rules find among the statements on `question`, the same in whatever order they come."""
    ordered = sorted(statements, key=lambda one: id_order(one.id))
    known = {one.id: one for one in ordered}
    named = {one.id: speakers(trace(one, known), entities) for one in ordered}
    comparison = _Comparison(question, entities, named)
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

    def clashing_claims(self, statements: Sequence[Statement]) -> Iterator[Finding]:
        """C1 to C5: what a question's claims say is compared once, then all their statements are paired."""
        pairs: dict[tuple[str, Id, Id], list[tuple[Statement, Statement]]] = {}
        for one, other in combinations(_camps(statements), 2):
            for rule in clashes(self.question, one[0], other[0], self.entities):
                pairs.setdefault((rule, one[0].claim, other[0].claim), []).extend(product(one, other))
        for (rule, claim_a, claim_b), clashing in pairs.items():
            grades = ((level(self.question, one, other), self._label(one, other)) for one, other in clashing)
            yield self._finding(rule, claim_a, claim_b, None, gravest(grades), clashing)

    def broken_silences(self, statements: Sequence[Statement]) -> Iterator[Finding]:
        """T1: one finding per silence, with every statement that breaks it; a tension."""
        spoken = [one for one in statements if one.kind in SPEAKING]
        for silent in (one for one in statements if one.kind in SILENCES):
            pairs = [(silent, one) for one in spoken if silence_broken(silent, one, self.entities)]
            if pairs:
                grades = (("tension", self._label(*pair)) for pair in pairs)
                yield self._finding("T1", silent.claim, None, silent.id, gravest(grades), pairs)

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

    def _label(self, one: Statement, other: Statement) -> str:
        return label(one, other, self.speakers, self.entities)

    def _finding(
        self,
        rule: str,
        claim_a: Id,
        claim_b: Id | None,
        subject: Id | None,
        grade: tuple[str, str],
        pairs: Sequence[tuple[Statement, Statement]],
    ) -> Finding:
        ids: list[Pair] = sorted(
            ((one.id, other.id) for one, other in pairs),
            key=lambda pair: (id_order(pair[0]), id_order(pair[1])),
        )
        return Finding(self.question.id, rule, claim_a, claim_b, subject, *grade, tuple(ids))


def _camps(statements: Sequence[Statement]) -> list[Camp]:
    """Comparable statements by claim and stance, claims in order, support before denial."""
    camps: dict[tuple[Id, bool], list[Statement]] = {}
    for one in statements:
        if comparable(one):
            camps.setdefault((one.claim, STANCE[one.kind] == "deny"), []).append(one)
    order = sorted(camps, key=lambda key: (id_order(key[0]), key[1]))
    return [camps[key] for key in order]

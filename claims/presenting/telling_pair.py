"""Of all statements that bear a conflict out, the two that show it best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice, product
from typing import TypeAlias

from claims.contradictions.grading import label, level
from claims.contradictions.rules import clashes
from claims.origins import speakers, trace
from claims.reading import Reading
from claims.record import Id, Statement, id_order
from claims.vocabulary import LABELS, LEVELS, STANCE

Pair: TypeAlias = tuple[Statement, Statement]

#: Of each camp only so many are looked at: they all say the same.
_ENOUGH = 30


def telling_pair(reading: Reading, claim_a: Id, claim_b: Id, rule: str) -> Pair | None:
    """The gravest pair between which `rule` fires, the closest of these, the earliest recorded of those.

    That is the pair which gave the finding its level and its label.
    """
    known = {**reading.relays, **{one.id: one for one in reading.statements}}
    pairs = list(_clashing(reading, claim_a, claim_b, rule))
    named = {one.id: speakers(trace(one, known), reading.entities) for one in set(chain.from_iterable(pairs))}

    def rank(pair: Pair) -> tuple[object, ...]:
        one, other = pair
        return (
            LEVELS.index(level(reading.question, one, other)),
            LABELS.index(label([one], [other], named, reading.entities)),
            id_order(one.id),
            id_order(other.id),
        )

    return min(pairs, key=rank, default=None)


def first_that_says(statements: Iterable[Statement]) -> Statement | None:
    """The first statement that says the claim; one that takes another stance where none does."""
    order = ("support", "deny", "query", "none")
    ones = sorted(statements, key=lambda one: (order.index(STANCE[one.kind]), id_order(one.id)))
    return ones[0] if ones else None


def _clashing(reading: Reading, claim_a: Id, claim_b: Id, rule: str) -> Iterable[Pair]:
    for ones, others in product(_camps(reading.on(claim_a)), _camps(reading.on(claim_b))):
        # All of a camp say the same, so that one stands for all before the rule.
        if claim_a == claim_b and STANCE[ones[0].kind] == "deny":
            continue
        if rule in clashes(reading.question, ones[0], others[0], reading.entities):
            yield from product(islice(ones, _ENOUGH), islice(others, _ENOUGH))


def _camps(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Those that say it and those that deny it, the certain ones first."""
    camps = ([one for one in statements if STANCE[one.kind] == stance] for stance in ("support", "deny"))
    return [sorted(camp, key=lambda one: one.certainty != "certain") for camp in camps if camp]

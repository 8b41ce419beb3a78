"""Of all statements that bear a conflict out, the two that show it best."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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


def telling_pair(
    reading: Reading, claim_a: Id, claim_b: Id, rule: str, wordless: Collection[Id] = ()
) -> Pair | None:
    """The gravest pair between which `rule` fires, the closest of these, the earliest recorded of those.

    That is a pair which gave the finding its level and its label; one with words to show goes before
    one of which a side, or both, are `wordless`.
    """
    known = {**reading.relays, **{one.id: one for one in reading.statements}}
    pairs = list(_clashing(reading, claim_a, claim_b, rule, wordless))
    named = {one.id: speakers(trace(one, known), reading.entities) for one in set(chain.from_iterable(pairs))}

    def rank(pair: Pair) -> tuple[object, ...]:
        one, other = pair
        return (
            LEVELS.index(level(reading.question, one, other)),
            LABELS.index(label([one], [other], named, reading.entities)),
            (one.id in wordless) + (other.id in wordless),
            id_order(one.id),
            id_order(other.id),
        )

    return min(pairs, key=rank, default=None)


def first_that_says(statements: Iterable[Statement], wordless: Collection[Id] = ()) -> Statement | None:
    """The first statement that says the claim; one that takes another stance where none does.

    Of those alike, one with words to show goes before one that is `wordless`.
    """
    order = ("support", "deny", "query", "none")
    ones = sorted(
        statements, key=lambda one: (order.index(STANCE[one.kind]), one.id in wordless, id_order(one.id))
    )
    return ones[0] if ones else None


def _clashing(
    reading: Reading, claim_a: Id, claim_b: Id, rule: str, wordless: Collection[Id]
) -> Iterable[Pair]:
    for ones, others in product(_camps(reading.on(claim_a), wordless), _camps(reading.on(claim_b), wordless)):
        # All of a camp say the same, so that one stands for all before the rule.
        if claim_a == claim_b and STANCE[ones[0].kind] == "deny":
            continue
        if rule in clashes(reading.question, ones[0], others[0], reading.entities):
            yield from product(islice(ones, _ENOUGH), islice(others, _ENOUGH))


def _camps(statements: Sequence[Statement], wordless: Collection[Id]) -> list[list[Statement]]:
    """Those that say it and those that deny it, the certain ones first, then those with words to show."""
    camps = ([one for one in statements if STANCE[one.kind] == stance] for stance in ("support", "deny"))
    return [
        sorted(camp, key=lambda one: (one.certainty != "certain", one.id in wordless))
        for camp in camps
        if camp
    ]

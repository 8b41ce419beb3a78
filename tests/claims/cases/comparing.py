"""Which rules fire: shared by the tables of cases."""

from __future__ import annotations

from typing import Any

from claims.contradictions import find
from claims.record import Entities, Question, Statement, Value
from tests.claims.cases.record import WORLD, asks, says


def rules(
    question: Question, *statements: Statement, entities: Entities = WORLD, accuse: bool = False
) -> list[str]:
    """The codes of the rules that fire; those on an outlet's manner only if asked for."""
    found = find(question, statements, entities)
    return [one.rule for one in found if accuse or one.rule.startswith("C")]


def between(answer_type: str, one: Value, other: Value, **more: Any) -> list[str]:
    """The rules that fire between two voices with these two answers, the same both ways round."""
    question = asks(answer_type, **more)
    a, b = says("S1", "C-a", one), says("S2", "C-b", other)
    swapped = says("S1", "C-a", other), says("S2", "C-b", one)
    found = rules(question, a, b)
    assert found == rules(question, *swapped), "a rule must not depend on which claim comes first"
    return found

"""Recompute one question among 1,000 and among 100,000 claims: the cost does not depend on the rest.

The question has four answers, forty statements by twenty voices in ten
articles, relays of two other questions' statements, a ruling across questions
and merged voices. `./run bench refresh-one-question [CLAIMS …]`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from benchmarks.database import scratch_database
from benchmarks.filling import fill
from benchmarks.measuring import cost, whole_tables
from claims.actions.claims import NewValue, add_claim, add_question, publish
from claims.actions.entities import end, link, merge
from claims.actions.refresh import hold, refresh_questions
from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink, NewStatement, tag
from claims.derived import derive
from claims.models import Claim, Question, Statement
from claims.stale import stale
from newsroom.actions import acting, create_account
from newsroom.models import User
from newsroom.roles import EDITOR
from sources.actions import add_article, add_entity
from sources.models import Capture, Entity
from sources.quotes import passage_at

SIZES = (1_000, 100_000)


def main(arguments: Sequence[str]) -> int:
    sizes = [int(one) for one in arguments] or SIZES
    with scratch_database():
        by = create_account(username="bench", name="Bench", roles=[EDITOR], password=None, by=None)
        desk = Desk(by)
        filled = 0
        for size in sorted(sizes):
            fill(size - filled, by=by, first=1_000_000 + filled)
            filled = size
            _report(desk, size)
    return 0


def _report(desk: Desk, size: int) -> None:
    print(f"\n{size:,} claims in the database")
    for name, act in desk.acts().items():
        print(f"  {name:42} {cost(act)}")
        for one in whole_tables(act):
            print(f"    reads the whole of {one}")
    assert stale([desk.question.pk]) == []


class Desk:
    """One question of a normal size, made as the desk makes it."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.voices = [add_entity(by=by, kind="person", name=f"Speaker {n}") for n in range(20)]
        outlets = [add_entity(by=by, kind="outlet", name=f"Paper {n}") for n in range(10)]
        self.captures = [
            add_article(by=by, text="Some were hurt. " * 40, outlet=one, published="2025-05-20")
            for one in outlets
        ]
        self.question, self.claims = self._question("How many were hurt in the great fire?", (1, 2, 3, 4))
        _beside, others = self._question("How many were hurt elsewhere?", (5, 6))
        told = [self._tag(claim, self.captures[0], self.voices[0]) for claim in others]
        for number in range(40):
            source = told[number % 2] if number % 10 == 0 else None
            voice = self.voices[number % 20]
            self._tag(self.claims[number % 4], self.captures[number % 10], voice, source)
        rule_on_claims(by=by, claim=self.claims[0], other=others[0], relation="contradicts", note="Both.")
        merge(by=by, source=self.voices[1], target=self.voices[2])
        link(by=by, source=self.voices[3], target=self.voices[4], kind="speaks_for", reason="So.")

    def _question(self, text: str, numbers: Sequence[int]) -> tuple[Question, list[Claim]]:
        question = add_question(by=self.by, text=text, answer_type="number")
        claims = [
            add_claim(
                by=self.by,
                question=question,
                text=f"{n} were",
                value=NewValue(low=Decimal(n), high=Decimal(n)),
            )
            for n in numbers
        ]
        return question, publish(by=self.by, claims=claims)

    def _tag(
        self, claim: Claim, capture: Capture, voice: Entity, source: Statement | None = None
    ) -> Statement:
        chain = [NewLink(voice, "on_record", derived_from=source)]
        return tag(
            by=self.by,
            claim=claim,
            capture=capture,
            passage=passage_at(capture.text, 0, 15),
            new=NewStatement(certainty="certain", caveat="attributed", chain=chain),
        )

    def acts(self) -> dict[str, Callable[[], Any]]:
        """What is measured; each leaves the record as it was."""
        return {
            "derive, reading only": lambda: derive([self.question.pk]),
            "refresh, under its locks": self._refresh,
            "tag one statement": undone(lambda: self._tag(self.claims[0], self.captures[0], self.voices[5])),
            "merge two of its voices, and unmerge": undone(self._merge),
        }

    def _refresh(self) -> None:
        with acting(by=self.by, action="refresh"):
            held, moment = hold([self.question.pk])
            refresh_questions(held, moment)

    def _merge(self) -> None:
        end(by=self.by, row=merge(by=self.by, source=self.voices[6], target=self.voices[7]))


def undone(act: Callable[[], Any]) -> Callable[[], None]:
    """`act`, and its transaction rolled back."""

    def acted() -> None:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)

    return acted

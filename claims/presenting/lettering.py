"""A question's answers in order, each with its letter: the same on every page that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.models import ClaimState
from claims.presenting.answers import answer
from claims.presenting.conflicts import Conflict
from claims.seams import columns
from claims.wording.letters import letter


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its letter, and whether a seam runs before it."""

    state: ClaimState
    letter: str
    split: bool

    @property
    def words(self) -> str:
        return answer(self.state.claim)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Answers in order. Each seam parts all answers before it from all after it where `clean`."""

    answers: tuple[Answer, ...]
    clean: bool

    @property
    def letters(self) -> Mapping[int, str]:
        """Each claim's letter, by the claim's key."""
        return {one.state.claim_id: one.letter for one in self.answers}

    @property
    def has_seam(self) -> bool:
        return any(one.split for one in self.answers)


def lettered(states: Sequence[ClaimState], conflicts: Iterable[Conflict]) -> Lettering:
    """The answers that these states show, the odd one first."""
    known = {one.claim_id: one for one in sorted(states, key=lambda one: one.claim_id)}
    clashing = [(c.a.claim_id, c.b.claim_id) for c in conflicts if c.relation == "contradicts"]
    found = columns(tuple(known), clashing, {pk: one.outlets for pk, one in known.items()})
    answers = (
        Answer(known[claim], letter(number), claim in found.splits)
        for number, claim in enumerate(found.order)
    )
    return Lettering(tuple(answers), found.clean)

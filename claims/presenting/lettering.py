"""A question's answers in order, each with its letter: the same on every page that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
    def odd(self) -> bool:
        """Whether the first answer is ruled out by all others, and no other is by any."""
        return self.clean and [one.split for one in self.answers].count(True) == 1 and self.answers[1].split


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


@dataclass(frozen=True, slots=True)
class Lettered:
    """A conflict with its answers in the order of their letters; "" where one answers another question."""

    conflict: Conflict
    a: str
    b: str

    @property
    def same(self) -> bool:
        """Whether one answer is both said and denied."""
        return self.conflict.a.claim_id == self.conflict.b.claim_id


def in_letters(conflicts: Iterable[Conflict], lettering: Lettering) -> list[Lettered]:
    """The conflicts by their letters, those with other questions last. An update keeps the order of time."""
    place = {one.state.claim_id: number for number, one in enumerate(lettering.answers)}
    found = []
    for one in conflicts:
        ends = [place.get(one.a.claim_id, len(place)), place.get(one.b.claim_id, len(place))]
        if ends[0] > ends[1] and one.relation != "updates":
            one, ends = replace(one, a=one.b, b=one.a), ends[::-1]
        found.append((sorted(ends), ends, one))
    found.sort(key=lambda row: (row[0][1] == len(place), row[0]))
    letters = [*(answer.letter for answer in lettering.answers), ""]
    return [
        Lettered(one, letters[ends[0]], letters[ends[1]]) if len(place) not in ends else Lettered(one, "", "")
        for _both, ends, one in found
    ]

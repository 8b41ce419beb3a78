"""What moving, merging or splitting a claim would change, found by doing it and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.db import transaction

from claims.derived import contradicting
from claims.models import Check, Claim, ClaimState, Ruling, Statement, Verdict
from claims.wording import sentences

#: What of a state the desk is told about before and after.
_SHOWN = ("visibility", "status", "suggested", "outlets", "origins_for", "untraced_outlets", "open_conflicts")


@dataclass(frozen=True, slots=True)
class Shift:
    """A claim whose state would change; `before` is None for one that would be made.

    `clashed` and `clashes` count the claims that contradict it for the desk, before and after.
    """

    claim: Claim
    before: ClaimState | None
    after: ClaimState
    clashed: int
    clashes: int

    @property
    def now(self) -> str:
        """What it rests on now, in words."""
        return _told(self.before, self.clashed) if self.before else ""

    @property
    def then(self) -> str:
        """What it would rest on."""
        return _told(self.after, self.clashes)


def _told(state: ClaimState, clashes: int) -> str:
    counted = sentences.counters(state.outlets, state.origins_for, state.untraced_outlets)
    # Of a claim that is itself the desk's alone, readers see nothing.
    seen = state.open_conflicts if state.visibility == "published" else clashes
    return f"{counted} {sentences.contradicted_at_the_desk(clashes, seen=seen)}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What would change. `target` has no lasting id where `is_new`; it `accuses` by this alone."""

    target: Claim
    is_new: bool
    accuses: bool
    leaves: bool
    statements: int
    shifts: tuple[Shift, ...]
    rulings_ended: int
    checks_left: int
    verdicts_left: int

    @property
    def hides(self) -> bool:
        """Whether readers would lose what they see now: it would go where they do not look."""
        seen = {shift.before.visibility for shift in self.shifts if shift.before}
        return "published" in seen and self.target.visibility != "published"


def effect_of(act: Callable[[], Claim], claim: Claim, questions: Collection[int]) -> Effect:
    """What `act`, which takes statements from `claim` to the claim it returns, would change.

    `questions` are those it may touch, besides the target's. What the act
    raises is raised here.
    """
    accused = dict(Claim.objects.filter(question__in=questions).values_list("pk", "alleges_wrongdoing"))
    rulings = Ruling.objects.standing()
    with transaction.atomic():
        before, standing = _states(questions), rulings.count()
        target = act()
        touched = {*questions, target.question_id}
        after = _states(touched)
        claim.refresh_from_db(fields=["moved_to"])
        left = claim.moved_to_id is not None
        effect = Effect(
            target=target,
            is_new=target.pk not in accused,
            accuses=target.alleges_wrongdoing and not accused.get(target.pk, False),
            leaves=left,
            statements=Statement.objects.standing().filter(claim=target, supersedes__claim=claim).count(),
            shifts=_shifts(before, after),
            rulings_ended=standing - rulings.count(),
            checks_left=Check.objects.standing().filter(claim=claim).count() if left else 0,
            verdicts_left=Verdict.objects.standing().filter(claim=claim).count() if left else 0,
        )
        transaction.set_rollback(True)
    claim.moved_to = None
    return effect


State: TypeAlias = tuple[ClaimState, int]


def _states(questions: Collection[int]) -> dict[int, State]:
    """What readers see of each claim, and how many contradict it for the desk."""
    rows = ClaimState.objects.at().filter(claim__question__in=questions).select_related("claim__question")
    states = {row.claim_id: row for row in rows}
    clashing = contradicting(states)
    return {pk: (row, len(clashing[pk])) for pk, row in states.items()}


def _shifts(before: Mapping[int, State], after: Mapping[int, State]) -> tuple[Shift, ...]:
    none: tuple[None, int] = (None, 0)
    were = ((*before.get(pk, none), *now) for pk, now in after.items())
    found = (Shift(now.claim, was, now, clashed, clashes) for was, clashed, now, clashes in were)
    return tuple(sorted((one for one in found if _differs(one)), key=lambda one: one.claim.pk))


def _differs(shift: Shift) -> bool:
    was = shift.before
    return (
        was is None
        or shift.clashed != shift.clashes
        or any(getattr(was, name) != getattr(shift.after, name) for name in _SHOWN)
    )

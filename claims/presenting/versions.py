"""Two versions of a wording side by side, each with its own part of the difference marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sources.rewording import Step, word_diff


@dataclass(frozen=True, slots=True)
class Version:
    """The old wording with what is gone from it marked, and the new one with what has come into it."""

    old: Sequence[Step]
    new: Sequence[Step]

    @property
    def differs(self) -> bool:
        return any(step.kind != "same" for step in (*self.old, *self.new))


def versions(old: str, new: str) -> Version:
    """`old` and `new` compared word by word; an empty `new` has nothing to compare."""
    if not new:
        return Version([Step("same", old)], [])
    steps = word_diff(old, new)
    return Version(
        [step for step in steps if step.kind != "new"], [step for step in steps if step.kind != "gone"]
    )

"""Two versions of a wording side by side, each with its own part of the difference marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sources.rewording import Step, word_diff

_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Version:
    """The old wording with what is gone from it marked, and the new one with what has come into it."""

    old: Sequence[Step]
    new: Sequence[Step]


def versions(old: str, new: str, near: int | None = None) -> Version:
    """`old` and `new` compared word by word; an empty `new` has nothing to compare.

    With `near`, no more than so many words that stayed on either side of a change, and "…" for the others.
    """
    return _compared(old, new, near) if new else Version([Step("same", old)], [])


def _compared(old: str, new: str, near: int | None = None) -> Version:
    steps = word_diff(old, new)
    if near is not None:
        last = len(steps) - 1
        steps = [
            _shortened(step, near if place else 0, near if place < last else 0)
            for place, step in enumerate(steps)
        ]
    steps = [step for one in steps for step in _without_blanks(one)]
    return Version(
        [step for step in steps if not step.kind.startswith("new")],
        [step for step in steps if not step.kind.startswith("gone")],
    )


def around(
    old: tuple[str, str], exact: str, new: tuple[str, str], outer: tuple[str, str, str, str]
) -> Version:
    """The same passage in two places: what its sentence says before and after it compared, the rest quiet.

    `outer` stands around the old sentence and around the new one.
    """
    before, after = _compared(old[0], new[0]), _compared(old[1], new[1])
    kept = Step("kept", exact)
    return Version(
        [Step("around", outer[0]), *before.old, kept, *after.old, Step("around", outer[1])],
        [Step("around", outer[2]), *before.new, kept, *after.new, Step("around", outer[3])],
    )


def _shortened(step: Step, first: int, last: int) -> Step:
    """What stayed, as its `first` and `last` words; whole where that would leave out a single word."""
    words = _WORD.findall(step.text)
    if step.kind != "same" or len(words) <= first + last + 1:
        return step
    head, tail = "".join(words[:first]), "".join(words[len(words) - last :])
    return Step("same", f"{head}… {tail}" if tail else f"{head}…")


def _without_blanks(step: Step) -> list[Step]:
    """The blank after a word is no part of what is marked."""
    words = step.text.rstrip()
    if step.kind == "same" or words == step.text:
        return [step]
    # On its own side alone, as the step was.
    blank = Step(f"{step.kind} blank", step.text[len(words) :])
    return [Step(step.kind, words), blank] if words else [blank]

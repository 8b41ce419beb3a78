"""Two statements beside each other, point by point: what a rule looks at, and what it makes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.presenting.answers import answer
from claims.presenting.contradiction_sides import Side, Sides
from claims.presenting.names import Names, names_in
from claims.record import Entities
from claims.wording import words
from claims.wording.sentences import isolated, listed


@dataclass(frozen=True, slots=True)
class Point:
    """One row of the comparison."""

    head: str
    a: str
    b: str


def compared(sides: Sides) -> list[Point]:
    """The answer with what it lies in, who is how sure, how the outlet puts it, what the desk has seen.

    What is the same for nearly all contradictions is told only where it is not.
    """
    points = [Point(_head(sides.a.state.claim, sides.b.state.claim), *_answers(sides))]

    def add(head: str, told: Callable[[Side], str]) -> None:
        points.append(Point(head, told(sides.a), told(sides.b)))

    if any(one.record.kind != "assertion" for one in sides.ends):
        add(_("What is said of it"), lambda one: str(words.KIND[one.record.kind]))
    if any(one.record.nature != "fact" for one in sides.ends):
        add(_("Nature"), lambda one: str(words.NATURE[one.record.nature]))
    add(_("How sure the speaker is"), lambda one: str(words.CERTAINTY[one.record.certainty or ""]))
    add(_("How the outlet puts it"), lambda one: str(words.CAVEAT[one.record.caveat or ""]))
    if any(reading.question.varies for reading in sides.readings):
        add(_("When it was said"), lambda one: one.when)
    add(_("Original source seen"), _seen)
    return points


def why_no_more(sides: Sides, level: str) -> str:
    """Why this is less than a contradiction; "" where it is one."""
    if level == "update":
        return _("The answer may change over time, and the two were said in different days.")
    if level != "tension":
        return ""
    if any(one.record.nature != "fact" for one in sides.ends):
        return _("No contradiction: at least one of them is a reading of the facts, and both may be honest.")
    if any(one.record.certainty != "certain" for one in sides.ends):
        return _("No contradiction: at least one of them is not stated with certainty.")
    return _("No contradiction: the answer may change over time, and not both are dated.")


def _head(a: Claim, b: Claim) -> str:
    if a.entity and b.entity and a.entity.kind == b.entity.kind == "place":
        return _("Place")
    return {"number": _("Number"), "date": _("Date")}.get(a.answer_type, _("Answer"))


def _answers(sides: Sides) -> list[str]:
    """Each answer; a place or an option with all that it lies in."""
    who = sides.readings[0].entities
    claims = [one.state.claim for one in sides.ends]
    paths = [_within(who, one.entity_id) if one.entity_id else [] for one in claims]
    names = names_in(who, {entity for path in paths for level in path for entity in level})
    return [
        _path(path, names) if path and claim.value_state == "known" else _plain(claim)
        for claim, path in zip(claims, paths, strict=True)
    ]


def _plain(claim: Claim) -> str:
    if claim.value_state != "known":
        return str(words.VALUE_STATE[claim.value_state])
    if claim.answer_type == "yes_no":
        return _("Yes") if claim.yes else _("No")
    return isolated(answer(claim))


def _path(path: list[list[int]], names: Names) -> str:
    """ "Latakia province, within the Mediterranean coast, within Syria"."""
    told = isolated(capfirst(names.shown(path[0][0])))
    for level in path[1:]:
        told = _("%(inner)s, within %(outer)s") % {
            "inner": told,
            "outer": listed([isolated(names.shown(entity)) for entity in level]),
        }
    return told


def _within(who: Entities, entity: int) -> list[list[int]]:
    """What `entity` lies in, step by step, itself first."""
    path, seen = [[who.canonical(entity)]], {who.canonical(entity)}
    while above := _above(who, path[-1]) - seen:
        path.append(sorted(above))
        seen |= above
    return path


def _above(who: Entities, inner: Collection[int]) -> set[int]:
    """What one of `inner` lies in directly."""
    return {
        who.canonical(outer)
        for one, outers in who.lies_in.items()
        if who.canonical(one) in inner
        for outer in outers
    }


def _seen(side: Side) -> str:
    """Whether the desk has seen what the article goes back to."""
    origin = side.record.chain[0] if side.record.chain else None
    if side.record.original_seen:
        return _("Yes")
    return _("No source named") if origin is not None and origin.basis == "own_voice" else _("No")

"""What the record showed when a verdict was decided, against what it shows now: thing by thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import Check, Claim, Statement

#: The counts a verdict keeps, as the desk reads them.
COUNTS = {
    "outlets": _("Outlets that carry it"),
    "origins_for": _("Independent sources for it"),
    "origins_against": _("Independent sources against it"),
    "on_record_origins": _("Sources on record"),
    "untraced_outlets": _("Outlets without a traceable source"),
    "denials": _("Denials"),
    "silences": _("Silences"),
    "open_conflicts": _("Contradictions"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that is no longer what it was."""

    label: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What came and what went since a verdict; empty where nothing did."""

    counts: tuple[Counted, ...] = ()
    statements_new: tuple[Statement, ...] = ()
    statements_gone: tuple[Statement, ...] = ()
    checks_new: tuple[Check, ...] = ()
    checks_gone: tuple[Check, ...] = ()
    claims_new: tuple[Claim, ...] = ()
    claims_gone: tuple[Claim, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def compared(before: Mapping[str, Any], now: Mapping[str, Any]) -> Compared:
    """The two snapshots side by side; a snapshot that came without a key says nothing about it."""
    statements = _came_and_went(before, now, "statements")
    checks = _came_and_went(before, now, "checks")
    came, went = _came_and_went(before, now, "conflicts_with")
    # What was the desk's alone is nothing new to it once readers see it too.
    claims = came - set(before.get("desk_conflicts", ())), went
    rows = _rows(statements, checks, claims)
    return Compared(
        _counts(before, now, clashes="conflicts_with" not in before or any(claims)),
        *(
            tuple(rows[one] for one in sorted(side) if one in rows)
            for side in (*statements, *checks, *claims)
        ),
    )


def _counts(before: Mapping[str, Any], now: Mapping[str, Any], *, clashes: bool) -> tuple[Counted, ...]:
    """The counts that differ; those of contradictions only where it `clashes` with other claims than then."""
    return tuple(
        Counted(str(label), before[name], now.get(name, 0))
        for name, label in COUNTS.items()
        if name in before and before[name] != now.get(name, 0) and (clashes or name != "open_conflicts")
    )


def _came_and_went(before: Mapping[str, Any], now: Mapping[str, Any], name: str) -> tuple[set[str], set[str]]:
    if name not in before:
        return set(), set()
    held, holds = set(before[name]), set(now.get(name, ()))
    return holds - held, held - holds


def _rows(
    statements: tuple[set[str], set[str]],
    checks: tuple[set[str], set[str]],
    claims: tuple[set[str], set[str]],
) -> dict[str, Any]:
    """The rows by public id; no query for what did not change."""
    found: dict[str, Any] = {}
    if any(statements):
        rows = Statement.objects.filter(public_id__in=set.union(*statements))
        found |= {
            row.public_id: row
            for row in rows.select_related("capture__article__outlet").defer("capture__text", "capture__raw")
        }
    if any(checks):
        held = Check.objects.filter(public_id__in=set.union(*checks)).defer("attachment")
        found |= {row.public_id: row for row in held}
    if any(claims):
        found |= {row.public_id: row for row in Claim.objects.filter(public_id__in=set.union(*claims))}
    return found

"""What the site says as of a moment, to be held against what it says of that moment later."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from claims.contradictions import Finding
from claims.derived import StateRow, derive
from claims.models import ClaimState, Question
from claims.sheet import write_sheet

#: An article's outlet and date are told as they are known today, like all names; `as_of` is the moment.
_LEFT_OUT = ("as_of", "outlet", "published")


@dataclass(frozen=True)
class View:
    """Everything that follows from the record at one moment, and what was shown of it then."""

    findings: frozenset[Finding]
    derived: Mapping[int, StateRow]
    shown: Mapping[int, StateRow]
    sheet: bytes

    def changes(self, later: View) -> list[str]:
        """In which parts a view of the same moment, taken later, differs."""
        parts = [
            name for name in ("findings", "derived", "shown") if getattr(self, name) != getattr(later, name)
        ]
        was, now = _lasting(self.sheet), _lasting(later.sheet)
        return parts if was == now else [*parts, "sheet", *_cells(was, now)]


def view(at: datetime) -> View:
    """What the site says as of `at`."""
    findings, derived = derive(questions(), at)
    sheet = io.BytesIO()
    write_sheet(sheet, ClaimState.objects.at(at).published(), at)
    return View(frozenset(row.found for row in findings.values()), derived, shown(at), sheet.getvalue())


def as_of(address: str, at: datetime) -> str:
    """The page at `address` as it was at that moment."""
    return f"{address}?{urlencode({'as_of': at.isoformat()})}"


def read(address: str) -> str:
    """What a reader of that page sees above its foot, which is today's, or why there is no such page."""
    answer = Client().get(address)
    return f"{answer.status_code} {answer.content.decode().partition('<footer')[0]}"


def shown(at: datetime | None = None) -> dict[int, StateRow]:
    """The stored states of all claims that stood at `at`, or stand now."""
    columns = [*StateRow.__dataclass_fields__]
    rows = ClaimState.objects.at(at).values("claim_id", *columns)
    return {row.pop("claim_id"): _state(row) for row in rows}


def _state(columns: dict[str, Any]) -> StateRow:
    return StateRow(**{**columns, "conflicts_with": tuple(columns["conflicts_with"])})


def questions() -> set[int]:
    return set(Question.objects.values_list("pk", flat=True))


def clock() -> datetime:
    """The database's clock, which as-of goes by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def _cells(was: list[dict[str, str]], now: list[dict[str, str]]) -> list[str]:
    """The cells that differ, to see at once what has changed."""
    pairs = ((one, two, name) for one, two in zip(was, now, strict=False) for name in one)
    return [
        f"{one['claim_id']} {one['statement_id']} {name}: {one[name]!r}, then {two[name]!r}"
        for one, two, name in pairs
        if one[name] != two[name]
    ]


def _lasting(sheet: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(sheet.decode(), newline=""))
    return [{name: cell for name, cell in row.items() if name not in _LEFT_OUT} for row in rows]

"""Where a claim's statements come from: claims that moved into it, statements since replaced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

_LINEAGE = """
WITH RECURSIVE lineage(id) AS (
    SELECT %(claim)s::bigint
    UNION SELECT c.id FROM claims_claim AS c JOIN lineage ON c.moved_to_id = lineage.id
)"""
_MOVED_INTO = f"{_LINEAGE} SELECT id FROM lineage"
# Whoever recorded a statement has a hand in what it became, however often it was carried on or replaced.
_RECORDERS = f"""{_LINEAGE},
said(id, supersedes_id, recorded_by_id) AS (
    SELECT s.id, s.supersedes_id, s.recorded_by_id
    FROM claims_statement AS s JOIN lineage ON s.claim_id = lineage.id
    UNION SELECT s.id, s.supersedes_id, s.recorded_by_id
    FROM claims_statement AS s JOIN said ON s.id = said.supersedes_id
)
SELECT DISTINCT recorded_by_id FROM said
"""
_REPLACING = """
WITH RECURSIVE line(id) AS (
    {first}
    UNION SELECT s.id FROM claims_statement AS s JOIN line ON s.supersedes_id = line.id
)
SELECT id FROM line
"""
_REPLACED = """
WITH RECURSIVE line(id, supersedes_id) AS (
    SELECT id, supersedes_id FROM claims_statement WHERE id = ANY(%s)
    UNION SELECT s.id, s.supersedes_id FROM claims_statement AS s JOIN line ON s.id = line.supersedes_id
)
SELECT id FROM line
"""


def moved_into(claim: int) -> set[int]:
    """The claim, and all that moved or were merged into it, however many steps ago."""
    return _ids(_MOVED_INTO, claim)


def recorders(claim: int) -> set[int]:
    """All who ever recorded a statement on the claim, on one that moved into it, or one since replaced."""
    return _ids(_RECORDERS, claim)


def _ids(query: str, claim: int) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"claim": claim})
        return {row[0] for row in cursor.fetchall()}


def replacing(statements: Any) -> RawSQL:
    """The keys of the queryset `statements`, and of all that ever replaced one of them: for a subquery."""
    first, values = statements.order_by().values("pk").query.sql_with_params()
    return RawSQL(_REPLACING.format(first=first), values)


def replaced_by(statements: Iterable[int]) -> RawSQL:
    """The keys `statements`, and of all that one of them replaced, however often: for a subquery."""
    return RawSQL(_REPLACED, [list(statements)])

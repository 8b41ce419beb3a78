"""Where a claim's statements come from: claims that moved into it, statements since replaced."""

from __future__ import annotations

from django.db import connection

# Whoever recorded a statement has a hand in what it became, however often it was carried on or replaced.
_RECORDERS = """
WITH RECURSIVE lineage(id) AS (
    SELECT %(claim)s::bigint
    UNION SELECT c.id FROM claims_claim AS c JOIN lineage ON c.moved_to_id = lineage.id
),
said(id, supersedes_id, recorded_by_id) AS (
    SELECT s.id, s.supersedes_id, s.recorded_by_id
    FROM claims_statement AS s JOIN lineage ON s.claim_id = lineage.id
    UNION SELECT s.id, s.supersedes_id, s.recorded_by_id
    FROM claims_statement AS s JOIN said ON s.id = said.supersedes_id
)
SELECT DISTINCT recorded_by_id FROM said
"""


def recorders(claim: int) -> set[int]:
    """All who ever recorded a statement on the claim, on one that moved into it, or one since replaced."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORDERS, {"claim": claim})
        return {row[0] for row in cursor.fetchall()}

"""Who is who around some entities: merges and links that stood at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

_STANDS = "entered_at <= {at} AND (left_at IS NULL OR left_at > {at})"
_STANDS_NOW = "left_at IS NULL"

#: Merges are followed both ways, since a merged entity's links count for the one it became.
#: Materialized, all merges and links would be read for a few entities.
_REACH = """
WITH RECURSIVE
merge AS NOT MATERIALIZED (SELECT source_id, target_id FROM sources_entitymerge WHERE {stands}),
link AS NOT MATERIALIZED (SELECT source_id, target_id, kind FROM sources_entitylink
         WHERE {stands} AND kind IN ('speaks_for', 'lies_in')),
reach(id) AS (
    SELECT unnest(%(start)s::bigint[])
    UNION
    SELECT step.id FROM reach CROSS JOIN LATERAL (
        SELECT target_id FROM merge WHERE source_id = reach.id
        UNION ALL SELECT source_id FROM merge WHERE target_id = reach.id
        UNION ALL SELECT target_id FROM link WHERE source_id = reach.id
    ) AS step(id)
)
SELECT 'merged', source_id, target_id FROM merge WHERE source_id IN (SELECT id FROM reach)
UNION ALL
SELECT kind, source_id, target_id FROM link WHERE source_id IN (SELECT id FROM reach)
"""

Edges = tuple[dict[int, int], dict[int, frozenset[int]], dict[int, frozenset[int]]]


def edges_above(entities: Iterable[int], at: datetime | None = None) -> Edges:
    """Merges, speaks_for and lies_in that start from `entities` or from what those reach, in one query."""
    stands = _STANDS.format(at="%(at)s") if at else _STANDS_NOW
    with connection.cursor() as cursor:
        cursor.execute(_REACH.format(stands=stands), {"start": sorted(set(entities)), "at": at})
        rows = cursor.fetchall()
    merged = {source: target for kind, source, target in rows if kind == "merged"}
    return merged, _grouped(rows, "speaks_for"), _grouped(rows, "lies_in")


def _grouped(rows: list[tuple[str, int, int]], wanted: str) -> dict[int, frozenset[int]]:
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for kind, source, target in rows:
        if kind == wanted:
            groups[source].add(target)
    return {source: frozenset(targets) for source, targets in groups.items()}


_BELOW = """
WITH RECURSIVE reach(id) AS (
    SELECT unnest(%(start)s::bigint[])
    UNION
    SELECT step.id FROM reach CROSS JOIN LATERAL (
        SELECT source_id FROM sources_entitymerge WHERE target_id = reach.id
        UNION ALL SELECT target_id FROM sources_entitymerge WHERE source_id = reach.id
        UNION ALL SELECT source_id FROM sources_entitylink WHERE target_id = reach.id
    ) AS step(id)
)
SELECT id FROM reach
"""


def entities_below(entities: Iterable[int]) -> set[int]:
    """All entities whose standing may depend on `entities`: those that were ever merged or linked to them."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, {"start": sorted(set(entities))})
        return {row[0] for row in cursor.fetchall()}


_LED_TO = """
WITH RECURSIVE reach(id) AS (
    SELECT unnest(%(start)s::bigint[])
    UNION
    SELECT step.id FROM reach CROSS JOIN LATERAL (
        SELECT target_id FROM sources_entitymerge WHERE source_id = reach.id
        UNION ALL SELECT target_id FROM sources_entitylink WHERE source_id = reach.id
    ) AS step(id)
)
SELECT id FROM reach
"""


def entities_led_to(entities: Iterable[int]) -> set[int]:
    """`entities` and all that they were ever merged into or linked to, step by step."""
    with connection.cursor() as cursor:
        cursor.execute(_LED_TO, {"start": sorted(set(entities))})
        return {row[0] for row in cursor.fetchall()}


_COUNTED_AS = """
WITH RECURSIVE above(id, do_not_name) AS (
    SELECT id, do_not_name FROM sources_entity WHERE slug = %(slug)s
    UNION
    SELECT target.id, target.do_not_name FROM sources_entitymerge AS merge
    JOIN above ON merge.source_id = above.id AND merge.left_at IS NULL
    JOIN sources_entity AS target ON target.id = merge.target_id
),
one(id) AS (
    SELECT id FROM sources_entity
    WHERE slug = %(slug)s AND NOT EXISTS (SELECT FROM above WHERE do_not_name)
    UNION
    SELECT merge.source_id FROM sources_entitymerge AS merge
    JOIN one ON merge.target_id = one.id AND merge.left_at IS NULL
)
SELECT id FROM one
"""


def counted_as(slug: str) -> list[int]:
    """The entity at this address and all that were merged into it.

    None where there is no such address, nor for who must not be named, by
    whatever name: a list found by that name would say whom it is about.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED_AS, {"slug": slug})
        return [row[0] for row in cursor.fetchall()]

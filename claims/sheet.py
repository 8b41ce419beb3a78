"""The claim sheet's rows, as one SQL statement: what `claims.exports.as_csv` says in Python.

One row for each standing statement, and one for a claim without any. The
claims are those of a ClaimState queryset, so that the sheet has the page's
filters and its moment.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db import connection
from psycopg import ClientCursor

from claims.exports.as_csv import COLUMNS, guard_sql
from claims.models import ClaimStateQuerySet

#: Ids, codes, counts and times hold nothing that the guard would change.
_PLAIN = frozenset(
    {
        "as_of", "claim_id", "nature", "status", "status_at", "origins_for", "origins_against",
        "on_record_origins", "untraced_outlets", "denials", "silences", "open_conflicts",
        "conflicts_with", "statement_id", "kind", "stance", "certainty", "caveat", "form", "basis",
        "basis_inferred", "original_seen", "start", "end", "captured_at", "sha256",
    }
)  # fmt: skip


#: The columns of a claim's state that the sheet shows.
_STATE = (
    "claim_id", "verdict_id", "status", "status_at", "origins_for", "origins_against", "on_record_origins",
    "untraced_outlets", "denials", "silences", "open_conflicts", "conflicts_with",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A claim sheet that is whole: how many rows under the heads, and what the bytes hash to."""

    rows: int
    size: int
    sha256: str


def write_sheet(
    file: IO[bytes], states: ClaimStateQuerySet, at: datetime | None, *, bom: bool = False
) -> Sheet:
    """Write the sheet over `states` to `file`, by one COPY, and say what was written.

    COPY ends rows with LF alone, and sends one row at a time: only that last
    LF becomes CRLF, line ends inside a cell stay.
    """
    sql, values = sheet_sql(states, at, guarded=True)
    digest, rows, size = hashlib.sha256(), -1, 0
    with connection.cursor() as cursor:
        # COPY takes no parameters from the client: psycopg writes them into the statement, quoted.
        statement = ClientCursor(cursor.connection).mogrify(
            f"COPY ({sql}) TO STDOUT (FORMAT csv, HEADER)", values
        )
        with cursor.copy(statement) as copy:
            for row in copy:
                line = (codecs.BOM_UTF8 if bom and rows < 0 else b"") + bytes(row)[:-1] + b"\r\n"
                file.write(line)
                digest.update(line)
                rows, size = rows + 1, size + len(line)
    return Sheet(rows, size, digest.hexdigest())


def sheet_rows(states: ClaimStateQuerySet, at: datetime | None) -> list[dict[str, str | None]]:
    """The sheet's rows as `as_csv.write` takes them: the way to read it without a COPY."""
    sql, values = sheet_sql(states, at, guarded=False)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]


def _iso(expression: str) -> str:
    """ISO 8601 in UTC; microseconds only where there are any."""
    written = f"""to_char({expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
    return f"replace({written}, '.000000', '')"


_TRIMMED = "trim_scale({})::text"
_LOW, _HIGH = _TRIMMED.format("c.low"), _TRIMMED.format("c.high")
_VALUE = f"""CASE
    WHEN c.value_state <> 'known' THEN c.value_state
    WHEN c.answer_type = 'yes_no' THEN CASE WHEN c.yes THEN 'yes' ELSE 'no' END
    WHEN c.answer_type = 'number' THEN CASE
        WHEN c.high IS NULL THEN '≥' || {_LOW}
        WHEN c.low IS NULL THEN '≤' || {_HIGH}
        WHEN c.low = c.high THEN {_LOW}
        ELSE {_LOW} || '–' || {_HIGH} END
    WHEN c.answer_type = 'date' THEN c.date
    WHEN c.answer_type = 'entity' THEN answer.shown
    ELSE c.answer_text END"""

_CELLS = {
    "as_of": _iso("coalesce(%(at)s::timestamptz, (SELECT at FROM newsroom_event ORDER BY seq DESC LIMIT 1))"),
    "claim_id": "c.public_id",
    "topic": "topic.title",
    "question": "q.text",
    "claim": "c.text",
    "nature": "c.nature",
    "value": _VALUE,
    "value_min": _LOW,
    "value_max": _HIGH,
    "value_date": "c.date",
    "value_unit": "CASE WHEN c.low IS NOT NULL OR c.high IS NOT NULL THEN q.unit END",
    "status": "CASE WHEN state.status = '' THEN 'not_reviewed' ELSE state.status END",
    "status_at": _iso("state.status_at"),
    "status_note": "verdict.note",
    "origins_for": "state.origins_for::text",
    "origins_against": "state.origins_against::text",
    "on_record_origins": "state.on_record_origins::text",
    "untraced_outlets": "state.untraced_outlets::text",
    "denials": "state.denials::text",
    "silences": "state.silences::text",
    "open_conflicts": "state.open_conflicts::text",
    "conflicts_with": "array_to_string(state.conflicts_with, ' ')",
    "statement_id": "s.public_id",
    "kind": "s.kind",
    "stance": """CASE WHEN s.kind IN ('assertion', 'speculation') THEN 'support'
        WHEN s.kind = 'denial' THEN 'deny' WHEN s.kind = 'doubt' THEN 'query'
        WHEN s.kind IS NOT NULL THEN 'none' END""",
    "certainty": "s.certainty",
    "caveat": "s.caveat",
    "form": "s.form",
    "speaker": "chain.speaker",
    "speaker_as_printed": "chain.as_printed",
    "basis": "chain.basis",
    "basis_inferred": "chain.inferred",
    "chain": "chain.steps",
    "origin": "origin.name",
    "original_seen": "CASE WHEN s.original_seen THEN 'yes' WHEN NOT s.original_seen THEN 'no' END",
    "said": "s.said",
    "published": "a.published",
    "outlet": "CASE WHEN s.id IS NOT NULL THEN coalesce(outlet.shown, '(not named)') END",
    "headline": "a.headline",
    "quote": "quote.quote",
    "start": "s.start::text",
    "end": "s.end::text",
    "url": "a.url",
    "archive_url": "p.archive_url",
    "captured_at": _iso("p.taken_at"),
    "sha256": "p.sha256",
    "lang": "a.language",
}

# Names are today's, and follow today's merges to the entity that counts. `walk` follows a chain's
# statements through those they were derived from, or what stands in the place of one that was replaced,
# and stops where it would turn in a circle, or reach what readers do not see.
_SHEET = """
WITH RECURSIVE
state AS MATERIALIZED ({states}),
s AS (
    SELECT * FROM claims_statement
    WHERE claim_id IN (SELECT claim_id FROM state) AND {stands}
),
merge AS (SELECT source_id, target_id FROM sources_entitymerge WHERE {stands}),
step(source_id, target_id, depth) AS (
    SELECT source_id, target_id, 1 FROM merge
    UNION ALL
    SELECT step.source_id, merge.target_id, depth + 1
    FROM step JOIN merge ON merge.source_id = step.target_id WHERE depth < 32
),
entity AS (
    SELECT e.id, CASE WHEN one.do_not_name THEN one.description ELSE one.name END AS shown,
        one.do_not_name AS hidden
    FROM sources_entity AS e
    LEFT JOIN (SELECT DISTINCT ON (source_id) * FROM step ORDER BY source_id, depth DESC) AS last
        ON last.source_id = e.id
    JOIN sources_entity AS one ON one.id = coalesce(last.target_id, e.id)
),
walk(statement_id, here, path) AS (
    SELECT id, id, ARRAY[id] FROM s
    UNION ALL
    SELECT walk.statement_id, source.id, path || source.id
    FROM walk CROSS JOIN LATERAL (
        SELECT standing.id
        FROM claims_sourcelink AS l CROSS JOIN LATERAL (
            WITH RECURSIVE version AS (
                SELECT * FROM claims_statement WHERE id = l.derived_from_id
                UNION ALL
                SELECT later.* FROM version JOIN claims_statement AS later ON later.supersedes_id = version.id
            )
            SELECT id FROM version WHERE {stands}
            AND EXISTS (SELECT FROM claims_claimstate AS seen
                WHERE seen.claim_id = version.claim_id AND seen.visibility = 'published' AND {shown})
        ) AS standing
        WHERE l.statement_id = walk.here AND l.derived_from_id IS NOT NULL
        ORDER BY l.position LIMIT 1
    ) AS source
    WHERE source.id <> ALL (path)
),
link AS (
    SELECT l.statement_id, l.position, l.basis, l.inferred,
        CASE WHEN entity.hidden THEN NULL ELSE l.as_printed END AS as_printed,
        coalesce(entity.shown, '(outlet not named)') AS shown
    FROM claims_sourcelink AS l LEFT JOIN entity ON entity.id = l.entity_id
    WHERE l.statement_id IN (SELECT id FROM s UNION SELECT here FROM walk)
),
chain AS (
    SELECT statement_id,
        max(shown) FILTER (WHERE position = 0) AS speaker,
        max(as_printed) FILTER (WHERE position = 0) AS as_printed,
        max(basis) FILTER (WHERE position = 0) AS basis,
        max(CASE WHEN inferred THEN 'yes' ELSE 'no' END) FILTER (WHERE position = 0) AS inferred,
        string_agg(
            shown || coalesce(' [' || basis || CASE WHEN inferred THEN ', inferred]' ELSE ']' END, ''),
            ' > ' ORDER BY position) AS steps
    FROM link WHERE statement_id IN (SELECT id FROM s) GROUP BY statement_id
),
furthest AS (
    SELECT DISTINCT ON (statement_id) statement_id, here FROM walk
    ORDER BY statement_id, cardinality(path) DESC
),
origin AS (
    SELECT furthest.statement_id, link.shown AS name
    FROM furthest JOIN link ON link.statement_id = furthest.here AND link.position = 0
),
quote AS (
    -- By article: how much may be shown of one passage depends on the others, and on no other article's.
    SELECT statement_id, quote FROM claims_publicquote WHERE article_id = ANY (ARRAY(
        SELECT DISTINCT article_id FROM sources_capture WHERE id IN (SELECT capture_id FROM s)))
)
SELECT {cells}
FROM state
JOIN claims_claim AS c ON c.id = state.claim_id
JOIN claims_question AS q ON q.id = c.question_id
LEFT JOIN claims_topic AS topic ON topic.id = q.topic_id
LEFT JOIN entity AS answer ON answer.id = c.entity_id
LEFT JOIN claims_verdict AS verdict ON verdict.id = state.verdict_id
LEFT JOIN s ON s.claim_id = c.id
LEFT JOIN chain ON chain.statement_id = s.id
LEFT JOIN origin ON origin.statement_id = s.id
LEFT JOIN sources_capture AS p ON p.id = s.capture_id
LEFT JOIN sources_article AS a ON a.id = p.article_id
LEFT JOIN entity AS outlet ON outlet.id = a.outlet_id
LEFT JOIN quote ON quote.statement_id = s.id
ORDER BY topic.slug COLLATE "C" NULLS LAST, q.public_id COLLATE "C", c.public_id COLLATE "C",
    s.recorded_at, s.public_id COLLATE "C"
"""


def sheet_sql(
    states: ClaimStateQuerySet, at: datetime | None, *, guarded: bool
) -> tuple[str, dict[str, Any]]:
    """The SELECT of the sheet over `states`, and its parameters.

    `guarded` gives the cells as COPY is to write them: texts under the formula
    guard, and null where empty, since COPY writes an empty text as `""`.
    """
    inner, values = states.order_by().values(*_STATE).query.sql_with_params()
    names = {f"state_{number}": value for number, value in enumerate(values)}
    # Its own escaped per cent signs have to come through a second formatting.
    inner = inner.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names)
    cells = {
        name: cell if name in _PLAIN or not guarded else guard_sql(cell) for name, cell in _CELLS.items()
    }
    sql = _SHEET.format(
        states=inner,
        stands=_stands(at),
        shown=_shown(at),
        cells=", ".join(f"NULLIF({cells[name]}, '') AS \"{name}\"" for name in COLUMNS),
    )
    return sql, {**names, "at": at}


def _stands(at: datetime | None) -> str:
    if at is None:
        return "left_at IS NULL"
    return "entered_at <= %(at)s AND (left_at IS NULL OR left_at > %(at)s)"


def _shown(at: datetime | None) -> str:
    if at is None:
        return "seen.shown_to IS NULL"
    return "seen.shown_from <= %(at)s AND (seen.shown_to IS NULL OR seen.shown_to > %(at)s)"

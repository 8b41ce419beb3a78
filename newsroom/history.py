"""What rows said at an earlier moment, by the event log: for those that are edited in place.

Rows of the record stand and leave, and need none of this (`LedgerRow`). A
question's or an article's own columns are mended where they are; what followed
from them before is told by the log, which keeps each row as it was written.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection

_LATEST = """
SELECT DISTINCT ON (object) object, payload FROM newsroom_event
WHERE object = ANY(%s) AND at <= %s ORDER BY object, seq DESC
"""


def rows_at(table: str, names: Collection[Any], at: datetime) -> dict[str, dict[str, Any]]:
    """The columns of these rows of `table` as they were at `at`, by public id, or by key if they have none.

    A row is left out if it came later, or if what the log said of it was redacted.
    """
    if not names:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [[f"{table} {name}" for name in names], at])
        found = cursor.fetchall()
    return {thing.partition(" ")[2]: json.loads(payload) for thing, payload in found if payload}

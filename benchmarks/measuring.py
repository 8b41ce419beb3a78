"""How long a thing takes, how often it asks the database, and whether that has to read a whole table."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

#: A plan that reads this many rows of one table asks too much.
_MANY = 2_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds (the fastest of several tries, and the median), queries, and database pages touched.

    Pages do not depend on how busy the machine is.
    """

    fastest: float
    median: float
    queries: int
    pages: int

    def __str__(self) -> str:
        times = f"{self.fastest:8.1f} ms (median {self.median:.1f})"
        return f"{times}  {self.queries:4} queries  {self.pages:6} pages"


def cost(act: Callable[[], Any], *, times: int = 15) -> Cost:
    """What `act` costs once everything is warm."""
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    # Counted at once: the next request empties the log.
    queries = len(asked)
    taken = []
    before = _pages_touched()
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    pages = (_pages_touched() - before) // times
    return Cost(min(taken), statistics.median(taken), queries, pages)


def _pages_touched() -> int:
    """Pages of tables and indexes that this database has had to look at so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(
            "SELECT sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0))"
            " FROM pg_statio_user_tables"
        )
        pages: int = cursor.fetchone()[0]
    return int(pages)


def whole_tables(act: Callable[[], Any]) -> list[str]:
    """The queries of `act` for which the database reads a large table from end to end."""
    with CaptureQueriesContext(connection) as asked:
        act()
    found = []
    for query in asked.captured_queries:
        sql = query["sql"]
        if (
            not sql.lstrip().upper().startswith(("SELECT", "WITH", "UPDATE", "DELETE"))
            or "pg_advisory" in sql
        ):
            continue
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (FORMAT JSON) " + sql.replace("%", "%%"), ())
            plan = cursor.fetchone()[0][0]["Plan"]
        found += [f"{table}: {sql[:160]}" for table in _scanned(plan)]
    return found


def _scanned(plan: dict[str, Any]) -> list[str]:
    whole = plan["Node Type"] == "Seq Scan" and _rows_of(plan["Relation Name"]) > _MANY
    below = [table for one in plan.get("Plans", ()) for table in _scanned(one)]
    return [plan["Relation Name"], *below] if whole else below


def _rows_of(table: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        rows: float = cursor.fetchone()[0]
    return rows


def most_memory() -> float:
    """The most memory this process has used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

"""The claim sheet over 100,000 statements: rows a second, memory, and one topic of it alone.

`./run bench claim-sheet [CLAIMS]`.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence

from benchmarks.database import scratch_database
from benchmarks.filling import fill
from benchmarks.measuring import most_memory
from claims.models import ClaimState, ClaimStateQuerySet
from claims.sheet import write_sheet
from newsroom.actions import create_account
from newsroom.roles import EDITOR


def main(arguments: Sequence[str]) -> int:
    claims = int(arguments[0]) if arguments else 100_000
    with scratch_database():
        by = create_account(username="bench", name="Bench", roles=[EDITOR], password=None, by=None)
        fill(claims, by=by)
        moment = ClaimState.objects.latest("shown_from").shown_from
        published = ClaimState.objects.at().published()
        topic = published.filter(claim__question__topic__slug="topic-1000000")
        _measure("the first, small: what any start costs", topic.filter(claim=0))
        _measure("one topic of 1,000 claims", topic)
        _measure("all", published)
        _measure("all, as of a moment", ClaimState.objects.at(moment).published(), moment)
    return 0


def _measure(name: str, states: ClaimStateQuerySet, at: object = None) -> None:
    before, start = most_memory(), time.perf_counter()
    with tempfile.TemporaryFile() as file:
        sheet = write_sheet(file, states, at)  # type: ignore[arg-type]
    taken = time.perf_counter() - start
    print(
        f"{name:40} {sheet.rows:>8,} rows  {taken:6.2f} s  {sheet.rows / taken:>8,.0f} rows/s"
        f"  {sheet.size / 1e6:6.1f} MB  memory +{most_memory() - before:.1f} MB"
    )

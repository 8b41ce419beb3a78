"""How much waits at the desk: the tabs over its pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Value

from claims.presenting.queues import QUEUES
from claims.presenting.queues.queue import Queue
from claims.wording.sentences import counted
from newsroom.models import User

#: Beyond this many an exact count costs more than it tells.
COUNTED = 100


@dataclass(frozen=True, slots=True)
class Tab:
    """A queue and how long it is; `more` than the number says where counting stopped."""

    queue: Queue
    number: int
    more: bool

    def __str__(self) -> str:
        return counted(self.number, more=self.more)


def counts(user: User) -> list[Tab]:
    """The queues that are this person's, each with how much waits; in one query for them all."""
    queues = [queue for queue in QUEUES if queue.open_to(user)]
    # Each stops at the limit by itself, which a sum over all of them could not.
    first, *more = (queue.rows(user).order_by().values_list(Value(queue.code))[:COUNTED] for queue in queues)
    waits = Counter(code for (code,) in first.union(*more, all=True))
    return [
        Tab(queue, min(waits[queue.code], COUNTED - 1), more=waits[queue.code] >= COUNTED) for queue in queues
    ]

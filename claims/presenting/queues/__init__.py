"""The desk's queues, in the order of their tabs. A new one is a module of its own and a line here."""

from __future__ import annotations

from claims.presenting.queues.changed import CHANGED
from claims.presenting.queues.incomplete import INCOMPLETE
from claims.presenting.queues.passages import PASSAGES
from claims.presenting.queues.reports import REPORTS
from claims.presenting.queues.unfiled import UNFILED
from claims.presenting.queues.unpublished import UNPUBLISHED
from claims.presenting.queues.unruled import UNRULED
from claims.presenting.queues.untagged import UNTAGGED
from claims.presenting.queues.waiting import WAITING

QUEUES = (UNTAGGED, INCOMPLETE, PASSAGES, UNRULED, WAITING, CHANGED, UNFILED, UNPUBLISHED, REPORTS)

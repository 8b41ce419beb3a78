"""What an edit gave along with its tag, read back from the event log: a row only keeps how it is now."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Subquery

from claims.models import Claim, Question, Statement
from newsroom.models import Event

Row = dict[str, Any]


def given_with(edited: Statement, row: Claim | Question, action: str) -> tuple[Row, Row] | None:
    """The row of its claim or question before and after `action`, where that came with `edited`; else None.

    What whoever edited did between the moment that the statement was entered
    and the statement itself is of that edit: it holds the claim's question
    from the one to the other. Rewording waits for that; filing does not, and
    so a colleague's may fall in between. The rows are named columns, as
    hashed. None too where the log no longer says what they held.
    """
    told = Event.objects.filter(object=f"{row._meta.db_table} {row.public_id}").order_by("seq")
    recorded = Event.objects.filter(object=f"claims_statement {edited.public_id}").order_by("seq")
    within = told.filter(at__gte=edited.entered_at, seq__lt=Subquery(recorded.values("seq")[:1]))
    mine = within.filter(action=f"update: {action}", actor=edited.recorded_by.get_username())
    changed = mine.first()
    before = changed and told.filter(seq__lt=changed.seq).last()
    if not (changed and before and changed.payload and before.payload):
        return None
    return json.loads(before.payload), json.loads(changed.payload)

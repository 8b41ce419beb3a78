"""What an edit gave along with its tag, read back from the event log: a row only keeps how it is now."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Subquery

from claims.models import Claim, Question, Statement
from newsroom.models import Event


def given_with(edited: Statement, row: Claim | Question, action: str) -> tuple[Any, Any] | None:
    """The row of its claim or question before and after `action`, where that came with `edited`; else None.

    The edit had the claim's question to itself from the moment that the
    statement was entered, so that what is logged of the row between that
    moment and the statement is its own. The rows are named columns, as hashed.
    """
    told = Event.objects.filter(object=f"{row._meta.db_table} {row.public_id}").order_by("seq")
    recorded = Event.objects.filter(object=f"claims_statement {edited.public_id}").order_by("seq")
    within = told.filter(at__gte=edited.entered_at, seq__lt=Subquery(recorded.values("seq")[:1]))
    changed = within.filter(action=f"update: {action}").first()
    before = changed and told.filter(seq__lt=changed.seq).last()
    return (json.loads(before.payload), json.loads(changed.payload)) if changed and before else None

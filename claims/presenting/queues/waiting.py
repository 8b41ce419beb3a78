"""Verdicts that count only once a second person agrees."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Verdict
from claims.presenting.queues.queue import Queue, QueueRow, claim_row
from claims.wording import dates
from newsroom.models import User


def _rows(user: User) -> QuerySet[Verdict]:
    return Verdict.objects.waiting().select_related("claim__question", "decided_by").defer("claim__search")


def _show(verdicts: Sequence[Verdict]) -> list[QueueRow]:
    return [
        claim_row(verdict.pk, verdict.claim, _proposed(verdict), part="verdict", status=verdict.status)
        for verdict in verdicts
    ]


def _proposed(verdict: Verdict) -> str:
    return _("proposed by %(who)s, %(at)s") % {
        "who": verdict.decided_by,
        "at": dates.moment(verdict.decided_at),
    }


WAITING = Queue(
    code="approve",
    title=gettext_lazy("Verdicts that await a second editor"),
    waits=gettext_lazy("awaiting a second editor"),
    done=gettext_lazy("No verdict waits for approval."),
    note=gettext_lazy(
        "One at a time: whoever approves vouches for having read this claim’s evidence. So there is no button"
        " for several."
    ),
    rows=_rows,
    keys=("decided_at", "pk"),
    show=_show,
    ascending=True,
)

"""Claims that readers do not see yet."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.models import Claim
from claims.presenting.queues.queue import Queue, QueueRow, claim_row, undone
from claims.wording import dates
from newsroom.models import User


def _rows(user: User) -> QuerySet[Claim]:
    waiting = Claim.objects.current().filter(visibility="desk").exclude(undone())
    return waiting.select_related("question__topic", "recorded_by").defer("search")


def _show(claims: Sequence[Claim]) -> list[QueueRow]:
    return [claim_row(claim.pk, claim, *_notes(claim)) for claim in claims]


def _notes(claim: Claim) -> list[str]:
    recorded = {"who": claim.recorded_by, "at": dates.moment(claim.recorded_at)}
    notes = [
        str(claim.question.topic or _("under no topic")),
        _("recorded by %(who)s, %(at)s") % recorded,
    ]
    return [*notes, _("alleges wrongdoing")] if claim.alleges_wrongdoing else notes


UNPUBLISHED = Queue(
    code="publish",
    title=gettext_lazy("Claims that readers do not see yet"),
    waits=pgettext_lazy("after the number of claims", "to publish"),
    done=gettext_lazy("Readers see every claim. New tags come here until somebody publishes them."),
    rows=_rows,
    keys=("recorded_at", "pk"),
    show=_show,
    several=("publish", "assign"),
)

"""What readers say is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.presenting.queues.queue import Queue, QueueRow
from claims.wording import dates
from newsroom.access import ADMIN, EDITOR, REVIEWER
from newsroom.models import ErrorReport, User

_WORDS = 30


def _rows(user: User) -> QuerySet[ErrorReport]:
    return ErrorReport.objects.open()


def _show(reports: Sequence[ErrorReport]) -> list[QueueRow]:
    return [
        QueueRow(
            report.pk,
            Truncator(report.message).words(_WORDS),
            f"{reverse('claims:desk-reports')}#report-{report.pk}",
            tuple(filter(None, (report.page[:90], dates.moment(report.received_at)))),
        )
        for report in reports
    ]


# Contributors are left out: a reader's address is for those who answer.
REPORTS = Queue(
    code="reports",
    title=gettext_lazy("Reported errors"),
    waits=pgettext_lazy("after the number of errors", "reported by readers"),
    done=gettext_lazy("No report is waiting."),
    rows=_rows,
    keys=("received_at", "pk"),
    show=_show,
    ascending=True,
    roles=(EDITOR, REVIEWER, ADMIN),
    page="claims:desk-reports",
)

"""Tagged passages that a newer capture moved or lost."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.models import Anchor
from claims.presenting.passages_moved import statements_on
from claims.presenting.queues.queue import Queue, QueueRow
from claims.wording import dates, words
from newsroom.models import User


def _rows(user: User) -> QuerySet[Anchor]:
    waiting: QuerySet[Anchor] = Anchor.objects.waiting().select_related("capture__article__outlet")
    return waiting.defer("capture__raw", "capture__text", "capture__sentences")


def _show(anchors: Sequence[Anchor]) -> list[QueueRow]:
    said = statements_on(anchors)
    return [
        QueueRow(
            anchor.pk,
            said[anchor.place][0].exact,
            _url(anchor),
            (
                str(words.OUTCOME[anchor.outcome]),
                str(anchor.capture.article),
                dates.moment(anchor.capture.taken_at),
            ),
        )
        for anchor in anchors
    ]


def _url(anchor: Anchor) -> str:
    page = reverse("claims:article-changes", args=[anchor.capture.article.public_id])
    return f"{page}#{anchor.public_id}"


PASSAGES = Queue(
    code="passages",
    title=gettext_lazy("Passages to confirm"),
    waits=pgettext_lazy("after the number of passages", "to confirm"),
    done=gettext_lazy("Every tagged passage stands where it was, or somebody has said what became of it."),
    note=gettext_lazy(
        "In a newer capture of the article these words stand among others, or are not found word for word."
        " Nothing is guessed: say what became of each."
    ),
    rows=_rows,
    keys=("entered_at", "pk"),
    show=_show,
    ascending=True,
)

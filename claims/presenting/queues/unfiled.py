"""Questions under no topic: a quick tag makes them, and readers find them only by words."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from claims.models import Claim, Question
from claims.presenting.queues.queue import Queue, QueueRow, undone
from newsroom.models import User


def _rows(user: User) -> QuerySet[Question]:
    answered = Claim.objects.current().exclude(undone()).filter(question=OuterRef("pk"))
    current = Count("claims", filter=Q(claims__moved_to__isnull=True))
    return Question.objects.filter(Exists(answered), topic__isnull=True).annotate(answers=current)


def _show(questions: Sequence[Question]) -> list[QueueRow]:
    first: dict[int, str] = {}
    claims = Claim.objects.current().filter(question__in=[one.pk for one in questions]).order_by("-pk")
    for question, public_id in claims.values_list("question", "public_id"):
        first[question] = public_id
    return [
        QueueRow(
            one.pk,
            one.text,
            f"{reverse('claims:claim-desk', args=[first[one.pk]])}#topic",
            (_answered(one.answers),),  # type: ignore[attr-defined]
        )
        for one in questions
        if one.pk in first
    ]


def _answered(count: int) -> str:
    return ngettext("%(n)d claim answers it", "%(n)d claims answer it", count) % {"n": count}


UNFILED = Queue(
    code="file",
    title=gettext_lazy("Questions without a topic"),
    waits=pgettext_lazy("after the number of questions", "without a topic"),
    done=gettext_lazy("Every question is under a topic."),
    note=gettext_lazy(
        "Each tag with a sentence of its own asks one. Until it has a topic, readers find it by search alone."
    ),
    rows=_rows,
    keys=("pk",),
    show=_show,
    several=("file",),
)

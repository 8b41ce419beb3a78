"""Tags that still lack something: a quick tag says only what a passage claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, gettext_lazy

from claims.models import Statement
from claims.presenting.desk_article import MISSING
from claims.presenting.queues.queue import Queue, QueueRow
from claims.wording import sentences
from newsroom.models import User

#: Of a passage, to tell it from others.
_SHOWN = 60


def _rows(user: User) -> Any:
    tags = Statement.objects.incomplete_in_all().with_links()
    related = tags.select_related("claim", "capture__article__outlet")
    return related.defer("claim__search", "capture__raw", "capture__text", "capture__sentences")


def _show(tags: Sequence[Statement]) -> list[QueueRow]:
    return [
        QueueRow(
            tag.pk,
            tag.claim.text,
            reverse("claims:tag-edit", args=[tag.capture.article.public_id, tag.public_id]),
            (
                _who_says(tag),
                capfirst(sentences.aside(str(MISSING[name]) for name in tag.to_complete())),
                str(tag.capture.article),
            ),
        )
        for tag in tags
    ]


def _who_says(tag: Statement) -> str:
    """As the article has it; where nobody is recorded, the passage, which tells it from others."""
    origin = next(iter(tag.links.all()), None)
    if origin is None:
        return sentences.quoted(Truncator(tag.exact).chars(_SHOWN))
    named = origin.entity or tag.capture.article.outlet
    return origin.as_printed or (named.name if named else gettext("The outlet, not named"))


INCOMPLETE = Queue(
    code="complete",
    title=gettext_lazy("Statements to complete"),
    waits=gettext_lazy("to complete"),
    done=gettext_lazy("Every tag is complete. A quick tag comes here until it says who, and how sure."),
    note=gettext_lazy(
        "Until a statement says these, it counts for little: at most a tension, and no origin."
    ),
    rows=_rows,
    keys=("pk",),
    show=_show,
    several=("assign",),
)

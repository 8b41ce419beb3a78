"""Articles that nobody has tagged yet."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.models import Statement
from claims.presenting.queues.queue import Queue, QueueRow
from claims.wording import dates
from newsroom.models import User
from sources.models import Article, Capture


def _rows(user: User) -> QuerySet[Article]:
    # Captures first: one tag of each is enough, and a join of all tags costs twice as much.
    tagged = Capture.objects.filter(Exists(Statement.objects.standing().filter(capture=OuterRef("pk"))))
    waiting = Article.objects.filter(~Exists(tagged.filter(article=OuterRef("pk"))))
    return waiting.select_related("outlet", "recorded_by")


def _show(articles: Sequence[Article]) -> list[QueueRow]:
    return [
        QueueRow(
            article.pk,
            article.headline or _("No headline"),
            reverse("claims:article-desk", args=[article.public_id]),
            (str(article.outlet or _("Outlet not named")), _added(article)),
        )
        for article in articles
    ]


def _added(article: Article) -> str:
    return _("added by %(who)s, %(at)s") % {
        "who": article.recorded_by,
        "at": dates.moment(article.recorded_at),
    }


UNTAGGED = Queue(
    code="untagged",
    title=gettext_lazy("Articles without tags"),
    waits=pgettext_lazy("after the number of articles", "to tag"),
    done=gettext_lazy("Every article has a tag. Add the next one."),
    rows=_rows,
    keys=("recorded_at", "pk"),
    show=_show,
)

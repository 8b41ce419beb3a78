"""Where the desk's day begins: what waits, and the articles."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import TAGGERS, open_intakes
from claims.models import Statement
from claims.paging import BadPage, page_of
from claims.presenting.desk_care import mine
from claims.presenting.desk_queue import Tab, counts
from claims.presenting.queues.queue import QueueRow
from newsroom.access import desk_view, has_role
from newsroom.models import User
from sources.models import Article

PAGE_SIZE = 25
#: Of each queue its first few; its own page has them all.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A queue in which something waits, and its first few."""

    tab: Tab
    rows: list[QueueRow]
    more: bool


@require_safe
@desk_view()
def desk_home(request: HttpRequest) -> HttpResponse:
    """A few of each queue that is not empty, and all articles in pages."""
    assert isinstance(request.user, User)
    after = request.GET.get("after", "")
    try:
        page = page_of(_articles(), ("recorded_at", "pk"), size=PAGE_SIZE, after=after)
    except BadPage:
        return render(request, "400.html", status=400)
    tabs = counts(request.user)
    context = {
        "counts": tabs,
        "glimpses": [] if after else [_glimpse(tab, request.user) for tab in tabs if tab.number],
        "quiet": [tab.queue for tab in tabs if not tab.number],
        "may_tag": has_role(request.user, *TAGGERS),
        "page": page,
        **({} if after else {"intakes": open_intakes(request.user), **mine(request.user)}),
    }
    return render(request, "claims/desk/desk_home.html", context)


def _glimpse(tab: Tab, user: User) -> Glimpse:
    queue = tab.queue
    page = page_of(queue.rows(user), queue.keys, size=SHOWN, ascending=queue.ascending)
    return Glimpse(tab, queue.show(page.rows), more=bool(page.older))


def _articles() -> QuerySet[Article]:
    """Articles with their outlet and how many standing tags each has."""
    tags = Statement.objects.standing().filter(capture__article=OuterRef("pk"))
    counted = tags.order_by().values("capture__article").annotate(n=Count("pk")).values("n")
    unpublished = tags.filter(claim__visibility="desk")
    return Article.objects.select_related("outlet").annotate(
        tags=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        has_unpublished=Exists(unpublished),
    )

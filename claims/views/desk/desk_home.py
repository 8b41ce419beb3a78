"""Where the desk's day begins: what waits, and the articles."""

from __future__ import annotations

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import TAGGERS
from claims.models import Statement, Verdict
from claims.paging import BadPage, page_of
from claims.presenting.desk_article import MISSING
from claims.presenting.desk_queue import counts, incomplete, unruled
from newsroom.access import desk_view, has_role
from newsroom.models import User
from sources.models import Article

PAGE_SIZE = 25
#: Each queue shows its newest; the rest follow as these are dealt with.
SHOWN = 8


@require_safe
@desk_view()
def desk_home(request: HttpRequest) -> HttpResponse:
    """The queues, each with its newest, and all articles in pages."""
    assert isinstance(request.user, User)
    try:
        page = page_of(_articles(), ("recorded_at", "pk"), size=PAGE_SIZE, after=request.GET.get("after", ""))
    except BadPage:
        return render(request, "400.html", status=400)
    context = {
        "counts": counts(request.user),
        "may_tag": has_role(request.user, *TAGGERS),
        "page": page,
        **({} if request.GET.get("after") else _queues()),
    }
    return render(request, "claims/desk/desk_home.html", context)


def _queues() -> dict[str, object]:
    tags = incomplete().with_links().select_related("claim", "capture__article__outlet")
    shown = list(tags.defer("capture__raw", "capture__text", "capture__sentences")[:SHOWN])
    verdicts = Verdict.objects.waiting().select_related("claim", "decided_by").order_by("decided_at", "pk")
    return {
        "incomplete": [(one, [MISSING[name] for name in one.to_complete()]) for one in shown],
        "waiting": verdicts[:SHOWN],
        "unruled": unruled().select_related("claim_a", "claim_b", "subject", "question")[:SHOWN],
    }


def _articles() -> QuerySet[Article]:
    """Articles with their outlet and how many standing tags each has."""
    tags = Statement.objects.standing().filter(capture__article=OuterRef("pk"))
    counted = tags.order_by().values("capture__article").annotate(n=Count("pk")).values("n")
    unpublished = tags.filter(claim__visibility="desk")
    return Article.objects.select_related("outlet").annotate(
        tags=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        has_unpublished=Exists(unpublished),
    )

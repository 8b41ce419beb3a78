"""One queue of the desk in pages, and what can be done to several of its rows."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from claims.access import TAGGERS
from claims.forms.several import acts_open_to
from claims.paging import BadPage, page_of
from claims.presenting.desk_queue import counts
from claims.presenting.narrowing import address
from claims.presenting.queues import QUEUES
from claims.presenting.queues.queue import Queue
from newsroom.access import desk_view, has_role
from newsroom.models import User

PAGE_SIZE = 25


@require_safe
@desk_view()
def desk_queue(request: HttpRequest, code: str) -> HttpResponse:
    """The rows in their order; a queue with a page of its own leads there."""
    assert isinstance(request.user, User)
    user, queue = request.user, queue_open_to(request.user, code)
    if queue.page:
        return redirect(queue.page)
    after = request.GET.get("after", "")
    try:
        page = page_of(queue.rows(user), queue.keys, size=PAGE_SIZE, after=after, ascending=queue.ascending)
    except BadPage:
        return render(request, "400.html", status=400)
    context = {
        "counts": counts(user),
        "queue": queue,
        "rows": queue.show(page.rows),
        "acts": acts_open_to(user, queue.several),
        "may_tag": has_role(user, *TAGGERS),
        "next_url": address(request, after=page.older) if page.older else "",
        "first_url": "" if page.first else queue.url,
    }
    return render(request, "claims/desk/desk_queue.html", context)


def queue_open_to(user: User, code: str) -> Queue:
    """The queue of this code. Raises Http404 where there is none, PermissionDenied where it is not theirs."""
    queue = next((one for one in QUEUES if one.code == code), None)
    if queue is None:
        raise Http404
    if not queue.open_to(user):
        raise PermissionDenied
    return queue

"""Something done to several rows of a queue: shown first, then done to all of them or to none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from claims.actions.claims import NotPublishable
from claims.actions.desk_work import NotAColleague
from claims.actions.verdicts import ClaimMoved, MayNotDecide
from claims.forms.several import SeveralForm, acts_open_to
from claims.presenting.desk_queue import counts
from claims.presenting.queues.queue import Queue, QueueRow
from claims.views.desk.desk_queue import PAGE_SIZE, queue_open_to
from newsroom.access import desk_view
from newsroom.models import User


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row, and what would be done to it, or why it cannot be."""

    row: QueueRow
    effect: str
    refused: str


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view()
def queue_several(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """The chosen rows with the form; sent with `do`, the act. What left the queue meanwhile is told."""
    assert isinstance(request.user, User)
    queue = queue_open_to(request.user, code)
    if act not in queue.several:
        raise Http404
    found = acts_open_to(request.user, [act])
    if not found:
        raise PermissionDenied
    if request.method != "POST":
        return redirect(queue.url)
    asked = _asked(request)
    rows = list(queue.rows(request.user).filter(pk__in=asked).order_by(*queue.keys))
    if len(rows) < len(asked):
        messages.info(request, _left(len(asked) - len(rows)))
    if not rows:
        if not asked:
            messages.error(request, _("choose at least one first."))
        return redirect(queue.url)
    sent = "do" in request.POST
    form = found[0](request.POST if sent else None, rows=rows, user=request.user)
    return _done(request, queue, form) if sent and form.is_valid() else _page(request, queue, form)


def _asked(request: HttpRequest) -> set[int]:
    """The rows ticked, or with `all` every row that the page showed; never more than a page holds."""
    named = request.POST.getlist("shown" if "all" in request.POST else "row")[:PAGE_SIZE]
    return {int(one) for one in named if one.isascii() and one.isdigit() and len(one) < 19}


def _left(count: int) -> str:
    return ngettext(
        "%(n)d of those you chose has been dealt with meanwhile.",
        "%(n)d of those you chose have been dealt with meanwhile.",
        count,
    ) % {"n": count}


def _done(request: HttpRequest, queue: Queue, form: SeveralForm) -> HttpResponse:
    try:
        if not form.refused():
            messages.success(request, form.act())
            return redirect(queue.url)
    except (NotPublishable, ClaimMoved, MayNotDecide, NotAColleague):
        # Something came between the look and the act: the page says what.
        pass
    return _page(request, queue, form, status=409)


def _page(request: HttpRequest, queue: Queue, form: SeveralForm, *, status: int = 0) -> HttpResponse:
    chosen = _chosen(queue.show(form.rows), form)
    context: dict[str, Any] = {
        "counts": counts(form.user),
        "queue": queue,
        "form": form,
        "fit": [one for one in chosen if not one.refused],
        "unfit": [one for one in chosen if one.refused],
    }
    status = status or (422 if form.is_bound else 200)
    return render(request, "claims/desk/queue_several.html", context, status=status)


def _chosen(rows: Sequence[QueueRow], form: SeveralForm) -> list[Chosen]:
    refused, effects = form.refused(), form.effects()
    return [Chosen(row, effects.get(row.pk, ""), refused.get(row.pk, "")) for row in rows]

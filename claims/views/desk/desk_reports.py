"""What readers have reported, waiting to be dealt with."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.paging import BadPage, page_of
from claims.presenting.desk_queue import counts
from claims.presenting.narrowing import address
from newsroom.access import ADMIN, EDITOR, REVIEWER, desk_view
from newsroom.models import ErrorReport, User
from newsroom.reports import handle_report

PAGE_SIZE = 25
_LATELY = 10


# Contributors are left out: a reader's address is for those who answer.
@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(EDITOR, REVIEWER, ADMIN)
def desk_reports(request: HttpRequest) -> HttpResponse:
    """The queue, the longest waiting first, and those lately dealt with."""
    if request.method == "POST":
        return _handled(request)
    assert isinstance(request.user, User)
    waiting, after = ErrorReport.objects.open(), request.GET.get("after", "")
    try:
        page = page_of(waiting, ("received_at", "pk"), size=PAGE_SIZE, after=after, ascending=True)
    except BadPage:
        return render(request, "400.html", status=400)
    if not page.rows and not page.first:
        # The last one of this page has been dealt with.
        return redirect(request.path)
    context = {
        "counts": counts(request.user),
        "reports": page.rows,
        "waiting": waiting.count(),
        "handled": ErrorReport.objects.handled().select_related("handled_by")[:_LATELY],
        "next_url": address(request, after=page.older) if page.older else "",
        "first_url": "" if page.first else request.path,
    }
    return render(request, "claims/desk/desk_reports.html", context)


def _handled(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    number = request.POST.get("report", "")
    report = (
        ErrorReport.objects.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
    )
    if report is None:
        raise Http404
    report = handle_report(by=request.user, report=report)
    if report.handled_by == request.user:
        messages.success(request, _("Marked as handled."))
    else:
        messages.info(request, _("%(who)s had handled this before.") % {"who": report.handled_by})
    # Back to the same page of the list, where the next one waits.
    return redirect(address(request))

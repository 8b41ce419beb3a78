"""Readers tell the desk that a page is wrong."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from claims.forms.report_error import ReportErrorForm
from newsroom.limits import visitor, within_limit
from newsroom.models import ErrorReport
from newsroom.reports import receive_report

#: More than this from one address in one window is not a reader.
MOST, WINDOW = 5, timedelta(hours=1)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest) -> HttpResponse:
    """Open to everybody. What was typed is kept whatever goes wrong."""
    if request.method == "POST":
        return _received(request)
    page = request.GET.get("page", "")[:500]
    if "sent" in request.GET:
        return _page(request, sent=True, back=ErrorReport(page=page).path)
    return _page(request, form=ReportErrorForm(initial={"page": page}))


def _received(request: HttpRequest) -> HttpResponse:
    form = ReportErrorForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, form=form)
    typed = form.cleaned_data
    # A robot is thanked like anybody else, so that it learns nothing.
    if not form.from_a_robot:
        if not within_limit("report an error", visitor(request), most=MOST, window=WINDOW):
            return _too_many(request, form)
        receive_report(page=typed["page"], message=typed["message"], contact=typed["contact"])
    asked = urlencode({"sent": 1, "page": typed["page"]})
    return redirect(f"{reverse('claims:report-error')}?{asked}")


def _too_many(request: HttpRequest, form: ReportErrorForm) -> HttpResponse:
    form.add_error(
        None,
        _("That is many reports from one place within an hour. Please send this one later; we do read them."),
    )
    response = _page(request, status=429, form=form)
    response["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response


def _page(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, "claims/report_error.html", context, status=status)

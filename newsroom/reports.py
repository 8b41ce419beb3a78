"""Writes about what readers report: received from anybody, handled by someone of the desk."""

from __future__ import annotations

from django.utils import timezone

from newsroom.actions import acting
from newsroom.models import ErrorReport, User


def receive_report(*, page: str, message: str, contact: str = "") -> ErrorReport:
    """Put a reader's report into the desk's queue."""
    with acting(by=None, action="receive report"):
        return ErrorReport.objects.create(page=page, message=message, contact=contact)


def handle_report(*, by: User, report: ErrorReport) -> ErrorReport:
    """Somebody has dealt with the report; the first to say so is kept."""
    with acting(by=by, action="handle report"):
        ErrorReport.objects.open().filter(pk=report.pk).update(handled_at=timezone.now(), handled_by=by)
    report.refresh_from_db()
    return report

"""The document kept with a check: for the desk, as a file, and never shown as a page of ours."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from claims.access import claim_for_desk, of_claim
from claims.models import Check
from newsroom.access import desk_view


@require_safe
@desk_view()
def check_document(request: HttpRequest, public_id: str, check_id: str) -> HttpResponse:
    """The bytes as they came. Whoever uploaded them may not be who opens them, so nothing runs."""
    check = of_claim(Check.objects.all(), claim_for_desk(public_id), check_id)
    if check.attachment is None:
        raise Http404
    response = HttpResponse(bytes(check.attachment), content_type=check.attachment_type)
    response["Content-Disposition"] = content_disposition_header(True, check.attachment_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

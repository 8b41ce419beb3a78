"""The claim sheet: the listed claims' statements as CSV, and a small JSON that describes it."""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from claims.exports.as_csv import COLUMNS
from claims.filters import ClaimFilter, claim_filter
from claims.presenting.moments import BadMoment, asked_moment
from claims.presenting.sheet_name import sheet_name
from claims.sheet import Sheet, write_sheet
from newsroom.caching import public_page
from newsroom.models import Event

LICENCE = (
    "Claims, verdicts and notes are this desk's own. Quotes belong to the outlets that printed them, "
    "and are shown within each article's terms of use."
)
#: Below this size the sheet is built in memory.
_SPOOL = 4 * 1024 * 1024


@require_safe
@public_page
def claim_sheet(request: HttpRequest) -> HttpResponseBase:
    """Build the sheet first and send it then, with its length: a download is whole or fails, never half."""
    asked = _asked(request)
    if isinstance(asked, HttpResponse):
        return asked
    found, at = asked
    # The response closes it when it has been sent.
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115
    sheet = write_sheet(file, found.qs, at, bom=request.GET.get("bom") == "1")
    file.seek(0)
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{sheet_name(found.form.cleaned_data, at)}.csv",
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Length"] = sheet.size
    response["ETag"] = f'W/"{sheet.sha256}"'
    for name, value in _headers(sheet).items():
        response[name] = value
    return response


@require_safe
@public_page
def claim_sheet_about(request: HttpRequest) -> HttpResponseBase:
    """What the sheet at the same address without `.json` holds: its rows, hash, columns and licence."""
    asked = _asked(request)
    if isinstance(asked, HttpResponse):
        return asked
    found, at = asked
    with tempfile.TemporaryFile() as file:
        sheet = write_sheet(file, found.qs, at, bom=request.GET.get("bom") == "1")
    return JsonResponse(
        {
            "as_of": at.isoformat() if at else None,
            "rows": sheet.rows,
            "bytes": sheet.size,
            "sha256": sheet.sha256,
            "columns": list(COLUMNS),
            "history_head": _head(),
            "licence": LICENCE,
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def _asked(request: HttpRequest) -> tuple[ClaimFilter, datetime | None] | HttpResponse:
    """The filters and the moment, or the answer that says what is wrong with them."""
    try:
        at = asked_moment(request)
    except BadMoment as error:
        return _refused({"as_of": [str(error)]})
    found = claim_filter(request, at)
    return (found, at) if found.is_valid() else _refused(json.loads(found.form.errors.as_json()))


def _refused(errors: Any) -> HttpResponse:
    return JsonResponse(
        {"errors": errors}, status=400, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


def _headers(sheet: Sheet) -> dict[str, str]:
    return {
        "X-Sheet-Rows": str(sheet.rows),
        "X-Sheet-SHA256": sheet.sha256,
        "X-History-Head": _head(),
        "X-Licence": LICENCE,
    }


def _head() -> str:
    """The newest hash of the event log, against which the sheet can later be held."""
    return Event.objects.values_list("hash", flat=True).first() or ""

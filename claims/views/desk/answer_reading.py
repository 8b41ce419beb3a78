"""A typed answer told back, before it is saved."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.access import TAGGERS
from claims.forms.answer import is_about, read_answer, told_back
from claims.vocabulary import ANSWER_TYPES
from newsroom.access import desk_view
from newsroom.sent import sent


@require_safe
@desk_view(*TAGGERS)
def answer_reading(request: HttpRequest) -> JsonResponse:
    """How `?typed=` is read as an answer of `?type=`, or what to type instead."""
    asked = request.GET
    typed = sent(asked, "typed")
    kind = asked.get("type", "")
    if kind not in ANSWER_TYPES or kind == "entity" or not typed.strip():
        return JsonResponse({"reading": "", "understood": True})
    try:
        words = told_back(read_answer(kind, typed), asked.get("unit", "")[:60])
    except ValidationError as error:
        return JsonResponse({"reading": " ".join(error.messages), "understood": False})
    if is_about(kind, typed):
        words = _("%(number)s (“about” sets no bounds, so the number itself is kept)") % {"number": words}
    return JsonResponse({"reading": _("Read as: %(words)s") % {"words": words}, "understood": True})

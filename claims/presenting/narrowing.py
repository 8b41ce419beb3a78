"""The filters of a list, as readers see and undo them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.filters import NOT_NAMED


class Chip(NamedTuple):
    """A filter that is on, and the address without it."""

    label: str
    remove_url: str


def chips_of(request: HttpRequest, form: Any, names: Mapping[str, str] | None = None) -> list[Chip]:
    """A chip for each filter that is on, in the reader's words; `names` are those of outlets by address."""
    chips = []
    for name, field in form.fields.items():
        for typed in request.GET.getlist(name):
            if typed:
                label = getattr(field, "label", None) or name
                said = _shown(form, name, typed, names or {})
                chips.append(Chip(f"{label}: {said}", _without(request, name, typed)))
    return chips


def address(request: HttpRequest, **changed: str) -> str:
    """This page with some parameters changed; an empty value drops the parameter."""
    query = request.GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _shown(form: Any, name: str, typed: str, names: Mapping[str, str]) -> str:
    """What a code, an id or an address stands for."""
    chosen = getattr(form, "cleaned_data", {}).get(name)
    if isinstance(chosen, Model):
        return str(chosen)
    # Choices that are rows are never walked through: there may be very many.
    choices = (
        () if hasattr(form.fields[name], "queryset") else getattr(form.fields[name].widget, "choices", ())
    )
    labels = {str(code): str(label) for code, label in choices}
    return labels.get(typed) or (_("not named") if typed == NOT_NAMED else names.get(typed, typed))


def _without(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    query.setlist(name, [one for one in query.getlist(name) if one != value])
    query.pop("after", None)
    return f"{request.path}?{query.urlencode()}"

"""One entity at the desk: what it is called, what it speaks for or lies in, what counts as it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import MERGERS, entity_for_desk
from claims.forms.entity import BondForm, EntityForm, NameForm, OtherForm
from claims.presenting.desk_queue import counts
from claims.presenting.entity_desk import entity_desk as told_of
from newsroom.access import EDITOR, desk_view, has_role
from newsroom.models import User


@require_safe
@desk_view()
def entity_desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everyone of the desk reads it; what each may do is on the page."""
    return entity_page(request, public_id)


def entity_page(
    request: HttpRequest,
    public_id: str,
    *,
    status: int = 200,
    sent: Mapping[str, forms.Form] | None = None,
    **more: Any,
) -> HttpResponse:
    """The page, with the forms in `sent` as they were typed."""
    assert isinstance(request.user, User)
    entity, typed = entity_for_desk(public_id), dict(sent or {})
    context = {
        "desk": told_of(entity),
        "entity": entity,
        "may_edit": has_role(request.user, EDITOR),
        "may_merge": has_role(request.user, *MERGERS),
        "entity_form": typed.get("entity") or EntityForm.of(entity, prefix="entity"),
        "name_form": typed.get("name") or NameForm(prefix="name"),
        "bond_form": typed.get("bond") or BondForm(prefix="bond", entity=entity),
        "other_form": OtherForm(entity=entity),
        "counts": counts(request.user),
        "unsaved": next(iter(typed), ""),
        **more,
    }
    return render(request, "claims/desk/entity_desk.html", context, status=status)

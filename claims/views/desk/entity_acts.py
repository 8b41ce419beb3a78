"""What the desk does to an entity: each a form of its page, posted here, and back to the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeAlias

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from claims.access import MERGERS, entity_for_desk
from claims.actions.entities import AlreadyLinked, AlreadyOne, end, link
from claims.forms.entity import BondForm, EntityForm, NameForm
from claims.views.desk.entity_desk import entity_page
from newsroom.access import EDITOR, desk_view
from newsroom.models import User
from sources.actions import add_name, edit_entity, remove_name
from sources.models import Entity, EntityLink, EntityName

Act: TypeAlias = Callable[[HttpRequest, User, Entity], HttpResponse]


def act(*roles: str) -> Callable[[Act], Callable[..., HttpResponseBase]]:
    """A form on an entity's page, for these roles. Looked at and not sent, it leads to the page."""

    def guard(view: Act) -> Callable[..., HttpResponseBase]:
        @desk_view(*roles)
        @wraps(view)
        def guarded(request: HttpRequest, public_id: str) -> HttpResponseBase:
            assert isinstance(request.user, User)
            entity = entity_for_desk(public_id)
            return view(request, request.user, entity) if request.method == "POST" else back(entity)

        return guarded

    return guard


def back(entity: Entity, part: str = "") -> HttpResponse:
    """To the entity's page."""
    response = redirect("claims:entity-desk", entity.public_id)
    if part:
        response["Location"] += f"#{part}"
    return response


def _done(request: HttpRequest, entity: Entity, message: str, part: str = "") -> HttpResponse:
    messages.success(request, message)
    return back(entity, part)


@act(EDITOR)
def entity_edit(request: HttpRequest, user: User, entity: Entity) -> HttpResponse:
    """Mend what it is called and what it is; a colleague's change in between is shown first."""
    form = EntityForm(request.POST, prefix="entity")
    if not form.is_valid():
        return entity_page(request, entity.public_id, status=422, sent={"entity": form})
    if form.outdated_by(entity):
        form.add_error(
            None, _("A colleague changed this entry meanwhile. Saving again keeps what you typed.")
        )
        return entity_page(request, entity.public_id, status=409, sent={"entity": form})
    edit_entity(by=user, entity=entity, **form.changes)
    return _done(request, entity, _("Saved. Every page calls it so from now on."))


@act(EDITOR)
def name_add(request: HttpRequest, user: User, entity: Entity) -> HttpResponse:
    """Record another spelling."""
    form = NameForm(request.POST, prefix="name")
    if not form.is_valid():
        return entity_page(request, entity.public_id, status=422, sent={"name": form})
    add_name(by=user, entity=entity, **form.cleaned_data)
    return _done(request, entity, _("The spelling is recorded, and finds this entry."), "names")


@act(EDITOR)
def name_remove(request: HttpRequest, user: User, entity: Entity) -> HttpResponse:
    """Take a spelling away; one that is gone already is no fault."""
    number = request.POST.get("name", "")
    known = EntityName.objects.filter(entity=entity)
    if number.isascii() and number.isdigit() and (name := known.filter(pk=int(number[:18])).first()):
        remove_name(by=user, name=name)
    return _done(request, entity, _("The spelling is taken away."), "names")


@act(*MERGERS)
def bond_add(request: HttpRequest, user: User, entity: Entity) -> HttpResponse:
    """Link it to another; origins and answers follow."""
    form = BondForm(request.POST, prefix="bond", entity=entity)
    if form.is_valid():
        data = form.cleaned_data
        try:
            link(by=user, source=entity, target=data["other"], kind=data["kind"], reason=data["reason"])
        except AlreadyLinked:
            form.add_error("other", _("This link is recorded already."))
        except AlreadyOne:
            form.add_error("other", _("The two count as one."))
        else:
            return _done(request, entity, _("Linked. What is counted by it is counted anew."), "links")
    return entity_page(request, entity.public_id, status=422, sent={"bond": form})


@act(*MERGERS)
def bond_end(request: HttpRequest, user: User, entity: Entity) -> HttpResponse:
    """End a link; earlier pages still count it."""
    number = request.POST.get("link", "")
    links = EntityLink.objects.standing().filter(source=entity).select_related("source", "target")
    if number.isascii() and number.isdigit() and (row := links.filter(pk=int(number[:18])).first()):
        end(by=user, row=row)
    return _done(request, entity, _("The link has ended. What is counted by it is counted anew."), "links")

"""Two entities that are one: first what counting them as one would change, then doing it, and undoing it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.access import MERGERS, entity_for_desk
from claims.actions.entities import AlreadyMerged, AlreadyOne, end, merge
from claims.forms.entity import OtherForm
from claims.presenting.desk_queue import counts
from claims.presenting.entity_desk import filled_in, named
from claims.presenting.entity_effect import Effect, effect_of
from claims.reading import Supposed
from claims.views.desk.entity_acts import back
from newsroom.access import desk_view
from newsroom.models import User
from sources.models import Entity, EntityMerge

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@desk_view(*MERGERS)
def entity_merge(request: HttpRequest, public_id: str) -> HttpResponse:
    """What would change if this counted as `?other=`; sent, it does, unless the record has changed since."""
    assert isinstance(request.user, User)
    entity = entity_for_desk(public_id)
    if EntityMerge.objects.standing().filter(source=entity).exists():
        messages.info(request, _("This entry counts as another already. End that first."))
        return back(entity)
    form = OtherForm(request.POST if request.method == "POST" else request.GET, entity=entity)
    if not form.is_valid():
        return _page(request, entity, None, form=form, status=422)
    other: Entity = form.cleaned_data["other"]
    if request.method == "POST" and request.POST.get("digest") == _effect(entity, other).digest:
        return _merged(request, entity, other, request.user)
    return _page(request, entity, other, outdated=request.method == "POST")


def _merged(request: HttpRequest, entity: Entity, other: Entity, user: User) -> HttpResponse:
    try:
        merge(by=user, source=entity, target=other)
    except (AlreadyOne, AlreadyMerged):
        messages.info(request, _("The two count as one already."))
    else:
        named_so = {"one": entity.name, "other": other.name}
        messages.success(request, _("“%(one)s” counts as “%(other)s” from now on.") % named_so)
    return back(other)


def _effect(entity: Entity, other: Entity) -> Effect:
    return effect_of(Supposed(merged={entity.pk: other.pk}))


def _page(
    request: HttpRequest,
    entity: Entity,
    other: Entity | None,
    *,
    form: OtherForm | None = None,
    outdated: bool = False,
    status: int = 200,
) -> HttpResponse:
    assert isinstance(request.user, User)
    if other:
        prefetch_related_objects([other], "names")
    sides = [(one, named(one)) for one in (entity, other) if one and other]
    filled = [filled_in(one, where.mentions) for one, where in sides]
    context = {
        "entity": entity,
        "other": other,
        "barer_stays": filled != sorted(filled),
        "form": form,
        "effect": _effect(entity, other) if other else None,
        "sides": sides,
        "outdated": outdated,
        "counts": counts(request.user),
    }
    return render(request, "claims/desk/entity_merge.html", context, status=409 if outdated else status)


@require_http_methods(_METHODS)
@desk_view(*MERGERS)
def entity_unmerge(request: HttpRequest, public_id: str) -> HttpResponse:
    """What would change if this counted as itself again; sent, it does."""
    assert isinstance(request.user, User)
    entity = entity_for_desk(public_id)
    merges = EntityMerge.objects.standing().select_related("source", "target", "merged_by")
    row = merges.filter(source=entity).first()
    if row is None:
        messages.info(request, _("This entry counts as itself."))
        return back(entity)
    if request.method == "POST":
        end(by=request.user, row=row)
        messages.success(request, _("“%(name)s” counts as itself again.") % {"name": entity.name})
        return redirect("claims:entity-desk", entity.public_id)
    effect = effect_of(Supposed(parted=frozenset({entity.pk})))
    context = {"entity": entity, "row": row, "effect": effect, "counts": counts(request.user)}
    return render(request, "claims/desk/entity_unmerge.html", context)

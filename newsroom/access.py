"""Who may enter the desk. A stranger is asked to log in; a colleague without the role is told no."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from newsroom.models import User
from newsroom.roles import ADMIN, CONTRIBUTOR, EDITOR, REVIEWER, ROLES

__all__ = ["ADMIN", "CONTRIBUTOR", "EDITOR", "REVIEWER", "DeskRequest", "colleagues", "desk_view", "has_role"]

Params = ParamSpec("Params")
View: TypeAlias = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request whose user is known to work here."""

    user: User


def has_role(user: User | AnonymousUser, *roles: str) -> bool:
    """Whether `user` is active and holds one of `roles`. The groups are read once a request."""
    if not isinstance(user, User) or not user.is_active:
        return False
    held = getattr(user, "_held_roles", None)
    if held is None:
        held = set(user.groups.values_list("name", flat=True))
        user._held_roles = held  # type: ignore[attr-defined]
    return not held.isdisjoint(roles)


def colleagues() -> QuerySet[User]:
    """Everyone who works here now, by name."""
    working = User.objects.filter(is_active=True, groups__name__in=ROLES).distinct()
    return working.order_by("first_name", "last_name", "username")


def desk_view(*roles: str) -> Callable[[View[Params]], View[Params]]:
    """A view for these roles only, or for everyone who works here when none is named."""

    def guard(view: View[Params]) -> View[Params]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
            assert isinstance(request.user, User)
            if not has_role(request.user, *(roles or ROLES)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard

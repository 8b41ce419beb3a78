"""The admin, stock: accounts, roles and the event log; and what every other admin page is made of.

It shows everything and edits little. A record's rows are written on the desk,
where rules and people see to it, and read here. Nothing is ever deleted.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.db import models
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from newsroom.actions import acting
from newsroom.models import ErrorReport, Event, User
from newsroom.roles import ADMIN, EDITOR, REVIEWER, ROLES

admin.site.site_header = admin.site.site_title = _("Sayso: records and accounts")
admin.site.index_title = _("The record")


class Recorded(admin.ModelAdmin[Any]):
    """Each write is an action of whoever makes it, on the changed columns alone; nothing is deleted."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with acting(by=_actor(request), action=f"admin: {self.opts.model_name}"):
            return super().changeform_view(request, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: BaseModelForm[Any], change: bool) -> None:
        if change:
            obj.save(update_fields=[name for name in form.changed_data if _is_column(obj, name)])
        else:
            obj.save()


class ReadOnly(Recorded):
    """A table that is looked at here and written elsewhere."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _actor(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _is_column(obj: models.Model, name: str) -> bool:
    return any(field.name == name for field in obj._meta.concrete_fields)


class AccountForm(UserChangeForm):  # type: ignore[type-arg]
    """Whoever hands out roles decides nothing else, so the two do not meet in one account."""

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        roles = {group.name for group in data.get("groups", ())}
        grants = data.get("is_superuser") or ADMIN in roles
        if grants and roles & {EDITOR, REVIEWER}:
            message = _("An account that grants roles is neither editor nor reviewer. Use two accounts.")
            raise forms.ValidationError(message, code="grants_and_decides")
        return data


@admin.register(User)
class AccountAdmin(Recorded, UserAdmin):  # type: ignore[type-arg]
    form = AccountForm
    list_display = ("username", "first_name", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    date_hierarchy = "date_joined"

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Only who already may do everything lets others do everything."""
        if request.user.is_superuser:
            return ("last_login", "date_joined")
        return ("last_login", "date_joined", "is_staff", "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        with acting(by=_actor(request), action="admin: password"):
            return super().user_change_password(request, id, form_url)


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(Recorded, GroupAdmin):
    list_display = ("name",)

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> tuple[str, ...]:
        """The desk's own roles are known to it by name."""
        return ("name",) if obj and obj.name in ROLES else ()


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ("seq", "at", "actor", "action", "object")
    list_filter = ("action",)
    search_fields = ("=actor", "object")
    search_help_text = _("A user name, or a table and a public id: claims_claim C-7F3K9Q2M4X")
    date_hierarchy = "at"
    show_full_result_count = False


@admin.register(ErrorReport)
class ErrorReportAdmin(ReadOnly):
    list_display = ("message", "page", "received_at", "handled_at", "handled_by")
    list_filter = (("handled_at", admin.EmptyFieldListFilter),)
    list_select_related = ("handled_by",)
    search_fields = ("message", "page")
    date_hierarchy = "received_at"

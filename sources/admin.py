"""Where things were said, in the admin: names can be mended, what was captured cannot.

Articles are among the claims' pages (claims/admin), since what an article says
about itself moves what is derived from its statements.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.forms import BaseModelForm, BaseModelFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.admin import ReadOnly, Recorded
from newsroom.models import User
from sources.actions import FOLDED, free_slug
from sources.models import Capture, Entity, EntityLink, EntityMerge, EntityName, Intake, Look
from sources.names import fold
from sources.vocabulary import ENTITY_KINDS

_KINDS = {
    "person": _("Person"),
    "organisation": _("Organisation"),
    "outlet": _("Outlet"),
    "unnamed": _("Not named"),
    "place": _("Place"),
    "option": _("Answer"),
}


class EntityForm(forms.ModelForm[Entity]):
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, _KINDS[kind]) for kind in ENTITY_KINDS])

    class Meta:
        model = Entity
        fields = ("kind", "name", "description", "do_not_name", "same_as")


class NamesInline(admin.TabularInline[EntityName, Entity]):
    model = EntityName
    fields = ("text", "language")
    extra = 1
    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Entity)
class EntityAdmin(Recorded):
    form = EntityForm
    list_display = ("name", "kind", "description", "do_not_name", "public_id")
    list_filter = ("kind", "do_not_name")
    search_fields = ("name", "folded", "names__text", "names__folded", "public_id")
    readonly_fields = ("public_id", "slug")
    inlines = (NamesInline,)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entity], search_term: str
    ) -> tuple[QuerySet[Entity], bool]:
        """Found by any of its names, in any script: what is typed is folded as they are."""
        found, distinct = super().get_search_results(request, queryset, search_term)
        folded = fold(search_term)
        if folded and folded != search_term:
            more, also = super().get_search_results(request, queryset, folded)
            return found | more, distinct or also
        return found, distinct

    def save_model(self, request: HttpRequest, obj: Any, form: BaseModelForm[Any], change: bool) -> None:
        obj.folded = fold(obj.name)[:FOLDED]
        if not change:
            obj.slug = free_slug(obj.name, Entity.objects.all())
            obj.save()
        elif form.changed_data:
            obj.save(update_fields=["folded", *form.changed_data])

    def save_formset(
        self, request: HttpRequest, form: Any, formset: BaseModelFormSet[Any, Any], change: bool
    ) -> None:
        assert isinstance(request.user, User)
        for name in formset.save(commit=False):
            name.folded, name.added_by = fold(name.text)[:FOLDED], request.user
            name.save()
        formset.save_m2m()


@admin.register(EntityName)
class EntityNameAdmin(ReadOnly):
    list_display = ("text", "language", "entity", "added_by")
    list_filter = ("language",)
    list_select_related = ("entity", "added_by")
    search_fields = ("text", "folded", "entity__name")


@admin.register(EntityLink)
class EntityLinkAdmin(ReadOnly):
    list_display = ("source", "kind", "target", "reason", "recorded_at", "recorded_by", "ended_at")
    list_filter = ("kind", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("source", "target", "recorded_by")
    search_fields = ("source__name", "target__name", "reason")
    date_hierarchy = "recorded_at"


@admin.register(EntityMerge)
class EntityMergeAdmin(ReadOnly):
    list_display = ("source", "target", "merged_at", "merged_by", "ended_at", "ended_by")
    list_filter = (("ended_at", admin.EmptyFieldListFilter),)
    list_select_related = ("source", "target", "merged_by", "ended_by")
    search_fields = ("source__name", "target__name")
    date_hierarchy = "merged_at"


@admin.register(Capture)
class CaptureAdmin(ReadOnly):
    list_display = ("public_id", "article", "method", "taken_at", "taken_by", "size")
    list_filter = ("method",)
    list_select_related = ("article__outlet", "taken_by")
    search_fields = ("public_id", "article__headline", "sha256")
    date_hierarchy = "taken_at"
    exclude = ("raw", "sentences")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        # The bytes stay where they are; a page of captures needs not even their texts.
        rows: QuerySet[Capture] = super().get_queryset(request).defer("raw", "text", "sentences")
        return rows.annotate(length=Length("text"))

    @admin.display(description=pgettext_lazy("length of a text", "characters"))
    def size(self, capture: Capture) -> int:
        length: int = capture.length  # type: ignore[attr-defined]
        return length


@admin.register(Intake)
class IntakeAdmin(ReadOnly):
    list_display = ("public_id", "method", "url", "file_name", "state", "problem", "asked_at", "asked_by")
    list_filter = ("state", "problem")
    list_select_related = ("asked_by",)
    search_fields = ("public_id", "url", "file_name")
    date_hierarchy = "asked_at"
    exclude = ("raw", "found")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Intake]:
        return super().get_queryset(request).defer("raw", "found")


@admin.register(Look)
class LookAdmin(ReadOnly):
    list_display = ("article", "looked_at", "looked_by", "found", "capture", "problem")
    list_filter = ("found",)
    list_select_related = ("article__outlet", "looked_by", "capture")
    search_fields = ("article__headline", "article__public_id", "problem")
    date_hierarchy = "looked_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Look]:
        return super().get_queryset(request).defer("capture__raw", "capture__text", "capture__sentences")

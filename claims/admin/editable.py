"""What may be edited here. Whatever moves derived state goes through the action that brings it up to date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.actions.articles import edit_article
from claims.actions.questions import edit_question, set_desk_settings
from claims.forms.fields import DateField, LanguageField
from claims.models import Question, Topic
from claims.wording.words import ANSWER_TYPE, PUBLIC_TEXT
from newsroom.admin import Recorded
from newsroom.models import DeskSettings, User
from sources.actions import free_slug
from sources.models import Article


def _changes(form: BaseModelForm[Any]) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.changed_data}


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


class TopicForm(forms.ModelForm[Topic]):
    class Meta:
        model = Topic
        fields = ("title", "summary")

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        known = Topic.objects.exclude(pk=self.instance.pk).titled(title)
        if known and "title" in self.changed_data:
            told = _("%(id)s has this title already: file the questions under that one.")
            raise ValidationError(told, code="titled", params={"id": known.public_id})
        return title


@admin.register(Topic)
class TopicAdmin(Recorded):
    form = TopicForm
    list_display = ("title", "slug", "public_id")
    search_fields = ("title", "summary", "public_id")
    fields = ("public_id", "title", "slug", "summary")
    # Its address is where readers and other sites find it, whatever it is called later.
    readonly_fields = ("public_id", "slug")

    def save_model(self, request: HttpRequest, obj: Any, form: BaseModelForm[Any], change: bool) -> None:
        if not change:
            obj.slug = free_slug(obj.title, Topic.objects.all())
        super().save_model(request, obj, form, change)


class QuestionForm(forms.ModelForm[Question]):
    answer_type = forms.ChoiceField(label=_("Kind of answer"), choices=list(ANSWER_TYPE.items()))

    class Meta:
        model = Question
        fields = ("text", "topic", "answer_type", "unit", "single_valued", "varies")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("text") and {"text", "topic"} & set(self.changed_data):
            same = Question.objects.worded(data["text"]).filter(topic=data.get("topic"))
            if known := same.exclude(pk=self.instance.pk).first():
                # Two of the same words would share the answers between them, and no two are then compared.
                told = _("%(id)s asks this already: file the claims under that one.")
                self.add_error("text", ValidationError(told % {"id": known.public_id}, code="asked"))
        return data


@admin.register(Question)
class QuestionAdmin(Recorded):
    form = QuestionForm
    list_display = ("text", "topic", "answer_type", "single_valued", "varies", "public_id")
    list_filter = ("answer_type", "single_valued", "varies", ("topic", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("topic",)
    search_fields = ("text", "public_id", "topic__title")
    autocomplete_fields = ("topic",)

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> tuple[str, ...]:
        """The kind of answer is fixed from the start: answers were given in it."""
        return ("public_id", "answer_type") if obj else ("public_id",)

    def save_model(self, request: HttpRequest, obj: Any, form: BaseModelForm[Any], change: bool) -> None:
        if change:
            edit_question(by=_by(request), question=obj, **_changes(form))
        else:
            obj.save()


class ArticleForm(forms.ModelForm[Article]):
    published = DateField(label=_("Published"), required=False)
    language = LanguageField(label=_("Language"), max_length=12)
    public_text = forms.ChoiceField(label=_("Public text"), choices=list(PUBLIC_TEXT.items()))

    class Meta:
        model = Article
        fields = (
            "outlet",
            "headline",
            "byline",
            "published",
            "date_inferred",
            "language",
            "url",
            "terms",
            "public_text",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("date_inferred") and not data.get("published"):
            self.add_error(
                "published", ValidationError(_("Type the date that you inferred."), code="required")
            )
        # The days follow from the date in the action; without them the row would not look whole here.
        self.instance.published_days = self.instance.published_days if data.get("published") else None
        return data


@admin.register(Article)
class ArticleAdmin(Recorded):
    form = ArticleForm
    list_display = ("headline", "outlet", "published", "language", "public_text", "recorded_at", "public_id")
    list_filter = ("public_text", "language", "date_inferred", ("outlet", admin.EmptyFieldListFilter))
    list_select_related = ("outlet",)
    search_fields = ("headline", "outlet__name", "url", "public_id")
    autocomplete_fields = ("outlet",)
    readonly_fields = ("public_id", "recorded_at", "recorded_by")
    date_hierarchy = "recorded_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An article comes with its text: it is added on the desk."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: BaseModelForm[Any], change: bool) -> None:
        edit_article(by=_by(request), article=obj, **_changes(form))


@admin.register(DeskSettings)
class DeskSettingsAdmin(Recorded):
    list_display = ("name", "byline", "contact", "shows_found", "names_editors")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one row, and the first migration made it."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: BaseModelForm[Any], change: bool) -> None:
        set_desk_settings(by=_by(request), **_changes(form))

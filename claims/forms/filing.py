"""Where a claim is kept: its question's topic."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.forms.fields import LineField
from claims.models import Topic


class FilingForm(forms.Form):
    """A topic that there is, or a new one; neither takes the question out of its topic."""

    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.order_by("title"), required=False, empty_label=_("No topic")
    )
    title = LineField(label=_("A new topic"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("What it is about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it at the top of the topic’s page."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("summary") and not data.get("title"):
            self.add_error("title", _("Give the new topic a title."))
        if data.get("summary") and data.get("title"):
            known = Topic.objects.titled(data["title"])
            if known and known.summary not in ("", data["summary"]):
                told = _("“%(topic)s” is recorded already and has a summary. Leave this empty.")
                self.add_error("summary", ValidationError(told, params={"topic": known}))
        return data

"""Who is to look after a claim and until when, and a remark for colleagues."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.presenting.desk_care import today
from newsroom.access import colleagues
from newsroom.models import User


class AssignForm(forms.Form):
    """A colleague, and the day on which it is due, which is not over yet."""

    assignee = forms.ModelChoiceField(
        label=_("Who looks after it"), queryset=User.objects.none(), empty_label=_("Choose a person")
    )
    deadline = forms.DateField(
        label=_("Due on"),
        required=False,
        # Without an end Chromium takes years of six digits.
        widget=forms.DateInput(attrs={"type": "date", "max": "9999-12-31"}, format="%Y-%m-%d"),
        help_text=_("By the end of that day, UTC."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = colleagues()  # type: ignore[attr-defined]

    def clean_deadline(self) -> date | None:
        due: date | None = self.cleaned_data["deadline"]
        if due and due < today():
            raise ValidationError(_("That day is over. Choose today or a later day."), code="over")
        return due


class NoteForm(forms.Form):
    """A remark; it cannot be changed or removed once it is written."""

    text = forms.CharField(
        label=_("A note for colleagues"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Readers never see it. It cannot be changed afterwards."),
    )

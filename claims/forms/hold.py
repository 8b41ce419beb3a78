"""Why the law, or somebody's privacy, keeps a claim from readers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class HoldForm(forms.Form):
    """The reason, for the record and for whoever agrees."""

    reason = forms.CharField(
        label=_("Why readers must not see it"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The law or the person concerned, and who decided. Only the desk sees it."),
    )

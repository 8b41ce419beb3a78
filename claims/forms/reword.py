"""A claim in other words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.fields import LineField
from claims.models import Claim


class RewordForm(forms.Form):
    """The claim's sentence, as it is to be from now on."""

    text = LineField(
        label=_("The claim in a sentence"), max_length=500, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = claim.text

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

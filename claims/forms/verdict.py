"""What the desk concludes about a claim, in a status and a public note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.wording.words import STATUS

#: Matters of judgement, and what has not happened yet, are never rated.
_NOT_RATED = ("opinion", "forecast")


class VerdictForm(forms.Form):
    """A status that fits the claim's nature, and why."""

    status = forms.ChoiceField(label=_("Status"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Reason, for readers"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences: what we know, what not, and on whose word."),
    )

    def __init__(self, *args: Any, nature: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rated = nature not in _NOT_RATED
        codes = [code for code in STATUS if code and (code != "not_checkable") == rated]
        # What may or may not be a matter of judgement is the editor's to say.
        if nature == "interpretation":
            codes.append("not_checkable")
        self.fields["status"].choices = [(code, STATUS[code].label) for code in codes]  # type: ignore[attr-defined]

"""What a reader tells the desk about a page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReportErrorForm(forms.Form):
    """The page, what is wrong with it, and how to answer, if an answer is wanted."""

    page = forms.CharField(
        label=_("Page"),
        max_length=500,
        required=False,
        help_text=_("The address of the page, or which claim you mean."),
    )
    message = forms.CharField(
        label=_("What is wrong?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Tell us what the page says and what it should say. A link or a document helps."),
    )
    contact = forms.CharField(
        label=_("How can we reach you?"),
        max_length=200,
        required=False,
        help_text=_("An e-mail address or a telephone number. Only the desk sees it, to answer you."),
    )
    #: Left empty by people, who do not see it; filled in by robots, which fill in everything.
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"})
    )

    @property
    def from_a_robot(self) -> bool:
        return bool(self.cleaned_data["website"])

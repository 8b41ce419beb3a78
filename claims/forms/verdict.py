"""What the desk concludes about a claim, in a status and a public note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from claims.models import Check, Claim
from claims.wording.sentences import within
from claims.wording.words import STATUS

#: Matters of judgement, and what has not happened yet, are never rated.
_NOT_RATED = ("opinion", "forecast")


class VerdictForm(forms.Form):
    """A status that fits the claim's nature, and why.

    Where a check of the desk's own says otherwise it comes back once, to be
    set all the same by whoever has looked at that check again.
    """

    status = forms.ChoiceField(label=_("Status"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Reason, for readers"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences: what we know, what not, and on whose word."),
    )
    despite = forms.BooleanField(label=_("Set it all the same: the note says why."), required=False)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rated = claim.nature not in _NOT_RATED
        codes = [code for code in STATUS if code and (code != "not_checkable") == rated]
        # What may or may not be a matter of judgement is the editor's to say.
        if claim.nature == "interpretation":
            codes.append("not_checkable")
        self.fields["status"].choices = [(code, STATUS[code].label) for code in codes]  # type: ignore[attr-defined]
        chosen = self.data.get(self.add_prefix("status"), "")
        checks = Check.objects.standing().filter(claim=claim).against(chosen).defer("attachment")
        #: The checks that speak against the chosen status.
        self.against: list[Check] = list(checks) if chosen else []
        if not self.against:
            del self.fields["despite"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.against and not data.get("despite"):
            said = Truncator(self.against[0].what_we_did).chars(120)
            message = _("A check on this claim says otherwise: “%(check)s”. Look at it again.")
            self.add_error("status", ValidationError(message, code="against", params={"check": within(said)}))
        return data

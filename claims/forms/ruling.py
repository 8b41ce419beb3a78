"""What a person decides about two claims, or about what a rule holds against an article."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from claims.search import matching
from claims.wording.words import RELATION
from newsroom.public_ids import ALPHABET, LENGTH

_PUBLIC_ID = re.compile(f"C-[{ALPHABET}]{{{LENGTH}}}")
#: More candidates than this, and the words were too common.
_MOST = 12

#: On a finding against an article: it is so, or it is not.
JUDGED = (("contradicts", _("It is so: readers see it")), ("unrelated", _("It is not so: dismiss it")))


class RulingForm(forms.Form):
    """How two claims bear on each other, or whether what a rule says of a statement is so; and why."""

    relation = forms.ChoiceField(label=_("Ruling"), widget=forms.RadioSelect, choices=list(RELATION.items()))
    note = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it."),
    )

    def __init__(self, *args: Any, about_statement: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if about_statement:
            self.fields["relation"].choices = list(JUDGED)  # type: ignore[attr-defined]


class RelateForm(RulingForm):
    """A relation made by hand: to a claim of any question, found by its id or by its words."""

    other = forms.CharField(
        label=_("The other claim"),
        max_length=500,
        help_text=_("Its id (C-…), its address, or words in it to choose from."),
    )
    field_order = ("other", "relation", "note")

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.fields["relation"].label = _("How the two bear on each other")
        #: Claims that the typed words may mean.
        self.candidates: list[Claim] = []

    def clean_other(self) -> Claim:
        """The claim that was named. Words alone only offer claims to choose from: nobody is guessed for."""
        typed = self.data.get(self.add_prefix("chosen")) or self.cleaned_data["other"]
        others = Claim.objects.current().exclude(pk=self.claim.pk).select_related("question")
        named = _PUBLIC_ID.search(typed.upper())
        if named:
            found = others.filter(public_id=named[0]).first()
            if found is None:
                raise ValidationError(_("There is no other claim with this id."), code="unknown")
            return found
        self.candidates = list(others.filter(matching(typed)).order_by("-pk")[:_MOST])
        if not self.candidates:
            raise ValidationError(_("No claim has these words. Try fewer, or its id."), code="none_found")
        raise ValidationError(_("Choose one of these claims."), code="choose")

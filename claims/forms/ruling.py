"""What a person decides about two claims, or about what a rule holds against an article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, ClaimQuerySet
from claims.search import matching
from claims.wording.words import RELATION
from newsroom.public_ids import named_in

#: More candidates than this, and the words were too common.
_MOST = 12

#: On a finding against an article: it is so, or it is not.
JUDGED = (("contradicts", _("It is so: readers see it")), ("unrelated", _("It is not so: dismiss it")))


def claim_named(typed: str, *, besides: Claim) -> Claim | None:
    """The claim whose id was typed, alone or in an address; None where what was typed are words.

    Raises ValidationError where no other claim has the id.
    """
    public_id = named_in(typed, "C")
    if not public_id:
        return None
    found = _others(besides).filter(public_id=public_id).first()
    if found is None:
        raise ValidationError(_("There is no other claim with this id."), code="unknown")
    return found


def claims_like(typed: str, *, besides: Claim) -> list[Claim]:
    """Claims with these words, to choose from. Raises ValidationError where there are none."""
    found = list(_others(besides).filter(matching(typed)).order_by("-pk")[:_MOST])
    if not found:
        raise ValidationError(_("No claim has these words. Try fewer, or its id."), code="none_found")
    return found


def _others(claim: Claim) -> ClaimQuerySet:
    return Claim.objects.current().exclude(pk=claim.pk).select_related("question")


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
        named = claim_named(typed, besides=self.claim)
        if named is None:
            self.candidates = claims_like(typed, besides=self.claim)
            raise ValidationError(_("Choose one of these claims."), code="choose")
        return named

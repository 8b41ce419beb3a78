"""The rows of a chain as typed: who, on what basis, as the article calls them; origin first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.actions.tag import NewLink
from claims.actions.tag_passage import NewEntity, Voice
from claims.forms.fields import LineField, own_direction
from claims.models import SourceLink, Statement
from claims.vocabulary import BASES, SILENCES
from claims.wording.words import BASIS, ENTITY_KIND
from sources.likely import likely_kind
from sources.models import Article, Entity

#: Longer chains are not news but a tangle.
MOST_LINKS = 12
#: Stands for the article's own outlet, named or not.
OUTLET = "outlet"
VOICES = ("person", "organisation", "outlet", "unnamed")
#: What someone new most likely is, from the basis; where it does not tell, the name's own words do.
_LIKELY = {
    "anonymous": "unnamed",
    "background": "unnamed",
    "social_media": "unnamed",
    "unnamed_media": "unnamed",
    "named_media": "outlet",
    "document": "organisation",
    "own_voice": "outlet",
}


class _BasisSelect(forms.Select):
    """Says of each basis what someone new would be, so that the page shows it before it is saved."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if likely := _LIKELY.get(str(value)):
            option["attrs"]["data-kind"] = likely
        return option


class LinkForm(forms.Form):
    """One step of the chain. A row left empty is no step."""

    entity = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    who = LineField(label=_("Who"), required=False, max_length=200, widget=own_direction())
    kind = forms.ChoiceField(
        label=_("New here: what is it?"),
        required=False,
        choices=[
            ("", _("As its name and “how they know” suggest")),
            *((code, ENTITY_KIND[code]) for code in VOICES),
        ],
    )
    basis = forms.ChoiceField(
        label=_("How they know"),
        required=False,
        choices=[("", BASIS[""]), *((code, BASIS[code]) for code in BASES)],
        widget=_BasisSelect,
    )
    as_printed = forms.CharField(
        label=_("As printed"), required=False, max_length=300, widget=own_direction()
    )
    inferred = forms.BooleanField(label=_("I infer this; the article doesn’t say so"), required=False)
    # The statement that this one passes on, where that is recorded: kept through an edit.
    relays = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        self.voice: Voice | None = None

    @classmethod
    def of(cls, link: SourceLink, row: str, article: Article) -> LinkForm:
        """The row that tells `link`, numbered `row`."""
        own = link.basis == "own_voice" and link.entity_id in (None, article.outlet_id)
        initial = {
            "entity": OUTLET if own else link.entity and link.entity.public_id,
            "who": "" if own else link.entity and link.entity.name,
            "basis": link.basis or "",
            "as_printed": link.as_printed,
            "inferred": link.inferred,
            "relays": link.derived_from.public_id if link.derived_from else "",
        }
        return cls(prefix=f"link-{row}", initial=initial, article=article)

    @property
    def row(self) -> str:
        """The number that the form knows this row by."""
        return str(self.prefix).removeprefix("link-")

    @property
    def summary(self) -> str:
        """Who it is, for a row that is folded up."""
        if self["entity"].value() == OUTLET:
            return str(self.article.outlet or _("The outlet, not named"))
        return str(self["who"].value() or _("Nobody yet"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if not data["who"] and not data["entity"] and data["basis"] == "own_voice":
            data["entity"] = OUTLET
        if data["who"] or data["entity"]:
            self._hear(data)
        elif data["as_printed"] or data["basis"]:
            self.add_error("who", _("Who says so? Name them, even as “an unnamed official”."))
        return data

    def _hear(self, data: dict[str, Any]) -> None:
        relayed = Statement.objects.filter(public_id=data["relays"]).first() if data["relays"] else None
        link = NewLink(None, data["basis"] or None, data["as_printed"], data["inferred"], relayed)
        if data["entity"] == OUTLET:
            self.voice = Voice(replace(link, entity=self.article.outlet, basis="own_voice"))
            return
        found = self._known(data)
        if len(found) > 1:
            self.add_error("who", _("Several go by this name. Choose one from the list while typing."))
        elif found:
            self.voice = Voice(replace(link, entity=found[0]))
        elif data["entity"]:
            self.add_error("who", _("This name is no longer there. Choose again."))
        else:
            kind = data["kind"] or _LIKELY.get(data["basis"]) or likely_kind(data["who"])
            self.voice = Voice(link, NewEntity(data["who"], kind))

    def _known(self, data: dict[str, Any]) -> list[Entity]:
        if data["entity"]:
            return list(Entity.objects.filter(public_id=data["entity"])[:1])
        named = Entity.objects.called(data["who"]).exclude(kind__in=("place", "option"))
        if data["kind"]:
            named = named.filter(kind=data["kind"])
        return list(named.order_by("pk")[:2])


def chain_forms(data: QueryDict, article: Article) -> list[LinkForm]:
    """A form for each row that was sent, in its order."""
    rows = list(dict.fromkeys(row for row in data.getlist("row") if row.isascii() and row.isalnum()))
    return [LinkForm(data, prefix=f"link-{row}", article=article) for row in rows[:MOST_LINKS]]


def chain_of(rows: list[LinkForm], kind: str) -> list[Voice]:
    """The chain that valid rows tell.

    The silent party of a silence has no basis, and must be someone. Only an
    outlet that takes no side does so in its own voice, named or not.
    """
    told = [row for row in rows if row.voice]
    voices = [row.voice for row in told if row.voice]
    takes_no_side = kind == "non_confirmation" and voices and voices[0].link.basis == "own_voice"
    if kind in SILENCES and voices and not takes_no_side:
        voices[0] = replace(voices[0], link=replace(voices[0].link, basis=None))
        if not voices[0].link.entity and not voices[0].named:
            told[0].add_error("who", _("Who didn’t say? Name whoever is silent first."))
    return voices

"""What the desk records of people, bodies, outlets and places: spellings, links, and which are one."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.forms.fields import LanguageField, LineField
from claims.wording.words import ENTITY_KIND, LINK_KIND
from newsroom.public_ids import named_in
from sources.actions import EDITABLE
from sources.models import Entity
from sources.vocabulary import ENTITY_KINDS, LINK_KINDS

#: More candidates than this, and the words were too common.
_MOST = 12
_LONGEST_ADDRESS = 500


def either_way() -> forms.TextInput:
    """A field for what may be written in either direction, whatever the page's."""
    return forms.TextInput(attrs={"dir": "auto"})


def entity_named(typed: str, *, besides: Entity) -> Entity | None:
    """The entity whose id or whole name was typed; None where it may be one of several, or none.

    Raises ValidationError where no other entity has the id.
    """
    others = Entity.objects.exclude(pk=besides.pk)
    if public_id := named_in(typed, "E"):
        found = others.filter(public_id=public_id).first()
        if found is None:
            raise ValidationError(_("There is no other entry with this id."), code="unknown")
        return found
    called = list(others.called(typed).order_by("pk")[:2])
    return called[0] if len(called) == 1 else None


def entities_like(typed: str, *, besides: Entity) -> list[Entity]:
    """Those that start or sound so, to choose from. Raises ValidationError where there are none."""
    others = Entity.objects.unmerged().exclude(pk=besides.pk)
    alike = Q(pk__in=others.starting(typed).values("pk")) | Q(pk__in=others.sounding(typed).values("pk"))
    found = list(others.filter(alike).order_by("name", "pk")[:_MOST])
    if not found:
        raise ValidationError(_("Nothing recorded has a name like this."), code="none_found")
    return found


class OtherForm(forms.Form):
    """Names another entity: by its id, or by a name to choose from."""

    other = forms.CharField(
        label=_("Who or what"),
        max_length=200,
        widget=either_way(),
        help_text=_("A name in any spelling, or an id (E-…)."),
    )

    def __init__(self, *args: Any, entity: Entity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entity = entity
        #: What the typed name may mean.
        self.candidates: list[Entity] = []

    def clean_other(self) -> Entity:
        """The entity that was named. A name that several have only offers them to choose from."""
        typed = self.data.get(self.add_prefix("chosen")) or self.cleaned_data["other"]
        named = entity_named(typed, besides=self.entity)
        if named is None:
            self.candidates = entities_like(typed, besides=self.entity)
            raise ValidationError(_("Choose one of these."), code="choose")
        return named


class BondForm(OtherForm):
    """A link from the entity to another, with the reason that readers see."""

    kind = forms.ChoiceField(
        label=_("How they are linked"), choices=[(code, LINK_KIND[code]) for code in LINK_KINDS]
    )
    reason = LineField(
        label=_("Why"),
        max_length=300,
        widget=either_way(),
        help_text=_("Readers see it: “Press secretary of the president.”"),
    )
    field_order = ("kind", "other", "reason")


class NameForm(forms.Form):
    """Another spelling, script or style of the name."""

    text = LineField(label=_("Name"), max_length=200, widget=either_way())
    language = LanguageField(
        label=_("Language"),
        max_length=12,
        help_text=_("en, ru, ar …; und if it is none in particular."),
    )


class EntityForm(forms.Form):
    """What the entity is called and what it is."""

    name = LineField(label=_("Name"), max_length=200, widget=either_way())
    kind = forms.ChoiceField(label=_("Kind"), choices=[(code, ENTITY_KIND[code]) for code in ENTITY_KINDS])
    description = LineField(
        label=_("Who or what it is"),
        max_length=300,
        required=False,
        widget=either_way(),
        help_text=_("One line, such as “head of the harbour authority”."),
    )
    do_not_name = forms.BooleanField(label=_("Show readers this line instead of the name"), required=False)
    same_as = forms.CharField(
        label=_("The same elsewhere"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=_("Addresses, one a line: Wikidata, the outlet’s own site."),
    )

    #: What was recorded when the form was shown.
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, entity: Entity, **kwargs: Any) -> EntityForm:
        """The form with what is recorded."""
        initial = {name: getattr(entity, name) for name in EDITABLE}
        addresses = "\n".join(entity.same_as)
        return cls(initial={**initial, "same_as": addresses, "was": cls.digest(entity)}, **kwargs)

    @staticmethod
    def digest(entity: Entity) -> str:
        """What is recorded, to tell whether somebody has changed it since."""
        held = [getattr(entity, name) for name in EDITABLE]
        return hashlib.sha256(json.dumps(held).encode()).hexdigest()

    @property
    def changes(self) -> dict[str, Any]:
        """What the form says, by column."""
        return {name: self.cleaned_data[name] for name in EDITABLE}

    def outdated_by(self, entity: Entity) -> bool:
        """Whether the entity is not what the form was filled in over; sent again, the form then counts."""
        now = self.digest(entity)
        if self.cleaned_data["was"] == now:
            return False
        self.data = {**{name: self.data.get(name) for name in self.data}, self.add_prefix("was"): now}
        return True

    def clean_same_as(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["same_as"].splitlines()]
        addresses = list(dict.fromkeys(line for line in lines if line))
        check = URLValidator(schemes=["http", "https"])
        for address in addresses:
            try:
                check(address)
            except ValidationError:
                message = _("“%(typed)s” is no address. Begin with https://.")
                raise ValidationError(message, code="address", params={"typed": address[:80]}) from None
            if len(address) > _LONGEST_ADDRESS:
                raise ValidationError(_("An address is longer than we can keep."), code="too_long")
        return addresses

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("do_not_name") and not data.get("description"):
            self.add_error("description", _("Say who it is: readers see this line instead of the name."))
        return data

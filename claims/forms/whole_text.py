"""The whole text of an article, as an editor pastes it or sets it right."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from claims.forms.fields import BodyField
from newsroom.access import EDITOR, has_role
from newsroom.models import User
from sources.unwrapping import unwrapped

#: Bytes of pasted text.
LIMIT, CONTRIBUTORS_LIMIT = 10_000_000, 2_000_000


def room_for(user: User) -> int:
    """How many bytes of an article this person may add."""
    return LIMIT if has_role(user, EDITOR) else CONTRIBUTORS_LIMIT


class WholeTextForm(forms.Form):
    """A text. Where its lines look broken by a program, it is asked once what they are."""

    text = BodyField(label=_("Text"), help_text=_("Paste it whole; one paragraph a line."))
    lines = forms.ChoiceField(
        label=_("Its lines"),
        required=False,
        choices=[
            ("join", _("Join the lines of each paragraph")),
            ("keep", _("Keep every line, as in a poem")),
        ],
        widget=forms.RadioSelect,
    )

    #: Whoever sends the form; a form that is this one sets it.
    user: User
    #: Whether the page asks what the lines are.
    asks_lines = False
    #: The text as it was pasted, where another is recorded.
    pasted = ""

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        limit = room_for(self.user)
        if len(text.encode()) > limit:
            message = _("The text is longer than your account may add (%(limit)s).")
            raise ValidationError(message, code="too_long", params={"limit": filesizeformat(limit)})
        return text

    def clean_lines(self) -> str:
        text, chosen = self.cleaned_data.get("text", ""), str(self.cleaned_data["lines"])
        joined = unwrapped(text)
        self.asks_lines = joined is not None and not self.is_printed_so(text)
        if joined is None or not self.asks_lines:
            return chosen
        if not chosen:
            self._propose_joining()
            message = _(
                "The lines of this text are broken as a mail program or a PDF breaks them, and each would be"
                " a paragraph. Joined, it has %(paragraphs)d. Choose what to do with them, then go on."
            )
            params = {"paragraphs": len(joined.split("\n\n"))}
            raise ValidationError(message, code="wrapped", params=params)
        if chosen == "join":
            self.pasted, self.cleaned_data["text"] = text, joined
        return chosen

    def is_printed_so(self, text: str) -> bool:
        """Whether the lines are known to be the author's own, and there is nothing to ask."""
        return False

    def _propose_joining(self) -> None:
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["lines"] = "join"
        self.data = data

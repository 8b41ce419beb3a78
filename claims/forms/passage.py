"""What an editor says of a passage that a newer capture moved or lost."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.forms.fields import TEXT_ERRORS, own_direction
from claims.presenting.passages_moved import Asked
from claims.wording.sentences import within
from sources.quotes import Passage, TextRefused, canonical, passage_at

#: Longest passage that is looked for by its words.
_MOST = 5_000


class PassageForm(forms.Form):
    """Same passage or not; or, where it is gone, what became of it.

    `typed` is what a page with this form among others was sent: it stays, and nobody is asked for it yet.
    """

    answer = forms.ChoiceField(label=_("What became of it?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Its words now, if it reads otherwise"),
        required=False,
        max_length=_MOST,
        widget=own_direction(),
        help_text=_("Copy them from the new text, as they stand there."),
    )
    note = forms.CharField(
        label=_("What readers should know"),
        required=False,
        max_length=300,
        widget=own_direction(),
        help_text=_("Such as a correction that the outlet printed. Readers see it."),
    )

    def __init__(
        self, *args: Any, asked: Asked, typed: Mapping[str, str] = MappingProxyType({}), **kwargs: Any
    ) -> None:
        kwargs["prefix"] = asked.anchor.public_id
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.passage: Passage | None = None
        self.fields["answer"].choices = _choices(asked)  # type: ignore[attr-defined]
        if asked.moved:
            del self.fields["words"], self.fields["note"]
        elif asked.candidates:
            self.initial["answer"] = asked.candidates[0].code
        for name in self.fields:
            if (sent := self.add_prefix(name)) in typed:
                self.initial[name] = typed[sent]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        answer = data.get("answer", "")
        if answer == "words":
            self._find(data.get("words", ""))
        elif "-" in answer:
            start, _dash, end = answer.partition("-")
            self.passage = passage_at(self.asked.anchor.capture.text, int(start), int(end))
        return data

    def _find(self, typed: str) -> None:
        try:
            words = canonical(typed).strip()
        except TextRefused as refused:
            message = TEXT_ERRORS[refused.code]
            self.add_error("words", ValidationError(message, params={"at": refused.at + 1}))
            return
        text = self.asked.anchor.capture.text
        at = text.find(words) if words else -1
        if at < 0:
            self.add_error("words", _("These words do not stand in the new text. Copy them from there."))
        elif text.find(words, at + 1) >= 0:
            self.add_error("words", _("These words stand there more than once. Copy some more around them."))
        else:
            self.passage = passage_at(text, at, at + len(words))


def _choices(asked: Asked) -> list[tuple[str, Any]]:
    if asked.moved:
        return [("same", _("It is the same passage")), ("other", _("It is another one; this one is gone"))]
    altered = [
        (one.code, _("It reads: “%(words)s”") % {"words": within(one.text)}) for one in asked.candidates
    ]
    return [
        *altered,
        ("words", _("It reads otherwise")),
        ("removed", _("The outlet took it out")),
    ]

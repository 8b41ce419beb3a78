"""An article's text as its page reads now: pasted again, or read from a saved page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions.anchoring import captures_of
from claims.actions.recapture import CannotRecapture, Recaptured, recapture, recapture_page
from claims.forms.whole_text import WholeTextForm
from newsroom.models import User
from sources.models import Article, Intake

#: By CannotRecapture.reason.
REFUSED = {
    "digest": _("This article is held as our own summary, which no page is compared with."),
    "another_text": _(
        "Not one sentence of the article is in this text. Is it another page? If it is this article all the "
        "same, tick “It is this article”."
    ),
}


class AgainForm(WholeTextForm):
    """The whole text of the article, as it reads now."""

    sure = forms.BooleanField(label=_("It is this article, though not one sentence is left"), required=False)

    def __init__(self, *args: Any, user: User, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.article = user, article
        self.fields["text"].help_text = _("Paste it whole, as you did before; one paragraph a line.")

    def is_printed_so(self, text: str) -> bool:
        """Whether the text on record has most of these lines as they are, so that both are compared alike.

        The first one on record too, or once pasted badly it would be so for ever.
        """
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        texts = captures_of(self.article.pk).values_list("text", flat=True)
        kept = (set((held or "").split("\n")) for held in (texts.first(), texts.last()))
        return all(sum(line in known for line in lines) * 2 > len(lines) for known in kept)

    def save(self) -> Recaptured | None:
        """Record what was found; None, with the reason as an error, where nothing is."""
        try:
            return self._compared(self.cleaned_data["text"], self.cleaned_data["sure"])
        except CannotRecapture as refused:
            self.add_error("text", REFUSED[refused.reason])
            return None

    def _compared(self, text: str, sure: bool) -> Recaptured:
        raw = self.pasted.encode() or None
        return recapture(by=self.user, article=self.article, text=text, method="pasted", raw=raw, sure=sure)


class AgainPageForm(AgainForm):
    """The text as it was read from a saved page, for an editor to set right."""

    def __init__(self, *args: Any, user: User, article: Article, intake: Intake, **kwargs: Any) -> None:
        read = {"text": (intake.found or {}).get("text", "")}
        super().__init__(*args, user=user, article=article, initial=read, **kwargs)
        self.intake = intake
        self.fields["text"].help_text = _("One paragraph a line.")

    def _compared(self, text: str, sure: bool) -> Recaptured:
        return recapture_page(by=self.user, article=self.article, intake=self.intake, text=text, sure=sure)

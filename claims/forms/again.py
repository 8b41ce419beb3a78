"""An article's text as its page reads now: pasted again, or read from a saved page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions.recapture import CannotRecapture, Recaptured, recapture, recapture_page
from claims.forms.article import within_limit_of
from claims.forms.fields import BodyField
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


class AgainForm(forms.Form):
    """The whole text of the article, as it reads now."""

    text = BodyField(
        label=_("Text"),
        help_text=_("Paste it whole, as you did before; one paragraph a line."),
    )
    sure = forms.BooleanField(label=_("It is this article, though not one sentence is left"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_text(self) -> str:
        return within_limit_of(self.user, self.cleaned_data["text"])

    def save(self, article: Article) -> Recaptured | None:
        """Record what was found; None, with the reason as an error, where nothing is."""
        try:
            return self._compared(article, self.cleaned_data["text"], self.cleaned_data["sure"])
        except CannotRecapture as refused:
            self.add_error("text", REFUSED[refused.reason])
            return None

    def _compared(self, article: Article, text: str, sure: bool) -> Recaptured:
        return recapture(by=self.user, article=article, text=text, method="pasted", sure=sure)


class AgainPageForm(AgainForm):
    """The text as it was read from a saved page, for an editor to set right."""

    def __init__(self, *args: Any, user: User, intake: Intake, **kwargs: Any) -> None:
        read = {"text": (intake.found or {}).get("text", "")}
        super().__init__(*args, user=user, initial=read, **kwargs)
        self.intake = intake
        self.fields["text"].help_text = _("One paragraph a line.")

    def _compared(self, article: Article, text: str, sure: bool) -> Recaptured:
        return recapture_page(by=self.user, article=article, intake=self.intake, text=text, sure=sure)

"""Adding an article by pasting its text, with what is known about it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.forms.fields import AddressField, DateField, LanguageField, LineField, own_direction
from claims.forms.whole_text import WholeTextForm
from claims.wording.words import PUBLIC_TEXT
from newsroom.actions import acting
from newsroom.models import User
from sources.actions import add_article, add_entity
from sources.intake_actions import AlreadyHeld, alone_with
from sources.languages import language_by_letters
from sources.models import Article, Capture, Entity
from sources.models.article import ArticleQuerySet
from sources.quotes import canonical as canonical_text
from sources.web_addresses import canonical

#: Characters of a text by which its letters are told.
_TELLING = 20_000
#: Offered first; any other tag can be typed.
LANGUAGES = ("en", "ru", "ar", "uk", "fr", "de", "es", "tr", "fa", "he", "az", "hy", "ka")


def already_held(article: Article) -> SafeString:
    """That we hold this page, with the way to it."""
    url = reverse("claims:article-desk", args=[article.public_id])
    return format_html('{} <a href="{}" dir="auto">{}</a>', _("We hold this page already:"), url, article)


class AboutForm(forms.Form):
    """What is known about an article. What its page does not say is marked as such, never left blank."""

    headline = LineField(label=_("Headline"), max_length=500, required=False, widget=own_direction())
    outlet = LineField(
        label=_("Outlet"),
        max_length=200,
        widget=forms.TextInput({"list": "outlets", "autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Name the outlet, or tick that the page names none.")},
        help_text=_("As it calls itself. Choose one we know, or type a new one."),
    )
    outlet_not_named = forms.BooleanField(label=_("The page names no outlet"), required=False)
    published = DateField(
        past=True,
        label=_("Published"),
        error_messages={"required": _("Give a date, or tick that there is none.")},
        help_text=_("26 May 2025, late February 2025, May 2025, since December 2024; or as EDTF: 2024-12/.."),
    )
    date_inferred = forms.BooleanField(label=_("I inferred this date; the page prints none"), required=False)
    date_unknown = forms.BooleanField(label=_("No date, and none can be inferred"), required=False)
    language = LanguageField(
        label=_("Language"), max_length=12, initial="en", widget=forms.TextInput({"list": "languages"})
    )
    byline = LineField(label=_("By"), max_length=200, required=False, widget=own_direction())
    url = AddressField(label=_("Address"), required=False)
    terms = LineField(
        label=_("Terms of use"),
        max_length=500,
        required=False,
        help_text=_("What the outlet asks of those who quote it, such as a link."),
    )
    public_text = forms.ChoiceField(
        label=_("What readers may see"), choices=PUBLIC_TEXT.items(), initial="excerpts"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        # What is not known is ticked as such: a blank is neither.
        self.fields["outlet"].required = not self["outlet_not_named"].value()
        self.fields["published"].required = not self["date_unknown"].value()

    def clean_url(self) -> str:
        """The address in its one spelling, where no other article has it yet."""
        url = canonical(self.cleaned_data["url"])
        if held := self.others().found_at(url).first():
            raise ValidationError(already_held(held), code="held")
        return url

    def others(self) -> ArticleQuerySet:
        """The articles that this one must not be once more."""
        return Article.objects.all()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outlet") and data["outlet_not_named"]:
            self.add_error("outlet", _("Name the outlet or tick that the page names none, not both."))
        if data.get("published") and data["date_unknown"]:
            self.add_error("published", _("Give a date or tick that there is none, not both."))
        elif data["date_inferred"] and data["date_unknown"]:
            self.add_error("published", _("Type the date that you inferred, or untick it."))
        return data

    def check_language(self, text: str) -> None:
        """Refuse English, which the form begins with, of a text in letters that English is not written in."""
        shown = language_by_letters("", text[:_TELLING])
        if shown and self.cleaned_data.get("language", "").partition("-")[0] == "en":
            message = _("These are not the letters of English. Type %(language)s, or what language it is.")
            self.add_error("language", ValidationError(message, code="letters", params={"language": shown}))

    def outlet_named(self, name: str) -> Entity | None:
        """The outlet of that name, made where it is new; None where the page names none."""
        if not name:
            return None
        return known_outlet(name) or add_entity(by=self.user, kind="outlet", name=name)


class ArticleForm(WholeTextForm, AboutForm):
    """An article as pasted."""

    field_order = ("text", "lines")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.check_language(data.get("text", ""))
        if not self.errors and (held := self._same_text()):
            self.add_error("text", ValidationError(already_held(held), code="held"))
        return data

    def _same_text(self) -> Article | None:
        """An article of the same outlet that says the same to the letter: it was added before."""
        data = self.cleaned_data
        outlet = known_outlet(data["outlet"])
        if data["outlet"] and outlet is None:
            return None
        return Article.objects.printing(self._kept, outlet).first()

    @cached_property
    def _kept(self) -> str:
        """The text in its one form, which takes its time where it is long."""
        return canonical_text(self.cleaned_data["text"])

    def refuse_held(self) -> None:
        """Let nobody record the same meanwhile; AlreadyHeld where somebody has since it was looked for."""
        url, text = self.cleaned_data["url"], self.cleaned_data["text"]
        alone_with(url, text)
        if held := Article.objects.found_at(url).first() or self._same_text():
            raise AlreadyHeld(held)

    def save(self) -> Capture:
        """Record the article, and its outlet where it is new, whole or not at all.

        Raises AlreadyHeld where somebody has recorded the same a moment ago.
        """
        data = self.cleaned_data
        kept = ("text", "headline", "byline", "published", "date_inferred", "language")
        with acting(by=self.user, action="add article"):
            self.refuse_held()
            return add_article(
                by=self.user,
                outlet=self.outlet_named(data["outlet"]),
                raw=self.pasted.encode() or None,
                **{name: data[name] for name in (*kept, "url", "terms", "public_text")},
            )


def known_outlet(name: str) -> Entity | None:
    """The outlet that goes by this name; the first of several."""
    return Entity.objects.outlets().called(name).order_by("pk").first()

"""Fields that read what newsrooms type, and say in the reader's language what is wrong with it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.forms.dates import read_date
from sources.dates import EdtfError, parse
from sources.quotes import TextRefused, canonical
from sources.web_addresses import canonical as canonical_address

#: By EdtfError.code.
DATE_ERRORS = {
    "shape": _(
        "“%(typed)s” is not a date we can read. Type 26 May 2025, late February 2025, May 2025 or 2025;"
        " since May 2025, before May 2025 or 20 to 24 May 2025 for a span; about May 2025 if it is not exact."
    ),
    "year": _("“%(typed)s” has no year we can keep. Type four digits, such as May 2025 or 2025."),
    "month": _("“%(typed)s” has no such month. Type its name, such as May 2025, or 01 to 12."),
    "day": _(
        "“%(typed)s” is not in the calendar. Type a day which that month has, or the month alone, such as"
        " February 2025."
    ),
    "reversed": _("“%(typed)s” ends before it begins. Type the earlier date first, as in 20 to 24 May 2025."),
    "open": _("“%(typed)s” names no date. Type at least one end, such as since May 2025 or before May 2025."),
}
#: By TextRefused.code.
TEXT_ERRORS = {
    "nul": _("The text has a NUL character at position %(at)s. Remove it and try again."),
    "surrogate": _("The text has half a character at position %(at)s. Copy it again from its source."),
    "marks": _("The text has more accents on one letter than any script needs, at position %(at)s."),
}
#: Embeddings, overrides and isolates of the bidirectional algorithm (Unicode UAX #9).
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
#: A page may be dated tomorrow where it is later than with us.
_TOMORROW = timedelta(days=1)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def own_direction() -> forms.TextInput:
    """A line for other people's words, which run their own way whatever the page's language."""
    return forms.TextInput({"dir": "auto"})


def date_error(error: EdtfError) -> ValidationError:
    """The error in the reader's language."""
    return ValidationError(DATE_ERRORS[error.code], code=error.code, params={"typed": error.typed})


class LineField(forms.CharField):
    """Words that stand in a line among others, without the controls that turn them round.

    They make “evil” read “live”. Marks that only lend a direction stay, and so does
    everything in a captured text, which is as the outlet printed it.
    """

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").translate(_TURNING)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Nothing that has a browser cut off what is pasted: too long is an error, which counts."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class AddressField(forms.URLField):
    """Where a page is on the web: no other scheme, and nothing that has no one spelling."""

    widget = forms.URLInput({"dir": "ltr", "autocomplete": "off", "inputmode": "url"})
    default_error_messages = {
        "invalid": _("That is no web address. It looks like https://news.example/story.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, assume_scheme="https", **kwargs)

    def clean(self, value: Any) -> str:
        url: str = super().clean(value)
        if url and not canonical_address(url):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return url


class DateField(forms.CharField):
    """A date in words or EDTF; its value is EDTF, "" for none. `past`: one that has come."""

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self.past = past

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            date = read_date(typed) if typed else ""
        except EdtfError as error:
            raise date_error(error) from None
        if date and self.past and not _has_come(date):
            message = _("“%(typed)s” is still to come. Check the year.")
            raise ValidationError(message, code="future", params={"typed": typed})
        return date


def _has_come(date: str) -> bool:
    """Whether any of the days it may mean is over, or today's anywhere on earth."""
    first = parse(date).widened().first
    return first is None or first <= timezone.now().date() + _TOMORROW


class BodyField(forms.CharField):
    """An article's text; what canonical text cannot keep is refused here, with the place and the reason."""

    widget = forms.Textarea({"dir": "auto"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        # Told apart from the other refusals below, with its place.
        self.validators = []

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            kept = canonical(text)
        except TextRefused as refused:
            params = {"at": refused.at + 1}
            raise ValidationError(TEXT_ERRORS[refused.code], code=refused.code, params=params) from None
        if not kept.strip():
            raise ValidationError(self.error_messages["required"], code="required")
        return text


class LanguageField(forms.CharField):
    """A BCP 47 tag: a language, and where it matters a script or a region."""

    def clean(self, value: Any) -> str:
        tag: str = super().clean(value)
        if not _LANGUAGE.fullmatch(tag):
            message = _("“%(typed)s” is no language tag. Type two letters such as en, ru or ar.")
            raise ValidationError(message, code="language", params={"typed": tag})
        return tag

"""Fields that read what newsrooms type, and say in the reader's language what is wrong with it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.forms.dates import read_date
from sources.dates import EdtfError
from sources.quotes import TextRefused, canonical

#: By EdtfError.code.
DATE_ERRORS = {
    "shape": _(
        "“%(typed)s” is not a date we can read. Type 26 May 2025, May 2025 or 2025; add ? if unsure or ~ if "
        "approximate; a span is 2024/2025, ../2025 or 2024/.."
    ),
    "year": _("“%(typed)s” has no year we can keep. Type four digits, such as 2025 or 2025-02."),
    "month": _("“%(typed)s” has no such month. Type 01 to 12, or a season from 21 (spring) to 24 (winter)."),
    "day": _(
        "“%(typed)s” is not in the calendar. Type a day which that month has, or XX if it is not known."
    ),
    "reversed": _("“%(typed)s” ends before it begins. Type the earlier date first, then /, then the later."),
    "open": _("“%(typed)s” names no date. Type at least one end, such as 2025-05/.. or ../2025-05."),
}
#: By TextRefused.code.
TEXT_ERRORS = {
    "nul": _("The text has a NUL character at position %(at)s. Remove it and try again."),
    "surrogate": _("The text has half a character at position %(at)s. Copy it again from its source."),
    "marks": _("The text has more accents on one letter than any script needs, at position %(at)s."),
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def own_direction() -> forms.TextInput:
    """A line for other people's words, which run their own way whatever the page's language."""
    return forms.TextInput({"dir": "auto"})


def date_error(error: EdtfError) -> ValidationError:
    """The error in the reader's language."""
    return ValidationError(DATE_ERRORS[error.code], code=error.code, params={"typed": error.typed})


class DateField(forms.CharField):
    """A date in words or EDTF; its value is EDTF, "" for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return read_date(typed) if typed else ""
        except EdtfError as error:
            raise date_error(error) from None


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

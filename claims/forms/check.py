"""The desk's own work on a claim: what it looked at, whom it asked, what they replied."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions.verdicts import Document
from claims.forms.fields import AddressField
from claims.wording.words import CHECK_RESULT

#: Bytes of one document.
LIMIT = 5 * 1024 * 1024
#: What an editor may keep with a check, by the ending of its name. Nothing that a browser would run.
KINDS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "txt": "text/plain",
}
#: A file says what it is by how it begins; a name alone may say anything.
_BEGINS = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/webp": (b"RIFF",),
    "text/plain": (b"",),
}


def _moment_field(label: Any, help_text: Any = "") -> forms.DateTimeField:
    # Without an end Chromium takes years of six digits, and whoever types one of four is still in it.
    attrs = {"type": "datetime-local", "max": "9999-12-31T23:59"}
    widget = forms.DateTimeInput(attrs=attrs, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, help_text=help_text, required=False, widget=widget)


class DocumentField(forms.FileField):
    """A picture or a document small enough to be kept with the record; its value is a Document."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is None:
            return None
        if (file.size or 0) > LIMIT:
            message = _("The file is larger than %(limit)s. Archive it elsewhere and give its address.")
            raise ValidationError(message, code="too_large", params={"limit": filesizeformat(LIMIT)})
        name = file.name or ""
        media_type = KINDS.get(name.rpartition(".")[2].lower(), "")
        content = file.read()
        if not media_type or not content.startswith(_BEGINS[media_type]):
            message = _("Keep a PDF, a picture (PNG, JPEG, WebP) or plain text.")
            raise ValidationError(message, code="kind")
        return Document(name=name, media_type=media_type, data=content)


class CheckForm(forms.Form):
    """What was done, and what it showed; whom we asked, if we asked somebody."""

    what_we_did = forms.CharField(
        label=_("What we did"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Readers see it under “How we checked”."),
    )
    result = forms.ChoiceField(
        label=_("What it shows"), choices=list(CHECK_RESULT.items()), initial="inconclusive"
    )
    url = AddressField(label=_("Address of the evidence"), required=False)
    archive_url = AddressField(label=_("Archived copy"), required=False)
    document = DocumentField(
        label=_("Document or photo"),
        required=False,
        help_text=_("PDF, PNG, JPEG, WebP or text, 5 MB at most. Choose it again if the form comes back."),
    )
    person_asked = forms.CharField(
        label=_("Whom we asked"),
        max_length=200,
        required=False,
        help_text=_("Who was asked for comment, and in what capacity."),
    )
    asked_at = _moment_field(_("Asked at"), _("In UTC. Now, if left empty."))
    deadline = _moment_field(_("Reply asked by"), _("In UTC."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        asked, deadline = data.get("asked_at"), data.get("deadline")
        if (asked or deadline) and not data.get("person_asked") and "person_asked" not in self.errors:
            self.add_error("person_asked", _("Name who was asked."))
        _refuse_future(self, "asked_at", asked)
        if deadline and deadline < (asked or timezone.now()):
            self.add_error("deadline", _("The deadline lies before the question."))
        return data


class ReplyForm(forms.Form):
    """What the person asked said, in their words."""

    reply = forms.CharField(label=_("Their reply"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    replied_at = _moment_field(_("Replied at"), _("In UTC. Now, if left empty."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        _refuse_future(self, "replied_at", data.get("replied_at"))
        return data


class WithdrawCheckForm(forms.Form):
    """Why a check should not have been recorded."""

    why = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=300,
        help_text=_("Readers see it in the claim’s timeline, if they saw the check."),
    )


def _refuse_future(form: forms.Form, name: str, moment: datetime | None) -> None:
    if moment and moment > timezone.now():
        form.add_error(name, _("That has not come yet."))

"""Getting a page in: by its address, as a file, and confirming what was read from it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from claims.forms.article import ArticleForm, known_outlet
from claims.forms.fields import AddressField
from claims.forms.whole_text import room_for
from newsroom.actions import acting
from newsroom.models import User
from sources.intake_actions import record_page, take_in_file
from sources.models import Capture, Entity, Intake

#: What a file's name ends in, and what it then is.
_READABLE = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
}
#: How files begin that name themselves a page and are none.
_NOT_A_PAGE = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"From: ",
    b"MIME-Version:",
)


class FetchForm(forms.Form):
    """The address of one page. It stands beside other forms with an address: its ids are its own."""

    url = AddressField(
        label=_("Address of the page"), error_messages={"required": _("Paste the page’s address.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "id_fetch_%s"
        super().__init__(*args, **kwargs)


class PageFileForm(forms.Form):
    """A page that somebody saved from their browser."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput({"accept": ",".join(_READABLE)}),
        error_messages={"required": _("Choose the file of the page."), "empty": _("The file is empty.")},
        help_text=_("In your browser: Save page as…, then “HTML only”."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        limit = room_for(self.user)
        if (file.size or 0) > limit:
            message = _("The file is larger than your account may add (%(limit)s).")
            raise ValidationError(message, code="too_large", params={"limit": filesizeformat(limit)})
        if not _media_type(file.name or "") or file.read(16).startswith(_NOT_A_PAGE):
            message = _(
                "This is not a saved page. Save it as “HTML only”, or copy its text and paste it below."
            )
            raise ValidationError(message, code="not_a_page")
        return file

    def save(self, **about: Any) -> Intake:
        """Hand it to the worker with what is known `about` it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        file.seek(0)
        return take_in_file(
            by=self.user,
            raw=file.read(),
            media_type=_media_type(file.name or ""),
            file_name=file.name or "",
            **about,
        )


class UploadForm(PageFileForm):
    """A saved page that is to be an article."""

    found_at = AddressField(label=_("Where you found it"), required=False)


class ConfirmForm(ArticleForm):
    """What was read from a page, for an editor to set right and confirm."""

    archive_url = AddressField(
        label=_("Archived copy"),
        required=False,
        help_text=_("Where an archive keeps the page, if it does."),
    )

    def __init__(self, *args: Any, user: User, intake: Intake, **kwargs: Any) -> None:
        found = intake.found or {}
        known = _outlet_of(found, intake)
        initial = {
            "text": found.get("text", ""),
            "headline": found.get("title", "")[:500],
            "outlet": known.name if known else found.get("site_name", "")[:200],
            "published": found.get("published", ""),
            "language": found.get("language") or "en",
            "byline": found.get("byline", "")[:200],
            "url": found.get("canonical_url") or intake.found_url or intake.url,
        }
        super().__init__(*args, user=user, initial=initial, **kwargs)
        self.intake = intake
        self.fields["text"].help_text = _("One paragraph a line.")
        if not known and initial["outlet"]:
            self.fields["outlet"].help_text = _("So the page calls itself. New here: it will be added.")

    def save(self) -> Capture:
        """Record the article with the page it was read from, and its outlet where it is new."""
        data = self.cleaned_data
        kept = ("text", "headline", "byline", "published", "date_inferred", "language")
        with acting(by=self.user, action="add article"):
            self.refuse_held()
            return record_page(
                by=self.user,
                intake=self.intake,
                outlet=self.outlet_named(data["outlet"]),
                **{name: data[name] for name in (*kept, "url", "terms", "public_text", "archive_url")},
            )


def _media_type(file_name: str) -> str:
    ending = f".{file_name.lower().rpartition('.')[2]}"
    return _READABLE.get(ending, "")


def _outlet_of(found: dict[str, str], intake: Intake) -> Entity | None:
    """The outlet we know by the site's name, else by the site, where that is one outlet's alone."""
    if (name := found.get("site_name")) and (known := known_outlet(name)):
        return known
    there = list(Entity.objects.at_site(found.get("canonical_url") or intake.found_url or intake.url)[:2])
    return there[0] if len(there) == 1 else None

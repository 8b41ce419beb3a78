from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import CheckConstraint, F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from newsroom.models.constraints import one_of
from newsroom.public_ids import public_id, public_id_shape
from sources.models.article import Article
from sources.quotes import Page, Passage
from sources.vocabulary import CAPTURE_METHODS


class Capture(models.Model):
    """What an article said at one moment. Immutable: a changed page is a new capture.

    `text` is canonical (NFC, blocks joined by LF); offsets everywhere are
    Unicode code points into it. `sentences` holds start and end in turn. A
    digest is this desk's own summary: no raw bytes and no hash.
    """

    public_id = public_id("P")
    article = models.ForeignKey(Article, models.PROTECT, related_name="captures")
    taken_at = models.DateTimeField(_("taken"))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    method = models.CharField(_("method"), max_length=10)
    media_type = models.CharField(_("media type"), max_length=100, default="text/plain")
    raw = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    text = models.TextField(_("text"))
    sentences = ArrayField(models.IntegerField(), default=list)
    archive_url = models.URLField(_("archived at"), max_length=2000, blank=True)
    words = models.GeneratedField(
        expression=Func(F("text"), Value(r"\S+"), function="regexp_count"),
        output_field=models.IntegerField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        ordering = ["taken_at", "pk"]
        constraints = [
            public_id_shape("capture", "P"),
            one_of("capture", "method", CAPTURE_METHODS),
            CheckConstraint(condition=~Q(text=""), name="capture_text"),
            CheckConstraint(
                condition=Q(method="digest", raw__isnull=True, sha256="")
                | (~Q(method="digest") & Q(raw__isnull=False) & ~Q(sha256="")),
                name="capture_raw_unless_digest",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_digest(self) -> bool:
        return self.method == "digest"

    def spans(self) -> Sequence[tuple[int, int]]:
        """Each sentence's start and end."""
        return self._spans

    @cached_property
    def _spans(self) -> Sequence[tuple[int, int]]:
        return list(zip(self.sentences[::2], self.sentences[1::2], strict=True))

    @property
    def page(self) -> Page:
        """The text with its sentences."""
        return Page(self.text, self.spans())

    def shows(self, passage: Passage) -> bool:
        """Whether the text holds exactly this passage at its place."""
        return self.text[passage.start : passage.end] == passage.exact


class CaptureWords(models.Model):
    """The words of a capture, to be found by: in their forms, and folded to Latin letters.

    Apart from the capture, so that no page that shows captures carries them
    along. Written with it, and as immutable.
    """

    capture = models.OneToOneField(Capture, models.PROTECT, primary_key=True, related_name="+")
    words = SearchVectorField()

    class Meta:
        verbose_name = _("words of a capture")
        verbose_name_plural = _("words of captures")
        indexes = [GinIndex(fields=["words"], name="capture_search")]

    def __str__(self) -> str:
        return str(self.capture_id)

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Func, IntegerField, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.models.constraints import one_of
from newsroom.public_ids import public_id, public_id_shape
from sources.models.article import Article
from sources.vocabulary import INTAKE_METHODS, INTAKE_STATES, OPEN_INTAKES
from sources.web_addresses import canonical

if TYPE_CHECKING:
    from newsroom.models import User


class IntakeQuerySet(models.QuerySet["Intake"]):
    def open(self) -> IntakeQuerySet:
        """Pages that still ask for something: to be read, confirmed or tried again."""
        return self.filter(state__in=OPEN_INTAKES)

    def of(self, user: User) -> IntakeQuerySet:
        """The pages that this person asked for."""
        return self.filter(asked_by=user)

    def light(self) -> IntakeQuerySet:
        """Without the pages themselves, which may be large, but with their `size` in bytes."""
        return self.defer("raw", "found").annotate(
            size=Func(F("raw"), function="octet_length", output_field=IntegerField())
        )


class Intake(models.Model):
    """A page on its way into the record: asked for, read by the worker, then confirmed by an editor.

    It is a working paper: the record begins with the article and its capture. `found` holds what the
    page says (`sources.extraction.Extracted`); it and the bytes go once the capture has them. `again` is
    the article whose page it is, where that is one of ours looked at anew.
    """

    public_id = public_id("W")
    method = models.CharField(_("method"), max_length=10)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, default="waiting")
    problem = models.CharField(_("problem"), max_length=20, blank=True)
    #: The status with which another server answered, where that is the problem.
    answered = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(_("asked for"), db_default=Now(), editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    raw = models.BinaryField(null=True, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    received_at = models.DateTimeField(_("received"), null=True, blank=True)
    found_url = models.CharField(max_length=2000, blank=True)
    found = models.JSONField(null=True, blank=True)
    again = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("page to read")
        verbose_name_plural = _("pages to read")
        indexes = [
            models.Index(fields=["-asked_at", "-id"], condition=Q(state__in=OPEN_INTAKES), name="intake_open")
        ]
        constraints = [
            public_id_shape("intake", "W"),
            one_of("intake", "method", INTAKE_METHODS),
            one_of("intake", "state", INTAKE_STATES),
            CheckConstraint(condition=Q(method="uploaded") | ~Q(url=""), name="intake_from_somewhere"),
            CheckConstraint(condition=Q(state="failed") ^ Q(problem=""), name="intake_fails_for_a_reason"),
            CheckConstraint(
                condition=~Q(state="ready") | Q(found__isnull=False, raw__isnull=False),
                name="intake_ready_is_read",
            ),
            CheckConstraint(
                condition=Q(state__in=("held", "recorded"), article__isnull=False)
                | (~Q(state__in=("held", "recorded")) & Q(article__isnull=True)),
                name="intake_ends_in_an_article",
            ),
            CheckConstraint(
                condition=Q(again__isnull=True) | Q(article__isnull=True) | Q(article=F("again")),
                name="intake_again_ends_where_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name or self.url or self.public_id

    @property
    def link(self) -> str:
        """The way to the page, which can only be a web address; "" where none is known."""
        return canonical(self.found_url or self.url)

    @property
    def is_pending(self) -> bool:
        """Whether the worker has it, or will."""
        return self.state in ("waiting", "reading")

    def as_it_came(self) -> dict[str, Any]:
        """The page as a capture keeps it, whatever its editor made of the text."""
        return {
            "method": self.method,
            "raw": bytes(self.raw or b""),
            "media_type": self.media_type,
            "taken_at": self.received_at,
        }

    def receive(self, raw: bytes, media_type: str, url: str, moment: datetime) -> None:
        """Its bytes are here, from `url` in the end."""
        self._become(raw=raw, media_type=media_type, found_url=url[:2000], received_at=moment)

    def be_ready(self, found: dict[str, str]) -> None:
        """It is read: an editor can confirm what it says."""
        self._become(state="ready", found=found)

    def fail(self, problem: str, answered: int = 0) -> None:
        """Not had or not read: one of INTAKE_PROBLEMS, and the other server's status where it gave one."""
        self._become(state="failed", problem=problem, answered=answered)

    def end(self, state: str, article: Article) -> None:
        """It is an article, which has what was kept here."""
        self._become(state=state, article=article, raw=None, found=None)

    def _become(self, **changes: Any) -> None:
        """Write these columns, of a row that may have been discarded meanwhile: then nothing happens."""
        for name, value in changes.items():
            setattr(self, name, value)
        Intake.objects.filter(pk=self.pk).update(**changes)

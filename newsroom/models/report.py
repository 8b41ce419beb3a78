from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.models.constraints import paired


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def open(self) -> ErrorReportQuerySet:
        """Reports that nobody has dealt with, the longest waiting first."""
        return self.filter(handled_at__isnull=True).order_by("received_at", "pk")

    def handled(self) -> ErrorReportQuerySet:
        """Reports that somebody has dealt with, the latest first."""
        return self.filter(handled_at__isnull=False).order_by("-handled_at", "-pk")


class ErrorReport(models.Model):
    """A reader says that something on a page is wrong.

    Who wrote it is known only if they say so. The event log tells that a
    report came and who handled it, and keeps none of the reader's words.
    """

    page = models.CharField(_("page"), max_length=500, blank=True)
    message = models.TextField(_("what is wrong"), max_length=3000)
    contact = models.CharField(_("how to reach you"), max_length=200, blank=True)
    received_at = models.DateTimeField(_("received"), db_default=Now(), editable=False)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("handled by"),
    )

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported error")
        verbose_name_plural = _("reported errors")
        indexes = [
            models.Index(
                fields=["received_at"], condition=Q(handled_at__isnull=True), name="errorreport_open"
            )
        ]
        constraints = [
            paired("errorreport", "handled"),
            CheckConstraint(condition=~Q(message=""), name="errorreport_message"),
        ]

    def __str__(self) -> str:
        return self.message[:80]

    @property
    def path(self) -> str:
        """The page's address where it is one of this site's, to be followed; "" for anything else."""
        local = self.page.startswith("/") and not self.page.startswith(("//", "/\\"))
        return self.page if local else ""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from newsroom.models.constraints import paired


class HoldQuerySet(models.QuerySet["Hold"]):
    def open(self) -> HoldQuerySet:
        """Asked for and not lifted, agreed to or not."""
        return self.filter(lifted_at__isnull=True)

    def in_force(self) -> HoldQuerySet:
        """Agreed to by a second administrator, and not lifted."""
        return self.open().filter(agreed_at__isnull=False)


class Hold(models.Model):
    """The law, or somebody's privacy, keeps a claim from readers, on pages of the past too.

    One administrator asks and says why, another agrees. The record stays as it
    is, and the event log says who did what; only readers see nothing of it.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="holds")
    reason = models.TextField(_("reason"), max_length=1000)
    asked_at = models.DateTimeField(_("asked for"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(_("agreed to"), null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            CheckConstraint(condition=~Q(reason=""), name="hold_reason"),
            paired("hold", "agreed"),
            paired("hold", "lifted"),
            CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")), name="hold_by_two"
            ),
            UniqueConstraint(fields=["claim"], condition=Q(lifted_at__isnull=True), name="hold_one_open"),
        ]

    def __str__(self) -> str:
        return self.reason[:80]

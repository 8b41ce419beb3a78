from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.vocabulary import NEEDS_APPROVAL, STATUSES
from newsroom.models import LedgerRow, StandingQuerySet
from newsroom.models.constraints import one_of, paired
from newsroom.models.ledger import stands
from newsroom.public_ids import public_id, public_id_shape
from sources.fulltext import words_of

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class VerdictQuerySet(StandingQuerySet["Verdict"]):
    def in_force(self, at: datetime | None = None) -> VerdictQuerySet:
        """Standing verdicts that need no approval or had one, the latest first: the first one counts."""
        approved = Exists(Approval.objects.filter(stands(at), verdict=OuterRef("pk")))
        chosen = self.filter(stands(at)).filter(~Q(status__in=NEEDS_APPROVAL) | approved)
        return chosen.order_by("-entered_at", "-pk")

    def waiting(self) -> VerdictQuerySet:
        """Standing verdicts that still need a second person."""
        approved = Exists(Approval.objects.filter(verdict=OuterRef("pk")))
        return self.filter(stands(), ~approved, status__in=NEEDS_APPROVAL)


class Verdict(LedgerRow):
    """What the desk concludes about a claim. Superseded by a later one, never edited.

    `evidence` is what the record showed when it was decided, so that a page
    can say when that has changed. Withdrawing never waits for approval.
    """

    public_id = public_id("V")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="verdicts")
    status = models.CharField(_("status"), max_length=16)
    note = models.TextField(_("reason, in one public sentence"), max_length=1000)
    evidence = models.JSONField(default=dict, blank=True)
    decided_at = models.DateTimeField(_("decided"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = VerdictQuerySet.as_manager()

    if TYPE_CHECKING:
        approvals: RelatedManager[Approval]

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["-decided_at", "-pk"]
        indexes = [
            models.Index(fields=["claim", "left_at"], name="verdict_claim"),
            GinIndex(words_of("note"), name="verdict_search"),
        ]
        constraints = [
            public_id_shape("verdict", "V"),
            one_of("verdict", "status", STATUSES),
            paired("verdict", "withdrawn"),
            CheckConstraint(condition=~Q(note=""), name="verdict_note"),
            CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, left_at__isnull=True)
                | Q(withdrawn_at__isnull=False, left_at__isnull=False),
                name="verdict_leaves_when_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.status}"

    @property
    def needs_approval(self) -> bool:
        return self.status in NEEDS_APPROVAL


class ApprovalQuerySet(StandingQuerySet["Approval"]):
    """Approvals, by the moment they are asked about."""


class Approval(LedgerRow):
    """A second person agrees, on the evidence as shown to them.

    The database refuses the proposer and anyone who ever recorded a statement
    on the claim (claims/migrations/0002).
    """

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="approvals")
    approved_at = models.DateTimeField(_("approved"))
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    digest = models.CharField(_("digest of the evidence seen"), max_length=64)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["approved_at", "pk"]
        constraints = [UniqueConstraint(fields=["verdict", "approved_by"], name="approval_once_each")]

    def __str__(self) -> str:
        return f"{self.verdict_id} {self.approved_by_id}"

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.vocabulary import CHECK_RESULTS, SAYS_OTHERWISE
from newsroom.models import LedgerRow, StandingQuerySet
from newsroom.models.constraints import one_of, paired
from newsroom.public_ids import public_id, public_id_shape
from sources.fulltext import words_of


class CheckQuerySet(StandingQuerySet["Check"]):
    """Checks, by the moment they are asked about."""

    def asking(self) -> CheckQuerySet:
        """Those that put it to somebody."""
        return self.exclude(person_asked="")

    def against(self, status: str) -> CheckQuerySet:
        """Those whose result speaks against a verdict of this status."""
        return self.filter(result=SAYS_OTHERWISE[status]) if status in SAYS_OTHERWISE else self.none()

    def with_evidence(self) -> CheckQuerySet:
        """Those with something that another person can look at: `Check.has_evidence`."""
        return self.exclude(url="", archive_url="", attachment_name="", reply="")


class Check(LedgerRow):
    """The desk's own work on a claim: what was looked at, or who was asked and what they replied.

    Public as "How we checked". A request for comment has a person and a time,
    and may have a deadline; the reply is filled in when it comes. One that was
    recorded by mistake is withdrawn, with the reason, and never edited.
    """

    public_id = public_id("K")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="checks")
    what_we_did = models.TextField(_("what we did"), max_length=2000)
    url = models.URLField(_("evidence"), max_length=2000, blank=True)
    archive_url = models.URLField(_("archived at"), max_length=2000, blank=True)
    result = models.CharField(_("result"), max_length=12, default="inconclusive")
    attachment = models.BinaryField(null=True, blank=True)
    attachment_name = models.CharField(_("attachment"), max_length=200, blank=True)
    attachment_type = models.CharField(max_length=100, blank=True)
    attachment_sha256 = models.CharField(max_length=64, blank=True)
    person_asked = models.CharField(_("who was asked"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    deadline = models.DateTimeField(_("reply asked by"), null=True, blank=True)
    reply = models.TextField(_("reply"), blank=True, max_length=5000)
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_why = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["recorded_at", "pk"]
        indexes = [
            models.Index(fields=["-recorded_at"], name="check_newest"),
            GinIndex(words_of("what_we_did", "person_asked", "reply"), name="check_search"),
        ]
        constraints = [
            public_id_shape("check", "K"),
            one_of("check", "result", CHECK_RESULTS),
            CheckConstraint(condition=~Q(what_we_did=""), name="check_what_we_did"),
            CheckConstraint(
                condition=Q(person_asked="", asked_at__isnull=True)
                | (~Q(person_asked="") & Q(asked_at__isnull=False)),
                name="check_person_asked_when",
            ),
            CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True) | (~Q(reply="") & Q(replied_at__isnull=False)),
                name="check_reply_when",
            ),
            CheckConstraint(
                condition=(Q(attachment__isnull=True) & Q(attachment_sha256=""))
                | (Q(attachment__isnull=False) & ~Q(attachment_sha256="") & ~Q(attachment_name="")),
                name="check_attachment_whole",
            ),
            paired("check", "withdrawn"),
            CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, left_at__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, left_at__isnull=False) & ~Q(withdrawn_why="")),
                name="check_leaves_when_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.what_we_did[:80]

    @property
    def has_evidence(self) -> bool:
        """Something that another person can look at: an address, a document, a reply."""
        return bool(self.url or self.archive_url or self.attachment_name or self.reply)

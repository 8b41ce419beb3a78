"""What people of the desk agree among themselves about a claim. Readers see none of it, in no format."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from newsroom.models.constraints import paired
from sources.fulltext import words_of


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> AssignmentQuerySet:
        """Those that are neither done nor given to somebody else, the most pressing first."""
        return self.filter(ended_at__isnull=True).order_by(
            F("deadline").asc(nulls_last=True), "assigned_at", "pk"
        )


class Assignment(models.Model):
    """One person looks after a claim, until the end of the day `deadline` (UTC) where there is one."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="assignments")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("assigned to")
    )
    deadline = models.DateField(_("due"), null=True, blank=True)
    assigned_at = models.DateTimeField(_("assigned"))
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-assigned_at", "-pk"]
        indexes = [
            models.Index(
                fields=["assignee", "deadline"], condition=Q(ended_at__isnull=True), name="assignment_open"
            )
        ]
        constraints = [
            paired("assignment", "ended"),
            UniqueConstraint(
                fields=["claim"], condition=Q(ended_at__isnull=True), name="assignment_one_person"
            ),
            CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("assigned_at")),
                name="assignment_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignee}: {self.claim_id}"


class DeskNote(models.Model):
    """A remark among colleagues. Only ever added: the site's own role may neither edit nor remove one."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="desk_notes")
    text = models.TextField(_("note"), max_length=4000)
    written_at = models.DateTimeField(_("written"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("desk note")
        verbose_name_plural = _("desk notes")
        ordering = ["written_at", "pk"]
        indexes = [
            models.Index(fields=["claim", "written_at"], name="desknote_claim"),
            GinIndex(words_of("text"), name="desknote_search"),
        ]
        constraints = [CheckConstraint(condition=~Q(text=""), name="desknote_text")]

    def __str__(self) -> str:
        return self.text[:80]


class WatchQuerySet(models.QuerySet["Watch"]):
    def open(self) -> WatchQuerySet:
        """Those that have not been ended."""
        return self.filter(ended__isnull=True)


class Watch(models.Model):
    """Somebody wants to be told what changes on a claim; up to `seen` they have been."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="watches")
    since = models.DateTimeField(_("since"))
    seen = models.DateTimeField(_("seen up to"))
    ended = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        ordering = ["-since", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["user", "claim"], condition=Q(ended__isnull=True), name="watch_once_each"
            ),
            CheckConstraint(condition=Q(seen__gte=F("since")), name="watch_seen_from_its_start"),
            CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=F("since")), name="watch_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.claim_id}"

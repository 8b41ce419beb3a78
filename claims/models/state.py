from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Exists, F, Func, OuterRef, Q, UniqueConstraint, Value
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.statement import SourceLink, Statement
from claims.models.verdict import Verdict
from claims.vocabulary import SILENCES, STATUSES, VISIBILITIES
from newsroom.models.constraints import one_of


class ClaimStateQuerySet(models.QuerySet["ClaimState"]):
    def at(self, moment: datetime | None = None) -> ClaimStateQuerySet:
        """What the site showed at `moment`, or shows now: one row a claim."""
        if moment is None:
            return self.filter(shown_to__isnull=True)
        return self.filter(
            Q(shown_to__isnull=True) | Q(shown_to__gt=moment),
            shown_from__lte=moment,
        )

    def published(self) -> ClaimStateQuerySet:
        """States in which readers saw the claim."""
        return self.filter(visibility="published")

    def forget_conflicts_with(self, public_ids: Collection[str]) -> None:
        """Tell these states as though readers had never seen the claims of these ids."""
        left: Any = F("conflicts_with")
        for one in public_ids:
            left = Func(left, Value(one), function="array_remove")
        self.filter(conflicts_with__overlap=list(public_ids)).update(
            conflicts_with=left, open_conflicts=Func(left, function="cardinality")
        )

    def public_since(self, claims: Iterable[int], at: datetime) -> dict[int, datetime]:
        """Since when readers had seen each of these claims, of those that they saw at `at`."""
        known = self.filter(claim__in=list(claims), shown_from__lte=at).order_by("claim", "shown_from")
        since: dict[int, datetime] = {}
        for claim, start, visibility in known.values_list("claim", "shown_from", "visibility"):
            if visibility == "published":
                since.setdefault(claim, start)
            else:
                since.pop(claim, None)
        return since

    def changed(self, at: datetime | None = None) -> ClaimStateQuerySet:
        """States of claims that readers had seen with another status by `at`, after a first decision."""
        others = ClaimState.objects.filter(claim=OuterRef("claim")).published().exclude(status="")
        if at is not None:
            others = others.filter(shown_from__lte=at)
        return self.filter(Exists(others.filter(~Q(status=OuterRef("status")))))

    def for_list(self) -> ClaimStateQuerySet:
        """With what a list shows of each claim, in one query."""
        return self.select_related("claim__question")

    def traced_to(self, entities: Iterable[int]) -> ClaimStateQuerySet:
        """States of claims of which a standing statement's chain, no silence, leads through one of these."""
        links = SourceLink.objects.filter(entity__in=list(entities))
        said = Statement.objects.standing().filter(links__in=links).exclude(kind__in=SILENCES)
        return self.filter(Exists(said.filter(claim=OuterRef("claim"))))

    def carried_by(self, outlets: Iterable[int]) -> ClaimStateQuerySet:
        """States of claims that an article of one of these outlets carries."""
        said = Statement.objects.standing().filter(capture__article__outlet__in=list(outlets))
        return self.filter(Exists(said.filter(claim=OuterRef("claim"))))


class ClaimState(models.Model):
    """What the site shows of a claim, and showed: derived, and written by `refresh` alone.

    A refresh that changes something closes the row and opens another, so that
    lists, filters and the CSV use one query for now and for any moment. An
    empty `status` means that no verdict stands: not reviewed, since it was
    published or, before that, recorded. `suggested` is for the desk only.
    `open_conflicts` counts contradictions with claims that readers can see.
    """

    # Found by its history, and by the one row of now.
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="states", db_index=False)
    shown_from = models.DateTimeField()
    shown_to = models.DateTimeField(null=True, blank=True)
    visibility = models.CharField(max_length=10)
    status = models.CharField(_("status"), max_length=16, blank=True)
    status_at = models.DateTimeField(_("since"))
    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="+", null=True, blank=True)
    suggested = models.CharField(_("suggested status"), max_length=16)
    outlets = models.PositiveIntegerField(default=0)
    origins_for = models.PositiveIntegerField(default=0)
    origins_against = models.PositiveIntegerField(default=0)
    on_record_origins = models.PositiveIntegerField(default=0)
    untraced_outlets = models.PositiveIntegerField(default=0)
    denials = models.PositiveIntegerField(default=0)
    silences = models.PositiveIntegerField(default=0)
    open_conflicts = models.PositiveIntegerField(default=0)
    conflicts_with = ArrayField(models.CharField(max_length=12), default=list)

    objects = ClaimStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of a claim")
        verbose_name_plural = _("states of claims")
        indexes = [
            models.Index(
                fields=["visibility", "-status_at", "-claim"],
                condition=Q(shown_to__isnull=True),
                name="claimstate_now",
            ),
            models.Index(fields=["claim", "shown_from"], name="claimstate_history"),
            models.Index(
                fields=["-status_at", "-claim"],
                condition=Q(shown_to__isnull=True, visibility="published") & ~Q(status=""),
                name="claimstate_decided",
            ),
        ]
        constraints = [
            one_of("claimstate", "visibility", VISIBILITIES),
            one_of("claimstate", "status", ("", *STATUSES)),
            one_of("claimstate", "suggested", STATUSES),
            CheckConstraint(
                condition=Q(status="", verdict__isnull=True) | (~Q(status="") & Q(verdict__isnull=False)),
                name="claimstate_status_by_verdict",
            ),
            CheckConstraint(
                condition=Q(shown_to__isnull=True) | Q(shown_from__lt=F("shown_to")),
                name="claimstate_shown_for_a_time",
            ),
            UniqueConstraint(fields=["claim"], condition=Q(shown_to__isnull=True), name="claimstate_one_now"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.status or 'not reviewed'} {self.shown_from:%Y-%m-%dT%H:%MZ}"

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.statement import Statement
from claims.vocabulary import RELATIONS, RULES
from newsroom.models import LedgerRow, StandingQuerySet
from newsroom.models.constraints import one_of, paired
from newsroom.public_ids import public_id, public_id_shape
from sources.fulltext import words_of


class RulingQuerySet(StandingQuerySet["Ruling"]):
    """Rulings, by the moment they are asked about."""

    def on_questions(self, questions: Iterable[int]) -> RulingQuerySet:
        """Those with a claim on one of these questions; either side is found by its own index."""
        asked = list(questions)
        sides = [
            Ruling.objects.filter(**{f"{side}__question__in": asked}).order_by().values("pk")
            for side in ("claim_a", "claim_b")
        ]
        return self.filter(pk__in=sides[0].union(sides[1]))


class Ruling(LedgerRow):
    """What a person decided about two claims, or about one statement's finding. It wins over the rule.

    An empty `rule` is a relation made by hand; it may join claims of different
    questions. `statements_seen` are the public ids it was decided on, so that
    the page can say when they have changed.
    """

    public_id = public_id("R")
    claim_a = models.ForeignKey(Claim, models.PROTECT, related_name="rulings_a")
    claim_b = models.ForeignKey(Claim, models.PROTECT, related_name="rulings_b", null=True, blank=True)
    subject = models.ForeignKey(Statement, models.PROTECT, related_name="rulings", null=True, blank=True)
    rule = models.CharField(_("rule"), max_length=2, blank=True)
    relation = models.CharField(_("relation"), max_length=12)
    note = models.TextField(_("why"), max_length=1000)
    statements_seen = ArrayField(models.CharField(max_length=12), default=list)
    ruled_at = models.DateTimeField(_("ruled"))
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        ordering = ["-ruled_at", "-pk"]
        indexes = [GinIndex(words_of("note"), name="ruling_search")]
        constraints = [
            public_id_shape("ruling", "R"),
            one_of("ruling", "relation", RELATIONS),
            one_of("ruling", "rule", ("", *RULES)),
            paired("ruling", "ended"),
            CheckConstraint(condition=~Q(note=""), name="ruling_note"),
            CheckConstraint(
                condition=Q(claim_b__isnull=False, subject__isnull=True)
                | Q(claim_b__isnull=True, subject__isnull=False),
                name="ruling_sides",
            ),
            CheckConstraint(
                condition=Q(claim_b__isnull=True) | Q(claim_a__lte=models.F("claim_b")),
                name="ruling_claims_in_order",
            ),
            CheckConstraint(
                condition=Q(ended_at__isnull=True, left_at__isnull=True)
                | Q(ended_at__isnull=False, left_at__isnull=False),
                name="ruling_leaves_when_ended",
            ),
            UniqueConstraint(
                fields=["claim_a", "claim_b", "subject", "rule"],
                condition=Q(left_at__isnull=True),
                nulls_distinct=False,
                name="ruling_one_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.relation}"

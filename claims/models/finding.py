from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Exists, F, OuterRef, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.question import Question
from claims.models.ruling import Ruling
from claims.models.statement import Statement
from claims.vocabulary import LABELS, LEVELS, RULES
from newsroom.models.constraints import one_of


class FindingQuerySet(models.QuerySet["Finding"]):
    def published(self) -> FindingQuerySet:
        """Findings of which readers may see every claim."""
        return self.filter(
            Q(claim_b__isnull=True) | Q(claim_b__visibility="published"), claim_a__visibility="published"
        )

    def between_claims(self) -> FindingQuerySet:
        """C-rules: two claims, or the two sides of one. T-rules accuse an outlet and stay with the desk."""
        return self.filter(rule__startswith="C")

    def unruled(self) -> FindingQuerySet:
        """Contradictions and tensions on which nobody has ruled, by the rule or by hand."""
        rulings = Ruling.objects.standing()
        pair = rulings.filter(
            Q(rule=OuterRef("rule")) | Q(rule=""),
            claim_a=OuterRef("claim_a"),
            claim_b=OuterRef("claim_b"),
        )
        subject = rulings.filter(subject=OuterRef("subject"), rule=OuterRef("rule"))
        return self.exclude(level="update").filter(~Exists(pair), ~Exists(subject))


class Finding(models.Model):
    """What a rule finds: derived, and written by `refresh` alone.

    `claim_a` has the smaller id, and both are one claim where it is asserted
    and denied. T1 and T2 have a subject statement and no second claim. `since`
    is when the desk had recorded both sides of the earliest pair.
    """

    # Each of these has an index below that begins with it.
    question = models.ForeignKey(Question, models.PROTECT, related_name="findings", db_index=False)
    rule = models.CharField(_("rule"), max_length=2)
    claim_a = models.ForeignKey(Claim, models.PROTECT, related_name="+", db_index=False)
    claim_b = models.ForeignKey(
        Claim, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    subject = models.ForeignKey(Statement, models.PROTECT, related_name="+", null=True, blank=True)
    level = models.CharField(_("level"), max_length=14)
    label = models.CharField(_("between"), max_length=14)
    pairs = models.PositiveIntegerField(_("pairs of statements"), default=1)
    since = models.DateTimeField(_("since"))

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        indexes = [
            models.Index(fields=["-since", "-id"], name="finding_newest"),
            # The list of contradictions: findings and rulings as one, by places that they share.
            models.Index(F("since").desc(), (F("id") * 2).desc(), name="finding_place"),
            models.Index(fields=["claim_a"], name="finding_claim_a"),
            models.Index(fields=["claim_b"], name="finding_claim_b"),
            models.Index(fields=["rule"], name="finding_rule"),
            models.Index(fields=["level"], name="finding_level"),
        ]
        constraints = [
            one_of("finding", "rule", RULES),
            one_of("finding", "level", LEVELS),
            one_of("finding", "label", LABELS),
            CheckConstraint(
                condition=Q(rule__startswith="C", claim_b__isnull=False, subject__isnull=True)
                | Q(rule__startswith="T", claim_b__isnull=True, subject__isnull=False),
                name="finding_sides",
            ),
            CheckConstraint(
                condition=Q(claim_b__isnull=True) | Q(claim_a__lte=F("claim_b")),
                name="finding_claims_in_order",
            ),
            UniqueConstraint(
                fields=["question", "rule", "claim_a", "claim_b", "subject"],
                nulls_distinct=False,
                name="finding_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.claim_a_id} {self.claim_b_id or self.subject_id}"

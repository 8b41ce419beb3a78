from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import (
    Case,
    CheckConstraint,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    UniqueConstraint,
    When,
)
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from claims.lineage import replacing
from claims.models.statement import Statement
from claims.vocabulary import CHANGED, OUTCOMES, WAITING
from newsroom.models import LedgerRow, StandingQuerySet
from newsroom.models.constraints import one_of, paired
from newsroom.public_ids import public_id, public_id_shape
from sources.models import Capture
from sources.quotes import Passage


class AnchorQuerySet(StandingQuerySet["Anchor"]):
    def waiting(self) -> Any:
        """Passages that an editor must look at: those of statements that stand."""
        return self.standing().filter(Exists(_tagged()), outcome__in=WAITING)

    def changed(self, at: datetime | None = None) -> Any:
        """Passages of which an editor has said that the outlet changed them, and says so at `at`."""
        return self.standing(at).filter(outcome__in=CHANGED)

    def for_readers(self) -> Any:
        """Those of passages on which a published claim rests."""
        return self.filter(Exists(_tagged().on_published_claims()))

    def answered_on(self, statements: Any) -> Any:
        """What people have said of the passages of `statements`, taken back since or not."""
        here = statements.filter(
            capture=OuterRef("tagged_in"), start=OuterRef("tagged_start"), end=OuterRef("tagged_end")
        )
        return self.filter(Exists(here), decided_at__isnull=False)

    def of_statement(self) -> Any:
        """Those of one statement's passage: for a subquery of statements."""
        return self.filter(
            tagged_in=OuterRef("capture"), tagged_start=OuterRef("start"), tagged_end=OuterRef("end")
        )


def statements_in(capture: Capture) -> Any:
    """Statements whose passage stands in the capture, tagged there or carried to it.

    With `here_start` and `here_end`, where it stands.
    """
    carried = Anchor.objects.standing().of_statement().filter(capture=capture, outcome="carried")
    own = Q(capture=capture)
    place = {
        f"here_{end}": Case(When(own, then=F(end)), default=Subquery(carried.values(end)[:1]))
        for end in ("start", "end")
    }
    of_article = Statement.objects.filter(capture__article=capture.article_id)
    return of_article.filter(own | Exists(carried)).annotate(**place)


def passage_changed(at: datetime | None = None) -> Q:
    """Of statements: by an editor's word, the outlet changed the passage, or that of one they replaced."""
    changed = Statement.objects.filter(Exists(Anchor.objects.changed(at).of_statement()))
    return Q(pk__in=replacing(changed))


def _tagged() -> Any:
    return Statement.objects.standing().filter(
        capture=OuterRef("tagged_in"), start=OuterRef("tagged_start"), end=OuterRef("tagged_end")
    )


class Anchor(LedgerRow):
    """What became of a tagged passage in a later capture of its article.

    The passage, and not a statement, is what is looked for: statements on the
    same words, and one that replaces another, share what was found. Carried,
    moved and lost are found by rule (`sources.quotes.carry`); moved and lost
    wait for an editor, whose answer is a row of its own: carried after all, or
    altered or removed by the outlet. `start`, `end` and `exact` are where the
    words, or those that took their place, stand in `capture`; a row that names
    no place has none.
    """

    public_id = public_id("N")
    tagged_in = models.ForeignKey(Capture, models.PROTECT, related_name="passages_led_on")
    tagged_start = models.PositiveIntegerField()
    tagged_end = models.PositiveIntegerField()
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="anchors")
    outcome = models.CharField(_("what became of it"), max_length=10)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField(_("passage"), blank=True)
    note = models.CharField(_("what readers should know"), max_length=300, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = AnchorQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage in a later capture")
        verbose_name_plural = _("passages in later captures")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["capture", "outcome", "start"], name="anchor_place"),
            models.Index(
                fields=["outcome"],
                condition=Q(left_at__isnull=True, outcome__in=WAITING),
                name="anchor_waiting",
            ),
        ]
        constraints = [
            public_id_shape("anchor", "N"),
            one_of("anchor", "outcome", OUTCOMES),
            paired("anchor", "decided"),
            paired("anchor", "ended"),
            CheckConstraint(condition=Q(tagged_start__lt=F("tagged_end")), name="anchor_passage_not_empty"),
            CheckConstraint(condition=~Q(tagged_in=F("capture")), name="anchor_in_a_later_capture"),
            CheckConstraint(
                condition=Q(outcome__in=["lost", "removed"], start=None, end=None, exact="")
                | Q(outcome__in=["carried", "moved", "altered"], start__isnull=False, end__isnull=False)
                & Q(start__lt=F("end"))
                & Q(Exact(Length("exact"), F("end") - F("start"))),
                name="anchor_place_fits_outcome",
            ),
            CheckConstraint(
                condition=Q(outcome__in=WAITING, decided_at__isnull=True)
                | Q(outcome__in=CHANGED, decided_at__isnull=False)
                | Q(outcome="carried"),
                name="anchor_only_a_person_accuses",
            ),
            CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(decided_at__isnull=False, left_at__isnull=False),
                name="anchor_leaves_when_ended",
            ),
            UniqueConstraint(
                fields=["tagged_in", "tagged_start", "tagged_end", "capture"],
                condition=Q(left_at__isnull=True),
                name="anchor_one_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.outcome}"

    @property
    def place(self) -> tuple[int, int, int]:
        """The passage that it is about."""
        return self.tagged_in_id, self.tagged_start, self.tagged_end

    @property
    def passage(self) -> Passage:
        """Where it stands in the later capture, for outcomes that name a place. Its context is not kept."""
        assert self.start is not None
        assert self.end is not None
        return Passage(self.start, self.end, self.exact, "", "")

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import CombinedSearchVector, SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import CheckConstraint, Exists, F, OuterRef, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.question import Question, own_question
from claims.record import Value
from claims.vocabulary import NATURES, VALUE_STATES, VISIBILITIES
from newsroom.models.constraints import one_of, paired
from newsroom.public_ids import public_id, public_id_shape
from sources.dates import parse
from sources.fulltext import words_of
from sources.models import Entity
from sources.names import fold

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from claims.models.state import ClaimState
    from claims.models.statement import Statement

#: A sentence in another script can fold to far more letters than it has.
FOLDED = 1000

_TYPED = {
    "yes_no": Q(yes__isnull=False),
    "number": Q(low__isnull=False) | Q(high__isnull=False),
    "date": ~Q(date="") & Q(days__isnull=False),
    "entity": Q(entity__isnull=False),
    "text": ~Q(answer_text=""),
}
_UNTYPED = {
    "yes_no": Q(yes__isnull=True),
    "number": Q(low__isnull=True, high__isnull=True),
    "date": Q(date="", days__isnull=True),
    "entity": Q(entity__isnull=True),
    "text": Q(answer_text=""),
}


def _only(answer_type: str | None) -> Q:
    """Exactly the value of this answer type is set, and no other; none of them for None."""
    condition = Q()
    for name, empty in _UNTYPED.items():
        condition &= _TYPED[name] if name == answer_type else empty
    return condition


def _one_typed_value() -> Q:
    """A known value fits its question's answer type; unknown and none hold no value."""
    condition = Q(value_state__in=["unknown", "none"]) & _only(None)
    for answer_type in _TYPED:
        condition |= Q(value_state="known", answer_type=answer_type) & _only(answer_type)
    return condition


class ClaimQuerySet(models.QuerySet["Claim"]):
    def published(self) -> ClaimQuerySet:
        """Claims that readers may see."""
        return self.filter(visibility="published")

    def current(self) -> ClaimQuerySet:
        """Claims that have not moved to another question or into another claim."""
        return self.filter(moved_to__isnull=True)

    def worded(self, text: str) -> ClaimQuerySet:
        """Claims that say exactly this, whatever its case, accents and punctuation."""
        folded = fold(text)[:FOLDED]
        # By the index on the words first: there may be many claims.
        return self.filter(search=SearchQuery(folded, config="simple", search_type="plain"), folded=folded)


class Claim(models.Model):
    """One answer to one question, in the desk's words; several outlets may carry it.

    Its identity is (question, value, nature). `answer_type` repeats the
    question's under a composite foreign key, so that a check constraint can
    hold the value to it. Numbers are closed ranges, a null bound being open.
    """

    public_id = public_id("C")
    question = models.ForeignKey(Question, models.PROTECT, related_name="claims", verbose_name=_("question"))
    answer_type = models.CharField(max_length=10, editable=False)
    text = models.CharField(_("claim"), max_length=500)
    folded = models.CharField(max_length=FOLDED, editable=False)
    nature = models.CharField(_("nature"), max_length=16, default="fact")
    value_state = models.CharField(_("the answer is"), max_length=8, default="known")
    yes = models.BooleanField(_("yes or no"), null=True, blank=True)
    low = models.DecimalField(_("at least"), max_digits=30, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(_("at most"), max_digits=30, decimal_places=6, null=True, blank=True)
    date = models.CharField(_("date"), max_length=60, blank=True)
    days = DateRangeField(null=True, blank=True, editable=False)
    entity = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("answer")
    )
    answer_text = models.CharField(_("answer in words"), max_length=500, blank=True)
    visibility = models.CharField(_("visible to"), max_length=10, default="desk")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    alleges_wrongdoing = models.BooleanField(_("alleges wrongdoing"), default=False)
    # Who last said whether it does; nobody but whoever recorded the claim, where empty.
    marked_at = models.DateTimeField(_("marked"), null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    moved_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="moved_from", verbose_name=_("moved to")
    )
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    search = models.GeneratedField(
        expression=CombinedSearchVector(
            words_of("text"), "||", SearchVector("folded", config="simple"), "simple"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ClaimQuerySet.as_manager()

    if TYPE_CHECKING:
        states: RelatedManager[ClaimState]
        statements: RelatedManager[Statement]

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = [
            GinIndex(fields=["search"], name="claim_search"),
            models.Index(
                fields=["-recorded_at", "-id"],
                condition=Q(visibility="desk", moved_to__isnull=True),
                name="claim_unpublished",
            ),
        ]
        constraints = [
            public_id_shape("claim", "C"),
            one_of("claim", "nature", NATURES),
            one_of("claim", "value_state", VALUE_STATES),
            one_of("claim", "visibility", VISIBILITIES),
            paired("claim", "published"),
            paired("claim", "marked"),
            CheckConstraint(condition=~Q(text=""), name="claim_text"),
            CheckConstraint(
                condition=Q(visibility="desk") | Q(published_at__isnull=False), name="claim_published_at"
            ),
            CheckConstraint(condition=_one_typed_value(), name="claim_one_typed_value"),
            CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="claim_number_range",
            ),
            CheckConstraint(
                condition=Q(moved_to__isnull=True) | ~Q(moved_to=F("id")), name="claim_moved_elsewhere"
            ),
            UniqueConstraint(
                fields=[
                    "question",
                    "nature",
                    "value_state",
                    "yes",
                    "low",
                    "high",
                    "date",
                    "entity",
                    "answer_text",
                ],
                condition=Q(moved_to__isnull=True),
                nulls_distinct=False,
                name="claim_identity",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("claims:claim-detail", args=[self.public_id])

    @property
    def asks_itself(self) -> bool:
        """Whether nobody has asked a question yet: the claim's is the claim itself, asked back."""
        return self.question.text == own_question(self.text)

    def value(self) -> Value:
        """The typed answer, as the rules read it."""
        return Value(
            state=self.value_state,
            yes=self.yes,
            low=self.low,
            high=self.high,
            date=parse(self.date) if self.date else None,
            entity=self.entity_id,
            text=self.answer_text or None,
        )


def met_by_readers() -> Q:
    """The condition that a row of the record on a claim stands, or stood while readers saw the claim.

    What ended before is the desk's own affair: a slip mended before anything
    was published was nobody's to read. An imported row never stood here; of
    that its own times tell.
    """
    shown = Claim.objects.filter(
        Q(states__shown_to__isnull=True) | Q(states__shown_to__gt=OuterRef("entered_at")),
        pk=OuterRef("claim"),
        states__visibility="published",
        states__shown_from__lt=OuterRef("left_at"),
    )
    return Q(left_at__isnull=True) | Q(Exists(shown)) | Q(withdrawn_at__gte=F("claim__published_at"))

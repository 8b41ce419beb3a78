from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import CheckConstraint, F, Q, TextField, UniqueConstraint, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.topic import Topic, wording_of
from claims.record import Question as QuestionRecord
from claims.vocabulary import ANSWER_TYPES
from newsroom.models.constraints import one_of
from newsroom.public_ids import public_id, public_id_shape
from sources.fulltext import words_of

_LONGEST = 499


def own_question(text: str) -> str:
    """The yes/no question that a sentence answers by itself."""
    return text.rstrip(" .…")[:_LONGEST] + "?"


class QuestionQuerySet(models.QuerySet["Question"]):
    def worded(self, text: str) -> QuestionQuerySet:
        """Questions that ask it in the same words, whatever story they belong to."""
        typed = wording_of(Value(text, output_field=TextField()))
        return self.alias(wording=wording_of(F("text"))).filter(wording=typed)

    def published(self) -> QuestionQuerySet:
        """Questions with at least one claim that readers may see."""
        return self.filter(claims__visibility="published").distinct()


class Question(models.Model):
    """What claims answer; only answers to one question are ever compared.

    A quick tag's claim answers a yes/no question of its own, and has no topic
    until someone files it.
    """

    public_id = public_id("Q")
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="questions", null=True, blank=True, verbose_name=_("topic")
    )
    text = models.CharField(_("question"), max_length=500)
    answer_type = models.CharField(_("kind of answer"), max_length=10, default="yes_no")
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    single_valued = models.BooleanField(_("only one answer can be true"), default=True)
    varies = models.BooleanField(_("the answer may change over time"), default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes = [
            GinIndex(words_of("text"), name="question_search"),
            models.Index(wording_of(F("text")), name="question_wording"),
        ]
        constraints = [
            public_id_shape("question", "Q"),
            one_of("question", "answer_type", ANSWER_TYPES),
            CheckConstraint(condition=~Q(text=""), name="question_text"),
            # The target of the composite foreign key that keeps Claim.answer_type true.
            UniqueConstraint(fields=["id", "answer_type"], name="question_answer_type"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("claims:question-detail", args=[self.public_id])

    def record(self) -> QuestionRecord:
        """This question as the rules read it."""
        return QuestionRecord(self.pk, self.answer_type, self.single_valued, self.varies)

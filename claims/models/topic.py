from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Count, Exists, F, Func, OuterRef, Q, TextField, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.public_ids import public_id, public_id_shape


def wording_of(text: F | Value) -> Lower:
    """What of a question or a title tells it from another: neither case, spaces nor the final question mark.

    The same expression where they are compared and in the index on questions; topics are few enough to be
    read without.
    """
    spaced = Func(text, Value(r"\s+"), Value(" "), Value("g"), function="regexp_replace")
    bare = Func(spaced, Value(r"^ | ?[?؟ ]+$"), Value(""), Value("g"), function="regexp_replace")
    return Lower(bare, output_field=TextField())


class TopicQuerySet(models.QuerySet["Topic"]):
    def published(self) -> TopicQuerySet:
        """Topics with at least one claim that readers may see."""
        # Looked for topic by topic: a join would go through every claim there is.
        seen = Topic.objects.filter(pk=OuterRef("pk"), questions__claims__visibility="published")
        return self.filter(Exists(seen))

    def titled(self, title: str) -> Topic | None:
        """The topic of this title; of several, which a dossier may bring, the fullest."""
        typed = wording_of(Value(title, output_field=TextField()))
        same = self.alias(wording=wording_of(F("title"))).filter(wording=typed)
        return same.annotate(held=Count("questions")).order_by("-held", "pk").first()


class Topic(models.Model):
    """A story, or a dossier: what questions are gathered under."""

    public_id = public_id("T")
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("address"), max_length=220, unique=True)
    summary = models.TextField(_("summary"), blank=True, max_length=2000)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["title", "pk"]
        constraints = [
            public_id_shape("topic", "T"),
            CheckConstraint(condition=~Q(title=""), name="topic_titled"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("claims:topic-detail", args=[self.slug])

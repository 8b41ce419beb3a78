from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.public_ids import public_id, public_id_shape


class TopicQuerySet(models.QuerySet["Topic"]):
    def published(self) -> TopicQuerySet:
        """Topics with at least one claim that readers may see."""
        # Looked for topic by topic: a join would go through every claim there is.
        seen = Topic.objects.filter(pk=OuterRef("pk"), questions__claims__visibility="published")
        return self.filter(Exists(seen))


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

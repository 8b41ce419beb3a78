from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import models
from django.db.models import CheckConstraint, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.models.constraints import one_of, paired
from newsroom.public_ids import public_id, public_id_shape
from sources.fulltext import words_of
from sources.models.entity import Entity
from sources.vocabulary import PUBLIC_TEXTS
from sources.web_addresses import spellings

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from sources.models.capture import Capture


class ArticleQuerySet(models.QuerySet["Article"]):
    def found_at(self, url: str) -> ArticleQuerySet:
        """Articles whose address is this one, in whichever of its spellings; none for an empty one."""
        return self.filter(url__in=spellings(url))

    def printing(self, text: str, outlet: Entity | None) -> ArticleQuerySet:
        """Articles of this outlet, or of none named, that said exactly this canonical text at some time."""
        return self.filter(outlet=outlet, captures__text=text).distinct()


class Article(models.Model):
    """One piece of journalism. An outlet or a date that it does not give stays unknown.

    `published` is EDTF; with `date_inferred` the page prints no date and the
    window is the editor's, from its contents. No outlet means not named.
    `read_through` is when an editor said that all of its newest capture is read
    and tagged: only then does a claim without a tag go unmentioned in it.
    """

    public_id = public_id("A")
    outlet = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("outlet")
    )
    url = models.URLField(_("address"), max_length=2000, blank=True)
    headline = models.CharField(_("headline"), max_length=500, blank=True)
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    published = models.CharField(_("published"), max_length=60, blank=True)
    published_days = DateRangeField(null=True, blank=True, editable=False)
    date_inferred = models.BooleanField(_("the date is inferred"), default=False)
    language = models.CharField(_("language"), max_length=12, default="en")
    terms = models.CharField(_("terms of use"), max_length=500, blank=True)
    public_text = models.CharField(_("public text"), max_length=10, default="excerpts")
    read_through_at = models.DateTimeField(_("read to the end"), null=True, blank=True)
    read_through_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ArticleQuerySet.as_manager()

    if TYPE_CHECKING:
        captures: RelatedManager[Capture]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["-recorded_at", "-id"], name="article_newest"),
            GinIndex(words_of("headline"), name="article_search"),
            # An address may be longer than a b-tree can hold.
            HashIndex(fields=["url"], name="article_url"),
        ]
        constraints = [
            public_id_shape("article", "A"),
            one_of("article", "public_text", PUBLIC_TEXTS),
            CheckConstraint(
                condition=Q(published="", published_days__isnull=True)
                | (~Q(published="") & Q(published_days__isnull=False)),
                name="article_published_days",
            ),
            CheckConstraint(condition=~Q(language=""), name="article_language"),
            paired("article", "read_through"),
        ]

    def __str__(self) -> str:
        return self.headline or f"{self.outlet or _('Outlet not named')} {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("claims:article-detail", args=[self.public_id])

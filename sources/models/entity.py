from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import CheckConstraint, F, Func, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.models import LedgerRow, StandingQuerySet
from newsroom.models.constraints import one_of, paired
from newsroom.public_ids import public_id, public_id_shape
from sources.names import fold, runs, sounds
from sources.vocabulary import ENTITY_KINDS, LINK_KINDS
from sources.web_addresses import site

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


#: The words of a folded name by their consonants, as `sources.names.sounds` has them; indexed.
SOUNDS = SearchVector(Func(F("folded"), function="sources_sounds"), config="simple")


def sounding(words: Iterable[str], *, unfinished: bool = False) -> SearchQuery | None:
    """The query for names that have all these sounds; the last may go on. None where there are none."""
    sought = [f"'{word}'" for word in words]
    if not sought:
        return None
    end = ":*" if unfinished else ""
    return SearchQuery(" & ".join(sought) + end, config="simple", search_type="raw")


class EntityQuerySet(models.QuerySet["Entity"]):
    def outlets(self) -> EntityQuerySet:
        """Entities that publish."""
        return self.filter(kind="outlet")

    def unmerged(self) -> EntityQuerySet:
        """Entities that count as themselves."""
        return self.exclude(pk__in=EntityMerge.objects.standing().values("source"))

    def called(self, name: str) -> EntityQuerySet:
        """Those that go by this name, however written; what was merged, under what it is now."""
        return self._known_by({"folded": fold(name)})

    def starting(self, typed: str) -> EntityQuerySet:
        """Those with a name of which a word starts so: for choosing while typing."""
        return self._known_by({"folded__startswith": fold(typed), "folded__contains": f" {fold(typed)}"})

    def sounding(self, typed: str) -> EntityQuerySet:
        """Those with a name that sounds as if it began so: Hmeimim finds Khmeimim, alias or not."""
        query = sounding(sounds(fold(typed)), unfinished=True)
        if query is None:
            return self.none()
        own = Entity.objects.alias(sounds=SOUNDS).filter(sounds=query)
        names = EntityName.objects.alias(sounds=SOUNDS).filter(sounds=query)
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=names.values("entity")))

    def at_site(self, url: str) -> EntityQuerySet:
        """Outlets whose site this address is on: by their home page, or an article we have from there."""
        host = site(url)
        if not host:
            return self.none()
        homes = [f"{scheme}://{door}{host}" for scheme in ("https", "http") for door in ("", "www.", "m.")]
        there = Q(same_as__overlap=[*homes, *(f"{home}/" for home in homes)])
        for home in homes:
            there |= Q(articles__url__startswith=f"{home}/")
        return self.outlets().unmerged().filter(there).distinct()

    def named_in(self, texts: Iterable[str]) -> EntityQuerySet:
        """People, bodies, outlets and places of which a name or an alias stands in one of `texts`."""
        found = set().union(*map(runs, texts))
        names = EntityName.objects.filter(folded__in=found).values("entity")
        proper = self.filter(kind__in=("person", "organisation", "outlet", "place"))
        return proper.filter(Q(folded__in=found) | Q(pk__in=names))

    def _known_by(self, lookups: dict[str, str]) -> EntityQuerySet:
        if not "".join(lookups.values()).strip():
            return self.none()
        own, merged = Q(), Q()
        for lookup, value in lookups.items():
            own |= Q(**{lookup: value})
            merged |= Q(**{f"source__{lookup}": value}) | Q(**{f"source__names__{lookup}": value})
        names = EntityName.objects.filter(own).values("entity")
        targets = EntityMerge.objects.standing().filter(merged).values("target")
        return self.unmerged().filter(own | Q(pk__in=names) | Q(pk__in=targets))


class Entity(models.Model):
    """Anything a claim or a chain names: a person, an outlet, a place, one answer of several."""

    public_id = public_id("E")
    kind = models.CharField(_("kind"), max_length=12)
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=400, editable=False)
    slug = models.SlugField(_("address"), max_length=220, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    do_not_name = models.BooleanField(_("show the description instead of the name"), default=False)
    same_as = ArrayField(models.URLField(max_length=500), verbose_name=_("same as"), default=list, blank=True)

    objects = EntityQuerySet.as_manager()

    if TYPE_CHECKING:
        names: RelatedManager[EntityName]
        links: RelatedManager[EntityLink]

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["folded"], name="entity_folded", opclasses=["text_pattern_ops"]),
            GinIndex(SOUNDS, name="entity_sounds"),
            # The lists of sources, by name.
            models.Index(fields=["kind", "folded", "id"], name="entity_of_kind"),
        ]
        constraints = [
            public_id_shape("entity", "E"),
            one_of("entity", "kind", ENTITY_KINDS),
            CheckConstraint(condition=~Q(name=""), name="entity_named"),
            CheckConstraint(
                condition=Q(do_not_name=False) | ~Q(description=""), name="entity_unnamed_described"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("claims:source-detail", args=[self.slug])

    @property
    def shown(self) -> str:
        """What public pages call it: the description where it must not be named."""
        return self.description if self.do_not_name else self.name


class EntityName(models.Model):
    """Another spelling, script or style of an entity's name: Khmeimim, Hmeimim, Хмеймим."""

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="names")
    text = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=12)
    folded = models.CharField(max_length=400, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["language", "text"]
        indexes = [
            models.Index(fields=["folded"], name="entityname_folded", opclasses=["text_pattern_ops"]),
            GinIndex(SOUNDS, name="entityname_sounds"),
        ]
        constraints = [
            UniqueConstraint(fields=["entity", "text", "language"], name="entityname_once"),
            CheckConstraint(condition=~Q(text=""), name="entityname_text"),
        ]

    def __str__(self) -> str:
        return self.text


class EntityLinkQuerySet(StandingQuerySet["EntityLink"]):
    """Links, by the moment they are asked about."""


class EntityLink(LedgerRow):
    """One entity speaks for, belongs to or lies in another, with the reason readers see."""

    source = models.ForeignKey(Entity, models.PROTECT, related_name="links", verbose_name=_("from"))
    target = models.ForeignKey(Entity, models.PROTECT, related_name="linked_from", verbose_name=_("to"))
    kind = models.CharField(_("kind"), max_length=12)
    reason = models.CharField(_("public reason"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = EntityLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link between entities")
        verbose_name_plural = _("links between entities")
        constraints = [
            one_of("entitylink", "kind", LINK_KINDS),
            paired("entitylink", "ended"),
            CheckConstraint(condition=~Q(source=F("target")), name="entitylink_to_another"),
            UniqueConstraint(
                fields=["source", "target", "kind"],
                condition=Q(left_at__isnull=True),
                name="entitylink_stands_once",
            ),
        ]

    @property
    def public_reason(self) -> str:
        """The reason as readers may have it: none where it may name who must not be named."""
        return "" if self.source.do_not_name or self.target.do_not_name else self.reason

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.target}"


class EntityMergeQuerySet(StandingQuerySet["EntityMerge"]):
    """Merges, by the moment they are asked about."""


class EntityMerge(LedgerRow):
    """Two entities were found to be one. Resolved on read: ending the row restores both exactly."""

    source = models.ForeignKey(Entity, models.PROTECT, related_name="merges", verbose_name=_("from"))
    target = models.ForeignKey(Entity, models.PROTECT, related_name="merged", verbose_name=_("into"))
    merged_at = models.DateTimeField(_("merged"))
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("unmerged"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = EntityMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints = [
            paired("entitymerge", "ended"),
            CheckConstraint(condition=~Q(source=F("target")), name="entitymerge_into_another"),
            UniqueConstraint(
                fields=["source"], condition=Q(left_at__isnull=True), name="entitymerge_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

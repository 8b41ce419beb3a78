from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim, met_by_readers
from claims.unrecorded import unrecorded
from claims.vocabulary import BASES, CAVEATS, CERTAINTIES, FORMS, KINDS, SILENCES, STANCE
from newsroom.models import LedgerRow, StandingQuerySet
from newsroom.models.constraints import one_of, paired
from newsroom.public_ids import public_id, public_id_shape
from sources.fulltext import words_of
from sources.models import Capture, Entity
from sources.quotes import Passage

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class StatementQuerySet(StandingQuerySet["Statement"]):
    def silences(self) -> StatementQuerySet:
        """Statements that take no position: someone did not say."""
        return self.filter(kind__in=SILENCES)

    def without_recorded(self, field: str) -> StatementQuerySet:
        """Statements that take a position of which the "basis" of no link, or the "caveat", is recorded."""
        based = SourceLink.objects.filter(statement=models.OuterRef("pk"), basis__isnull=False)
        lacking = ~models.Exists(based) if field == "basis" else Q(caveat__isnull=True)
        return self.exclude(kind__in=SILENCES).filter(lacking)

    def on_published_claims(self) -> StatementQuerySet:
        """Statements that readers may see."""
        return self.filter(claim__visibility="published")

    def met_by_readers(self, entities: Collection[int]) -> StatementQuerySet:
        """Statements once public that one of `entities` carried, or in whose chain one of them is."""
        led = models.Exists(SourceLink.objects.filter(statement=models.OuterRef("pk"), entity__in=entities))
        shown = self.filter(met_by_readers(), claim__published_at__isnull=False)
        return shown.filter(Q(capture__article__outlet__in=entities) | led)

    def in_own_capture(self, capture: Capture) -> StatementQuerySet:
        """Those tagged in it, with `here_start` and `here_end`: where they stand in it."""
        return self.filter(capture=capture).annotate(here_start=F("start"), here_end=F("end"))

    def incomplete(self) -> StatementQuerySet:
        """Statements that a quick tag left without something: `to_complete()` says what."""
        return self.filter(reduce(or_, _lacking()))

    def incomplete_in_all(self) -> StatementQuerySet:
        """The same of all that stand: each sort is looked up by itself, in an index that holds it alone."""
        first, *more = (Statement.objects.standing().filter(one).values("pk") for one in _lacking())
        return self.filter(pk__in=first.union(*more, all=True))

    def that_left_claims_behind(self) -> StatementQuerySet:
        """Edited ones, the last of a claim that readers never saw: it leads on to the one chosen then."""
        later = Q(left_at__isnull=True) | Q(left_at__gt=models.OuterRef("left_at"))
        rest = Statement.objects.filter(later, claim=models.OuterRef("claim"))
        replaced = self.filter(withdrawn_why="replaced", claim__moved_to=F("superseded_by__claim"))
        return replaced.filter(~models.Exists(rest), claim__published_at__isnull=True)

    def with_chain(self) -> StatementQuerySet:
        """With claim, article, outlet and the chain's entities, in three queries whatever their number.

        Without what the captures hold: their texts would come again with every row.
        """
        related = self.select_related("claim__question", "capture__article__outlet")
        return related.defer("capture__raw", "capture__text", "capture__sentences").with_links()

    def with_links(self) -> StatementQuerySet:
        """With the chain and its entities, in one query more."""
        return self.prefetch_related(
            models.Prefetch("links", SourceLink.objects.select_related("entity").order_by("position"))
        )


def _lacking() -> tuple[Q, Q, Q]:
    """What a statement may be left without: whom it rests on, how that one knows, or how sure anyone is."""
    origin = SourceLink.objects.filter(statement=models.OuterRef("pk"), position=0)
    speaks = ~Q(kind__in=SILENCES)
    unsure = Q(caveat__isnull=True) | Q(certainty__isnull=True)
    asked = Q(caveat__isnull=True) | Q(claim__value_state="known")
    unsourced = models.Exists(origin.filter(basis__isnull=True))
    return ~Q(models.Exists(origin)), speaks & Q(unsourced), speaks & unsure & asked


class Statement(LedgerRow):
    """One voice takes a position on one claim, at one passage of one article.

    Never edited: withdrawn, and replaced by one that supersedes it. `certainty`
    and `caveat` are null where not recorded; silences have neither. `said` is
    EDTF, empty where the article's own date serves. `wording` is what the
    original printed: the passage itself, or, over a digest, a short phrase or
    nothing.
    """

    public_id = public_id("S")
    # Both are found by the indexes below, which begin with them.
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="statements", db_index=False)
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="statements", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField(_("passage"))
    prefix = models.CharField(max_length=32, blank=True)
    suffix = models.CharField(max_length=32, blank=True)
    wording = models.TextField(_("wording as printed"), blank=True)
    kind = models.CharField(_("kind"), max_length=16, default="assertion")
    certainty = models.CharField(_("how sure the speaker is"), max_length=10, null=True, blank=True)  # noqa: DJ001
    form = models.CharField(_("form"), max_length=10, default="paraphrase")
    caveat = models.CharField(_("how the outlet puts it"), max_length=20, null=True, blank=True)  # noqa: DJ001
    cue = models.CharField(_("cue"), max_length=200, blank=True)
    said = models.CharField(_("said"), max_length=60, blank=True)
    said_days = DateRangeField(null=True, blank=True, editable=False)
    original_seen = models.BooleanField(_("we have seen the original"), default=False)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_why = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    # Made by the form it came from, so that sending a form twice records one statement.
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = StatementQuerySet.as_manager()

    if TYPE_CHECKING:
        links: RelatedManager[SourceLink]

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = [
            models.Index(fields=["claim", "left_at"], name="statement_claim"),
            models.Index(fields=["capture", "start"], name="statement_place"),
            # What the queue of incomplete statements compares with the origins, and what it finds at once.
            models.Index(fields=["id"], condition=Q(left_at__isnull=True), name="statement_standing"),
            models.Index(
                fields=["id"],
                condition=Q(left_at__isnull=True) & (Q(caveat__isnull=True) | Q(certainty__isnull=True)),
                name="statement_unsure",
            ),
            GinIndex(words_of("exact", "wording"), name="statement_search"),
        ]
        constraints = [
            public_id_shape("statement", "S"),
            one_of("statement", "kind", KINDS),
            one_of("statement", "certainty", CERTAINTIES, empty=True),
            one_of("statement", "caveat", CAVEATS, empty=True),
            one_of("statement", "form", FORMS),
            paired("statement", "withdrawn"),
            CheckConstraint(condition=Q(start__lt=F("end")), name="statement_passage_not_empty"),
            CheckConstraint(
                condition=Exact(Length("exact"), F("end") - F("start")), name="statement_exact_fits_offsets"
            ),
            CheckConstraint(
                condition=~Q(kind__in=SILENCES) | Q(certainty__isnull=True, caveat__isnull=True),
                name="statement_silence_is_bare",
            ),
            CheckConstraint(
                condition=Q(said="", said_days__isnull=True) | (~Q(said="") & Q(said_days__isnull=False)),
                name="statement_said_days",
            ),
            CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, left_at__isnull=True)
                | Q(withdrawn_at__isnull=False, left_at__isnull=False),
                name="statement_leaves_when_withdrawn",
            ),
            CheckConstraint(condition=~Q(supersedes=F("id")), name="statement_supersedes_another"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} “{self.exact[:60]}”"

    @property
    def passage(self) -> Passage:
        return Passage(self.start, self.end, self.exact, self.prefix, self.suffix)

    @property
    def stance(self) -> str:
        """Support, deny, query or none: it follows from the kind."""
        return STANCE[self.kind]

    def to_complete(self) -> list[str]:
        """What a quick tag left unrecorded: certainty, caveat, chain, basis. Needs `links` at hand."""
        links = list(self.links.all())
        known = self.claim.value_state == "known"
        basis = links[0].basis if links else None
        return unrecorded(self.kind, self.certainty, self.caveat, known, bool(links), basis)


class SourceLink(models.Model):
    """One step of the chain a statement rests on: 0 is the origin, the highest nearest the outlet.

    No entity means the article's own outlet where that is not named.
    `derived_from` is the statement, of another article, that this link relays.
    """

    # Found by its place in the chain, which is unique.
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="links", db_index=False)
    position = models.PositiveSmallIntegerField()
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="source_links")
    basis = models.CharField(_("basis"), max_length=14, null=True, blank=True)  # noqa: DJ001
    as_printed = models.CharField(_("as printed"), max_length=300, blank=True)
    inferred = models.BooleanField(_("inferred by the editor"), default=False)
    derived_from = models.ForeignKey(
        Statement, models.PROTECT, null=True, blank=True, related_name="relayed_by"
    )

    class Meta:
        verbose_name = _("link of a chain")
        verbose_name_plural = _("links of chains")
        ordering = ["statement", "position"]
        indexes = [
            models.Index(fields=["statement"], condition=Q(position=0), name="sourcelink_origin"),
            models.Index(
                fields=["statement"],
                condition=Q(position=0, basis__isnull=True),
                name="sourcelink_unsourced",
            ),
        ]
        constraints = [
            one_of("sourcelink", "basis", BASES, empty=True),
            UniqueConstraint(fields=["statement", "position"], name="sourcelink_position"),
            CheckConstraint(
                condition=Q(entity__isnull=False) | Q(basis="own_voice"),
                name="sourcelink_names_someone",
            ),
            CheckConstraint(
                condition=~Q(derived_from=F("statement")), name="sourcelink_derived_from_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity or _('Outlet not named')} [{self.basis or '-'}]"

"""The one set of filters: the list of claims, its CSV and whatever else shows the same claims."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from claims.forms.fields import DateField
from claims.models import (
    Claim,
    ClaimState,
    ClaimStateQuerySet,
    Question,
    SourceLink,
    Statement,
    Topic,
    passage_changed,
)
from claims.search import matching
from claims.vocabulary import BASES, CAVEATS, KINDS, NATURES, SILENCES, STATUSES
from claims.wording import words
from sources.actions import days_of
from sources.graph import counted_as
from sources.models import Article, Entity, EntityMerge

#: In addresses, the outlet of articles that do not name theirs.
NOT_NAMED = "not-named"
NOT_REVIEWED = "not_reviewed"
NOT_RECORDED = "not_recorded"
#: Parameters of these pages that are no filters.
_BESIDE = ("as_of", "after", "bom")
#: What others hang on addresses that are passed on: they narrow nothing, and a shared link must open.
_TRACKING = frozenset({"dclid", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "ref", "yclid"})


def _choices(codes: tuple[str, ...], vocabulary: str) -> list[tuple[str, Any]]:
    labels = words.WORDS[vocabulary]
    return [(code, labels[code]) for code in codes]


def _recorded(codes: tuple[str, ...], vocabulary: str) -> list[tuple[str, Any]]:
    """The same, and what nobody has recorded."""
    return [*_choices(codes, vocabulary), (NOT_RECORDED, words.NOT_RECORDED)]


def _statuses() -> list[tuple[str, Any]]:
    return [(NOT_REVIEWED, words.NOT_REVIEWED.label), *((s, words.STATUS[s].label) for s in STATUSES)]


def _told_to_readers() -> Exists:
    """Articles of which readers have seen a statement."""
    told = Statement.objects.filter(claim__published_at__isnull=False)
    return Exists(told.filter(capture__article=OuterRef("pk")))


class DateFilter(filters.CharFilter):  # type: ignore[misc]
    """A day or a span as people write it, or in EDTF."""

    field_class = DateField


def unknown_parameters(data: QueryDict, *known: Iterable[str]) -> list[str]:
    """Parameters that nobody reads. Ignoring a filter that is spelled wrong would show everything."""
    names = set().union(*known)
    return [name for name in data if name not in names | _TRACKING and not name.startswith("utm_")]


def known_source(slug: str) -> None:
    """Refuse whom readers never met: an answer to the name of one whom only the desk knows would tell of it.

    Raises ValidationError.
    """
    entities = counted_as(slug)
    if not entities or not Statement.objects.met_by_readers(entities).exists():
        message = _("Nobody in this record is called “%(typed)s”. Take it from the address of their page.")
        raise ValidationError(message, code="unknown", params={"typed": slug[:40]})


def known_outlet(slug: str) -> None:
    """The same for an outlet, which may also be one that is not named. Raises ValidationError."""
    if slug != NOT_NAMED:
        known_source(slug)


class ClaimFilter(filters.FilterSet):  # type: ignore[misc]
    """What readers can narrow the claims by. Conditions on statements hold for one and the same statement."""

    q = filters.CharFilter(label=_("Words in the claim"), method="by_words", max_length=200)
    topic = filters.ModelChoiceFilter(
        label=_("Topic"),
        queryset=Topic.objects.published(),
        to_field_name="slug",
        field_name="claim__question__topic",
        empty_label=_("Any topic"),
    )
    status = filters.ChoiceFilter(
        label=_("Status"), choices=_statuses(), method="by_status", empty_label=_("Any status")
    )
    outlet = filters.CharFilter(
        label=_("Outlet"), method="by_statement", max_length=220, validators=[known_outlet]
    )
    source = filters.CharFilter(
        label=_("Traced through"), method="by_statement", max_length=220, validators=[known_source]
    )
    basis = filters.ChoiceFilter(
        label=_("Sourcing"),
        choices=_recorded(BASES, "basis"),
        method="by_statement",
        empty_label=_("Any sourcing"),
    )
    kind = filters.ChoiceFilter(
        label=_("What is said of it"),
        choices=_choices(KINDS, "kind"),
        method="by_statement",
        empty_label=_("Anything"),
    )
    caveat = filters.ChoiceFilter(
        label=_("How the outlet puts it"),
        choices=_recorded(CAVEATS, "caveat"),
        method="by_statement",
        empty_label=_("Any way"),
    )
    nature = filters.ChoiceFilter(
        label=_("Nature"),
        choices=_choices(NATURES, "nature"),
        field_name="claim__nature",
        empty_label=_("Any nature"),
    )
    said_from = DateFilter(label=_("Said on or after"), method="by_statement")
    said_to = DateFilter(label=_("Said on or before"), method="by_statement")
    contradicted = filters.BooleanFilter(
        label=_("Contradicted"),
        method="by_contradiction",
        widget=forms.Select(
            choices=[("", _("Either way")), ("true", _("By another claim")), ("false", _("By no claim"))]
        ),
    )
    changed = filters.BooleanFilter(
        label=_("Status changed"),
        method="by_change",
        widget=forms.Select(
            choices=[("", _("Either way")), ("true", _("After a first decision")), ("false", _("Never"))]
        ),
    )
    altered = filters.BooleanFilter(
        label=_("Passage, since we tagged it"),
        method="by_statement",
        widget=forms.Select(
            choices=[
                ("", _("Either way")),
                ("true", _("Changed by the outlet")),
                ("false", _("Not changed as far as we know")),
            ]
        ),
    )
    article = filters.ModelChoiceFilter(
        queryset=Article.objects.filter(_told_to_readers()),
        to_field_name="public_id",
        method="by_statement",
        widget=forms.HiddenInput,
    )
    question = filters.ModelChoiceFilter(
        queryset=Question.objects.all(),
        to_field_name="public_id",
        field_name="claim__question",
        widget=forms.HiddenInput,
    )
    claim = filters.ModelMultipleChoiceFilter(
        queryset=Claim.objects.published(),
        to_field_name="public_id",
        # The filter compares with the value of `to_field_name`, not with the claim.
        field_name="claim__public_id",
        widget=forms.MultipleHiddenInput,
    )

    class Meta:
        model = ClaimState
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: ClaimStateQuerySet, at: datetime | None = None) -> None:
        super().__init__(data, queryset)
        self.at = at

    def is_valid(self) -> bool:
        """Whether every parameter is known and can be read. Unasked: a wrong filter would show everything."""
        for name in unknown_parameters(self.data, self.filters, _BESIDE):
            self.form.add_error(None, _("There is no filter “%(name)s”.") % {"name": name[:40]})
        return bool(super().is_valid())

    def filter_queryset(self, queryset: QuerySet[ClaimState]) -> QuerySet[ClaimState]:
        narrowed: QuerySet[ClaimState] = super().filter_queryset(queryset)
        said = self._said()
        if not said:
            return narrowed
        statements = Statement.objects.standing(self.at).filter(said, claim=OuterRef("claim"))
        return narrowed.filter(Exists(statements))

    def _said(self) -> Q:
        """All conditions on statements, for one statement to meet together."""
        asked = self.form.cleaned_data
        condition = Q()
        if asked["outlet"]:
            condition &= self._by_outlet(asked["outlet"])
        if asked["source"]:
            condition &= Q(links__in=_links(asked["source"], asked["basis"]))
            # Who was silent has said nothing, and is found only where silences are asked for.
            condition &= Q() if asked["kind"] else ~Q(kind__in=SILENCES)
        elif asked["basis"] and asked["basis"] != NOT_RECORDED:
            condition &= Q(links__basis=asked["basis"])
        for name in ("kind", "caveat"):
            if asked[name] and asked[name] != NOT_RECORDED:
                condition &= Q(**{name: asked[name]})
        for name in ("basis", "caveat"):
            if asked[name] == NOT_RECORDED and not (name == "basis" and asked["source"]):
                condition &= Q(pk__in=Statement.objects.without_recorded(name).values("pk"))
        if asked["altered"] is not None:
            altered = passage_changed(self.at)
            condition &= altered if asked["altered"] else ~altered
        if asked["article"]:
            condition &= Q(capture__article=asked["article"])
        for name, open_side in (("said_from", "upper"), ("said_to", "lower")):
            if asked[name]:
                condition &= _within(days_of(asked[name]), open_side)
        return condition

    def _by_outlet(self, slug: str) -> Q:
        if slug == NOT_NAMED:
            return Q(capture__article__outlet__isnull=True)
        return Q(capture__article__outlet__in=counted_as(slug))

    def by_words(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(claim__in=Claim.objects.filter(matching(value)).values("pk"))

    def by_status(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(status="" if value == NOT_REVIEWED else value)

    def by_statement(self, queryset: Any, name: str, value: str) -> Any:
        """Applied for all such filters at once, in `filter_queryset`."""
        return queryset

    def by_contradiction(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.filter(open_conflicts__gt=0) if value else queryset.filter(open_conflicts=0)

    def by_change(self, queryset: Any, name: str, value: bool) -> Any:
        changed = ClaimState.objects.at(self.at).changed(self.at)
        return queryset.filter(pk__in=changed) if value else queryset.exclude(pk__in=changed)


def _links(source: str, basis: str) -> QuerySet[SourceLink]:
    """Links that name the source; where a basis is asked for too, those that name it so."""
    links = SourceLink.objects.filter(entity__in=counted_as(source))
    if basis == NOT_RECORDED:
        return links.filter(basis__isnull=True)
    return links.filter(basis=basis) if basis else links


def _within(days: DateRange | None, open_side: str) -> Q:
    """Said, or published where no date of saying is recorded, in the days from or up to `days`."""
    assert days is not None
    reach = DateRange(days.lower, None) if open_side == "upper" else DateRange(None, days.upper)
    return Q(said_days__overlap=reach) | Q(
        said_days__isnull=True, capture__article__published_days__overlap=reach
    )


def claim_filter(request: HttpRequest, at: datetime | None) -> ClaimFilter:
    """The filters of this request over the claims that readers saw at `at`."""
    states = ClaimState.objects.at(at).published()
    return ClaimFilter(request.GET, states, at)


def outlet_choices() -> list[tuple[str, str]]:
    """Outlets to suggest, by name: those that carry a published claim and may be named.

    The field takes any, so the list may be cut.
    """
    public = Statement.objects.standing().on_published_claims()
    carries = Exists(public.filter(capture__article__outlet=OuterRef("pk")))
    merged = EntityMerge.objects.standing().filter(target=OuterRef(OuterRef("pk"))).values("source")
    carried = Exists(public.filter(capture__article__outlet__in=merged))
    named = Entity.objects.outlets().filter(carries | carried, do_not_name=False).unmerged().order_by("name")
    return [(entity.slug, entity.name) for entity in named[:200]]

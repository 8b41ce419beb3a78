"""The filters of the list of contradictions, over findings and over rulings made by hand alike."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.filters import NOT_NAMED, known_outlet, unknown_parameters
from claims.models import ClaimState, Finding, Question, Statement, Topic
from claims.vocabulary import RULES, SPEAKING
from claims.wording import words
from sources.graph import counted_as

#: What a relation is called in addresses.
LEVELS = {
    "contradiction": "contradicts",
    "tension": "tension",
    "update": "updates",
    "refinement": "refines",
    "dismissed": "unrelated",
}
BY_HAND = "by_hand"
_OF_CLAIMS = ("topic", "question")
#: What an earlier moment can be asked for too.
_OF_THEN = (*_OF_CLAIMS, "level")
_BESIDE = ("after", "as_of")


class ContradictionFilter(filters.FilterSet):  # type: ignore[misc]
    """What readers can narrow the contradictions by. What an editor dismissed has to be asked for."""

    topic = filters.ModelChoiceFilter(
        label=_("Topic"),
        queryset=Topic.objects.published(),
        to_field_name="slug",
        method="by_topic",
        empty_label=_("Any topic"),
    )
    outlet = filters.CharFilter(
        label=_("Outlet"), method="by_outlets", max_length=220, validators=[known_outlet]
    )
    other_outlet = filters.CharFilter(
        label=_("Other outlet"), method="by_outlets", max_length=220, validators=[known_outlet]
    )
    rule = filters.ChoiceFilter(
        label=_("Rule"),
        choices=[*((code, words.RULE[code]) for code in RULES), (BY_HAND, _("related by an editor"))],
        method="by_rule",
        empty_label=_("Any rule"),
    )
    level = filters.ChoiceFilter(
        label=_("Level"),
        choices=[
            *((code, words.LEVEL[code]) for code in words.LEVEL),
            ("refinement", _("Refinement")),
            ("dismissed", _("Dismissed by an editor")),
        ],
        method="by_level",
        empty_label=_("Any level"),
    )
    ruled = filters.ChoiceFilter(
        label=_("Ruled on"),
        choices=[("yes", _("By an editor")), ("no", _("Not yet"))],
        method="by_ruled",
        empty_label=_("Either way"),
    )
    question = filters.ModelChoiceFilter(
        queryset=Question.objects.all(),
        to_field_name="public_id",
        method="by_question",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Finding
        fields: list[str] = []

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, Finding.objects.none())

    def offer(self, rules: Collection[str]) -> None:
        """Offer these rules only, and the one that is chosen: of others there is nothing to find."""
        choices = self.form.fields["rule"].choices
        wanted = {"", *rules, self.data.get("rule", "")}
        self.form.fields["rule"].widget.choices = [(code, label) for code, label in choices if code in wanted]

    def is_valid(self) -> bool:
        """Whether every parameter is known and can be read. Unasked: a wrong filter would show everything."""
        for name in unknown_parameters(self.data, self.filters, _BESIDE):
            self.form.add_error(None, _("There is no filter “%(name)s”.") % {"name": name[:40]})
        return bool(super().is_valid())

    def knows_now_alone(self) -> bool:
        """Whether anything narrows the list that is kept of now alone."""
        return any(self.data.get(name) for name in (*self.filters, "after") if name not in _OF_THEN)

    def said_at(self, at: datetime, most: int) -> dict[int, int]:
        """How many statements stood at `at`, by question, on up to `most` that readers saw an answer to."""
        topic, question = (self.form.cleaned_data[name] for name in _OF_CLAIMS)
        asked = Question.objects.filter(topic=topic) if topic else Question.objects.all()
        asked = asked.filter(pk=question.pk) if question else asked
        seen = ClaimState.objects.at(at).published().filter(claim__question=OuterRef("pk"))
        said = Statement.objects.standing(at).filter(claim__question=OuterRef("pk"))
        counted = said.order_by().values("claim__question").annotate(n=Count("pk")).values("n")
        asked = asked.filter(Exists(seen))[:most]
        return dict(asked.values_list("pk", Coalesce(Subquery(counted), 0)))

    def states(self, states: Any) -> Any:
        """Those of claims' states that meet the filters which they know."""
        topic, question = (self.form.cleaned_data[name] for name in _OF_CLAIMS)
        found = states.filter(claim__question__topic=topic) if topic else states
        return found.filter(claim__question=question) if question else found

    def narrowed(self, rows: Any, *, to_level: bool = True) -> Any:
        """The rows that meet the filters, with `to_level` that of the level too."""
        found = self.filter_queryset(rows)
        level = self.form.cleaned_data["level"] if to_level else ""
        if level:
            return found.filter(relation=LEVELS[level])
        return found.exclude(relation="unrelated")

    def by_topic(self, rows: Any, name: str, value: Topic) -> Any:
        if rows.model is Finding:
            return rows.filter(question__topic=value)
        return rows.filter(Q(claim_a__question__topic=value) | Q(claim_b__question__topic=value))

    def by_question(self, rows: Any, name: str, value: Question) -> Any:
        return rows.filter(question=value) if rows.model is Finding else rows.on_questions([value.pk])

    def by_rule(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(rule="" if value == BY_HAND else value)

    def by_ruled(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(ruled__isnull=value == "no")

    def by_level(self, rows: Any, name: str, value: str) -> Any:
        """Applied in `narrowed`, as without it the dismissed ones are left out."""
        return rows

    def by_outlets(self, rows: Any, name: str, value: str) -> Any:
        """One outlet on either side; two, one on each."""
        one, other = (self.form.cleaned_data[field] for field in ("outlet", "other_outlet"))
        if name == "other_outlet" and one:
            return rows
        if not (one and other):
            outlet = _outlet(one or other)
            return rows.filter(_said("a", outlet) | _said("b", outlet) | _subject(outlet))
        a, b = _outlet(one), _outlet(other)
        return rows.filter((_said("a", a) & _said("b", b)) | (_said("a", b) & _said("b", a)))


def _outlet(slug: str) -> Q:
    """Statements of articles of this outlet, whatever its name was, or of outlets that are not named."""
    if slug == NOT_NAMED:
        return Q(capture__article__outlet__isnull=True)
    return Q(capture__article__outlet__in=counted_as(slug))


def _said(side: str, outlet: Q) -> Q:
    """The outlet carries the claim on this side."""
    spoken = Statement.objects.standing().filter(outlet, kind__in=SPEAKING)
    return Q(subject__isnull=True) & Q(Exists(spoken.filter(claim=OuterRef(f"claim_{side}"))))


def _subject(outlet: Q) -> Q:
    """The outlet's own statement is what the finding is about."""
    return Q(Exists(Statement.objects.filter(outlet, pk=OuterRef("subject"))))

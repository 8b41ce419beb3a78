"""How something was reported, where an editor agreed with what a rule held against it.

Such a finding accuses an outlet, so that readers see it only once somebody
has confirmed it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.text import capfirst

from claims.contradictions.rules import HEDGED
from claims.models import Finding, Ruling, SourceLink, Statement
from claims.vocabulary import SPEAKING
from claims.wording import sentences, words

#: What a ruling on a statement says where it agrees with the rule.
CONFIRMED = ("contradicts", "tension")


@dataclass(frozen=True, slots=True)
class Manner:
    """A confirmed finding on one statement, in a sentence, with the editor's reason."""

    statement: int
    rule: str
    sentence: str
    note: str


def confirmed_rulings() -> Any:
    """Rulings that stand and agree with what a rule still finds on a statement."""
    found = Finding.objects.filter(subject=OuterRef("subject"), rule=OuterRef("rule"))
    return Ruling.objects.standing().filter(Exists(found), subject__isnull=False, relation__in=CONFIRMED)


def manners_of(statements: Collection[int]) -> dict[int, Manner]:
    """The confirmed findings on these statements, by statement, in one query."""
    hedges = Statement.objects.standing().filter(
        ~Q(pk=OuterRef("subject")),
        claim=OuterRef("subject__claim"),
        capture__article=OuterRef("subject__capture__article"),
        kind__in=SPEAKING,
        caveat__in=HEDGED,
    )
    origins = SourceLink.objects.filter(statement=OuterRef("subject"), position=0)
    rulings = confirmed_rulings().filter(subject__in=statements)
    rows = rulings.annotate(hedged=Exists(hedges), basis=Subquery(origins.values("basis")[:1]))
    columns = ("subject", "rule", "note", "subject__form", "basis", "hedged")
    return {row[0]: _manner(*row) for row in rows.order_by("pk").values_list(*columns)}


def _manner(statement: int, rule: str, note: str, form: str, basis: str | None, hedged: bool) -> Manner:
    if rule != "T2":
        return Manner(statement, rule, capfirst(f"{words.RULE[rule]}."), note)
    if basis in ("social_media", "anonymous"):
        because = str(basis)
    else:
        because = "headline" if form == "headline" and not hedged else "hedged"
    return Manner(statement, rule, sentences.firmness(because), note)

"""How something was reported, where an editor agreed with what a rule held against it.

Such a finding accuses an outlet, so that readers see it only once somebody
has confirmed it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.text import capfirst

from claims.contradictions.rules import HEDGED
from claims.derived import findings_at
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


def manners_of(statements: Collection[int], at: datetime | None = None) -> dict[int, Manner]:
    """The findings on these statements that are confirmed, or were at `at`, by statement.

    In one query; for an earlier moment in some more, where there is such a ruling at all.
    """
    hedges = Statement.objects.standing(at).filter(
        ~Q(pk=OuterRef("subject")),
        claim=OuterRef("subject__claim"),
        capture__article=OuterRef("subject__capture__article"),
        kind__in=SPEAKING,
        caveat__in=HEDGED,
    )
    origins = SourceLink.objects.filter(statement=OuterRef("subject"), position=0)
    rulings = _confirmed(at).filter(subject__in=statements)
    rows = rulings.annotate(hedged=Exists(hedges), basis=Subquery(origins.values("basis")[:1]))
    columns = ("subject", "rule", "note", "subject__form", "basis", "hedged")
    held = list(rows.order_by("pk").values_list(*columns))
    if at and held:
        found = _found_then(rulings.values_list("claim_a__question", flat=True), at)
        held = [row for row in held if row[:2] in found]
    return {row[0]: _manner(*row) for row in held}


def _confirmed(at: datetime | None) -> Any:
    """Rulings on statements that agree with the rule; now only those on what it still finds."""
    rulings = Ruling.objects.standing(at).filter(subject__isnull=False, relation__in=CONFIRMED)
    if at:
        return rulings
    found = Finding.objects.filter(subject=OuterRef("subject"), rule=OuterRef("rule"))
    return rulings.filter(Exists(found))


def _found_then(questions: Iterable[int], at: datetime) -> set[tuple[Any, str]]:
    """Findings are stored for now only: for an earlier moment the questions are compared again."""
    return {(row.found.subject, row.found.rule) for row in findings_at(set(questions), at)}


def _manner(statement: int, rule: str, note: str, form: str, basis: str | None, hedged: bool) -> Manner:
    if rule != "T2":
        return Manner(statement, rule, capfirst(f"{words.RULE[rule]}."), note)
    if basis in ("social_media", "anonymous"):
        because = str(basis)
    else:
        because = "headline" if form == "headline" and not hedged else "hedged"
    return Manner(statement, rule, sentences.firmness(because), note)

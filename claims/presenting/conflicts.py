"""Claims that bear on each other, as readers see them: contradictions, tensions, updates, refinements.

A person's ruling wins over the rule. What a rule finds is shown before that
only where the desk's settings say so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, F, Func, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, Least
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.contradictions import Finding as FoundFinding
from claims.derived import Relation, findings_at, findings_now, relations, shows_found
from claims.models import ClaimState, Finding, Question, Ruling, RulingQuerySet, Statement, Topic
from claims.presenting.answers import answers
from claims.presenting.relation_rows import found_rows, hand_rows
from claims.vocabulary import LEVEL_OF, SPEAKING
from claims.wording import sentences, words
from newsroom.models import DeskSettings

#: So many times the contradictions that are shown are looked at, for those that are still undecided.
_LOOKED_AT = 4


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims and how they bear on each other. `label` is "" where only a person relates them."""

    a: ClaimState
    b: ClaimState
    relation: str
    label: str = ""
    rule: str = ""
    ruled: bool = False
    note: str = ""
    since: datetime | None = None

    @property
    def level(self) -> str:
        """Contradiction, tension or update; "" for a relation that is none of them."""
        return LEVEL_OF.get(self.relation, "")

    @property
    def answers(self) -> tuple[str, str]:
        return answers(self.a.claim, self.b.claim)

    @property
    def sentence(self) -> str:
        """ "'14 missing' and '9 missing' cannot both be true." """
        if self.a.claim_id == self.b.claim_id:
            return _("“%(claim)s” is both said and denied.") % {"claim": sentences.within(self.a.claim.text)}
        if self.level:
            return sentences.conflict(*self.answers, self.level)
        told = str(words.RELATION[self.relation])
        return _("“%(a)s” and “%(b)s”: %(relation)s.") % {
            **dict(zip("ab", map(sentences.within, self.answers), strict=True)),
            "relation": told[:1].lower() + told[1:],
        }

    @property
    def url(self) -> str:
        # One address, whichever side is shown first.
        sides = sorted((self.a, self.b), key=lambda one: one.claim_id)
        ids = [one.claim.public_id for one in sides]
        return reverse("claims:contradiction-detail", args=ids)

    @property
    def labelled(self) -> str:
        """ "Contradiction across outlets"."""
        if (self.level, self.label) in words.LABELLED:
            return str(words.LABELLED[self.level, self.label])
        return str(words.LEVEL.get(self.level) or words.RELATION[self.relation])

    @property
    def between(self) -> str:
        """ "Across outlets"; "" where only a person relates the two."""
        return str(words.LABEL[self.label]) if self.label else ""

    @property
    def by_whom(self) -> str:
        """Whether a person has looked at it."""
        if self.ruled:
            return _("an editor has ruled on this")
        return str(words.SINCE_DECIDED.get(self.decided, words.NOT_RULED))

    @property
    def decided(self) -> str:
        """The status by which the desk has said which side is wrong; "" while it is open which.

        Refuted tells more than confirmed where a side is each.
        """
        if self.relation != "contradicts" or self.a.claim_id == self.b.claim_id:
            return ""
        found = {self.a.status, self.b.status}
        return next((status for status in ("refuted", "confirmed") if status in found), "")

    @property
    def sides(self) -> tuple[ClaimState, ...]:
        """Both claims; one where it is both said and denied."""
        return (self.a,) if self.a.claim_id == self.b.claim_id else (self.a, self.b)


def count_contradictions(states: QuerySet[ClaimState], *, most: int | None = None) -> int:
    """How many contradictions the published `states` are in; one with both its sides among them is one.

    With `most`, counting stops at one more than that.
    """
    own = F("claim__public_id")
    other = Func(F("conflicts_with"), function="unnest", output_field=CharField())
    sides = states.filter(open_conflicts__gt=0).order_by()
    if most is not None:
        # A contradiction has two sides, so that twice as many claims, and one, are in more than `most`.
        sides = ClaimState.objects.filter(pk__in=sides.values("pk")[: 2 * most + 1])
    pairs = sides.annotate(first=Least(own, other), last=Greatest(own, other))
    count: int = pairs.values("first", "last").distinct().count()
    return count if most is None else min(count, most + 1)


def newest_contradictions(
    desk: DeskSettings, *, topic: Topic | None = None, most: int
) -> tuple[Conflict, ...]:
    """The contradictions that are open now, in a fixed number of queries.

    First those of which the desk has not said which side is wrong, as far as
    the newest show any; then, as within each, the newest first.
    """
    found = list(_contradicting(desk, topic)[: _LOOKED_AT * most])
    by_hand = list(_by_hand(topic)[: _LOOKED_AT * most])
    pairs: dict[tuple[int, int], Finding | Ruling] = {}
    both: list[Finding | Ruling] = [*found, *by_hand]
    for one in sorted(both, key=_since, reverse=True):
        pairs.setdefault((one.claim_a_id, one.claim_b_id or 0), one)
    states = states_of({claim for pair in pairs for claim in pair}, None)
    conflicts = [related(one, states) for (a, b), one in pairs.items() if a in states and b in states]
    return tuple(sorted(conflicts, key=lambda one: bool(one.decided))[:most])


def _since(one: Finding | Ruling) -> datetime:
    return one.since if isinstance(one, Finding) else one.ruled_at


def _contradicting(desk: DeskSettings, topic: Topic | None) -> Any:
    """Findings that contradict once rulings are applied."""
    rows = found_rows(desk).between_claims().filter(relation="contradicts")
    if topic:
        rows = rows.filter(question__topic=topic)
    return rows.order_by("-since", "-pk")


def _by_hand(topic: Topic | None) -> Any:
    """Contradictions that no rule found: an editor set the claims against each other."""
    rows = hand_rows().filter(relation="contradicts")
    if topic:
        rows = rows.filter(Q(claim_a__question__topic=topic) | Q(claim_b__question__topic=topic))
    return rows.order_by("-ruled_at", "-pk")


def related(row: Any, states: Mapping[int, ClaimState]) -> Conflict:
    """A row of `claims.presenting.relation_rows` between two claims, with the states of both."""
    a, b = states[row.claim_a_id], states[row.claim_b_id]
    found = isinstance(row, Finding)
    label, note = (row.label, "") if found else ("", row.note)
    return Conflict(a, b, row.relation, label, row.rule, row.ruled is not None, note, row.since)


def states_of(claims: Collection[int], at: datetime | None) -> dict[int, ClaimState]:
    """What readers saw of these claims at `at`, with their questions and answers; in one query."""
    shown = ClaimState.objects.at(at).published().filter(claim__in=claims)
    rows = shown.select_related("claim__question__topic", "claim__entity")
    return {row.claim_id: row for row in rows}


def conflicts_of(state: ClaimState, at: datetime | None, desk: DeskSettings) -> tuple[Conflict, ...]:
    """All that bears on a claim: contradictions first, then tensions, updates and refinements.

    The claim itself need not be published, as the desk may be looking at it; all others are.
    """
    sides = Q(claim_a=state.claim_id) | Q(claim_b=state.claim_id)
    findings = _findings_then(state.claim.question_id, at) if at else findings_now(sides)
    own = [one for one in findings if state.claim_id in (one.claim_a, one.claim_b)]
    rulings = Ruling.objects.standing(at).filter(sides)
    return related_by(rulings, own, at, {state.claim_id: state}, unruled=shows_found(at, desk))


def conflicts_on(question: Question, at: datetime | None, desk: DeskSettings) -> tuple[Conflict, ...]:
    """The same for all claims of a question, with those of other questions that a person tied to them."""
    findings = _findings_then(question.pk, at) if at else findings_now(Q(question=question))
    rulings = Ruling.objects.standing(at).on_questions([question.pk])
    return related_by(rulings, findings, at, unruled=shows_found(at, desk))


def related_by(
    held: RulingQuerySet,
    findings: Collection[FoundFinding],
    at: datetime | None,
    known: Mapping[int, ClaimState] | None = None,
    *,
    unruled: bool,
) -> tuple[Conflict, ...]:
    """What these rulings and findings say of claims that readers saw at `at`, and of the `known` ones.

    With `unruled`, what a rule found counts before an editor has ruled on it.
    """
    rulings = list(held.filter(claim_b__isnull=False).order_by("ruled_at"))
    ties = [tie for tie in relations(findings, rulings) if _shown(tie, unruled=unruled)]
    return conflicts_by(ties, findings, rulings, at, known)


def conflicts_by(
    ties: Collection[Relation],
    findings: Iterable[FoundFinding],
    rulings: Iterable[Ruling],
    at: datetime | None,
    known: Mapping[int, ClaimState] | None = None,
) -> tuple[Conflict, ...]:
    """These relations with what the findings and rulings say of them, gravest first; see `related_by`."""
    labels = {(one.claim_a, one.claim_b, one.rule): one.label for one in findings}
    notes = {(one.claim_a_id, one.claim_b_id, one.rule): one.note for one in rulings}
    shown = states_of({side for tie in ties for side in (tie.claim_a, tie.claim_b)}, at)
    states = {**(known or {}), **shown}
    found = [
        Conflict(
            states[tie.claim_a],
            states[tie.claim_b],
            tie.relation,
            labels.get((tie.claim_a, tie.claim_b, tie.rule), ""),
            tie.rule,
            tie.ruled,
            # A ruling on the rule's own word wins over one on the pair, as in `relations`.
            notes.get((tie.claim_a, tie.claim_b, tie.rule)) or notes.get((tie.claim_a, tie.claim_b, ""), ""),
        )
        for tie in ties
        if tie.claim_a in states and tie.claim_b in states
    ]
    in_order = sorted(found, key=lambda one: list(words.RELATION).index(one.relation))
    return tuple(earlier_first(in_order, at))


def earlier_first(conflicts: Collection[Conflict], at: datetime | None) -> list[Conflict]:
    """The same conflicts, with what was said earlier on the first side of each update; in one query."""
    updated = {one.claim_id for c in conflicts if c.relation == "updates" for one in (c.a, c.b)}
    day = Coalesce("said_days__startswith", "capture__article__published_days__startswith")
    spoke = Statement.objects.standing(at).filter(claim__in=updated, kind__in=SPEAKING)
    dated = spoke.values("claim").annotate(first=Min(day, output_field=DateField()))
    first = dict(dated.values_list("claim", "first"))

    def began(state: ClaimState) -> date:
        return first.get(state.claim_id) or date.min

    return [
        replace(c, a=c.b, b=c.a) if c.relation == "updates" and began(c.b) < began(c.a) else c
        for c in conflicts
    ]


def _shown(tie: Relation, *, unruled: bool) -> bool:
    return tie.relation != "unrelated" and (tie.ruled or unruled)


def _findings_then(question: int, at: datetime) -> list[FoundFinding]:
    """Findings are stored for now only: for an earlier moment the question is compared again."""
    found = [row.found for row in findings_at([question], at)]
    return [one for one in found if one.claim_b is not None]

"""How a claim bears on others, for the desk: what rules found, published or not, and what people ruled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.models import Claim, Finding, Ruling, Statement
from claims.presenting.answers import answers
from claims.presenting.manners import CONFIRMED
from claims.vocabulary import LEVEL_OF, RELATION_OF
from claims.wording import sentences, words

_RELATED = (
    "ruled_by",
    "subject",
    *(f"claim_{side}__{name}" for side in "ab" for name in ("question", "entity")),
)


@dataclass(frozen=True, slots=True)
class Bearing:
    """One finding, one ruling by hand, or both: `ruling` is the one that stands, if any.

    `subject` is the statement that a T-rule is about. `outdated` says that the
    statements under the ruling have changed since.
    """

    claim_a: Claim
    claim_b: Claim | None
    subject: Statement | None
    rule: str
    level: str = ""
    label: str = ""
    since: datetime | None = None
    ruling: Ruling | None = None
    outdated: bool = False

    @property
    def key(self) -> str:
        """What tells it from others on the page."""
        sides = (self.claim_a.public_id, self.claim_b.public_id if self.claim_b else "")
        return "-".join(
            part for part in (self.rule, *sides, self.subject.public_id if self.subject else "") if part
        )

    @property
    def relation(self) -> str:
        """What counts now: a person's word, else the rule's."""
        return self.ruling.relation if self.ruling else RELATION_OF[self.level]

    @property
    def ruled(self) -> str:
        """What a person ruled, in words; "" where nobody did. A finding on one statement is so or is not."""
        if self.ruling is None:
            return ""
        if self.subject is None:
            return str(words.RELATION[self.ruling.relation])
        return _("It is so: readers see it") if self.ruling.relation in CONFIRMED else _("Dismissed")

    @property
    def sentence(self) -> str:
        """What it says, as a sentence."""
        if self.subject or self.claim_b is None:
            return capfirst(f"{words.RULE[self.rule]}.")
        if self.claim_a == self.claim_b:
            return _("“%(claim)s” is both said and denied.") % {"claim": sentences.within(self.claim_a.text)}
        level = LEVEL_OF.get(self.relation) or self.level
        a, b = answers(self.claim_a, self.claim_b)
        if level:
            return sentences.conflict(a, b, level)
        return _("“%(a)s” beside “%(b)s”") % {"a": sentences.within(a), "b": sentences.within(b)}

    @property
    def labelled(self) -> str:
        """ "Contradiction across outlets", as the rule found it; "" for a relation made by hand."""
        return str(words.LABELLED.get((self.level, self.label), ""))

    def other(self, claim: Claim) -> Claim | None:
        """The claim on the other side; None where there is none but `claim`."""
        other = self.claim_b if self.claim_a == claim else self.claim_a
        return None if other == claim else other


def bearings_of(claim: Claim) -> list[Bearing]:
    """All that bears on `claim`: what waits for a ruling first. In three queries."""
    sides = Q(claim_a=claim) | Q(claim_b=claim)
    rulings = {_key(one): one for one in Ruling.objects.standing().filter(sides).select_related(*_RELATED)}
    findings = Finding.objects.filter(sides).select_related(
        *(name for name in _RELATED if name != "ruled_by")
    )
    found = [_found(one, rulings) for one in findings.order_by("rule", "pk")]
    used = {one.ruling.pk for one in found if one.ruling}
    found += [_by_hand(one) for one in rulings.values() if one.pk not in used]
    return sorted(_dated(found), key=lambda one: (one.ruling is not None, one.level == "update"))


def _key(row: Finding | Ruling) -> tuple[int, int | None, int | None, str]:
    return row.claim_a_id, row.claim_b_id, row.subject_id, row.rule


def _found(one: Finding, rulings: Mapping[tuple[int, int | None, int | None, str], Ruling]) -> Bearing:
    """A finding with the ruling that wins over it: on its own rule, else by hand on the pair."""
    own = rulings.get(_key(one))
    by_hand = rulings.get((one.claim_a_id, one.claim_b_id, None, "")) if one.claim_b_id else None
    return Bearing(
        one.claim_a, one.claim_b, one.subject, one.rule, one.level, one.label, one.since, own or by_hand
    )


def _by_hand(one: Ruling) -> Bearing:
    """A ruling without a finding: made by hand, or on what the rule no longer finds."""
    return Bearing(one.claim_a, one.claim_b, one.subject, one.rule, since=one.ruled_at, ruling=one)


def _dated(bearings: Iterable[Bearing]) -> list[Bearing]:
    """Each with whether the statements under its ruling are still those it was decided on."""
    ones = list(bearings)
    claims = {side.pk for one in ones if one.ruling for side in (one.claim_a, one.claim_b) if side}
    standing: defaultdict[int, set[str]] = defaultdict(set)
    rows = Statement.objects.standing().filter(claim__in=claims).values_list("claim", "public_id")
    for claim, public_id in rows if claims else ():
        standing[claim].add(public_id)
    return [replace(one, outdated=_outdated(one, standing)) for one in ones]


def _outdated(one: Bearing, standing: Mapping[int, set[str]]) -> bool:
    if one.ruling is None:
        return False
    now = standing.get(one.claim_a.pk, set()) | (
        standing.get(one.claim_b.pk, set()) if one.claim_b else set()
    )
    return set(one.ruling.statements_seen) != now

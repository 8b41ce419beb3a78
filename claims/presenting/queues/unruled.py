"""Contradictions and tensions that nobody has ruled on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeAlias

from django.urls import reverse
from django.utils.translation import gettext_lazy

from claims.models import Finding, FindingQuerySet, Statement
from claims.presenting.bearings import Bearing
from claims.presenting.names import OUTLET_NOT_NAMED, names_of
from claims.presenting.queues.queue import Queue, QueueRow
from claims.presenting.settling import notes_of
from claims.vocabulary import SPEAKING
from newsroom.models import User

#: An outlet by its entity; one that is not named by its article, since two such may be two outlets.
Outlet: TypeAlias = tuple[str, int]
#: Two outlets, in order; one outlet twice where it contradicts itself.
Pair: TypeAlias = tuple[Outlet, Outlet]

_RELATED = (
    *(f"claim_{side}__{name}" for side in "ab" for name in ("question", "entity")),
    "subject__capture__article__outlet",
)
_HEAVY = (
    "claim_a__search",
    "claim_b__search",
    *(f"subject__capture__{name}" for name in ("raw", "text", "sentences")),
)


def _rows(user: User) -> FindingQuerySet:
    return Finding.objects.unruled().select_related(*_RELATED).defer(*_HEAVY)


def _show(findings: Sequence[Finding]) -> list[QueueRow]:
    between, bearings = pairs_of(findings), {one.pk: _bearing(one) for one in findings}
    notes = notes_of(bearings.values())
    return [_row(one, bearings[one.pk], between, notes) for one in findings]


def _bearing(finding: Finding) -> Bearing:
    return Bearing(
        finding.claim_a, finding.claim_b, finding.subject, finding.rule, finding.level, finding.label
    )


def _row(finding: Finding, bearing: Bearing, between: Between, settling: Mapping[str, str]) -> QueueRow:
    url = f"{reverse('claims:claim-desk', args=[finding.claim_a.public_id])}#{bearing.key}"
    asks = finding.claim_a.question.text
    if finding.subject:
        held = (bearing.labelled, bearing.sentence.rstrip("."), str(finding.subject.capture.article))
        return QueueRow(finding.pk, finding.claim_a.text, url, held, asks, alone=True)
    row = QueueRow(
        finding.pk,
        bearing.sentence,
        url,
        (bearing.labelled, *between.names(finding)),
        asks,
        ours=True,
    )
    if bearing.key not in settling:
        return row
    settle_url = reverse("claims:ruling-settle", args=[finding.claim_a.public_id])
    return replace(row, settles=bearing.key, settled=settling[bearing.key], settle_url=settle_url)


@dataclass(frozen=True, slots=True)
class Between:
    """Which outlets each finding is between, and what they are called."""

    pairs: Mapping[int, frozenset[Pair]]
    called: Mapping[Outlet, str]

    def names(self, finding: Finding) -> list[str]:
        """The outlets of a finding, each once, in order of their names."""
        outlets = {outlet for pair in self.pairs[finding.pk] for outlet in pair}
        return sorted(self.called[outlet] for outlet in outlets)

    def shared(self) -> Pair | None:
        """The two outlets that most of the findings are between; None where none is between any."""
        held: defaultdict[Pair, int] = defaultdict(int)
        for pairs in self.pairs.values():
            for pair in pairs:
                held[pair] += 1
        return max(sorted(held), key=lambda pair: held[pair]) if held else None


def pairs_of(findings: Collection[Finding]) -> Between:
    """In three queries. A finding about one statement is between no two outlets, and names its own."""
    claims = {pk for one in findings for pk in (one.claim_a_id, one.claim_b_id) if pk}
    spoken = Statement.objects.standing().filter(claim__in=claims, kind__in=SPEAKING)
    rows = set(spoken.values_list("claim", "capture__article__outlet", "capture__article"))
    names = names_of({outlet for _claim, outlet, _article in rows})
    carried: defaultdict[int, set[Outlet]] = defaultdict(set)
    called: dict[Outlet, str] = {}
    for claim, outlet, article in rows:
        one = ("article", article) if outlet is None else ("outlet", names.one(outlet) or outlet)
        carried[claim].add(one)
        called[one] = str(OUTLET_NOT_NAMED) if outlet is None else names.shown(outlet)
    return Between({one.pk: _pairs(one, carried) for one in findings}, called)


def _pairs(finding: Finding, carried: Mapping[int, set[Outlet]]) -> frozenset[Pair]:
    ones = carried.get(finding.claim_a_id, set())
    if finding.claim_b_id is None:
        return frozenset()
    others = carried.get(finding.claim_b_id, set())
    return frozenset((min(a, b), max(a, b)) for a, b in product(ones, others))


UNRULED = Queue(
    code="rule",
    title=gettext_lazy("Contradictions without a ruling"),
    waits=gettext_lazy("to rule on"),
    done=gettext_lazy("Every contradiction has a ruling."),
    note=gettext_lazy("Readers see a contradiction as found by rule until somebody rules on it."),
    rows=_rows,
    keys=("since", "pk"),
    show=_show,
    several=("rule",),
)

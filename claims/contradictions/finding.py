"""What the rules find: two answers that cannot both be true, or a telling way of reporting one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from claims.record import Id, id_order

Pair: TypeAlias = tuple[Id, Id]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's finding on one question, over all the statement pairs that bear it out.

    C-rules set two claims against each other, `claim_a` before `claim_b`; both
    are the same claim where one voice asserts what another denies. `pairs` then
    hold a statement of each (of one claim: the supporting one, then the denial).

    T1 and T2 are about one statement, the `subject` on `claim_a`, and have no
    `claim_b`; `pairs` hold it and each statement that shows it up. A T2 that
    rests on the subject's own source alone has none. Their level is always
    tension: they are about a manner of reporting, of which no two answers clash.
    """

    question: Id
    rule: str
    claim_a: Id
    claim_b: Id | None
    subject: Id | None
    level: str
    label: str
    pairs: tuple[Pair, ...]

    @property
    def pair_count(self) -> int:
        """How many statement pairs bear it out."""
        return len(self.pairs)

    @property
    def key(self) -> tuple[str, Id, Id | None, Id | None]:
        """What makes it this finding and no other on its question."""
        return self.rule, self.claim_a, self.claim_b, self.subject


def finding_order(finding: Finding) -> tuple[object, ...]:
    """A sort key: by rule, then claims, then subject."""
    ends = (finding.claim_a, finding.claim_b, finding.subject)
    return (finding.rule, *((one is not None, id_order(one if one is not None else 0)) for one in ends))

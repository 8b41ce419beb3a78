"""The latest changes of status that readers saw, for feeds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from claims.models import Approval, Claim, ClaimQuerySet, Verdict
from claims.presenting.status_changes import StatusChange, status_changes
from claims.vocabulary import NEEDS_APPROVAL

#: Changes in a feed. Whoever asks less often than the desk decides fifty times reads the claims' own pages.
MOST = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A change of status of `claim`, as readers could see it from `at` on."""

    claim: Claim
    change: StatusChange
    at: datetime

    @property
    def key(self) -> str:
        """What tells the change from all others, for ever."""
        if self.change.withdrawn:
            return f"{self.change.withdrawn.public_id}-withdrawn"
        return self.change.verdict.public_id if self.change.verdict else ""


def latest_changes(claims: ClaimQuerySet) -> list[Entry]:
    """The newest `MOST` changes of status of the public ones of `claims`, newest first; in five queries."""
    touched = _lately_touched(claims.published().current())
    verdicts = Verdict.objects.filter(claim__in=touched).select_related("claim")
    approvals = Approval.objects.filter(verdict__claim__in=touched)
    owners = {one.claim_id: one.claim for one in verdicts}
    by_claim: defaultdict[int, list[StatusChange]] = defaultdict(list)
    for change in status_changes(verdicts, approvals):
        by_claim[change.claim].append(change)
    entries = [entry for pk, changes in by_claim.items() for entry in _seen(owners[pk], changes)]
    return sorted(entries, key=lambda one: (one.at, one.change.at), reverse=True)[:MOST]


def _lately_touched(claims: ClaimQuerySet) -> set[int]:
    """The claims of which a status can be among the newest changes."""
    verdicts = Verdict.objects.filter(claim__in=claims)
    decided = (
        verdicts.exclude(status__in=NEEDS_APPROVAL).order_by("-decided_at").values_list("claim", flat=True)
    )
    withdrawn = verdicts.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at")
    approved = Approval.objects.filter(verdict__claim__in=claims).order_by("-approved_at")
    return {
        *decided[:MOST],
        *withdrawn.values_list("claim", flat=True)[:MOST],
        *approved.values_list("verdict__claim", flat=True)[:MOST],
    }


def _seen(claim: Claim, changes: list[StatusChange]) -> list[Entry]:
    """Of what was decided before the claim was published, readers saw only where it had come to."""
    published = claim.published_at
    assert published
    before = [one for one in changes if one.at < published]
    after = [one for one in changes if one.at >= published]
    return [
        *(Entry(claim, one, published) for one in before[-1:] if one.status),
        *(Entry(claim, one, one.at) for one in after),
    ]

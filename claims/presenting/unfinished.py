"""What is still to complete on claims about to be published: to be looked at once more, not forbidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from claims.models import Claim, Statement
from claims.presenting.desk_article import MISSING


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A claim, and what it lacks, in words."""

    claim: Claim
    lacking: tuple[str, ...]


def unfinished(claims: Collection[Claim]) -> list[Unfinished]:
    """Those of `claims` of which a statement lacks something, in two queries.

    That nobody has asked a question yet is no lack: a claim may stand alone.
    """
    if not claims:
        return []
    rows = Statement.objects.standing().incomplete().filter(claim__in=claims)
    missing: dict[int, set[str]] = {}
    for one in rows.select_related("claim").defer("claim__search").with_links():
        missing.setdefault(one.claim_id, set()).update(one.to_complete())
    return [Unfinished(claim, _in_words(missing[claim.pk])) for claim in claims if claim.pk in missing]


def _in_words(missing: set[str]) -> tuple[str, ...]:
    return tuple(str(words) for name, words in MISSING.items() if name in missing)

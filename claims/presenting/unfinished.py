"""What is still to complete on claims about to be published: to be looked at once more, not forbidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.models import Claim, Statement
from claims.presenting.desk_article import MISSING


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A claim, and what it lacks, in words."""

    claim: Claim
    lacking: tuple[str, ...]


def unfinished(claims: Collection[Claim]) -> list[Unfinished]:
    """Those of `claims` that lack something, in two queries. Needs their questions at hand."""
    if not claims:
        return []
    rows = Statement.objects.standing().incomplete().filter(claim__in=claims)
    missing: dict[int, set[str]] = {}
    for one in rows.select_related("claim").defer("claim__search").with_links():
        missing.setdefault(one.claim_id, set()).update(one.to_complete())
    found = [Unfinished(claim, _lacking(claim, missing.get(claim.pk, set()))) for claim in claims]
    return [one for one in found if one.lacking]


def _lacking(claim: Claim, missing: set[str]) -> tuple[str, ...]:
    """The question last: a claim that stands alone may do without."""
    words = [str(MISSING[name]) for name in MISSING if name in missing]
    return (*words, _("which question it answers")) if claim.asks_itself else tuple(words)

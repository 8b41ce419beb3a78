"""Contradictions without a ruling of which a verdict tells which side is wrong: ruled on in one step."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from claims.models import ClaimState
from claims.presenting.bearings import Bearing
from claims.vocabulary import NEEDS_APPROVAL
from claims.wording.sentences import within
from claims.wording.stops import one_stop


def notes_of(bearings: Iterable[Bearing]) -> dict[str, str]:
    """By key, the public note of a ruling that follows the desk's own verdict; in one query.

    Only for contradictions of two claims that nobody has ruled on.
    """
    open_ones = [one for one in bearings if _waits(one)]
    claims = {side for one in open_ones for side in (one.claim_a, one.claim_b) if side}
    states = ClaimState.objects.at().filter(claim__in=claims, status__in=NEEDS_APPROVAL)
    decided = dict(states.values_list("claim", "status")) if claims else {}
    noted = {one.key: _note(one, decided) for one in open_ones}
    return {key: note for key, note in noted.items() if note}


def _waits(one: Bearing) -> bool:
    pair = one.claim_b is not None and one.claim_a != one.claim_b
    return one.ruling is None and pair and one.relation == "contradicts"


def _note(one: Bearing, decided: dict[int, str]) -> str:
    """What a verdict of falsehood says comes first: it names the side that is wrong."""
    sides = [side for side in (one.claim_a, one.claim_b) if side]
    for status, pattern in (
        ("refuted", _("The desk has found this side false: “%(claim)s”.")),
        ("confirmed", _("The desk has confirmed this side: “%(claim)s”.")),
    ):
        for side in sides:
            if decided.get(side.pk) == status:
                return one_stop(pattern % {"claim": within(side.text)})
    return ""

"""One contradiction: both passages, why the rule fired, what an editor ruled, what helps decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.access import shown_state, shown_states
from claims.models import ClaimState
from claims.presenting.checks import checks_on
from claims.presenting.compared import compared, why_no_more
from claims.presenting.conflicts import Conflict, conflicts_on
from claims.presenting.contradiction import tie_between
from claims.presenting.contradiction_sides import sides_of
from claims.presenting.lettering import in_letters, lettered
from claims.presenting.pages import page_context, reader_page
from newsroom.actions import desk_settings
from newsroom.models import DeskSettings


@reader_page
def contradiction_detail(
    request: HttpRequest, at: datetime | None, claim_a: str, claim_b: str
) -> HttpResponse:
    """Public where both claims are published and something relates them, on one question or across two."""
    one, other = (shown_state(public_id, request.user, at) for public_id in (claim_a, claim_b))
    desk = desk_settings()
    tie = tie_between(one, other, at, desk)
    if tie is None or "desk" in (one.visibility, other.visibility):
        raise Http404
    if request.path != tie.conflict.url:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{tie.conflict.url}?{query}" if query else tie.conflict.url)
    conflict, letters = _in_order(request, tie.conflict, at, desk)
    sides = sides_of(conflict, letters, at)
    context = {
        **page_context(request, at, desk),
        "section": "contradictions",
        "tie": tie,
        "conflict": conflict,
        # A title has no full stop.
        "sentence": conflict.sentence.rstrip("."),
        "sides": sides,
        "points": compared(sides) if sides else (),
        "why_no_more": why_no_more(sides, conflict.level) if sides and conflict.rule else "",
        "decided": [state for state in _both(conflict) if state.verdict],
        "checks": checks_on([one.claim for one in _both(conflict)], at),
        "signed": desk.signature,
        "names_editors": desk.names_editors,
    }
    return render(request, "claims/contradiction_detail.html", context)


def _both(conflict: Conflict) -> Sequence[ClaimState]:
    """Its claims; one where that is both said and denied."""
    same = conflict.a.claim_id == conflict.b.claim_id
    return (conflict.a,) if same else (conflict.a, conflict.b)


def _in_order(
    request: HttpRequest, conflict: Conflict, at: datetime | None, desk: DeskSettings
) -> tuple[Conflict, Mapping[int, str]]:
    """The conflict in the order of its letters on the question's page; no letters across questions."""
    question = conflict.a.claim.question
    if question.pk != conflict.b.claim.question_id:
        return conflict, {}
    states = shown_states(request.user, at).filter(claim__question=question)
    lettering = lettered(
        list(states.select_related("claim__question", "claim__entity")), conflicts_on(question, at, desk)
    )
    return in_letters([conflict], lettering)[0].conflict, lettering.letters

"""One claim: what it rests on, how it was checked, who carries it, who is silent, what happened to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Abs
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.access import shown_state
from claims.models import Check, ClaimState, Statement
from claims.presenting.changed_passages import Changed, changed_passages
from claims.presenting.checks import checks_on
from claims.presenting.claim_record import ClaimRecord, read_claim
from claims.presenting.conflicts import Conflict, conflicts_of, states_of
from claims.presenting.copying import copy_wording
from claims.presenting.knowing import knowing
from claims.presenting.manners import Manner, manners_of
from claims.presenting.names import Names
from claims.presenting.origins import came_from_of, counting_notes
from claims.presenting.pages import page_context, reader_page
from claims.presenting.passages import Quote, quotes_of
from claims.presenting.silences import silences_beside, silences_on
from claims.presenting.sourcing import sourcing, takes_no_side
from claims.presenting.timeline import timeline
from claims.presenting.verdicts import evidence_changes
from claims.vocabulary import SILENCES
from claims.wording import sentences
from newsroom.access import has_role
from newsroom.actions import desk_settings
from newsroom.roles import ROLES

#: Neighbours in the side column, and claims that bear on this one in the page.
_NEIGHBOURS, _CONFLICTS = 4, 12


@reader_page
def claim_detail(request: HttpRequest, at: datetime | None, public_id: str) -> HttpResponse:
    """Public where the claim is published; people of the desk see it before that, marked as theirs alone."""
    state = shown_state(public_id, request.user, at)
    if at is None and state.claim.moved_to:
        return redirect(state.claim.moved_to)
    record = read_claim(state, at)
    desk = desk_settings()
    silences, beside = silences_on(record), silences_beside(record)
    checks = checks_on([record.claim], at)
    conflicts = conflicts_of(state, at, desk)
    changed = changed_passages(record.statements, at)
    context = {
        **page_context(request, at, desk),
        **_what_it_rests_on(record, conflicts),
        **_carriers(record, changed),
        "knowing": knowing(record, [one.who for one in silences if one.who_url and not one.later_url]),
        "section": "claims",
        "claim": record.claim,
        "state": state,
        "changes": evidence_changes(record),
        "checks": checks,
        "signed": desk.signature,
        "names_editors": desk.names_editors,
        "silences": silences,
        "beside": beside,
        "conflicts": conflicts[:_CONFLICTS],
        "more_conflicts": len(conflicts) - _CONFLICTS,
        "entries": timeline(record, desk, changed),
        "wording": copy_wording(record, silences, changed, desk),
        "neighbours": _neighbours(record),
        "last_checked": _last_checked(state, checks),
        "reviewable": _reviewable(state, at),
        "for_desk": has_role(request.user, *ROLES),
    }
    return render(request, "claims/claim_detail.html", context)


def _what_it_rests_on(record: ClaimRecord, conflicts: Sequence[Conflict]) -> dict[str, Any]:
    state = record.state
    denied = came_from_of(record, record.with_stance("deny"), key="denied")
    doubted = came_from_of(record, record.with_stance("query"), key="doubted")
    return {
        "facts": sentences.facts(
            outlets=state.outlets,
            origins=state.origins_for,
            untraced_outlets=state.untraced_outlets,
            records=state.on_record_origins,
            conflicts=state.open_conflicts,
            tensions=sum(one.relation == "tension" for one in conflicts),
            denials=state.origins_against,
            pending_outlets=len(record.evidence.pending),
        ),
        "origins": came_from_of(record, record.with_stance("support"), key="origins"),
        "denied": denied if record.with_stance("deny") else None,
        "doubted": doubted if record.with_stance("query") else None,
        "counting": counting_notes(record),
        "more_carriers": record.total - len(record.statements),
        "sheet_rows": record.total or 1,
    }


@dataclass(frozen=True, slots=True)
class Carrier:
    """A row of "Who carries it": one statement as printed, with its sourcing."""

    statement: Statement
    outlet: str
    outlet_url: str
    quote: Quote
    sourcing: str
    manner: Manner | None
    changed: Sequence[Changed]
    takes_no_side: bool


def _carriers(record: ClaimRecord, changed: Mapping[int, Sequence[Changed]]) -> dict[str, Any]:
    """Those who spoke, and outlets that take no side; who said nothing is told apart."""
    spoke = [one for one in record.statements if one.kind not in SILENCES or takes_no_side(one)]
    quotes = quotes_of(spoke, for_desk=record.state.visibility != "published")
    manners = manners_of([one.pk for one in spoke], record.at)
    return {
        "carriers": [
            _carrier(one, quotes[one.pk], record.names, manners.get(one.pk), changed.get(one.pk, ()))
            for one in spoke
        ],
        "keeps_back": any(one.withheld for ones in changed.values() for one in ones),
        "any_printed": any(one.printed for one in quotes.values()),
        # Said once above the table where it holds for every row.
        "all_ours": all(one.ours and one.printed for one in quotes.values()),
    }


def _carrier(
    statement: Statement, quote: Quote, names: Names, manner: Manner | None, changed: Sequence[Changed]
) -> Carrier:
    outlet = statement.capture.article.outlet_id
    return Carrier(
        statement,
        names.shown(outlet),
        names.url(outlet),
        quote,
        sourcing(statement, names),
        manner,
        changed,
        takes_no_side(statement),
    )


def _neighbours(record: ClaimRecord) -> list[ClaimState]:
    """Claims of the same topic whose passages stand nearest in the same article."""
    topic = record.claim.question.topic_id
    if topic is None or not record.statements:
        return []
    here = record.statements[0]
    captures = {one.capture_id for one in record.statements}
    beside = Statement.objects.standing(record.at).filter(capture__in=captures, claim__question__topic=topic)
    nearest = beside.exclude(claim=record.claim).order_by(Abs(F("start") - here.start), "pk")
    claims = dict.fromkeys(nearest.values_list("claim", flat=True)[: 5 * _NEIGHBOURS])
    states = states_of(claims.keys(), record.at)
    return [states[claim] for claim in claims if claim in states][:_NEIGHBOURS]


def _reviewable(state: ClaimState, at: datetime | None) -> bool:
    """Whether the verdict is one that `claim_review` shows."""
    return at is None and state.visibility == "published" and state.status not in ("", "not_checkable")


def _last_checked(state: ClaimState, checks: list[Check]) -> datetime | None:
    """The desk's latest work on the claim: a check, a reply, a decision."""
    moments = [moment for one in checks for moment in (one.recorded_at, one.replied_at)]
    moments.append(state.status_at if state.status else None)
    return max((moment for moment in moments if moment), default=None)

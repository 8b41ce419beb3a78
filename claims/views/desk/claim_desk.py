"""One claim at the desk: read the evidence, check, decide, rule, publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import shown_state
from claims.actions.verdicts import evidence_digest, evidence_snapshot
from claims.actions.wording import kept_from_rewording
from claims.forms.check import CheckForm, ReplyForm, WithdrawCheckForm
from claims.forms.desk_work import AssignForm, NoteForm
from claims.forms.filing import FilingForm
from claims.forms.hold import HoldForm
from claims.forms.reword import RewordForm
from claims.forms.ruling import RelateForm, RulingForm
from claims.forms.verdict import VerdictForm
from claims.models import Check, Claim, Hold, Statement
from claims.presenting.bearings import Bearing, bearings_of
from claims.presenting.changed_passages import Changed, changed_passages
from claims.presenting.claim_desk import in_force, publishing, reasons, rights, waiting
from claims.presenting.claim_record import ClaimRecord, read_claim
from claims.presenting.desk_article import MISSING
from claims.presenting.desk_care import care_of
from claims.presenting.desk_queue import counts
from claims.presenting.passages import Quote, quotes_of
from claims.presenting.settling import notes_of
from claims.presenting.sourcing import sourcing
from claims.presenting.unfinished import unfinished
from claims.wording.refusals import CANNOT_REWORD
from newsroom.access import desk_view
from newsroom.models import User

#: Where on the page each form is; the others are where their own name says.
_PARTS = {"check": "checks", "relate": "contradictions", "filing": "topic"}

#: Tags that no longer stand, on the page; the record has all.
_MOST_GONE = 20


@require_safe
@desk_view()
def claim_desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everyone of the desk reads it; what each may do is on the page."""
    return claim_page(request, public_id)


def claim_page(
    request: HttpRequest,
    public_id: str,
    *,
    status: int = 200,
    sent: Mapping[str, forms.Form] | None = None,
    **more: Any,
) -> HttpResponse:
    """The page, with the forms in `sent` as they were typed, under the names the page gives them."""
    assert isinstance(request.user, User)
    user, typed = request.user, dict(sent or {})
    state = shown_state(public_id, user)
    # First of all: whatever changes while the page is read makes an approval of it outdated.
    now = evidence_snapshot(state.claim)
    digest = evidence_digest(state.claim, now)
    record = read_claim(state, None)
    bearings = bearings_of(record.claim)
    checks = _checks(record.claim)
    rows = _rows(record)
    context = {
        "claim": record.claim,
        "state": state,
        "digest": digest,
        "may": rights(user),
        "reasons": reasons(record, bearings),
        "rows": rows,
        "gone": _gone(record.claim),
        "more_rows": record.total - len(record.statements),
        "checks": [(check, _reply_form(check, typed), _withdraw_form(check, typed)) for check in checks],
        "decided": in_force(record, now),
        "waiting": waiting(record.claim, checks, user, now),
        "bearings": _settling(record.claim, bearings, rows, typed),
        "publishing": publishing(record.claim, user),
        "lacking": unfinished([] if state.visibility == "published" else [record.claim]),
        "care": care_of(record.claim, user),
        "hold": _hold(record.claim),
        "kept_words": CANNOT_REWORD.get(kept_from_rewording(user, record.claim), ""),
        "counts": counts(user),
        "once": uuid4(),
        "unsaved": next((_PARTS.get(name, name) for name in typed), ""),
        **_forms(record.claim, typed),
        **more,
    }
    return render(request, "claims/desk/claim_desk.html", context, status=status)


def _settling(
    claim: Claim, bearings: Sequence[Bearing], rows: Sequence[Row], typed: Mapping[str, forms.Form]
) -> list[tuple[Any, ...]]:
    """Each with the other claim, the passage it is about, the form to rule on it, and what it settles."""
    by_statement: dict[Statement | None, Row] = {row.statement: row for row in rows}
    settled = notes_of(bearings)
    return [
        (
            one,
            one.other(claim),
            by_statement.get(one.subject),
            _ruling_form(one, typed),
            settled.get(one.key, ""),
        )
        for one in bearings
    ]


def _hold(claim: Claim) -> Hold | None:
    return Hold.objects.open().filter(claim=claim).select_related("asked_by", "agreed_by").first()


def _forms(claim: Claim, typed: Mapping[str, forms.Form]) -> dict[str, forms.Form]:
    """The page's forms under the names it gives them: as they were typed, else empty."""
    return {
        "check_form": typed.get("check") or CheckForm(prefix="check"),
        "verdict_form": typed.get("verdict") or VerdictForm(prefix="verdict", claim=claim),
        "relate_form": typed.get("relate") or RelateForm(prefix="relate", claim=claim),
        "assign_form": typed.get("assign") or AssignForm(prefix="assign"),
        "note_form": typed.get("note") or NoteForm(prefix="note"),
        "hold_form": typed.get("hold") or HoldForm(prefix="hold"),
        "reword_form": typed.get("wording") or RewordForm(prefix="wording", claim=claim),
        "filing_form": typed.get("filing") or _filing_form(claim),
    }


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as the desk reads it, what its outlet did to the passage since, and what it still lacks."""

    statement: Statement
    outlet: str
    quote: Quote
    sourcing: str
    changed: Sequence[Changed]
    missing: list[str]


def _rows(record: ClaimRecord) -> list[Row]:
    quotes = quotes_of(record.statements, for_desk=True)
    changed = changed_passages(record.statements, for_desk=True)
    return [
        Row(
            one,
            record.names.shown(one.capture.article.outlet_id),
            quotes[one.pk],
            sourcing(one, record.names),
            changed.get(one.pk, ()),
            [str(MISSING[name]) for name in one.to_complete()],
        )
        for one in record.statements
    ]


def _gone(claim: Claim) -> list[Statement]:
    """The latest tags that no longer stand, those that readers never met among them."""
    left = Statement.objects.filter(claim=claim, left_at__isnull=False).order_by("-left_at", "-pk")
    related = left.select_related("capture__article", "withdrawn_by", "superseded_by")
    return list(related.defer("capture__raw", "capture__text", "capture__sentences")[:_MOST_GONE])


def _checks(claim: Claim) -> list[Check]:
    rows = Check.objects.standing().filter(claim=claim).select_related("recorded_by")
    return list(rows.defer("attachment"))


def _reply_form(check: Check, typed: Mapping[str, forms.Form]) -> forms.Form | None:
    """For who was asked and has not replied."""
    if not check.person_asked or check.reply:
        return None
    return typed.get(check.public_id) or ReplyForm(prefix=check.public_id)


def _withdraw_form(check: Check, typed: Mapping[str, forms.Form]) -> forms.Form:
    name = f"{check.public_id}-withdraw"
    return typed.get(name) or WithdrawCheckForm(prefix=name)


def _ruling_form(bearing: Bearing, typed: Mapping[str, forms.Form]) -> forms.Form:
    judged = {"about_statement": bearing.subject is not None}
    return typed.get(bearing.key) or RulingForm(prefix=bearing.key, **judged)


def _filing_form(claim: Claim) -> FilingForm:
    return FilingForm(prefix="filing", initial={"topic": claim.question.topic_id})

"""Looking after a claim: whose it is, notes among colleagues, and being told when it changes."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions.desk_work import (
    assign_claim,
    end_assignment,
    mark_seen,
    stop_watching,
    watch_claim,
    write_note,
)
from claims.forms.desk_work import AssignForm, NoteForm
from claims.models import Claim
from claims.presenting.desk_care import care_of
from claims.presenting.moments import settled
from claims.views.desk.claim_acts import act, done
from claims.views.desk.claim_desk import claim_page
from newsroom.access import EDITOR, desk_view
from newsroom.models import User
from newsroom.sent import all_sent


@act(EDITOR)
def claim_assign(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Give the claim to a person, until a day."""
    form = AssignForm(request.POST, prefix="assign")
    if not form.is_valid():
        return claim_page(request, claim.public_id, status=422, sent={"assign": form})
    held = assign_claim(by=user, claim=claim, **form.cleaned_data)
    return done(request, claim, _("%(who)s looks after it now.") % {"who": held.assignee}, "assign")


@act()
def claim_assignment_end(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """The work is done, or is nobody's any more: by an editor, or by whoever it was given to."""
    care = care_of(claim, user)
    if care["due"] and not care["may_end"]:
        raise PermissionDenied
    end_assignment(by=user, claim=claim)
    return done(request, claim, _("Nobody looks after it now."), "assign")


@act()
def claim_note(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Add a note for colleagues."""
    form = NoteForm(request.POST, prefix="note")
    if not form.is_valid():
        return claim_page(request, claim.public_id, status=422, sent={"note": form})
    write_note(by=user, claim=claim, **form.cleaned_data)
    return done(request, claim, _("The note is kept."), "note")


@act()
def claim_watch(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Be told when the claim changes, or no more (`watch` is 1 or 0)."""
    if request.POST.get("watch") == "1":
        watch_claim(by=user, claim=claim)
        return done(request, claim, _("The desk’s first page tells you when it changes."))
    stop_watching(by=user, claim=claim)
    return done(request, claim, _("You are told no more of it."))


@require_POST
@desk_view()
def news_seen(request: HttpRequest) -> HttpResponse:
    """What changed on these claims has been read, up to the moment that the page told of."""
    assert isinstance(request.user, User)
    until = _moment(request.POST.get("until", ""))
    if until is None:
        messages.error(request, _("Not marked as seen: the form was damaged. Send it again from this page."))
    else:
        seen = min(until, settled())
        mark_seen(by=request.user, claims=all_sent(request.POST, "claim", most=100), until=seen)
    return redirect("claims:desk-home")


def _moment(typed: str) -> datetime | None:
    try:
        found = parse_datetime(typed)
    except ValueError:
        return None
    return found if found and found.tzinfo else None

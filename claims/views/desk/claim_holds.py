"""Legal holds from a claim's page: asked for by one administrator, agreed to by another, lifted by either."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.actions.holds import HoldChanged, MayNotHold, agree_to_hold, ask_hold, lift_hold
from claims.forms.hold import HoldForm
from claims.models import Claim, Hold
from claims.views.desk.claim_acts import act, done, refused
from claims.views.desk.claim_desk import claim_page
from newsroom.access import ADMIN
from newsroom.models import User


@act(ADMIN)
def hold_ask(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Ask for one, with the reason."""
    form = HoldForm(request.POST, prefix="hold")
    if not form.is_valid():
        return claim_page(request, claim.public_id, status=422, sent={"hold": form})
    try:
        ask_hold(by=user, claim=claim, reason=form.cleaned_data["reason"])
    except HoldChanged:
        return refused(request, claim, _("a hold was asked for before."), "hold")
    return done(request, claim, _("Asked for. It waits for a second administrator."), "hold")


@act(ADMIN)
def hold_agree(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Keep the claim from readers, on pages of the past too."""
    hold = Hold.objects.open().filter(claim=claim).select_related("claim").first()
    try:
        if hold is None:
            raise HoldChanged
        agree_to_hold(by=user, hold=hold)
    except MayNotHold:
        return refused(
            request, claim, _("you asked for this hold: another administrator must agree."), "hold"
        )
    except HoldChanged:
        return refused(request, claim, _("a colleague agreed to it or lifted it before."), "hold")
    return done(
        request, claim, _("Held. Readers see nothing of the claim, on no page and at no date."), "hold"
    )


@act(ADMIN)
def hold_lift(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Let the claim be published again, or have a request come to nothing."""
    hold = Hold.objects.open().filter(claim=claim).select_related("claim").first()
    try:
        if hold is None:
            raise HoldChanged
        lift_hold(by=user, hold=hold)
    except HoldChanged:
        return refused(request, claim, _("it was lifted before."), "hold")
    return done(request, claim, _("Lifted. The claim is the desk’s until an editor publishes it."), "hold")

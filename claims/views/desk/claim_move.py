"""Move, merge or split a claim: say where its statements belong, see what that would change, do it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from claims.access import claim_for_desk
from claims.actions.moving import CannotMove
from claims.actions.tag import AlreadyWithdrawn
from claims.forms.move import MoveForm
from claims.models import Claim
from claims.presenting.desk_queue import counts
from claims.presenting.moving import Effect, effect_of
from newsroom.access import EDITOR, desk_view
from newsroom.models import User

_CANNOT: dict[str, Callable[[], str]] = {
    "moved": lambda: _("One of the two claims has moved meanwhile. Nothing was done."),
    "itself": lambda: _("That is this very claim: same question, same answer, same nature."),
    "nothing": lambda: _("None of the chosen statements stands any more. Nothing was done."),
    "all": lambda: _("All statements were chosen meanwhile. Nothing was done."),
}


@desk_view(EDITOR)
def claim_move(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form; sent, what it would change; confirmed, the claim that the statements went to."""
    assert isinstance(request.user, User)
    claim = claim_for_desk(public_id)
    if claim.moved_to_id:
        return redirect("claims:claim-desk", claim.public_id)
    if request.method != "POST":
        return _page(request, claim, MoveForm(claim=claim))
    form = MoveForm(request.POST, claim=claim)
    if form.is_valid():
        try:
            if request.POST.get("do") == "move":
                return _moved(request, form, request.user)
            effect = effect_of(form.act(request.user), claim, form.questions)
            return _page(request, claim, form, effect)
        except CannotMove as error:
            form.add_error(None, _CANNOT[error.reason]())
        except AlreadyWithdrawn:
            form.add_error(None, _CANNOT["nothing"]())
    return _page(request, claim, form, status=422)


def _moved(request: HttpRequest, form: MoveForm, user: User) -> HttpResponse:
    target = form.act(user)()
    messages.success(request, _("Done. This is where the statements are now."))
    return redirect("claims:claim-desk", target.public_id)


def _page(
    request: HttpRequest, claim: Claim, form: MoveForm, effect: Effect | None = None, *, status: int = 200
) -> HttpResponse:
    assert isinstance(request.user, User)
    context = {"claim": claim, "form": form, "effect": effect, "counts": counts(request.user)}
    return render(request, "claims/desk/claim_move.html", context, status=status)

"""One page on its way in: how far it is, then what was read from it, to be confirmed."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims.access import FETCHERS, TAGGERS, intake_for_desk
from claims.forms.intake import ConfirmForm
from claims.views.desk.article_again import compare
from claims.views.desk.article_new import suggestions, to_article_held
from claims.views.desk.intake_new import may_fetch
from claims.wording.intakes import problem_words
from newsroom.access import desk_view, has_role
from newsroom.models import User
from sources.intake_actions import AlreadyHeld, NotReady, discard, try_again
from sources.models import Intake

#: A page that waits longer than this waits for a worker that does not run.
_SOON = timedelta(minutes=1)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(*TAGGERS)
def intake_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far the page is, or the form that confirms it; once it is recorded, its article."""
    assert isinstance(request.user, User)
    intake = intake_for_desk(public_id, request.user)
    if intake.article:
        return _there(request, intake)
    if intake.state != "ready":
        return _progress(request, intake)
    if intake.again:
        return compare(request, intake, intake.again)
    form = ConfirmForm(request.POST if request.method == "POST" else None, user=request.user, intake=intake)
    if request.method == "POST" and form.is_valid():
        return _recorded(request, form)
    context = {"intake": intake, "form": form, **suggestions()}
    return render(request, "claims/desk/intake_confirm.html", context, status=422 if form.errors else 200)


@require_safe
@desk_view(*TAGGERS)
def intake_state(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far the page is, for the page that shows it; when there is more to show, that is loaded anew."""
    assert isinstance(request.user, User)
    intake = intake_for_desk(public_id, request.user)
    if not intake.is_pending:
        return HttpResponseClientRefresh()
    return render(request, "claims/desk/_intake_state.html", _state(request, intake))


@require_POST
@desk_view(*TAGGERS)
def intake_retry(request: HttpRequest, public_id: str) -> HttpResponse:
    """A page that could not be had, once more. Another fetch counts as one."""
    assert isinstance(request.user, User)
    intake = intake_for_desk(public_id, request.user)
    if intake.method == "fetched" and not (has_role(request.user, *FETCHERS) and may_fetch(request.user)):
        messages.error(request, _("That is many pages within an hour. Fetch this one later, or upload it."))
    else:
        try_again(by=request.user, intake=intake)
    return redirect("claims:intake-detail", public_id)


@require_POST
@desk_view(*TAGGERS)
def intake_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page will be no article: it leaves the list."""
    assert isinstance(request.user, User)
    discard(by=request.user, intake=intake_for_desk(public_id, request.user))
    messages.success(request, _("The page is discarded. Nothing was recorded."))
    return redirect("claims:desk-home")


def _progress(request: HttpRequest, intake: Intake) -> HttpResponse:
    return render(request, "claims/desk/intake_detail.html", _state(request, intake))


def _state(request: HttpRequest, intake: Intake) -> dict[str, object]:
    return {
        "intake": intake,
        "problem": problem_words(intake.problem, intake.answered) if intake.problem else None,
        "overdue": intake.state == "waiting" and timezone.now() - intake.asked_at > _SOON,
    }


def _recorded(request: HttpRequest, form: ConfirmForm) -> HttpResponse:
    try:
        capture = form.save()
    except AlreadyHeld as held:
        return to_article_held(request, held.article)
    except NotReady:
        # Confirmed or discarded in another window: the page shows which.
        return redirect("claims:intake-detail", form.intake.public_id)
    told = _("The article is recorded. Choose a sentence and tag what it claims.")
    messages.success(request, told, extra_tags="recorded")
    return redirect("claims:article-desk", capture.article.public_id)


def _there(request: HttpRequest, intake: Intake) -> HttpResponse:
    assert intake.article is not None
    if intake.state == "held":
        return to_article_held(request, intake.article)
    return redirect("claims:article-desk", intake.article.public_id)

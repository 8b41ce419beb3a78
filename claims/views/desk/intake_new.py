"""Asking for a page: by its address, or with a file."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.access import FETCHERS, TAGGERS
from claims.forms.intake import FetchForm, UploadForm
from claims.views.desk.article_new import add_page, to_article_held
from newsroom.access import desk_view
from newsroom.limits import within_limit
from newsroom.models import User
from sources.intake_actions import AlreadyHeld, ask_for_page
from sources.models import Intake

#: Other people's servers are asked this often for one editor.
MOST, WINDOW = 20, timedelta(hours=1)


@require_POST
@desk_view(*FETCHERS)
def intake_fetch(request: HttpRequest) -> HttpResponse:
    """The page's place in the queue, or the article that it is already; or what is wrong with the address."""
    assert isinstance(request.user, User)
    form = FetchForm(request.POST)
    if not form.is_valid():
        return add_page(request, fetch=form, status=422)
    if not may_fetch(request.user):
        form.add_error("url", _("That is many pages within an hour. Fetch this one later, or upload it."))
        return _later(add_page(request, fetch=form, status=429))
    try:
        return _onward(ask_for_page(by=request.user, url=form.cleaned_data["url"]))
    except AlreadyHeld as held:
        return to_article_held(request, held.article)


@require_POST
@desk_view(*TAGGERS)
def intake_upload(request: HttpRequest) -> HttpResponse:
    """The page's place in the queue, or what is wrong with the file."""
    assert isinstance(request.user, User)
    form = UploadForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return add_page(request, upload=form, status=422)
    try:
        return _onward(form.save(url=form.cleaned_data["found_at"]))
    except AlreadyHeld as held:
        return to_article_held(request, held.article)


def may_fetch(user: User) -> bool:
    """Count one more fetch of `user`; whether that is still within what one editor may ask for."""
    return within_limit("fetch a page", user.get_username(), most=MOST, window=WINDOW)


def _onward(intake: Intake) -> HttpResponse:
    return redirect("claims:intake-detail", intake.public_id)


def _later(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response

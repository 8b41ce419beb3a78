"""What became of an article's tagged passages since they were tagged: an editor's word on each.

All passages of the page stand in one form, so that whatever is recorded comes back as the page
with what is typed for the other passages still in its place.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims.access import PUBLISHERS, article_for_desk, found
from claims.actions.anchoring import AlreadyDecided, confirm, refuse, say_changed, take_back
from claims.forms.passage import PassageForm
from claims.models import Anchor
from claims.presenting.desk_queue import counts
from claims.presenting.passages_moved import Asked, answers, open_questions
from newsroom.access import desk_view, has_role
from newsroom.models import User
from sources.models import Article


@require_safe
@desk_view()
def article_changes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Each open question with what was tagged and what the page says now; the answers given stay below."""
    return _page(request, article_for_desk(public_id))


@require_POST
@desk_view(*PUBLISHERS)
def passage_answer(request: HttpRequest, public_id: str, anchor_id: str) -> HttpResponse:
    """The page with the answer recorded; 422 with what is wrong; 409 where somebody else was first."""
    assert isinstance(request.user, User)
    article = article_for_desk(public_id)
    asked = _asked(article, anchor_id)
    if asked is None:
        return _overtaken(request, article)
    form = PassageForm(request.POST, asked=asked)
    if not form.is_valid():
        return _page(request, article, form, status=422)
    try:
        messages.success(request, _answered(request.user, form))
    except AlreadyDecided:
        return _overtaken(request, article)
    return _page(request, article)


def _asked(article: Article, anchor_id: str) -> Asked | None:
    return next((one for one in open_questions(article) if one.anchor.public_id == anchor_id), None)


def _overtaken(request: HttpRequest, article: Article) -> HttpResponse:
    messages.error(request, _("This has been answered meanwhile, or a newer capture asks anew. See below."))
    return _page(request, article, status=409)


def _answered(by: User, form: PassageForm) -> str:
    asked, answer = form.asked, form.cleaned_data["answer"]
    if answer == "same":
        confirm(by=by, anchor=asked.anchor)
        return _("Confirmed. The tag stands in the new text too.")
    if answer == "other":
        refuse(by=by, anchor=asked.anchor)
        return _("It counts as gone. Say below what became of it.")
    say_changed(by=by, anchor=asked.anchor, now=form.passage, note=form.cleaned_data["note"])
    if asked.is_public:
        return _("Recorded. Readers see from now on that the outlet changed this passage.")
    return _("Recorded. Readers see it once a claim that rests on it is published.")


@require_POST
@desk_view(*PUBLISHERS)
def passage_reopen(request: HttpRequest, public_id: str, anchor_id: str) -> HttpResponse:
    """The page with an answer taken back: the question is open again."""
    assert isinstance(request.user, User)
    article = article_for_desk(public_id)
    anchor = found(Anchor.objects.filter(capture__article=article).select_related("capture"), anchor_id)
    try:
        take_back(by=request.user, anchor=anchor)
        messages.success(request, _("Taken back. The question is open again."))
    except AlreadyDecided:
        return _overtaken(request, article)
    return _page(request, article)


def _page(
    request: HttpRequest, article: Article, bound: PassageForm | None = None, *, status: int = 200
) -> HttpResponse:
    assert isinstance(request.user, User)
    context: dict[str, Any] = {
        "article": article,
        "waiting": [_with_form(one, bound, request.POST) for one in open_questions(article)],
        "answers": answers(article),
        "counts": counts(request.user),
        "may_answer": has_role(request.user, *PUBLISHERS),
    }
    return render(request, "claims/desk/article_changes.html", context, status=status)


def _with_form(asked: Asked, bound: PassageForm | None, typed: QueryDict) -> tuple[Asked, PassageForm]:
    same = bound is not None and bound.asked.anchor.pk == asked.anchor.pk
    return asked, bound if bound and same else PassageForm(asked=asked, typed=typed)

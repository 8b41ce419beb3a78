"""A new tag."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.access import TAGGERS
from claims.actions.questions import CannotAsk
from claims.actions.tag import CannotTag
from claims.actions.tag_passage import KeySpent
from claims.forms.tag import TagForm
from claims.models import Statement
from claims.presenting.desk_article import DeskArticle
from claims.views.desk.fragments import (
    CANNOT_TAG,
    desk_of,
    said_of,
    sent_before,
    spent,
    tag_changed,
    tag_refused,
)
from newsroom.access import desk_view
from newsroom.models import User


@require_POST
@desk_view(*TAGGERS)
def tag_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """The tag recorded; or 422, with what is wrong and nothing saved."""
    assert isinstance(request.user, User)
    desk = desk_of(request, public_id)
    form = TagForm(request.POST, capture=desk.capture)
    if not form.is_valid():
        before = sent_before(form, request.user)
        return _saved(request, desk, before) if before else tag_refused(request, desk, form)
    try:
        statement = form.save(by=request.user)
    except CannotTag as refused:
        form.add_error("text", CANNOT_TAG[refused.reason])
        return tag_refused(request, desk, form)
    except CannotAsk as refused:
        form.refuse_question(refused)
        return tag_refused(request, desk, form)
    except KeySpent:
        return tag_refused(request, desk, spent(form))
    return _saved(request, desk, statement)


def _saved(request: HttpRequest, desk: DeskArticle, statement: Statement) -> HttpResponse:
    said, now = said_of(statement, _("Saved."))
    stands = now.left_at is None
    return tag_changed(request, desk, said=said, new=now if stands else None, gone=None if stands else now)

"""Taking a tag back, and putting it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.access import TAGGERS, article_for_desk, statement_to_change
from claims.actions.tag import AlreadyWithdrawn, CannotTag, NewLink, NewStatement, tag, withdraw
from claims.models import Statement
from claims.presenting.desk_article import DeskArticle, desk_article
from claims.views.desk.fragments import CANNOT_TAG, not_done, tag_changed
from newsroom.access import desk_view
from newsroom.models import User

_LONGEST_REASON = 300


@require_POST
@desk_view(*TAGGERS)
def tag_withdraw(request: HttpRequest, public_id: str, statement_id: str) -> HttpResponse:
    """The tag no longer stands; it stays readable in the history."""
    assert isinstance(request.user, User)
    desk, statement = _loaded(request.user, public_id, statement_id)
    why = request.POST.get("why", "").replace("\0", "")[:_LONGEST_REASON]
    try:
        withdraw(by=request.user, statement=statement, why=why)
    except AlreadyWithdrawn:
        return not_done(request, desk, [_("Somebody else has withdrawn or replaced this tag.")], status=409)
    # The page that asks may show a later text, which this one's paragraphs are not of.
    return tag_changed(
        request,
        desk,
        gone=statement,
        again=statement,
        elsewhere=desk.is_older,
        said=_("Withdrawn."),
    )


@require_POST
@desk_view(*TAGGERS)
def tag_restore(request: HttpRequest, public_id: str, statement_id: str) -> HttpResponse:
    """What was withdrawn is recorded again, as a new tag: the record keeps both."""
    assert isinstance(request.user, User)
    desk, statement = _loaded(request.user, public_id, statement_id)
    if statement.left_at is None:
        return not_done(request, desk, [_("This tag stands already.")], status=409)
    try:
        new = _again(request.user, statement)
    except CannotTag as refused:
        return not_done(request, desk, [str(CANNOT_TAG[refused.reason])], status=409)
    return tag_changed(request, desk, new=new, elsewhere=desk.is_older, said=_("Put back."))


def _loaded(user: User, public_id: str, statement_id: str) -> tuple[DeskArticle, Statement]:
    article = article_for_desk(public_id)
    statement = statement_to_change(statement_id, article, user)
    desk = desk_article(user, public_id, capture=statement.capture.public_id, start=statement.start)
    return desk, statement


def _again(user: User, statement: Statement) -> Statement:
    links = statement.links.select_related("entity", "derived_from").order_by("position")
    return tag(
        by=user,
        claim=statement.claim,
        capture=statement.capture,
        passage=statement.passage,
        new=NewStatement(
            kind=statement.kind,
            certainty=statement.certainty,
            caveat=statement.caveat,
            form=statement.form,
            cue=statement.cue,
            said=statement.said,
            wording=statement.wording,
            original_seen=statement.original_seen,
            chain=[
                NewLink(link.entity, link.basis, link.as_printed, link.inferred, link.derived_from)
                for link in links
            ],
        ),
    )

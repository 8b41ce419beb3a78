"""Taking a tag back, and putting it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.access import TAGGERS, article_for_desk, statement_to_change
from claims.actions.putting_back import PutBack, PutBackBefore, put_back
from claims.actions.tag import AlreadyWithdrawn, CannotTag, withdraw
from claims.models import Statement
from claims.presenting.desk_article import DeskArticle, desk_article
from claims.views.desk.fragments import CANNOT_TAG, desk_of, left_bare, not_done, tag_changed
from claims.wording.refusals import WORDS_KEPT
from claims.wording.sentences import within
from newsroom.access import desk_view
from newsroom.models import User
from newsroom.sent import sent


@require_POST
@desk_view(*TAGGERS)
def tag_withdraw(request: HttpRequest, public_id: str, statement_id: str) -> HttpResponse:
    """The tag no longer stands; it stays readable in the history."""
    assert isinstance(request.user, User)
    desk, statement = _loaded(request, public_id, statement_id)
    why = sent(request.POST, "why", longest=300)
    try:
        withdraw(by=request.user, statement=statement, why=why)
    except AlreadyWithdrawn:
        return not_done(request, desk, [_("This tag has been withdrawn or replaced meanwhile.")], status=409)
    return tag_changed(request, desk, gone=statement, said=_("Withdrawn."))


@require_POST
@desk_view(*TAGGERS)
def tag_restore(request: HttpRequest, public_id: str, statement_id: str) -> HttpResponse:
    """What was withdrawn is recorded again, as a new tag: the record keeps both.

    With `over`, what was replaced takes the place of the tag that took its own,
    and the claim has the words and the topic again that it had then.
    """
    assert isinstance(request.user, User)
    desk, statement = _loaded(request, public_id, statement_id)
    over = _over(request, desk, statement)
    if statement.left_at is None:
        return not_done(request, desk, [_("This tag stands already.")], status=409)
    try:
        back = put_back(by=request.user, statement=statement, over=over)
    except CannotTag as refused:
        return not_done(request, desk, [str(CANNOT_TAG[refused.reason])], status=409)
    except (AlreadyWithdrawn, PutBackBefore):
        told = _(
            "This tag has been put back or replaced since. Load the page again to see the list as it is."
        )
        return not_done(request, desk, [told], status=409)
    said, new = _put_back(back, over), back.statement
    return tag_changed(request, desk, new=new, replaced=over, said=said, reworded=back.words == "back")


def _put_back(back: PutBack, over: Statement | None) -> str:
    """What is said of it, with what did not come back along with it."""
    said = _("Put back.")
    if why := WORDS_KEPT.get(back.words):
        told = {"claim": within(back.statement.claim.text), "why": why}
        said = _("Put back, but the claim keeps its words “%(claim)s”. %(why)s") % told
    bare = left_bare(over.claim, back.statement) if over else ""
    return f"{said} {bare}" if bare else said


def _loaded(request: HttpRequest, public_id: str, statement_id: str) -> tuple[DeskArticle, Statement]:
    """The text that the page shows, which may be a later one than the tag's own; and the tag."""
    assert isinstance(request.user, User)
    article = article_for_desk(public_id)
    statement = statement_to_change(statement_id, article, request.user)
    if "capture" in request.POST:
        return desk_of(request, public_id), statement
    own = statement.capture.public_id
    return desk_article(request.user, public_id, capture=own, start=statement.start), statement


def _over(request: HttpRequest, desk: DeskArticle, statement: Statement) -> Statement | None:
    """What took its place, where just that change is to be undone."""
    assert isinstance(request.user, User)
    if "over" not in request.POST:
        return None
    now = statement_to_change(request.POST["over"], desk.article, request.user)
    return now if now.supersedes_id == statement.pk else None

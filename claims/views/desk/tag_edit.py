"""Changing a tag: the old one is withdrawn and the new one takes its place, in one step."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.access import TAGGERS, article_for_desk, statement_to_change
from claims.actions.questions import CannotAsk
from claims.actions.tag import AlreadyWithdrawn, CannotTag
from claims.actions.tag_passage import KeySpent
from claims.actions.wording import CannotReword, kept_from_rewording
from claims.forms.chain import LinkForm
from claims.forms.tag import TagForm
from claims.models import Statement
from claims.presenting.desk_article import DeskArticle, TagRow, desk_article, where_it_stands
from claims.presenting.desk_clash import clash, newest
from claims.views.desk.article_desk import article_page, blank_rows, row_of
from claims.views.desk.fragments import (
    CANNOT_TAG,
    led_to,
    left_bare,
    said_of,
    sent_before,
    spent,
    tag_refused,
)
from claims.vocabulary import STANCE
from claims.wording.refusals import CANNOT_REWORD
from newsroom.access import EDITOR, desk_view, has_role
from newsroom.models import User
from sources.models import Article, Capture


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(*TAGGERS)
def tag_edit(request: HttpRequest, public_id: str, statement_id: str) -> HttpResponse:
    """The panel with the tag in it; or the tag replaced, 422 with what is wrong, 409 with what is stored."""
    assert isinstance(request.user, User)
    article = article_for_desk(public_id)
    statement = statement_to_change(statement_id, article, request.user)
    desk = _desk(request, article, statement)
    if request.method == "POST":
        return _replaced(request, desk, statement)
    if statement.left_at is not None:
        return _moved_on(request, article, statement)
    form = TagForm(
        capture=desk.capture,
        initial=_initial(statement, desk.capture),
        **_may_change(request.user, statement),
    )
    links = statement.links.select_related("entity", "derived_from").order_by("position")
    form.rows = [LinkForm.of(link, str(link.position), article) for link in links] or blank_rows(article)
    _begin_where_it_lacks(form, desk.row(statement))
    return article_page(request, desk, form, editing=statement)


def _begin_where_it_lacks(form: TagForm, row: TagRow | None) -> None:
    """Whoever opens a tag to complete it is led to the first thing that is not recorded."""
    missing = row.tag.to_complete() if row else []
    fields = {
        "chain": form.rows[0].fields["who"],
        "basis": form.rows[0].fields["basis"],
        "certainty": form.fields["certainty"],
        "caveat": form.fields["caveat"],
    }
    for field in [field for name, field in fields.items() if name in missing][:1]:
        field.widget.attrs["autofocus"] = True


def _desk(request: HttpRequest, article: Article, statement: Statement) -> DeskArticle:
    """The text it was tagged in; or the later one named, where it is to be tagged anew."""
    assert isinstance(request.user, User)
    sent = request.POST if request.method == "POST" else request.GET
    named = sent.get("capture", "")
    if named in ("", statement.capture.public_id):
        own = statement.capture.public_id
        return desk_article(request.user, article.public_id, capture=own, start=statement.start)
    return desk_article(request.user, article.public_id, capture=named, part=sent.get("part", ""))


def _moved_on(request: HttpRequest, article: Article, statement: Statement) -> HttpResponse:
    """A tag that no longer stands cannot be edited; what took its place can, in the same text."""
    later = newest(statement)
    if later.left_at is not None:
        return redirect("claims:article-desk", article.public_id)
    address = reverse("claims:tag-edit", args=[article.public_id, later.public_id])
    asked = request.GET.urlencode()
    return redirect(f"{address}?{asked}" if asked else address)


def _replaced(request: HttpRequest, desk: DeskArticle, statement: Statement) -> HttpResponse:
    assert isinstance(request.user, User)
    form = TagForm(request.POST, capture=desk.capture, **_may_change(request.user, statement))
    if not form.is_valid():
        if made := sent_before(form, request.user):
            return _led_to_it(request, desk, made)
        return tag_refused(request, desk, form, editing=statement)
    replaced: Statement | None = statement
    if "over" in request.POST:
        replaced = _seen(request, desk, statement)
    try:
        new = form.save(by=request.user, supersedes=replaced)
    except AlreadyWithdrawn:
        return tag_refused(request, desk, form, editing=statement, clash=clash(form, statement, request.user))
    except CannotTag as refused:
        form.add_error("text", CANNOT_TAG[refused.reason])
        return tag_refused(request, desk, form, editing=statement)
    except CannotAsk as refused:
        form.refuse_question(refused)
        return tag_refused(request, desk, form, editing=statement)
    except KeySpent:
        return tag_refused(request, desk, spent(form), editing=statement)
    except CannotReword as kept:
        form.add_error("text", CANNOT_REWORD[kept.reason])
        return tag_refused(request, desk, form, editing=statement)
    if told := left_bare(statement.claim, new):
        messages.warning(request, told, extra_tags=row_of(new))
    return _led_to_it(request, desk, new, replaced.public_id if replaced else "")


def _led_to_it(request: HttpRequest, desk: DeskArticle, new: Statement, before: str = "") -> HttpResponse:
    said, now = said_of(new, _("Changed."))
    stands = now.left_at is None
    offered = {"replaced": before if now == new else ""} if stands else {"withdrawn": now.public_id}
    return led_to(request, where_it_stands(desk, now), said, row_of(now), **offered)


def _may_change(user: User, statement: Statement) -> dict[str, Any]:
    """What of the tag's claim may change along with the tag."""
    claim = statement.claim
    rewordable = not kept_from_rewording(user, claim)
    return {"edited": claim, "rewordable": rewordable, "refilable": has_role(user, EDITOR)}


def _seen(request: HttpRequest, desk: DeskArticle, statement: Statement) -> Statement | None:
    """What the editor was shown as stored and chose to replace; None where that was withdrawn."""
    assert isinstance(request.user, User)
    shown = statement_to_change(request.POST.get("seen", ""), desk.article, request.user)
    return shown if shown.left_at is None or shown != newest(statement) else None


def _initial(statement: Statement, capture: Capture) -> dict[str, Any]:
    """What is recorded. In another text than its own the passage is still to be chosen."""
    stance = STANCE[statement.kind]
    passage = {
        "start": statement.start,
        "end": statement.end,
        "exact": statement.exact,
        "before": statement.prefix,
        "after": statement.suffix,
    }
    return (passage if capture.pk == statement.capture_id else {}) | {
        "key": uuid4(),
        "claim": statement.claim.public_id,
        "text": statement.claim.text,
        "topic": statement.claim.question.topic and statement.claim.question.topic.public_id,
        "answer_type": statement.claim.question.answer_type,
        "nature": statement.claim.nature,
        "alleges_wrongdoing": statement.claim.alleges_wrongdoing,
        "stance": stance,
        "silence": statement.kind if stance == "none" else "silence",
        "guess": statement.kind == "speculation",
        "certainty": statement.certainty or "",
        "caveat": statement.caveat or "",
        "wording": statement.wording if statement.capture.is_digest else "",
        "said": statement.said,
        "original_seen": statement.original_seen,
    }

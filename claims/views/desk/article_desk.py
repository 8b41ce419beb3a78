"""One article at the desk: read it, tag it, see what is tagged."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import uuid4

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.forms.chain import LinkForm
from claims.forms.tag import TagForm
from claims.models import Statement, Topic
from claims.presenting.answers import answer
from claims.presenting.desk_article import DeskArticle, GoneRow, TagRow, desk_article
from claims.presenting.desk_queue import counts
from claims.presenting.desk_tags import Tag, last_tag
from newsroom.access import desk_view
from newsroom.models import User
from sources.models import Article

#: Shown below the panel: what to do next, not all there is to do.
NEXT = 5
#: Where the page says that all of the article's claims were published: the button's place.
PUBLISH_ALL = "publish-all"
#: Rows of a chain where no script can add one.
_PLAIN_ROWS = 3


class Told(NamedTuple):
    """What was just done, and the id of the part of the page where that is said."""

    place: str
    words: str
    is_warning: bool = False

    @classmethod
    def of(cls, message: Message) -> Told:
        return cls(message.extra_tags, str(message), message.level_tag == "warning")


def row_of(tag: Tag | Statement) -> str:
    """The id of a tag's row in the list."""
    return f"tag-{tag.public_id}"


@require_safe
@desk_view()
def article_desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """The newest capture, or the one named by `?capture=`; `?list` shows its sentences as choices."""
    assert isinstance(request.user, User)
    asked = request.GET
    desk = desk_article(
        request.user,
        public_id,
        capture=asked.get("capture", ""),
        part=asked.get("part", ""),
    )
    return article_page(
        request,
        desk,
        as_list="list" in asked,
        withdrawn=asked.get("withdrawn", ""),
        replaced=asked.get("replaced", ""),
    )


def article_page(
    request: HttpRequest,
    desk: DeskArticle,
    form: TagForm | None = None,
    *,
    editing: Statement | None = None,
    as_list: bool = False,
    withdrawn: str = "",
    replaced: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of one part of the article, with the panel as it is given or empty.

    In the place of the last tag's undo, `withdrawn` names a tag to offer back, `replaced` one as it was.
    """
    rows, gone, change = desk.rows(), desk.gone_row(withdrawn), desk.undoable(replaced)
    places = {PUBLISH_ALL, *(row_of(one.tag) for one in (*rows, gone) if one)}
    last = last_tag(desk.capture)
    panel = form or fresh_form(desk, last, plain=as_list)
    panel.offer_topics()
    context = {
        "desk": desk,
        "article": desk.article,
        "rows": rows,
        "version": desk.version(),
        "blocks": desk.blocks(rows),
        "form": panel,
        "editing": editing,
        "answered": answer(editing.claim) if editing and not editing.claim.asks_itself else "",
        "as_list": as_list,
        "last": last_rows(desk, last),
        "last_topic": topic_of(last),
        "blank": LinkForm(prefix="link-__row__", article=desk.article),
        "next_to_complete": desk.to_complete(NEXT),
        "counts": counts(desk.user),
        "unpublished": desk.unpublished(),
        "left_behind": 0 if desk.is_older else desk.left_behind(),
        "gone": gone,
        "gone_before": [one for one in desk.gone_rows() if gone is None or one.tag != gone.tag],
        "change": change,
        **_told(request, places, gone),
        **(_last_saved(desk, rows) if not (editing or gone or change) else {}),
        **more,
    }
    return render(request, "claims/desk/article_desk.html", context, status=status)


def _told(request: HttpRequest, places: set[str], gone: GoneRow | None) -> dict[str, Any]:
    """What was just done: said in the place of the page where it was done, by its id, else at the top."""
    found = list(messages.get_messages(request))
    told = [Told.of(one) for one in found if one.extra_tags in places]
    return {
        "messages": [one for one in found if one.extra_tags not in places],
        "told": told,
        "gone_said": " ".join(one.words for one in told if gone and one.place == row_of(gone.tag)),
    }


def _last_saved(desk: DeskArticle, rows: list[TagRow]) -> dict[str, Any]:
    """The newest tag of whoever looks, or the tag that they changed since: undo has no time limit."""
    mine = [row for row in rows if row.tag.recorded_by == desk.user.pk and row.may_change]
    row = max(mine, key=lambda one: one.tag.pk, default=None)
    if row is None:
        return {}
    if row.tag.supersedes is None:
        return {"said": _("Your last tag is number %(n)d.") % {"n": row.number}, "undo": row.tag}
    # To undo it is not to withdraw both.
    changed = desk.change_to(row.tag)
    said = _("Your last change is to tag number %(n)d.") % {"n": row.number}
    return {"said": said, "changed": changed} if changed else {}


def fresh_form(desk: DeskArticle, last: Statement | None, *, plain: bool = False) -> TagForm:
    """An empty panel, with the last tag's topic; without script, with rows for a chain."""
    topic = topic_of(last)
    form = TagForm(capture=desk.capture, initial={"key": uuid4(), "topic": topic and topic.public_id})
    form.rows = blank_rows(desk.article, _PLAIN_ROWS if plain else 1)
    return form


def blank_rows(article: Article, count: int = 1) -> list[LinkForm]:
    """Rows of a chain to fill in: who says it is asked at once."""
    return [LinkForm(prefix=f"link-{number}", article=article) for number in range(count)]


def last_rows(desk: DeskArticle, last: Statement | None) -> list[LinkForm]:
    """The chain of the article's last tag, ready to be taken over."""
    if last is None:
        return []
    links = last.links.select_related("entity", "derived_from").order_by("position")
    return [LinkForm.of(link, "__row__", desk.article) for link in links]


def topic_of(statement: Statement | None) -> Topic | None:
    """What the statement's claim is filed under."""
    return statement.claim.question.topic if statement else None

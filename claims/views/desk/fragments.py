"""What the desk's writes answer: the changed parts of the page to htmx, the page itself to everyone else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from claims.forms.tag import TagForm
from claims.models import Claim, Statement
from claims.presenting.desk_article import DeskArticle, TagRow, last_tag
from claims.presenting.desk_clash import Clash
from claims.views.desk.article_desk import NEXT, article_page, last_rows, to_complete, topic_of


def by_script(request: HttpRequest) -> bool:
    """Whether the page's own script asks, which swaps what changed."""
    return bool(getattr(request, "htmx", False))


def known_version(request: HttpRequest, desk: DeskArticle) -> str:
    """The version of the list that the page shows; "" where others have tagged or withdrawn since."""
    now = desk.version()
    return now if request.POST.get("version") == now else ""


def _after(version: str, new: Statement | None, gone: Statement | None) -> str:
    """The version after this change alone: whatever else came meanwhile, the page must not take for known."""
    recorded, left = map(int, version.split("-"))
    return f"{recorded + bool(new)}-{left + bool(gone)}"


def tag_changed(
    request: HttpRequest,
    desk: DeskArticle,
    *,
    said: str,
    new: Statement | None = None,
    gone: Statement | None = None,
    again: Statement | None = None,
    version: str = "",
    elsewhere: bool = False,
) -> HttpResponse:
    """A tag was recorded, replaced or withdrawn. `again` can be put back.

    A page that was up to date before (`version`) gets the paragraphs and the
    row that changed, any other the whole part; one that shows something else
    (`elsewhere`) is led to the tag.
    """
    if elsewhere or not by_script(request):
        return _led_to(request, desk, new, said)
    places = desk.touched(*((one.start, one.end) for one in (new, gone) if one)) if version else desk.places
    rows, lacking = _rows(desk, places)
    row = next((row for row in rows if new and row.statement.pk == new.pk), None)
    last = row.statement if row else last_tag(desk.capture)
    context = {
        "desk": desk,
        "article": desk.article,
        "rows": None if version else rows,
        "row": row,
        "next_id": desk.following(new) if new else "",
        "gone": gone.public_id if gone else "",
        "version": _after(version, new, gone) if version else desk.version(),
        "blocks": desk.blocks(rows, places) if places else [],
        "last": last_rows(desk, last),
        "last_topic": topic_of(last),
        "next_to_complete": lacking,
        "unpublished": unpublished(desk).count(),
        "key": uuid4(),
        "said": said,
        "undo": new,
        "again": again,
    }
    response = render(request, "claims/desk/tag_saved.html", context)
    tagged = {"id": new.public_id if new else ""}
    return trigger_client_event(response, "sayso:tagged", tagged, after="swap")


def _rows(desk: DeskArticle, places: Sequence[tuple[int, int]]) -> tuple[list[TagRow], list[TagRow]]:
    """The tags in these blocks, and the next ones to complete, wherever they are."""
    wanted = Q(pk__in=desk.incomplete(NEXT))
    if places:
        wanted |= Q(here_start__lt=places[-1][1], here_end__gt=places[0][0])
    listed = desk.rows(desk.tags().filter(wanted))
    here = [row for row in listed if places and row.place[0] < places[-1][1] and row.place[1] > places[0][0]]
    return here, to_complete(listed)


def _led_to(request: HttpRequest, desk: DeskArticle, statement: Statement | None, said: str) -> HttpResponse:
    messages.success(request, said)
    place = f"#tag-{statement.public_id}" if statement else ""
    page = reverse("claims:article-desk", args=[desk.article.public_id])
    address = f"{page}?part={desk.part}{place}"
    return HttpResponseClientRedirect(address) if by_script(request) else redirect(address)


def unpublished(desk: DeskArticle) -> Any:
    """Claims that this article's standing tags are on and that readers cannot see."""
    tagged = Statement.objects.standing().filter(capture__article=desk.article).values("claim")
    return Claim.objects.filter(visibility="desk", pk__in=tagged).current()


def tag_refused(
    request: HttpRequest,
    desk: DeskArticle,
    form: TagForm,
    *,
    editing: Statement | None = None,
    clash: Clash | None = None,
) -> HttpResponse:
    """Nothing was saved, and nothing that was typed is lost."""
    status = 409 if clash else 422
    if by_script(request):
        context = {"form": form, "clash": clash, "article": desk.article, "desk": desk}
        return render(request, "claims/desk/tag_refused.html", context, status=status)
    as_list = "list" in request.POST
    return article_page(request, desk, form, editing=editing, as_list=as_list, clash=clash, status=status)


#: By CannotTag.reason.
CANNOT_TAG = {
    "moved": gettext_lazy("This claim has moved. Choose where it went, or another one."),
    "published": gettext_lazy(
        "Readers see this claim already, so an editor must tag for it. Say it in other words to make a claim"
        " that an editor publishes."
    ),
}


def not_done(request: HttpRequest, desk: DeskArticle, why: list[str], status: int = 422) -> HttpResponse:
    """Something about the list of tags was refused, and why."""
    if by_script(request):
        return render(request, "claims/desk/notice.html", {"why": why}, status=status)
    messages.error(request, " ".join(why))
    return redirect("claims:article-desk", desk.article.public_id)

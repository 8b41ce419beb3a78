"""What the desk's writes answer: the changed parts of the page to htmx, the page itself to everyone else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from claims.forms.tag import TagForm
from claims.models import Claim, Statement
from claims.presenting.desk_article import DeskArticle, last_tag
from claims.presenting.desk_clash import Clash
from claims.views.desk.article_desk import NEXT, article_page, last_rows, topic_of


def by_script(request: HttpRequest) -> bool:
    """Whether the page's own script asks, which swaps what changed."""
    return bool(getattr(request, "htmx", False))


def tag_changed(
    request: HttpRequest,
    desk: DeskArticle,
    *,
    said: str,
    new: Statement | None = None,
    gone: Statement | None = None,
    again: Statement | None = None,
    elsewhere: bool = False,
) -> HttpResponse:
    """A tag was recorded, replaced or withdrawn. `again` can be put back.

    A page that knows all else that was tagged here gets the paragraphs and the
    row that changed, any other the whole part; one that shows something else
    (`elsewhere`) is led to the tag.
    """
    known = request.POST.get("version") == desk.version_before(new, gone)
    if new and not known and not elsewhere:
        said = _with_colleague(desk, new, said)
    if elsewhere or not by_script(request):
        return _led_to(request, desk, new, said)
    places = desk.touched(*((one.start, one.end) for one in (new, gone) if one)) if known else desk.places
    rows = desk.rows(desk.tags_on(places))
    row = desk.row(new) if new else None
    last = new or last_tag(desk.capture)
    is_bare = row is not None and row.tag.origin is None
    context = {
        "desk": desk,
        "article": desk.article,
        "rows": None if known else rows,
        "row": row,
        "next_id": desk.following(new) if new else "",
        "gone": gone.public_id if gone else "",
        "version": desk.version(),
        "blocks": desk.blocks(rows, places) if places else [],
        "last": [] if is_bare else last_rows(desk, last),
        "last_topic": topic_of(last),
        "next_to_complete": desk.to_complete(NEXT),
        "unpublished": desk.unpublished(),
        "key": uuid4(),
        "said": said,
        "undo": new,
        "again": again,
    }
    response = render(request, "claims/desk/tag_saved.html", context)
    tagged = {"id": new.public_id if new else ""}
    return trigger_client_event(response, "sayso:tagged", tagged, after="swap")


def _with_colleague(desk: DeskArticle, new: Statement, said: str) -> str:
    """`said`, and who tagged this sentence while the panel was open, or before."""
    who = desk.colleague_beside(new)
    # The extraction of messages does not look into f-strings.
    told = _("%(who)s has tagged this sentence too.") % {"who": who}
    return f"{said} {told}" if who else said


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


def spent(form: TagForm) -> TagForm:
    """The form, made ready to record what it holds as another tag than the one it has recorded."""
    form.renew()
    form.add_error(
        "text",
        gettext_lazy("An earlier state of this form was saved: see the list. Save again to record this too."),
    )
    return form


def not_done(request: HttpRequest, desk: DeskArticle, why: list[str], status: int = 422) -> HttpResponse:
    """Something about the list of tags was refused, and why."""
    if by_script(request):
        return render(request, "claims/desk/notice.html", {"why": why}, status=status)
    messages.error(request, " ".join(why))
    return redirect("claims:article-desk", desk.article.public_id)

"""What the desk's writes answer: the changed parts of the page to htmx, the page itself to everyone else."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
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
from claims.presenting.desk_article import DeskArticle, TagRow, desk_article
from claims.presenting.desk_clash import Clash, newest
from claims.presenting.desk_tags import last_tag
from claims.views.desk.article_desk import NEXT, Told, article_page, last_rows, row_of, topic_of
from claims.wording.sentences import within
from newsroom.models import User


def by_script(request: HttpRequest) -> bool:
    """Whether the page's own script asks, which swaps what changed."""
    return bool(getattr(request, "htmx", False))


def desk_of(request: HttpRequest, public_id: str) -> DeskArticle:
    """The text and the part of it that the page shows which sent the form."""
    assert isinstance(request.user, User)
    sent = request.POST
    return desk_article(
        request.user,
        public_id,
        capture=sent.get("capture", ""),
        part=sent.get("part", ""),
    )


def tag_changed(
    request: HttpRequest,
    desk: DeskArticle,
    *,
    said: str,
    new: Statement | None = None,
    gone: Statement | None = None,
    replaced: Statement | None = None,
    reworded: bool = False,
) -> HttpResponse:
    """A tag was recorded, maybe in the place of one `replaced`; or withdrawn: `gone`, which can be put back.

    It is said where it was done: in a row of the list, else in the panel. A page
    that knows all else that was tagged here gets the paragraphs and the row that
    changed, any other the whole part, and so does one where the claim has other
    words, which stand in each row that it has.
    """
    left = gone or replaced
    version = request.POST.get("version", "")
    known = desk.is_known(version, new=bool(new), gone=bool(left))
    if new and not known and (too := _tagged_too(desk, new, version)):
        said = f"{said} {too}"
    known = known and not reworded
    if not by_script(request):
        return _led_back(request, desk, said, new, gone)
    changed = [place for one in (new, left) if one and (place := desk.place_of(one))]
    places = desk.touched(*changed) if known else desk.places
    rows = desk.rows(desk.tags_on(places))
    row = desk.row(new) if new else None
    context = {
        "desk": desk,
        "article": desk.article,
        "rows": None if known else rows,
        "row": row,
        "turned": desk.turned(new, left) if known else [],
        "next_id": desk.following(new) if new else "",
        "gone_id": left.public_id if left else "",
        "version": desk.version(),
        "blocks": desk.blocks(rows, places) if places else [],
        **_to_take_over(desk, new, row),
        "next_to_complete": desk.to_complete(NEXT),
        "unpublished": desk.unpublished(),
        "key": uuid4(),
        **_said(request, desk, said, row, gone, replaced),
    }
    response = render(request, "claims/desk/tag_saved.html", context)
    tagged = {"id": new.public_id if new else "", "gone": context["gone_id"]}
    return trigger_client_event(response, "sayso:tagged", tagged, after="swap")


def _led_back(
    request: HttpRequest, desk: DeskArticle, said: str, new: Statement | None, gone: Statement | None
) -> HttpResponse:
    tag = new or gone
    assert tag is not None
    return led_to(request, desk, said, row_of(tag), withdrawn=gone.public_id if gone else "")


def _to_take_over(desk: DeskArticle, new: Statement | None, row: TagRow | None) -> dict[str, Any]:
    """The chain and the topic of the last tag, for the next one; a tag that names nobody has no chain."""
    last = new or last_tag(desk.capture)
    is_bare = row is not None and row.tag.origin is None
    return {"last": [] if is_bare else last_rows(desk, last), "last_topic": topic_of(last)}


def place_acted_in(request: HttpRequest) -> str:
    """The row of the list whose button was pressed, by its id; "" for a button elsewhere on the page."""
    return request.POST.get("place", "")


def _said(
    request: HttpRequest,
    desk: DeskArticle,
    said: str,
    row: TagRow | None,
    gone: Statement | None,
    replaced: Statement | None,
) -> dict[str, Any]:
    """What is said, and what to press: in the row, which says of itself that it is gone, or in the panel."""
    gone_row = desk.gone_row(gone.public_id) if gone else None
    if not place_acted_in(request) or (gone and not gone_row):
        mine = row and row.may_change and not row.colleague
        # What was put back in the place of another is not withdrawn by pressing again.
        undo = row.tag if row and mine and not replaced else None
        return {"said": said, "undo": undo, "again": gone_row and gone_row.tag}
    if gone_row:
        return {"gone": gone_row, "gone_said": said}
    return {"told": [Told(row_of(row.tag), said)] if row else []}


def _tagged_too(desk: DeskArticle, new: Statement, version: str) -> str:
    """Who tagged this sentence since the page last heard of it: a colleague first; "" for nobody."""
    unseen = desk.unseen_beside(new, version)
    who = next((name for tag in unseen if (name := desk.colleague(tag))), "")
    if who:
        return _("%(who)s has tagged this sentence too.") % {"who": who}
    return _("You have tagged this sentence too, in another window.") if unseen else ""


def led_to(request: HttpRequest, desk: DeskArticle, said: str, place: str, **offered: str) -> HttpResponse:
    """Back to the same text, at a row or another `place` of the page, by its id: it is said there.

    The page offers to put back the tag that is `withdrawn`, or the one that was `replaced` as it was.
    """
    messages.success(request, said, extra_tags=place)
    address = f"{page_shown(request, desk, **offered)}#{place}"
    return HttpResponseClientRedirect(address) if by_script(request) else redirect(address)


def page_shown(request: HttpRequest, desk: DeskArticle, **more: str) -> str:
    """The address of this part of this text, as sentences to choose from where the form came from these."""
    page = reverse("claims:article-desk", args=[desk.article.public_id])
    shown = {
        "capture": desk.capture.public_id if desk.is_older else "",
        "part": str(desk.part),
        "list": "1" if "list" in request.POST else "",
    }
    asked = shown | more
    return f"{page}?{urlencode({name: value for name, value in asked.items() if value})}"


def unpublished(desk: DeskArticle) -> Any:
    """Claims that this article's standing tags are on and that readers cannot see."""
    tagged = Statement.objects.standing().filter(capture__article=desk.article).values("claim")
    return Claim.objects.filter(visibility="desk", pk__in=tagged).current()


def sent_before(form: TagForm, by: User) -> Statement | None:
    """What a refused form recorded when it was sent before; None where it did not, or says other things.

    Its claim may have moved since, and is the one thing wrong with it then; or
    it is the very one that has the words of what looks new.
    """
    key, passage = form.cleaned_data.get("key"), form.passage
    if not key or passage is None or set(form.errors) != {"text"}:
        return None
    made = Statement.objects.filter(client_key=key, recorded_by=by, capture=form.capture)
    claim = form.worded.public_id if form.worded else form.cleaned_data.get("claim")
    same = made.filter(start=passage.start, end=passage.end, claim__public_id=claim)
    found: Statement | None = same.first()
    return found


def said_of(saved: Statement, said: str) -> tuple[str, Statement]:
    """What to say of a saved form, `said` if its tag stands, and what does by now: it may be long ago."""
    if saved.left_at is None:
        return said, saved
    now = newest(saved)
    return (said if now.left_at is None else _("Saved before, and withdrawn since.")), now


def left_bare(claim: Claim, new: Statement) -> str:
    """What to say where a public claim lost its last tag to the claim of `new`; "" where it did not."""
    if new.claim_id == claim.pk or claim.visibility != "published":
        return ""
    if Statement.objects.standing().filter(claim=claim).exists():
        return ""
    told = _(
        "Readers still see “%(claim)s”, and no tag carries it now. Move it, or take it back to the desk."
    )
    return told % {"claim": within(claim.text)}


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
    return redirect(page_shown(request, desk))

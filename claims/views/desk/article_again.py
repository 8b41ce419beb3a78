"""Looking at an article again: its page read by the worker, uploaded as it was saved, or pasted."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.access import FETCHERS, TAGGERS, article_for_desk
from claims.actions.anchoring import captures_of
from claims.actions.recapture import Recaptured
from claims.forms.again import AgainForm, AgainPageForm
from claims.forms.intake import PageFileForm
from claims.presenting.desk_queue import counts
from claims.tasks import ask_to_look
from claims.views.desk.intake_new import may_fetch
from claims.wording.intakes import look_problem
from claims.wording.sentences import passages_told
from newsroom.access import desk_view, has_role
from newsroom.models import User
from sources.intake_actions import NotReady
from sources.models import Article, Intake


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(*TAGGERS)
def article_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """An empty form; or what was found, on the page where it is dealt with; or 422 with what is wrong."""
    assert isinstance(request.user, User)
    article = article_for_desk(public_id)
    data = request.POST if request.method == "POST" else None
    form = AgainForm(data, user=request.user, article=article)
    if data is not None and form.is_valid() and (found := form.save()):
        return told(request, article, found)
    return _page(request, article, form, PageFileForm(user=request.user))


def _page(request: HttpRequest, article: Article, form: AgainForm, upload: PageFileForm) -> HttpResponse:
    assert isinstance(request.user, User)
    looked = article.looks.order_by("-looked_at").first()
    context = {
        "article": article,
        "form": form,
        "upload": upload,
        "newest": captures_of(article.pk).defer("raw", "text", "sentences").first(),
        "looked": looked,
        "problem": look_problem(looked.problem) if looked and looked.problem else None,
        "may_fetch": bool(article.url) and has_role(request.user, *FETCHERS),
        "counts": counts(request.user),
    }
    status = 422 if form.errors or upload.errors else 200
    return render(request, "claims/desk/article_again.html", context, status=status)


@require_POST
@desk_view(*TAGGERS)
def article_upload(request: HttpRequest, public_id: str) -> HttpResponse:
    """The saved page's place in the queue, where it can be waited for or left; or 422 with what is wrong."""
    assert isinstance(request.user, User)
    article = article_for_desk(public_id)
    if not captures_of(article.pk).exists():
        raise Http404
    upload = PageFileForm(request.POST, request.FILES, user=request.user)
    if not upload.is_valid():
        return _page(request, article, AgainForm(user=request.user, article=article), upload)
    return redirect("claims:intake-detail", upload.save(again=article).public_id)


def compare(request: HttpRequest, intake: Intake, article: Article) -> HttpResponse:
    """What was read from a saved page of the article, to be set right; then what was found; or 422."""
    assert isinstance(request.user, User)
    data = request.POST if request.method == "POST" else None
    form = AgainPageForm(data, user=request.user, article=article, intake=intake)
    try:
        if data is not None and form.is_valid() and (found := form.save()):
            return told(request, article, found)
    except NotReady:
        # Compared or discarded in another window: the page shows which.
        return redirect("claims:intake-detail", intake.public_id)
    context = {"article": article, "intake": intake, "form": form}
    return render(request, "claims/desk/intake_compare.html", context, status=422 if form.errors else 200)


@require_POST
@desk_view(*FETCHERS)
def article_look(request: HttpRequest, public_id: str) -> HttpResponse:
    """The worker is asked to read the page; the editor need not wait for it."""
    assert isinstance(request.user, User)
    article = article_for_desk(public_id)
    if not article.url or not captures_of(article.pk).exists():
        raise Http404
    if may_fetch(request.user):
        ask_to_look(article, request.user)
        messages.info(
            request, _("The page is being read. You can go on: what changed will wait on the desk’s home.")
        )
    else:
        messages.error(request, _("That is many pages within an hour. Ask for this one later, or paste it."))
    return redirect("claims:article-again", public_id)


def told(request: HttpRequest, article: Article, found: Recaptured) -> HttpResponse:
    """To the text where nothing waits, else to the passages that do."""
    if found.capture is None:
        messages.info(request, _("It reads as before. That you looked is recorded; there is no new capture."))
        return redirect("claims:article-desk", article.public_id)
    messages.success(
        request,
        " ".join([_("The text has changed: it is kept beside the old one."), *passages_told(found.outcomes)]),
    )
    waits = found.outcomes["moved"] or found.outcomes["lost"]
    return redirect("claims:article-changes" if waits else "claims:article-desk", article.public_id)

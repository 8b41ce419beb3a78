"""Looking at an article again: its text pasted anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.access import TAGGERS, article_for_desk
from claims.actions.anchoring import captures_of
from claims.actions.recapture import Recaptured
from claims.forms.again import AgainForm
from claims.presenting.desk_queue import counts
from claims.wording.sentences import passages_told
from newsroom.access import desk_view
from newsroom.models import User
from sources.models import Article


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(*TAGGERS)
def article_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """An empty form; or what was found, on the page where it is dealt with; or 422 with what is wrong."""
    assert isinstance(request.user, User)
    article = article_for_desk(public_id)
    form = AgainForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid() and (found := form.save(article)):
        return told(request, article, found)
    context = {
        "article": article,
        "form": form,
        "newest": captures_of(article.pk).defer("raw", "text", "sentences").first(),
        "looked": article.looks.exclude(found="failed").order_by("-looked_at").first(),
        "counts": counts(request.user),
    }
    return render(request, "claims/desk/article_again.html", context, status=422 if form.errors else 200)


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

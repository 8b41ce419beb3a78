"""Adding an article: by the page's address, as a saved file, or by pasting its text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.access import FETCHERS, TAGGERS, open_intakes
from claims.forms.article import LANGUAGES, ArticleForm, already_held
from claims.forms.intake import FetchForm, UploadForm
from newsroom.access import desk_view, has_role
from newsroom.models import User
from sources.intake_actions import AlreadyHeld
from sources.models import Article, Entity

#: More names than this no list of suggestions can show.
_SUGGESTED = 200


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(*TAGGERS)
def article_new(request: HttpRequest) -> HttpResponse:
    """Three ways in; or the pasted article recorded, or its form as sent with what is wrong beside it."""
    assert isinstance(request.user, User)
    data = request.POST if request.method == "POST" else None
    form = ArticleForm(data, user=request.user, initial={"url": _address(request)})
    if request.method == "POST" and form.is_valid():
        try:
            capture = form.save()
        except AlreadyHeld as held:
            return to_article_held(request, held.article)
        told = _("The article is recorded. Choose a sentence and tag what it claims.")
        messages.success(request, told, extra_tags="recorded")
        return redirect("claims:article-desk", capture.article.public_id)
    return add_page(request, form=form, status=422 if form.errors else 200)


def add_page(request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page with its three forms: those given as they were sent, the others with the address at most."""
    assert isinstance(request.user, User)
    url = _address(request)
    context = {
        "form": ArticleForm(user=request.user, initial={"url": url}),
        "fetch": FetchForm(initial={"url": url}) if has_role(request.user, *FETCHERS) else None,
        "upload": UploadForm(user=request.user, initial={"found_at": url}),
        "intakes": open_intakes(request.user),
        **suggestions(),
        **forms,
    }
    return render(request, "claims/desk/article_new.html", context, status=status)


def _address(request: HttpRequest) -> str:
    """Where the page is that could not be had by its address, for another way in."""
    return request.GET.get("url", "")


def to_article_held(request: HttpRequest, article: Article) -> HttpResponse:
    """To the article that a page is already, with a word on why."""
    messages.info(request, already_held(article))
    return redirect("claims:article-desk", article.public_id)


def suggestions() -> dict[str, object]:
    """What an article's form offers while one types: outlets we know, and languages."""
    return {
        "outlets": Entity.objects.outlets().unmerged().order_by("name", "pk")[:_SUGGESTED],
        "languages": [(tag, get_language_info(tag)["name_local"]) for tag in LANGUAGES],
    }

"""Adding an article by pasting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.access import TAGGERS
from claims.forms.article import LANGUAGES, ArticleForm
from newsroom.access import desk_view
from newsroom.models import User
from sources.models import Entity

#: More names than this no list of suggestions can show.
_SUGGESTED = 200


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(*TAGGERS)
def article_new(request: HttpRequest) -> HttpResponse:
    """An empty form; or the article recorded, or the form as it was sent with what is wrong beside it."""
    assert isinstance(request.user, User)
    form = ArticleForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        capture = form.save()
        messages.success(request, _("The article is recorded. Choose a sentence and tag what it claims."))
        return redirect("claims:article-desk", capture.article.public_id)
    context = {
        "form": form,
        "outlets": Entity.objects.outlets().unmerged().order_by("name", "pk")[:_SUGGESTED],
        "languages": [(tag, get_language_info(tag)["name_local"]) for tag in LANGUAGES],
    }
    return render(request, "claims/desk/article_new.html", context, status=422 if form.errors else 200)

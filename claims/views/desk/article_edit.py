"""An article's headline, outlet, date and language, corrected."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.access import article_for_desk
from claims.forms.article import already_held
from claims.forms.article_edit import ArticleEditForm
from claims.views.desk.article_new import suggestions
from newsroom.access import EDITOR, desk_view
from newsroom.models import User
from sources.intake_actions import AlreadyHeld


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(EDITOR)
def article_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form; sent, the article as corrected, or what is wrong beside what was typed."""
    assert isinstance(request.user, User)
    article = article_for_desk(public_id)
    form = ArticleEditForm(
        request.POST if request.method == "POST" else None, user=request.user, article=article
    )
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except AlreadyHeld as held:
            form.add_error("url", already_held(held.article))
        else:
            if form.has_changed():
                messages.success(request, _("The article is corrected; its text stays as it was captured."))
            return redirect("claims:article-desk", public_id)
    context = {"article": article, "form": form, **suggestions()}
    return render(request, "claims/desk/article_edit.html", context, status=422 if form.errors else 200)

"""Saying that an article is read to the end, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.access import PUBLISHERS, article_for_desk
from newsroom.access import desk_view
from newsroom.models import User
from sources.actions import say_read_through


@require_POST
@desk_view(*PUBLISHERS)
def article_read(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whether all of the article is read and tagged (`read` is 1 or 0)."""
    assert isinstance(request.user, User)
    read = request.POST.get("read") == "1"
    article = say_read_through(by=request.user, article=article_for_desk(public_id), read=read)
    if read:
        said = _("Noted. Where the article has no tag, readers now see “Not mentioned”.")
    else:
        said = _("Taken back. Where the article has no tag, readers now see “Not read to the end”.")
    messages.success(request, said)
    page = reverse("claims:article-desk", args=[article.public_id])
    return redirect(f"{page}#read-through")

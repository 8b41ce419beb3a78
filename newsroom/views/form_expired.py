"""What is told where a form comes with the token of another session, and what was typed in it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: In the name of a field that is neither repeated nor offered to be sent again.
_SECRET = "password"


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse it, and where it came from a page of this site, offer to send it again as it was.

    Whatever another site's form says is not repeated: sending it would be its
    author's wish, not the visitor's. Files cannot be offered again. A reader
    whose browser keeps no cookies never signed in, and would be refused again.
    """
    typed = _typed(request) if _is_ours(request) and _keeps_cookies(request) else []
    words = [value for _, value in typed if len(value.split()) > 1]
    context = {"typed": typed, "words": words, "files": bool(request.FILES), "send": request.get_full_path()}
    return render(request, "403_csrf.html", context, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """By the word of the browser, which no page can change; one that says nothing is not believed."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _keeps_cookies(request: HttpRequest) -> bool:
    return settings.CSRF_COOKIE_NAME in request.COOKIES


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    if any(_SECRET in name for name in request.POST):
        return []
    lists = request.POST.lists()
    return [(name, str(one)) for name, values in lists if name != "csrfmiddlewaretoken" for one in values]

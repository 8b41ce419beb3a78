"""What is told where a form comes with the token of another session, and what was typed in it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

#: In the name of a field that is neither repeated nor offered to be sent again.
_SECRET = "password"
#: Whose page a form was sent from, by their key; the script of the desk adds it.
_AUTHOR = "signed_in"
_NOT_TYPED = ("csrfmiddlewaretoken", _AUTHOR)


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


class ForItsAuthor:
    """Middleware: what was written on one user's page is not recorded as another's who signed in since.

    After the check of the token, which has read the form by then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_of_view: object
    ) -> HttpResponse | None:
        author = request.POST.get(_AUTHOR) if request.method == "POST" else None
        if author and request.user.is_authenticated and author != str(request.user.pk):
            return form_expired(request)
        return None


def _is_ours(request: HttpRequest) -> bool:
    """By the word of the browser, which no page can change; one that says nothing is not believed."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _keeps_cookies(request: HttpRequest) -> bool:
    return settings.CSRF_COOKIE_NAME in request.COOKIES


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    if any(_SECRET in name for name in request.POST):
        return []
    kept = [(name, values) for name, values in request.POST.lists() if name not in _NOT_TYPED]
    return [(name, str(one)) for name, values in kept for one in values]

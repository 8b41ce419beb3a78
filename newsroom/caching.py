"""What caches between us and readers may keep: nothing, unless a view says that it is public.

A public page is the same for everybody who reads one language. It is fresh for
a second, so that a news spike costs one page a second and not one a reader,
and an older copy stands in while the site is down (docs/operations.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

Params = ParamSpec("Params")
View: TypeAlias = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]

#: Seconds: fresh; shown while a new copy is fetched; shown while the site fails.
FRESH, WHILE_FETCHING, WHILE_DOWN = 1, 4, 86_400
#: The language of a page comes from a cookie or from what the browser asks for.
_VARY = ("Accept-Language", "Cookie")


def public_page(view: View[Params]) -> View[Params]:
    """A page that caches may share, with an ETag and 304 for who has it already.

    Whoever is signed in may see more, so that their copy is kept by nobody
    else, and asked about each time. A streamed answer has an ETag only if the
    view sets one.
    """

    @wraps(view)
    def page(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        return _for_caches(request, view(request, *args, **kwargs))

    return page


def private_by_default(get_response: Callable[[HttpRequest], HttpResponseBase]) -> View[[]]:
    """Middleware: what is not declared public, or would hand out somebody's cookie, is kept nowhere."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        public = "public" in response.get("Cache-Control", "")
        if "Cache-Control" not in response or (public and response.cookies):
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware


def _for_caches(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if request.method not in ("GET", "HEAD") or response.status_code not in (200, 301, 302):
        return response
    patch_vary_headers(response, _VARY)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        times = {"stale_while_revalidate": WHILE_FETCHING, "stale_if_error": WHILE_DOWN}
        patch_cache_control(response, public=True, max_age=FRESH, **times)
    return _unless_known(request, response) if response.status_code == 200 else response


def _unless_known(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer with its ETag, or 304 to who holds the same. Weak: a proxy may compress what we send."""
    if isinstance(response, HttpResponse) and "ETag" not in response:
        response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if "ETag" not in response:
        return response
    # It reads the headers alone, which streams have too.
    known = cast(HttpResponse, response)
    answer = get_conditional_response(request, etag=response["ETag"], response=known) or response
    if answer is not response:
        # What was to be sent may be an open file. `response.close()` would also say that the request is over.
        for close in known._resource_closers:  # type: ignore[attr-defined]
            close()
    return answer

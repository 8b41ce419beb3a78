"""What all reader pages share: the moment they are asked about, and what a cache may keep."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from claims.paging import BadPage
from claims.presenting.moments import BadMoment, asked_moment
from newsroom.actions import desk_settings
from newsroom.models import DeskSettings

Params = ParamSpec("Params")
AtView: TypeAlias = Callable[Concatenate[HttpRequest, datetime | None, Params], HttpResponse]
View: TypeAlias = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]


def reader_page(view: AtView[Params]) -> View[Params]:
    """A public page. The view gets the moment asked about (None: now) after the request.

    A moment or a page address that cannot be read answers 400 and says why;
    what was not shown at that moment answers 404 and leads to the page of now.
    """

    @require_safe
    @wraps(view)
    def page(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        at = None
        try:
            at = asked_moment(request)
            response = view(request, at, *args, **kwargs)
        except (BadMoment, BadPage) as error:
            message = str(error) if isinstance(error, BadMoment) else ""
            return render(request, "400.html", {"message": message}, status=400)
        except Http404:
            if at is None:
                raise
            return render(request, "claims/not_shown_then.html", page_context(request, at), status=404)
        return _for_caches(request, response)

    return page


def page_context(
    request: HttpRequest, at: datetime | None, desk: DeskSettings | None = None
) -> dict[str, Any]:
    """What the base page wants to know; `desk` saves a query where the view has it."""
    context: dict[str, Any] = {"desk_name": (desk or desk_settings()).byline}
    if at is not None:
        written = as_written(at)
        query = request.GET.copy()
        query.pop("as_of", None)
        now_url = f"{request.path}?{query.urlencode()}" if query else request.path
        query["as_of"] = written
        permalink = request.build_absolute_uri(f"{request.path}?{query.urlencode(safe=':')}")
        context |= {"as_of": at, "as_of_written": written, "now_url": now_url, "permalink": permalink}
    return context


def as_written(moment: datetime) -> str:
    """A moment as an address carries it: ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _for_caches(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """One second fresh, and an older copy rather than none while the site is down.

    Whoever is signed in gets pages of their own, which no shared cache keeps.
    The language comes from a cookie or from what the browser asks for.
    """
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        patch_cache_control(response, private=True, no_cache=True)
    elif response.status_code == 200:
        patch_cache_control(response, public=True, max_age=1, stale_while_revalidate=4, stale_if_error=86_400)
    if response.status_code != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response

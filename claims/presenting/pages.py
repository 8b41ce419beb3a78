"""What all reader pages share: the moment they are asked about, and that caches may keep them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.paging import BadPage
from claims.presenting.moments import BadMoment, asked_moment
from newsroom.caching import public_page
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
    @public_page
    @wraps(view)
    def page(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        at = None
        try:
            at = asked_moment(request)
            return view(request, at, *args, **kwargs)
        except (BadMoment, BadPage) as error:
            message = str(error) if isinstance(error, BadMoment) else ""
            return render(request, "400.html", {"message": message}, status=400)
        except Http404:
            if at is None:
                raise
            return render(request, "claims/not_shown_then.html", page_context(request, at), status=404)

    return page


def page_context(
    request: HttpRequest, at: datetime | None, desk: DeskSettings | None = None
) -> dict[str, Any]:
    """What the base page wants to know; where the view has `desk`, the foot need not ask for its name."""
    context: dict[str, Any] = {"desk_name": desk.signature} if desk else {}
    if at is not None:
        written = as_written(at)
        query = request.GET.copy()
        query.pop("as_of", None)
        now_url = f"{request.path}?{query.urlencode()}" if query else request.path
        query["as_of"] = written
        permalink = request.build_absolute_uri(f"{request.path}?{query.urlencode(safe=':')}")
        context |= {"as_of": at, "as_of_written": written, "now_url": now_url, "permalink": permalink}
        # The page of a moment says nothing of later ones.
        context["last_checked"] = None
    return context


def as_written(moment: datetime) -> str:
    """A moment as an address carries it: ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

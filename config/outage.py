"""What a visitor gets when a request fails: 503 while the database is away, 500 otherwise."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.defaults import server_error


@never_cache
def failed(request: HttpRequest) -> HttpResponse:
    """Tell an outage, which passes, from a fault, which does not."""
    # Django calls this while it handles the exception; nothing else says which it was.
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return server_error(request)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "5"})

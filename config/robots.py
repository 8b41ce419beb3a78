"""What programs ask every site for, wherever its pages lead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from newsroom.caching import public_page

#: Search engines may read all that readers read. A past moment repeats the page; the desk is not theirs.
_ROBOTS = """User-agent: *
Disallow: /desk/
Disallow: /admin/
Disallow: /report/
Disallow: /*as_of=
"""


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """The site's word to crawlers, after RFC 9309."""
    return HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    """Where the icon is, for programs that do not read our pages for it."""
    return redirect(static("favicon.svg"))

"""One address for one page: what two links to the same article have in common. Pure.

Kept is all that a server may need to find the page, every parameter but those known to
trace visitors among it. Libraries for this drop `id=`, an `index.php?` or a trailing
slash that matter; this one drops too little rather than too much.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

#: Parameters that say how a visitor came, never which page it is.
_TRACING = re.compile(
    r"utm_\w+|pk_\w+|mtm_\w+|at_(?:campaign|medium|link\w*|format|bbc\w*|ptr\w*)|fb_\w+|hsa_\w+|_openstat"
    r"|fbclid|gclid|dclid|gbraid|wbraid|yclid|ysclid|msclkid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl"
    r"|cmpid|ocid|smid|ns_\w+|xtor",
    re.IGNORECASE,
)
#: Names under which outlets serve the same site.
_DOORS = re.compile(r"(?:www\d?|m|mobile|amp)\.")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = re.compile(r"%(2D|2E|5F|7E|3\d|[46][1-9A-F]|[57][0-9A])", re.IGNORECASE)


def canonical(url: str) -> str:
    """The page's address in one spelling; "" for what is no web address.

    Scheme and host in lower case and in ASCII, escapes in upper case, no default port,
    fragment, user or tracing parameter. Applying it again changes nothing.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
        port = parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, netloc, _escaped(parts.path or "/"), _telling(parts.query), ""))


def declared(page: str, links: list[str]) -> str:
    """The address that the page at `page` gives itself in one of `links`, else `page` in one spelling.

    A page is believed about its own site only, and not where it calls itself the front
    page, as careless templates do: that address would be one for all articles.
    """
    own = canonical(page)
    for link in links:
        said = canonical(urljoin(page, link.strip())) if link.strip() else ""
        front = said and urlsplit(said).path == "/" and not urlsplit(said).query
        if said and not front and (not own or site(said) == site(own)):
            return said
    return own


def spellings(url: str) -> list[str]:
    """Where the same page may have been found: by http or https, with `www.` or without."""
    whole = canonical(url)
    if not whole:
        return []
    parts = urlsplit(whole)
    bare = parts.netloc.removeprefix("www.")
    found = [
        urlunsplit((scheme, door + bare, parts.path, parts.query, ""))
        for scheme in ("https", "http")
        for door in ("", "www.")
    ]
    return list(dict.fromkeys([url, whole, *found]))


def site(url: str) -> str:
    """The host that stands for the outlet: `news.example` of `m.news.example` and `www.news.example`."""
    host = urlsplit(url).hostname or ""
    return _DOORS.sub("", host, count=1) if _DOORS.match(host) and host.count(".") > 1 else host


def _escaped(path: str) -> str:
    """Non-ASCII and blanks escaped, escapes of plain letters undone, the others in upper case."""
    plain = _UNRESERVED.sub(lambda found: chr(int(found[1], 16)), path)
    whole = quote(plain, safe="%/:@!$&'()*+,;=~-._?")
    return re.sub(r"%[0-9a-fA-F]{2}", lambda found: found[0].upper(), whole)


def _telling(query: str) -> str:
    """The query without what traces visitors; order and spelling of the rest stay."""
    kept = [part for part in query.split("&") if part and not _TRACING.fullmatch(part.partition("=")[0])]
    return _escaped("&".join(kept))

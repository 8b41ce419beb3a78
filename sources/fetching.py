"""The one door to other people's servers: one page, fetched by its address, within limits.

The address is judged where it counts, at the moment of connecting and on the network
address itself: every one that the name resolves to must be public (`addresses`), and
the connection goes to just those, so that a name which answers otherwise the second
time gains nothing. Each redirect goes through the same door.

It is slow and talks to strangers: call it from the worker, never while a visitor waits.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any, TypeAlias, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as LateAnswer
from urllib3.response import BaseHTTPResponse

from sources.addresses import is_public

#: Bytes of a page, as it comes over the wire and again when it is unpacked.
LIMIT = 2_000_000
#: Seconds from the first look-up to the last byte.
DEADLINE = 15.0
#: Redirects followed.
HOPS = 4
#: What an article can be.
READABLE = ("text/html", "application/xhtml+xml", "text/plain")

#: Plain and secure; other low ports belong to mail, shells and the like.
_WEB_PORTS = (80, 443)
_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 65_536
_HEADERS = {
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": "Sayso/0.1 (a newsroom's record of claims; fetches single pages that an editor names)",
}

#: The network addresses of a host and port; raises OSError where there are none.
Resolver: TypeAlias = Callable[[str, int], list[str]]
Value = TypeVar("Value")


class FetchRefused(Exception):
    """We do not go there. `code` says why.

    address: not a web address we can read · port: belongs to another service than the web ·
    private: leads into a private network · hops: too many redirects · media_type: not a
    page of text.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class FetchFailed(Exception):
    """We went, and got no page. `code` says why.

    unknown_host · unreachable · tls: its certificate does not hold · status: the server's
    answer, in `status` · slow: longer than the deadline · large: more than the limit ·
    broken: what came was no proper answer.
    """

    def __init__(self, code: str, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as its server sent it: unpacked, otherwise untouched."""

    #: Where it was found in the end, after redirects.
    url: str
    status: int
    #: As the server called it, with its charset where it named one.
    media_type: str
    raw: bytes
    taken_at: datetime


def addresses_of(host: str, port: int) -> list[str]:
    """Every network address of `host`, by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_rest, address in found))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a fetch may go. A newsroom has one set; tests bring their own."""

    limit: int = LIMIT
    seconds: float = DEADLINE
    hops: int = HOPS
    resolve: Resolver = addresses_of
    allowed: Callable[[str], bool] = is_public


@dataclass(frozen=True, slots=True)
class _Place:
    """One web address, taken apart once: whatever connects uses these parts and reads nothing again."""

    secure: bool
    host: str
    port: int
    target: str


class _Allowance:
    """What is left of a fetch's time and bytes, over all its hops."""

    def __init__(self, reach: Reach) -> None:
        self.ends = time.monotonic() + reach.seconds
        self.bytes = reach.limit

    def seconds(self) -> float:
        """Seconds left; FetchFailed where there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise _slow()
        return left

    def spend(self, received: int) -> None:
        self.bytes -= received
        if self.bytes < 0:
            raise _large()


def fetch(url: str, reach: Reach | None = None) -> Fetched:
    """The page at `url`. FetchRefused where we do not go there, FetchFailed where there was no page."""
    reach = reach or Reach()
    allowance = _Allowance(reach)
    for _hop in range(reach.hops + 1):
        place = _place(url)
        with _answered(place, reach, allowance) as response:
            if response.status not in _REDIRECTS or "location" not in response.headers:
                return _page(url, response, reach.limit)
            url = urljoin(url, _as_utf8(response.headers["location"]))
    raise FetchRefused("hops", f"more than {reach.hops} redirects, the last to {url}")


def _place(url: str) -> _Place:
    """The parts of a web address; FetchRefused for whatever two programs could read in two ways."""
    if not url.isprintable() or set(url) & set(' \\<>"'):
        raise FetchRefused("address", "an address has no blanks, controls or backslashes")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError as error:
        raise FetchRefused("address", str(error)) from None
    if parts.scheme not in ("http", "https") or not host:
        raise FetchRefused("address", "an address begins with http:// or https:// and a host")
    if "@" in parts.netloc or "%" in host:
        raise FetchRefused("address", "an address holds no name, password or escape before its path")
    secure = parts.scheme == "https"
    port = port if port is not None else 443 if secure else 80
    if port < 1024 and port not in _WEB_PORTS:
        raise FetchRefused("port", f"port {port} is not the web's")
    return _Place(secure, host, port, _target(parts.path or "/", parts.query))


def _target(path: str, query: str) -> str:
    """Path and query in ASCII; what is escaped already stays as it is."""
    kept = "%/:@!$&'()*+,;=~-._"
    return quote(path, safe=kept) + (f"?{quote(query, safe=kept + '?')}" if query else "")


def _as_utf8(header: str) -> str:
    """Headers are read as Latin-1; many servers write addresses in UTF-8 all the same."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _connection(place: _Place, reach: Reach, allowance: _Allowance) -> HTTPConnection:
    if place.secure:
        secure = _SecureConnection(place.host, place.port, ssl_context=_tls(allowance))
        secure.door = _Door(reach, allowance)
        return secure
    plain = _PlainConnection(place.host, place.port)
    plain.door = _Door(reach, allowance)
    return plain


@contextmanager
def _answered(place: _Place, reach: Reach, allowance: _Allowance) -> Iterator[BaseHTTPResponse]:
    """The answer of one server, as long as it takes to read it; what goes wrong meanwhile is named."""
    connection = _connection(place, reach, allowance)
    try:
        connection.timeout = allowance.seconds()
        connection.request("GET", place.target, headers=_HEADERS, preload_content=False)
        with closing(connection.getresponse()) as response:
            yield response
    except ssl.SSLError as error:
        raise FetchFailed("tls", f"{place.host}: {error.reason or error}") from error
    except (TimeoutError, LateAnswer) as error:
        raise _slow() from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise FetchFailed("broken", f"{place.host}: {error}") from error
    finally:
        connection.close()


def _page(url: str, response: BaseHTTPResponse, limit: int) -> Fetched:
    """The page that was answered, where it is one of text."""
    if response.status != 200:
        raise FetchFailed("status", f"the server answered {response.status}", response.status)
    media_type = response.headers.get("content-type", "text/html")
    if media_type.partition(";")[0].strip().lower() not in READABLE:
        raise FetchRefused("media_type", f"the page is {media_type}")
    shown = "".join(filter(str.isprintable, media_type))[:100]
    return Fetched(url, response.status, shown, _body(response, limit), datetime.now(UTC))


def _body(response: BaseHTTPResponse, limit: int) -> bytes:
    raw = bytearray()
    for piece in response.stream(_PIECE, decode_content=True):
        raw += piece
        if len(raw) > limit:
            raise _large()
    return bytes(raw)


@dataclass(frozen=True, slots=True)
class _Door:
    """Opens connections to places that `reach` allow, within the allowance."""

    reach: Reach
    allowance: _Allowance

    def open(self, host: str, port: int) -> socket.socket:
        """A connection to one of the host's addresses, none of which may be private."""
        resolved = _in_time(lambda: self.reach.resolve(host, port), self.allowance)
        if not resolved:
            raise FetchFailed("unknown_host", f"{host} has no address")
        if refused := [address for address in resolved if not self.reach.allowed(address)]:
            raise FetchRefused("private", f"{host} leads to {refused[0]}")
        failure: OSError | None = None
        for address in resolved:
            try:
                return self._connected(address, port)
            except OSError as error:
                failure = error
        if isinstance(failure, TimeoutError):
            raise _slow() from failure
        raise FetchFailed("unreachable", f"{host}: {failure}") from failure

    def _connected(self, address: str, port: int) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connected = _LimitedSocket(family, socket.SOCK_STREAM)
        connected.allowance = self.allowance
        try:
            connected.settimeout(self.allowance.seconds())
            connected.connect((address, port))
            # For the handshake and the question.
            connected.settimeout(self.allowance.seconds())
        except BaseException:
            connected.close()
            raise
        return connected


class _Limited:
    """A socket that looks at the clock before each read, and counts what it read."""

    allowance: _Allowance

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        # A timeout of its own for each read would let a byte a second last for days.
        self.settimeout(self.allowance.seconds())  # type: ignore[attr-defined]
        received: int = super().recv_into(*args, **kwargs)  # type: ignore[misc]
        self.allowance.spend(received)
        return received


class _LimitedSocket(_Limited, socket.socket):
    pass


class _PlainConnection(HTTPConnection):
    door: _Door

    def _new_conn(self) -> socket.socket:
        return self.door.open(self.host, self.port)


class _SecureConnection(HTTPSConnection):
    door: _Door

    def _new_conn(self) -> socket.socket:
        return self.door.open(self.host, self.port)


def _tls(allowance: _Allowance) -> ssl.SSLContext:
    """The system's certificates, over sockets that keep to the allowance."""

    class LimitedTLSSocket(_Limited, ssl.SSLSocket):
        pass

    LimitedTLSSocket.allowance = allowance
    context = ssl.create_default_context()
    context.sslsocket_class = LimitedTLSSocket
    return context


def _in_time(look_up: Callable[[], Value], allowance: _Allowance) -> Value:
    """What `look_up` returns. The system's resolver knows no deadline: a late one is left behind."""
    found: list[Value] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            found.append(look_up())
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(allowance.seconds())
    if failed:
        raise FetchFailed("unknown_host", str(failed[0])) from failed[0]
    if not found:
        raise _slow()
    return found[0]


def _slow() -> FetchFailed:
    return FetchFailed("slow", "the page took longer than a fetch may take")


def _large() -> FetchFailed:
    return FetchFailed("large", "the page is larger than a fetch may be")

"""Servers for tests: one that counts who reaches it, one that misbehaves by the path it is asked for."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

PAGE = b"<html><body><p>The ferry sank.</p></body></html>"
#: 30 MB in 30 kB.
BOMB = gzip.compress(bytes(30_000_000))
Answer = Callable[[socket.socket, str], None]


class Server:
    """Answers each connection in a thread of its own; `hits` are the paths it was asked for, `ended` those
    of them that it had answered to the end before it was left.

    With `handshake` it leaves the question to `answer`, which has something to settle first.
    """

    def __init__(
        self, answer: Answer, host: str = "127.0.0.1", port: int = 0, handshake: bool = False
    ) -> None:
        self.answer, self.handshake = answer, handshake
        self.hits, self.ended = list[str](), list[str]()
        self.socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((host, port))
        self.socket.listen(64)
        self.port: int = self.socket.getsockname()[1]
        self.closed = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                asked, _address = self.socket.accept()
                threading.Thread(target=self._one, args=(asked,), daemon=True).start()

    def _one(self, asked: socket.socket) -> None:
        # A connection is a hit, whatever is asked over it.
        self.hits.append("")
        with asked, suppress(OSError):
            if not self.handshake:
                path = asked.recv(65_536).decode("latin-1").split(" ")[1:2]
                self.hits[-1] = "".join(path)
            self.answer(asked, self.hits[-1])
            self.ended.append(self.hits[-1])

    def close(self) -> None:
        self.closed.set()
        self.socket.close()


@contextmanager
def serving(
    answer: Answer, host: str = "127.0.0.1", port: int = 0, handshake: bool = False
) -> Iterator[Server]:
    server = Server(answer, host, port, handshake)
    try:
        yield server
    finally:
        server.close()


def page(asked: socket.socket, path: str) -> None:
    """A small page, whatever was asked for."""
    asked.sendall(head("text/html") + PAGE)


def head(media_type: str, *more: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", "Connection: close", *more, "", ""]
    return "\r\n".join(lines).encode()


def misbehaving(asked: socket.socket, path: str) -> None:
    """What servers do to those who wait for them, by the path."""
    if path == "/loop":
        asked.sendall(head("text/html", "Location: /loop", status="302 Found"))
    elif path == "/slow-head":
        _drip(asked, head("text/html") + PAGE)
    elif path == "/slow-body":
        asked.sendall(head("text/html"))
        _drip(asked, PAGE)
    elif path == "/silent":
        time.sleep(2)
    elif path == "/endless":
        asked.sendall(head("text/html"))
        _flood(asked, b"x" * 4096)
    elif path == "/endless-head":
        asked.sendall(b"HTTP/1.1 200 OK\r\n")
        _flood(asked, b"X-More: " + b"x" * 4096 + b"\r\n")
    elif path == "/bomb":
        asked.sendall(head("text/html", "Content-Encoding: gzip") + BOMB)
    elif path == "/nothing-packed":
        asked.sendall(head("text/html", "Content-Encoding: gzip") + gzip.compress(b"")[:10])
        # Empty blocks unpack to nothing, for ever.
        _flood(asked, b"\x00\x00\x00\xff\xff" * 800)
    elif path == "/picture":
        asked.sendall(head("image/png") + b"\x89PNG")
    elif path == "/broken":
        asked.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
    elif path == "/gone":
        asked.sendall(head("text/html", status="410 Gone"))
    else:
        page(asked, path)


def _drip(asked: socket.socket, whole: bytes) -> None:
    """Forty bytes, one every twentieth of a second, then the rest: two seconds for the page."""
    for at in range(40):
        asked.sendall(whole[at : at + 1])
        time.sleep(0.05)
    asked.sendall(whole[40:])


def _flood(asked: socket.socket, piece: bytes) -> None:
    # Until it is left; or else the test would never end.
    until = time.monotonic() + 60
    while time.monotonic() < until:
        asked.sendall(piece)

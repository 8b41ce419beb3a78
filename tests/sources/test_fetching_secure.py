"""The one door by https: a server must prove its name, and time and bytes are counted there too."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.fetching import FetchFailed, Reach, fetch
from tests.sources.servers import PAGE, Answer, Server, misbehaving, serving

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for news.example, in one file."""
    file = tmp_path_factory.mktemp("tls") / "news.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example"
    subprocess.run(
        [
            *command.split(),
            "-addext",
            "subjectAltName=DNS:news.example",
            "-keyout",
            file,
            "-out",
            f"{file}.crt",
        ],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


def _behind(certificate: Path, answer: Answer) -> Answer:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def secured(asked: socket.socket, path: str) -> None:
        with context.wrap_socket(asked.dup(), server_side=True) as inside:
            answer(inside, inside.recv(65_536).decode("latin-1").split(" ")[1])

    return secured


@pytest.fixture
def secure(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A misbehaving server behind TLS, whose certificate this machine knows."""
    make = ssl.create_default_context

    def knowing() -> ssl.SSLContext:
        context = make()
        context.load_verify_locations(certificate)
        return context

    monkeypatch.setattr(ssl, "create_default_context", knowing)
    with serving(_behind(certificate, misbehaving), handshake=True) as server:
        yield server


def _reason(server: Server, host: str, path: str, **changes: float) -> str:
    reach = Reach(resolve=lambda host, port: ["127.0.0.1"], allowed=lambda address: True, **changes)  # type: ignore[arg-type]
    try:
        page = fetch(f"https://{host}:{server.port}{path}", reach)
    except FetchFailed as failed:
        return failed.code
    return "" if page.raw == PAGE else "another page"


def test_server_that_proves_its_name_is_read(secure: Server) -> None:
    """The certificate is for this host."""
    assert _reason(secure, "news.example", "/", seconds=30) == ""


def test_server_with_another_name_is_not(secure: Server) -> None:
    """A certificate for somebody else proves nothing."""
    assert _reason(secure, "other.example", "/", seconds=30) == "tls"


def test_unknown_certificate_is_refused(secure: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signs for themselves is nobody."""
    monkeypatch.undo()
    assert _reason(secure, "news.example", "/", seconds=30) == "tls"


@pytest.mark.parametrize(
    ("path", "seconds", "code"), [("/slow-body", 0.6, "slow"), ("/endless", 30, "large")]
)
def test_limits_hold_behind_tls(secure: Server, path: str, seconds: float, code: str) -> None:
    """The deadline and the limit are looked at with each read there too."""
    assert _reason(secure, "news.example", path, seconds=seconds, limit=100_000) == code

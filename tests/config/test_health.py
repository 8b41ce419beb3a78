from __future__ import annotations

import threading
from typing import NoReturn

import pytest
from django.db import OperationalError, connections
from django.test import Client

from config import health

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.django_db
def test_healthz_answers_ok(client: Client) -> None:
    """Monitoring and the reverse proxy read one word."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_healthz_while_the_database_is_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy learns that it is down and when to ask again."""

    def refuse(alias: str) -> NoReturn:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connections, "create_connection", refuse)
    response = client.get("/healthz")
    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_healthz_while_the_database_hangs(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that accepts and never answers costs a second, not a worker."""
    woken = threading.Event()

    def hang(alias: str) -> NoReturn:
        woken.wait(10)
        raise OperationalError("too late")

    monkeypatch.setattr(connections, "create_connection", hang)
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    assert client.get("/healthz").status_code == 503
    woken.set()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/admin/login/", "/no-such-page/"])
def test_every_answer_carries_the_policy(client: Client, path: str) -> None:
    """Errors and the admin too: no inline code, no other host, no frame."""
    header = client.get(path)["Content-Security-Policy"]
    assert sorted(header.split("; ")) == sorted(POLICY.split("; "))

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client


@pytest.fixture
def visitor() -> Client:
    visitor = Client(raise_request_exception=False)
    visitor.cookies["sessionid"] = "somebody"
    return visitor


def _break_sessions(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(self: SessionStore) -> None:
        raise error

    monkeypatch.setattr(SessionStore, "load", fail)


def test_page_while_the_database_is_away(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The visitor reads that it passes; browsers and caches learn when to ask again."""
    _break_sessions(monkeypatch, OperationalError("connection refused"))
    response = visitor.get("/admin/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert b"cannot be reached just now" in response.content
    assert "no-store" in response["Cache-Control"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_page_with_a_fault(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours is not called an outage."""
    _break_sessions(monkeypatch, ValueError("ours"))
    response = visitor.get("/admin/")
    assert response.status_code == 500
    assert b"Something broke on our side" in response.content

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEWSROOM = {
    "DATABASE_URL": "postgresql://sayso_app:p%2Fw@db.example:5433/sayso?sslmode=require",
    "SECRET_KEY": "kept elsewhere",
    "ALLOWED_HOSTS": "news.example, www.news.example",
}


def _ask(question: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Evaluate an expression over freshly read settings."""
    plain = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    code = f"import sys; from config import settings as s; print({question})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**plain, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _answer(question: str, **environment: str) -> str:
    done = _ask(question, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_newsroom_without_a_needed_setting_is_told(name: str) -> None:
    """What is missing is named, with a hint, before anything starts."""
    done = _ask("1", **{**NEWSROOM, name: ""})
    assert done.returncode != 0
    assert f"{name} is not set." in done.stderr


def test_unreadable_database_url_is_told() -> None:
    """The hint shows the form that works."""
    done = _ask("1", **{**NEWSROOM, "DATABASE_URL": "mysql:host"})
    assert "DATABASE_URL cannot be read" in done.stderr
    assert "postgresql://user:password@host:5432/name" in done.stderr


def test_flag_that_is_neither_yes_nor_no_is_told() -> None:
    """A misspelt switch never silently means off."""
    assert "DEBUG is 'maybe'" in _ask("1", **NEWSROOM, DEBUG="maybe").stderr


def test_database_url_is_read_as_libpq_reads_it() -> None:
    """Escapes, port and options arrive at the connection."""
    answer = _answer(
        "[s.DATABASES['default'][k] for k in ('USER', 'PASSWORD', 'HOST', 'PORT')],"
        " s.DATABASES['default']['OPTIONS']['sslmode']",
        **NEWSROOM,
    )
    assert answer == "['sayso_app', 'p/w', 'db.example', '5433'] require"


def test_newsroom_touches_no_embedded_server(tmp_path: Path) -> None:
    """With DATABASE_URL nothing embedded is imported and no data folder is made."""
    data = tmp_path / "data"
    question = "[m for m in sys.modules if 'embedded' in m or 'pgserver' in m], s.EMBEDDED"
    assert _answer(question, **NEWSROOM, SAYSO_DATA=str(data)) == "[] False"
    assert not data.exists()


def test_web_server_needs_no_owner() -> None:
    """Without DATABASE_OWNER_URL there is no way to the tables' owner at all."""
    assert _answer("list(s.DATABASES)", **NEWSROOM) == "['default']"


def test_newsroom_is_safe_by_default() -> None:
    """Cookies travel by https only, and debugging is off."""
    question = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG, s.ALLOWED_HOSTS"
    assert _answer(question, **NEWSROOM) == "True True False ['news.example', 'www.news.example']"


def test_secret_key_of_a_checkout_is_kept(tmp_path: Path) -> None:
    """The demo's sessions survive a restart, and nobody else can read the key."""
    first = _answer("s.SECRET_KEY", SAYSO_DATA=str(tmp_path))
    assert len(first) > 50
    assert _answer("s.SECRET_KEY", SAYSO_DATA=str(tmp_path)) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0

"""The ground every test stands on: its database, its network, its static files."""

from __future__ import annotations

import fcntl
import os
import socket
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck
from hypothesis import settings as drawing
from pytest_django import DjangoDbBlocker

from tests.cast import (  # noqa: F401 fixtures
    contributor,
    desk_admin,
    editor,
    editor_client,
    reviewer,
    reviewer_client,
)

TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences"}
#: Django writes these again after emptying them.
MADE_BY_FLUSH = {"django_content_type", "auth_permission"}


def pytest_configure(config: pytest.Config) -> None:
    # Hashed names and compression are for deployed files; tests read static/ as it is.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    # The real hash is slow on purpose, and the cast signs in often.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The same examples in every run, however slow the machine. --hypothesis-profile=default draws others.
    drawing.register_profile(
        "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    drawing.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let transactional tests clean up as the owner: the app's role may not TRUNCATE."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        asked = marker.kwargs if marker else {}
        fixtures = set(getattr(item, "fixturenames", ()))
        if asked.get("transaction") or fixtures & TRANSACTIONAL_FIXTURES:
            asked = {**asked, "transaction": True, "databases": ["default", "owner"]}
            item.add_marker(pytest.mark.django_db(**asked), append=False)


@pytest.fixture(scope="session")
def database_name() -> Iterator[str]:
    """A test database of our own: runs and workers side by side each take the next free number."""
    for number in range(1, 100):
        path = Path(tempfile.gettempdir()) / f"sayso-tests-{os.geteuid()}-{number}.lock"
        with path.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield f"test_sayso_{number}"
            return
    pytest.exit("A hundred test runs at once: end some.", returncode=1)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, database_name: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Make the database as the owner, whatever aliases the collected tests name.

    pytest-django would set up only these; `default` alone is a mirror of a
    database that was then never made.
    """
    settings.DATABASES["owner"]["TEST"]["NAME"] = database_name
    aliases = dict.fromkeys(("default", "owner"))
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        made = setup_databases(verbosity, interactive=False, aliases=aliases)
        _remember_what_migrations_wrote()
    yield
    with django_db_blocker.unblock():
        # PostgreSQL drops no database that a mirror is still connected to.
        connections.close_all()
        teardown_databases(made, verbosity)


def _remember_what_migrations_wrote() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE SCHEMA migrated")
        for table in set(connections["owner"].introspection.django_table_names()) - MADE_BY_FLUSH:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            if cursor.fetchone()[0]:
                cursor.execute(f"CREATE TABLE migrated.{table} AS TABLE {table}")


@pytest.fixture(autouse=True)
def moments_settle_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests ask about moments of a second ago; the five seconds have tests of their own."""
    monkeypatch.setattr("claims.presenting.moments.SETTLED", timedelta(0))


@pytest.fixture(autouse=True)
def what_migrations_wrote(request: pytest.FixtureRequest) -> None:
    """Before a transactional test: an empty queue, and the roles and settings that the one before emptied."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        return
    with connections["owner"].cursor() as cursor:
        # Its tables are not Django's: what an earlier test queued would still wait here.
        cursor.execute("DELETE FROM procrastinate_jobs; DELETE FROM procrastinate_workers")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'migrated'")
        for (table,) in cursor.fetchall():
            # The event log refuses writes outside an action, and this is none.
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"INSERT INTO {table} TABLE migrated.{table} ON CONFLICT DO NOTHING")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        away = self.family != socket.AF_UNIX and not str(address[0]).startswith(("127.", "::1", "localhost"))
        if away:
            raise RuntimeError(f"a test reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)

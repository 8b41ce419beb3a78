from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection
from django.utils import timezone


def _leave_a_row() -> None:
    assert not Session.objects.exists()
    Session.objects.create(session_key="left-behind", session_data="", expire_date=timezone.now())


@pytest.mark.django_db
def test_queries_run_as_the_restricted_role() -> None:
    """A test sees the database as the site does, not as the owner of its tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        role, database = cursor.fetchone()
    assert role == "sayso_app"
    assert database.startswith("test_sayso_")


@pytest.mark.django_db
def test_restricted_role_cannot_empty_a_table() -> None:
    """The site cannot TRUNCATE even where it may delete rows."""
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE django_session")


@pytest.mark.django_db
@pytest.mark.parametrize("again", [False, True])
def test_rows_of_a_test_are_rolled_back(again: bool) -> None:
    """The next test starts with an empty table."""
    _leave_a_row()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [False, True])
def test_rows_of_a_transactional_test_are_flushed(again: bool) -> None:
    """Committed rows are gone too, though the site's role may not remove them this way."""
    _leave_a_row()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [False, True])
def test_what_migrations_wrote_survives_a_flush(again: bool) -> None:
    """Every transactional test finds the roles, though the one before emptied all tables."""
    assert Group.objects.exists()


@pytest.mark.parametrize("again", [False, True])
def test_live_server_tests_are_flushed(again: bool, live_server: object) -> None:
    """The fixture alone is enough: no marker has to be remembered."""
    _leave_a_row()

"""The queue and its worker, as the site's own role: what is queued with a change is done once it is kept."""

from __future__ import annotations

import pytest
from django.db import connection, connections, transaction
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from newsroom.management.commands.work import Command
from newsroom.models import User
from sources import page_reading
from sources.extraction import Extracted
from sources.intake_actions import take_in_file
from sources.models import Intake
from tests.working import run_apart, work_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in a page is no matter here."""
    monkeypatch.setattr(page_reading, "extract", lambda raw, media_type, url: Extracted("The ferry sank."))


def ask(editor: User) -> Intake:
    return take_in_file(by=editor, raw=b"<p>", media_type="text/html", file_name="ferry.html")


def states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE task_name = 'read_page'")
        return [status for (status,) in cursor.fetchall()]


def test_job_is_done_and_leaves_nothing(editor: User) -> None:
    """The worker takes it, does it and forgets it; as the role that may not touch the record."""
    intake = ask(editor)
    assert states() == ["todo"]
    work_once()
    intake.refresh_from_db()
    assert intake.state == "ready"
    assert states() == []
    assert connections["default"].settings_dict["USER"] == "sayso_app"


def test_job_comes_and_goes_with_its_change(editor: User) -> None:
    """What is rolled back is not queued either."""
    with transaction.atomic():
        ask(editor)
        transaction.set_rollback(True)
    assert states() == []
    assert not Intake.objects.exists()


def test_job_of_a_killed_worker_is_given_to_another(editor: User) -> None:
    """A worker that sends no sign of life for half a minute is taken for dead."""
    intake = ask(editor)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '1 hour') RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
        )
    Intake.objects.update(state="reading", attempts=1)
    app.configure_task("retry_stalled_jobs").defer(timestamp=0)
    work_once()
    work_once()
    intake.refresh_from_db()
    assert intake.state == "ready"


def test_worker_waits_for_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on by itself when the database is back."""
    came = []

    async def run(self: App, **options: object) -> None:
        came.append(options)
        if len(came) < 3:
            raise ConnectorException

    monkeypatch.setattr("newsroom.management.commands.work._AGAIN", 0)
    monkeypatch.setattr(App, "run_worker_async", run)
    run_apart(Command()._work(1))
    assert len(came) == 3

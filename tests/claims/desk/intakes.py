"""Pages on their way in: the doors they come by, a page, and the worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from sources.models import Intake
from sources.page_reading import read_intake
from tests.pages import Seen

ADD, FETCH, UPLOAD = "/desk/articles/new/", "/desk/intakes/fetch/", "/desk/intakes/upload/"
PAGE = (Path(__file__).parents[2] / "sources" / "pages" / "ferry-en.html").read_bytes()
ADDRESS = "https://harbourpost.example/news/ferry-sinks?id=4711"


def page_file(name: str = "ferry.html", raw: bytes = PAGE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type="application/octet-stream")


def text_of(answer: Any) -> str:
    return Seen(answer.content.decode()).words


def jobs() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'intake' FROM procrastinate_jobs WHERE task_name = 'read_page'")
        return [int(number) for (number,) in cursor.fetchall()]


def work() -> Intake:
    """What the worker does with the one page that is asked for."""
    intake = Intake.objects.get()
    assert intake.pk in jobs()
    read_intake(intake.pk)
    intake.refresh_from_db()
    return intake

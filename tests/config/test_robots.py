"""/robots.txt and /favicon.ico, which no page leads to."""

from __future__ import annotations

import urllib.robotparser

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/", True),
        ("/claims/C-0123456789/", True),
        ("/claims.csv", True),
        ("/desk/", False),
        ("/admin/", False),
    ],
)
def test_robots_may_read_what_readers_read(client: Client, path: str, may: bool) -> None:
    """Crawlers find the public pages open, and the desk and the admin closed."""
    told = urllib.robotparser.RobotFileParser()
    told.parse(client.get("/robots.txt").content.decode().splitlines())
    assert told.can_fetch("AnyBot", path) is may


def test_favicon_leads_to_the_icon(client: Client) -> None:
    """A program that asks for the old name is led to the icon itself."""
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/static/favicon")

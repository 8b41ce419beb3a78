"""Pages read again from a server: by the timer and by the button, through the one door and the extraction.

Nothing between them and the network is replaced. The door's rule on network
addresses alone is the test's: the server is on this machine, where the site's
own rule never lets anybody go.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from claims.models import Anchor
from claims.tasks import look_again
from newsroom.models import User
from sources.fetching import Reach, fetch
from sources.models import Article, Capture, Look
from tests.claims.cases.recaptured import BEFORE, CARRIED, LOST, NOW
from tests.factories import make_capture, make_claim, make_statement
from tests.pages import see
from tests.sources.servers import Server, head, serving

pytestmark = pytest.mark.django_db
PATH = "/news/ferry"


class Outlet:
    """A small site with one article: what it says now, and how it answers."""

    def __init__(self) -> None:
        self.text, self.more, self.status, self.waits = BEFORE, "", "200 OK", False
        self.server: Server

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.port}{PATH}"

    @property
    def page(self) -> bytes:
        body = "".join(f"<p>{one}</p>" for one in self.text.split("\n")) + self.more
        return (
            f"<html lang=en><title>Ferry sinks</title><body><article>{body}</article></body></html>".encode()
        )

    def answer(self, asked: socket.socket, path: str) -> None:
        if self.waits:
            self.server.closed.wait(10)
        asked.sendall(head("text/html; charset=utf-8", status=self.status) + self.page)


@pytest.fixture
def outlet(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outlet]:
    outlet = Outlet()
    opened(monkeypatch)
    with serving(outlet.answer) as outlet.server:
        yield outlet


def opened(monkeypatch: pytest.MonkeyPatch, **more: Any) -> None:
    """The real door, for this test, lets us to this machine and nowhere else."""
    reach = Reach(allowed=lambda address: address == "127.0.0.1", **more)
    monkeypatch.setattr("claims.actions.looking.fetch", partial(fetch, reach=reach))


@pytest.fixture
def article(outlet: Outlet) -> Article:
    """Published claims rest on two of its sentences; captured two hours ago, it is due."""
    capture = make_capture(BEFORE, url=outlet.address, taken_at=timezone.now() - timedelta(hours=2))
    for words in (CARRIED, LOST):
        make_statement(make_claim(text=f"Claim of {words[:9]}"), capture, exact=words)
    return capture.article


def fetched(outlet: Outlet, text: str) -> Article:
    """The page as it is now, of which its editor recorded `text`; a published claim rests on one sentence."""
    taken_at = timezone.now() - timedelta(hours=2)
    page: dict[str, Any] = {"method": "fetched", "raw": outlet.page, "media_type": "text/html; charset=utf-8"}
    capture = make_capture(text, url=outlet.address, taken_at=taken_at, **page)
    make_statement(make_claim(), capture, exact=LOST)
    return capture.article


def run_due() -> str:
    out = StringIO()
    call_command("recapture", "--due", stdout=out, pause=0)
    return out.getvalue()


def pressed(client: Client, article: Article) -> str:
    """The page after the button, once the worker has done what it was asked."""
    client.post(f"/desk/articles/{article.public_id}/look/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'look_again'")
        ((asked,),) = cursor.fetchall()
    look_again(**(json.loads(asked) if isinstance(asked, str) else asked))
    return see(client, f"/desk/articles/{article.public_id}/again/").words


def test_unchanged_page_is_looked_at(outlet: Outlet, article: Article) -> None:
    """It is asked for once, reads as before, and then is not due for an hour."""
    assert f"{article.public_id} same" in run_due()
    assert outlet.server.hits == [PATH]
    assert Capture.objects.count() == 1
    assert "Looked at 0" in run_due()


def test_edited_sentence_is_found(outlet: Outlet, article: Article) -> None:
    """One sentence edited: the page is kept as it came, one passage stands, the other waits for an editor."""
    outlet.text = BEFORE.replace(LOST, NOW)
    assert f"{article.public_id} changed: 1 carried, 1 lost" in run_due()
    capture = Capture.objects.get(method="fetched")
    assert NOW.encode() in bytes(capture.raw or b"")
    assert capture.text == outlet.text
    assert Anchor.objects.waiting().get().tagged_start == BEFORE.index(LOST)


def test_what_its_editor_took_out_or_set_right_is_no_change(outlet: Outlet) -> None:
    """The page reads to a program as it did when the article was recorded: there is no new capture."""
    outlet.more = "<p>Read more stories about ferries here.</p>"
    article = fetched(outlet, BEFORE.replace("until the morning", "until morning"))
    assert f"{article.public_id} same" in run_due()
    assert (Capture.objects.count(), Anchor.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "more", ["<ul><li>Nine missing</li><li>Two dead</li></ul>", "<p>One line<br>of two</p>"]
)
def test_what_a_former_program_left_out_is_no_change(outlet: Outlet, more: str) -> None:
    """The page that was kept is read again by today's program, whatever it was recorded as."""
    outlet.more = more
    assert "same" in run_due_of(fetched(outlet, BEFORE))
    assert Capture.objects.count() == 1


def test_what_changed_is_all_that_counts_as_a_change(outlet: Outlet) -> None:
    """In the new capture one sentence is another; what the editor had taken out is not back in it."""
    outlet.more = "<p>Read more stories about ferries here.</p>"
    article = fetched(outlet, BEFORE)
    outlet.text = BEFORE.replace(LOST, NOW)
    assert "changed: 1 lost" in run_due_of(article)
    assert article.captures.latest("taken_at").text == outlet.text
    assert "same" in run_due_of(article)


def test_page_that_cannot_be_read_again_is_compared_as_it_is(outlet: Outlet) -> None:
    """What was kept holds no article for today's program: the new text is compared with the recorded one."""
    outlet.text = ""
    article = fetched(outlet, BEFORE)
    outlet.text = BEFORE + "\nNine were found alive at noon, the coastguard said."
    assert "changed: 1 carried" in run_due_of(article)


def run_due_of(article: Article) -> str:
    out = StringIO()
    call_command("recapture", article.public_id, stdout=out, pause=0)
    return out.getvalue()


def test_page_that_is_gone_is_told(outlet: Outlet, article: Article) -> None:
    """A page taken away is no new text: nothing is captured and nobody is accused."""
    outlet.status = "404 Not Found"
    assert f"{article.public_id} failed: status:404" in run_due()
    assert (Capture.objects.count(), Anchor.objects.count()) == (1, 0)


def test_slow_page_is_left(outlet: Outlet, article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that keeps us waiting holds no run: the look failed, and the next one comes in its turn."""
    opened(monkeypatch, seconds=0.3)
    outlet.waits = True
    assert f"{article.public_id} failed: slow" in run_due()
    assert Look.objects.get().problem == "slow"
    assert "Looked at 0" in run_due()


def test_own_door_does_not_lead_to_this_machine(
    outlet: Outlet, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the test's rule the same run is refused, and the server is never asked."""
    monkeypatch.setattr("claims.actions.looking.fetch", fetch)
    assert f"{article.public_id} failed: private" in run_due()
    assert outlet.server.hits == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "Last looked at"),
        ({"text": BEFORE.replace(LOST, NOW)}, "Last looked at"),
        ({"status": "404 Not Found"}, "The server has no page at this address."),
        ({"waits": True}, "The page took longer than 15 seconds to come."),
    ],
    ids=["same", "edited", "gone", "slow"],
)
def test_button_tells_what_was_found(
    outlet: Outlet,
    article: Article,
    editor_client: Client,
    editor: User,
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, Any],
    says: str,
) -> None:
    """The worker reads the page for whoever pressed it; what came of it is on the page and in the queue."""
    vars(outlet).update(change)
    if outlet.waits:
        opened(monkeypatch, seconds=0.3)
    assert says in pressed(editor_client, article)
    assert Look.objects.get().looked_by == editor
    waiting = see(editor_client, "/desk/queues/passages/").links
    assert (LOST in waiting) is ("text" in change)

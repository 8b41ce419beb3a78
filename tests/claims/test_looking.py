"""Pages read again: by the timer's schedule, politely, with a report; and by a button."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from claims.actions.looking import due, look, next_look
from claims.management.commands import recapture as command
from claims.models import Anchor
from claims.tasks import look_again
from sources.extraction import Extracted
from sources.fetching import Fetched, FetchFailed
from sources.models import Article, Capture, Look
from tests.claims.cases.recaptured import AFTER, BEFORE, LOST
from tests.factories import make_capture, make_claim, make_statement, some_editor

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
START = datetime(2026, 1, 1, tzinfo=UTC)


class Web:
    """Other people's servers: what each address shows, and in which order they were asked."""

    def __init__(self) -> None:
        self.pages: dict[str, str | Exception] = {}
        self.asked: list[str] = []

    def fetch(self, url: str) -> Fetched:
        self.asked.append(url)
        page = self.pages[url]
        if isinstance(page, Exception):
            raise page
        return Fetched(url, 200, "text/html", page.encode(), datetime.now(UTC))

    def extract(self, raw: bytes, media_type: str, url: str = "") -> Extracted:
        return Extracted(raw.decode())


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    web = Web()
    monkeypatch.setattr("claims.actions.looking.fetch", web.fetch)
    monkeypatch.setattr("claims.actions.looking.extract", web.extract)
    return web


def watched(url: str, *, published: bool = True, text: str = BEFORE, **more: Any) -> Article:
    """An article at `url` with a claim that readers see."""
    capture = make_capture(text, url=url, **more)
    make_statement(make_claim(published=published), capture, exact=LOST if LOST in text else "")
    return capture.article


def run(*arguments: str, **more: Any) -> str:
    out = StringIO()
    call_command("recapture", *arguments, stdout=out, pause=0, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("watched_for", "pause"),
    [(timedelta(0), timedelta(hours=1)), (8 * DAY, DAY), (80 * DAY, 10 * DAY), (4000 * DAY, 30 * DAY)],
)
def test_pauses_grow_with_the_articles_age(watched_for: timedelta, pause: timedelta) -> None:
    """Hourly at first, daily after a week, never less than monthly."""
    last = START + watched_for
    assert next_look(START, last) == last + pause


def test_only_published_articles_with_an_address_are_due(web: Web) -> None:
    """No page is asked for an article that readers do not see, that has no address, or that we summed up."""
    article = watched("https://example.org/a")
    watched("https://example.org/b", published=False)
    watched("")
    watched("https://example.org/c", method="digest")
    now = Capture.objects.latest("taken_at").taken_at
    assert due(now + timedelta(minutes=59)) == []
    assert due(now + timedelta(hours=2)) == [article]


def test_a_look_puts_the_next_one_off(web: Web) -> None:
    """A page that was looked at, even in vain, waits for its next turn."""
    article = watched("https://example.org/a")
    web.pages[article.url] = FetchFailed("status", "gone", 404)
    look(by=some_editor(), article=article)
    assert due(Look.objects.get().looked_at + timedelta(minutes=59)) == []


def test_changed_page_is_captured_and_reported(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The timer says what it found; the passages wait for an editor, and readers are told nothing yet."""
    article = watched("https://example.org/a")
    web.pages[article.url] = AFTER
    monkeypatch.setattr(command, "overdue", lambda now: [article])
    told = run("--due")
    assert f"{article.public_id} changed: 1 lost" in told
    assert "Looked at 1: 1 changed, 0 failed; 1 passages to confirm." in told
    assert Capture.objects.filter(method="fetched").get().raw == AFTER.encode()
    assert Anchor.objects.waiting().count() == 1
    assert f"{article.public_id} same" in run(article.public_id)


def test_page_that_cannot_be_read_is_reported(web: Web) -> None:
    """One failure stops nobody: it is recorded with its reason, and the next page is read."""
    gone, kept = watched("https://example.org/a"), watched("https://example.com/b")
    web.pages = {gone.url: FetchFailed("status", "gone", 404), kept.url: BEFORE}
    told = run(gone.public_id, kept.public_id)
    assert f"{gone.public_id} failed: status:404" in told
    assert f"{kept.public_id} same" in told
    assert Look.objects.get(found="failed").problem == "status:404"


def test_another_page_in_its_place_is_no_capture(web: Web) -> None:
    """A wall of consent or a page of errors is not what the outlet says."""
    article = watched("https://example.org/a")
    web.pages[article.url] = "Subscribe to read on. We value your privacy."
    assert "failed: another_text" in run(article.public_id)
    assert Capture.objects.count() == 1


def test_hosts_take_turns(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two pages of one host others are asked, or there is a pause."""
    slept: list[float] = []
    monkeypatch.setattr("claims.management.commands.recapture.time.sleep", slept.append)
    articles = [watched(f"https://{host}/{n}") for n, host in enumerate(("a.test", "a.test", "b.test"))]
    web.pages = {one.url: BEFORE for one in articles}
    call_command("recapture", *(one.public_id for one in articles), stdout=StringIO(), pause=60)
    assert [url.split("/")[2] for url in web.asked] == ["a.test", "b.test", "a.test"]
    assert slept[:2] == [0, 0]
    assert 50 < slept[2] <= 60


def test_a_run_has_an_end(web: Web) -> None:
    """However much is due, one run asks for so many pages and leaves the rest to the next."""
    articles = [watched(f"https://example.org/{n}") for n in range(3)]
    web.pages = {one.url: BEFORE for one in articles}
    assert "Looked at 2:" in run(*(one.public_id for one in articles), most=2)


@pytest.mark.parametrize("arguments", [(), ("--due", "A-0000000000"), ("A-0000000000",)])
def test_what_to_look_at_must_be_said(arguments: tuple[str, ...]) -> None:
    """Neither nothing nor everything is guessed, and an id that leads nowhere is named."""
    with pytest.raises(CommandError):
        run(*arguments)


def test_button_asks_the_worker(web: Web, editor_client: Client) -> None:
    """The visitor does not wait; what the worker finds is on the page afterwards."""
    article = watched("https://example.org/a")
    page = f"/desk/articles/{article.public_id}/again/"
    answer = editor_client.post(f"/desk/articles/{article.public_id}/look/", follow=True)
    assert "The page is being read." in answer.content.decode()
    web.pages[article.url] = FetchFailed("status", "gone", 404)
    look_again(article=article.pk, by=some_editor().pk)
    assert "The server has no page at this address." in editor_client.get(page).content.decode()
    web.pages[article.url] = AFTER
    look_again(article=article.pk, by=some_editor().pk)
    assert "found no text" not in editor_client.get(page).content.decode()
    assert Capture.objects.filter(article=article).count() == 2

"""A real browser before the real pages: its set-up, and what it must never report."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from newsroom.models import User
from sources.models import Capture
from tests.factories import PASSWORD, make_capture, make_outlet

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
#: The browser's own note that an answer was not 200; the tests look at those answers themselves.
EXPECTED = "Failed to load resource: the server responded with a status of 4"

#: Milliseconds that anything may take on a machine that is busy: an end to waiting in vain, never a wait.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

# Playwright's sync API runs inside an event loop, where Django refuses queries unless told otherwise.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip, and say why, where there is no browser; else try once more what failed.

    A browser, a server and a database on two processors can meet in ways that
    no page is at fault for. What fails twice is a fault; what held at the second
    try is told at the end of the run with what it met at the first, to be
    looked into. `--force-reruns 0` tries nothing again, and neither does `--pdb`.
    """
    if not CHROMIUM.exists():
        mark = pytest.mark.skip(reason=f"no browser at {CHROMIUM}")
    elif config.option.usepdb:
        return
    else:
        mark = pytest.mark.flaky(reruns=1)
    for item in items:
        if Path(__file__).parent in Path(str(item.path)).parents:
            item.add_marker(mark)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield running
        running.close()


@dataclass
class Visitor:
    """Someone with a browser of their own; `complaints` is what it reported that no page may cause."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, username: str) -> Page:
        """Through the door, by keyboard."""
        page = self.open("/desk/")
        # The page focuses its first field by itself, but maybe later than a program types.
        expect(page.get_by_label("Username")).to_be_focused()
        page.keyboard.type(username)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        # Not by pattern: the door's own address ends in /desk/ too.
        page.wait_for_url(self.address + "/desk/")
        return page

    def enter(self, user: User, path: str = "/desk/") -> Page:
        """Signed in already, where the door is not what is tried."""
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])
        return self.open(path)

    def note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            self.complaints.append(message.text)


#: Runs in every page before its own script.
_WATCH = """
addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


@pytest.fixture
def visitor(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors; afterwards no page may have broken the policy or thrown."""
    visitors: list[Visitor] = []

    def make(**options: object) -> Visitor:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
        context.add_init_script(_WATCH)
        context.set_default_timeout(PATIENCE)
        one = Visitor(context, context.new_page(), live_server.url)
        one.page.on("console", one.note)
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        visitors.append(one)
        return one

    yield make
    for one in visitors:
        one.context.close()
    _let_requests_end(live_server.url)
    assert [complaint for one in visitors for complaint in one.complaints] == []


def _let_requests_end(address: str) -> None:
    """Wait for what the server still answers to browsers that are gone.

    A test can end before its last request does; that one's queries and the
    emptying of the tables afterwards would wait for each other, or it would
    write into the next test.
    """
    # Connections are taken in the order in which they came: with this one answered, none waits to be.
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=30)) as last:
        last.request("GET", "/robots.txt")
        last.getresponse().read()
    for thread in threading.enumerate():
        # One for each connection, named by Python after what it runs in the server.
        if "process_request_thread" in thread.name:
            thread.join(timeout=30)
            assert not thread.is_alive(), f"{thread.name} still answers a browser that is gone"


@pytest.fixture
def capture(editor: User) -> Capture:
    """An article with one text, which an editor added."""
    return make_capture(outlet=make_outlet("The Harbour Post"), by=editor)

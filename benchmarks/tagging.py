"""Tagging in an article of 1,000 sentences and 300 marks: J, a save to its repaint, the save request.

`./run bench tagging [TIMES]`. The request goes to the server that `./run demo` starts; the
rest is measured inside a headless Chromium, from the key to the frame that shows what it did.
The bounds: J under 10 ms, save to repaint under 150 ms, the request within 37 ms (a fifth of
the 187 ms that Label Studio 1.23 takes on its own default server, measured on such a machine).
"""

from __future__ import annotations

import http.client
import os
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from benchmarks.database import scratch_database
from benchmarks.serving import Site, served
from claims.actions.claims import add_topic
from claims.actions.tag import NewLink, NewStatement
from claims.actions.tag_passage import About, Voice, tag_passage
from newsroom.actions import create_account
from newsroom.models import User
from newsroom.roles import EDITOR
from sources.actions import add_article, add_entity
from sources.models import Capture
from sources.quotes import passage_at

SENTENCES, MARKS, IN_A_BLOCK = 1_000, 300, 8
CHROMIUM = "/usr/bin/chromium"


def main(arguments: Sequence[str]) -> int:
    times = int(arguments[0]) if arguments else 60
    with scratch_database():
        by = create_account(username="bench", name="Bench", roles=[EDITOR], password=None, by=None)
        capture = _article(by)
        client = Client()
        client.force_login(by)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        path = f"/desk/articles/{capture.article.public_id}/"
        with served() as site:
            saves = _saves(site, path, session, capture, times)
            _report("save request", saves, 37)
            with _page(site.address, path, session) as page:
                _report("J, key to layout", page.evaluate(_KEYS, times), 10)
                _report("J, key to the next frame", page.evaluate(_KEYS_TO_FRAME, times), None)
                _report("save to repaint", page.evaluate(_SAVES, min(times, 30)), 150)
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"load of this machine meanwhile: {load} on {os.cpu_count()} processors")
    return 0


def _report(name: str, taken: Sequence[float], bound: float | None) -> None:
    ranked = sorted(taken)
    told = f"  bound {bound:g} ms" if bound else ""
    print(
        f"{name:28} median {statistics.median(ranked):7.1f} ms   fastest {ranked[0]:7.1f}"
        f"   95th {ranked[int(len(ranked) * 0.95)]:7.1f}   of {len(ranked)}{told}",
        flush=True,
    )


def _article(by: User) -> Capture:
    said = [f"Witness {n} said that boat {n} left the harbour before dawn broke." for n in range(SENTENCES)]
    blocks = [" ".join(said[at : at + IN_A_BLOCK]) for at in range(0, SENTENCES, IN_A_BLOCK)]
    outlet = add_entity(by=by, kind="outlet", name="The Harbour Post")
    capture = add_article(by=by, text="\n".join(blocks), outlet=outlet, published="2025-05-26", language="en")
    topic = add_topic(by=by, title="The boats")
    speaker = add_entity(by=by, kind="person", name="Harbour master")
    for number, (start, end) in enumerate(capture.spans()[::3][:MARKS]):
        tag_passage(
            by=by,
            capture=capture,
            passage=passage_at(capture.text, start, end - 1),
            about=About(text=f"Boat {number} left the harbour", topic=topic),
            new=NewStatement(certainty="certain", caveat="attributed"),
            chain=[Voice(NewLink(speaker, "on_record"))] if number % 3 else [],
        )
    return capture


def _saves(site: Site, path: str, session: str, capture: Capture, times: int) -> list[float]:
    """Milliseconds from sending the form to the last byte of the answer, on a connection kept open."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc)
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}"

    def ask(method: str, to: str, body: str = "", **headers: str) -> tuple[str, str]:
        connection.request(method, to, body, {"Cookie": cookie, **headers})
        answer = connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, (answer.status, text[:400])
        return text, answer.getheader("Set-Cookie") or ""

    html, set_cookie = ask("GET", path)
    csrf = re.findall(r"csrftoken=(\w+)", set_cookie)[0]
    cookie += f"; csrftoken={csrf}"
    headers = {
        "X-CSRFToken": csrf,
        "HX-Request": "true",
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept-Encoding": "identity",
    }
    taken, warm, busy = [], 5, 0.0
    for number in range(warm + times):
        if number == warm:
            busy = site.busy()
        start, end = capture.spans()[1 + 3 * number % 900]
        passage = passage_at(capture.text, start, end - 1)
        sent = {
            "capture": capture.public_id,
            "version": re.findall(r'id="id_version" value="([^"]*)"', html)[-1],
            "key": re.findall(r'name="key"[^>]* value="([^"]*)"', html)[-1],
            "start": passage.start,
            "end": passage.end,
            "exact": passage.exact,
            "before": passage.prefix,
            "after": passage.suffix,
            "text": f"Request {number} of the bench",
            "stance": "support",
        }
        begun = time.perf_counter()
        html, _ = ask("POST", path + "tags/", urlencode(sent), **headers)
        taken.append((time.perf_counter() - begun) * 1000)
    print(f"{'':28} of which the site computes {(site.busy() - busy) / times:.1f} ms, by its processor time")
    return taken[warm:]


@contextmanager
def _page(address: str, path: str, session: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        page = context.new_page()
        page.goto(address + path)
        page.locator("[data-sentence]").first.focus()
        yield page
        browser.close()


_PRESS = """
const press = (key, more = {}) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
"""
#: What the key does, with the styles and the layout that it calls for.
_KEYS = (
    "async (times) => {"
    + _PRESS
    + """
    const taken = [];
    for (let n = 0; n < times; n += 1) {
        await frame();
        const begun = performance.now();
        press("j");
        document.documentElement.getBoundingClientRect();
        taken.push(performance.now() - begun);
    }
    return taken;
}"""
)
#: A frame comes every 16 ms at most: this is what an eye would see.
_KEYS_TO_FRAME = (
    "async (times) => {"
    + _PRESS
    + """
    const taken = [];
    for (let n = 0; n < times; n += 1) {
        await frame();
        const begun = performance.now();
        press("j");
        await frame();
        taken.push(performance.now() - begun);
    }
    return taken;
}"""
)
#: From Ctrl+Enter in an open panel to the frame in which the list and the mark are there.
_SAVES = (
    "async (times) => {"
    + _PRESS
    + """
    const rows = () => document.querySelectorAll("#tags tr").length;
    const pause = (ms) => new Promise((done) => setTimeout(done, ms));
    const taken = [];
    for (let n = 0; n < times; n += 1) {
        press("j"); press("j");
        press("Enter");
        await pause(400);
        document.getElementById("id_text").value = `Page ${n} of the bench`;
        const before = rows();
        const done = new Promise(
            (resolve) => document.body.addEventListener("sayso:tagged", resolve, { once: true }));
        const begun = performance.now();
        press("Enter", { ctrlKey: true });
        await done;
        await frame();
        taken.push(performance.now() - begun);
        if (rows() !== before + 1) throw new Error("not saved");
        await pause(50);
    }
    return taken;
}"""
)

"""`?as_of=` on every page that has it: banner, permanent address, links that keep the moment, errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions.questions import set_desk_settings
from claims.actions.tag import NewLink
from claims.actions.verdicts import propose_verdict
from claims.models import Claim
from claims.presenting.pages import as_written
from newsroom.models import User
from newsroom.roles import ADMIN
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    make_user,
    on_record,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db

PAGES = ("claim", "question", "topic", "timeline", "contradiction", "contradictions", "list")
#: Addresses of pages that show earlier moments too, and of the sheet.
_HAS_MOMENTS = re.compile(
    r"/(claims\.csv|claims/|claims/C-\w+/|questions/Q-\w+/|topics/[\w-]+/(timeline/)?|contradictions/(C-\w+/C-\w+/)?)"
)


@dataclass
class Past:
    """What readers saw at `then`, and the address of each page."""

    then: str
    at: datetime
    paths: dict[str, str]


@pytest.fixture
def past(editor: User) -> Past:
    """Two answers that clash; afterwards a third, a decision and another silence."""
    topic = make_topic("The ferry")
    question = make_question("How many are missing?", topic=topic, unit="people")
    claims: list[Claim] = []
    for number in (9, 14):
        claim = make_claim(question, number, text=f"{number} people are missing")
        chain = [on_record(make_entity(f"Voice {number}"))]
        make_statement(claim, make_capture(outlet=make_outlet()), chain=chain)
        claims.append(claim)
    propose_verdict(by=editor, claim=claims[0], status="unverified", note="One source.")
    sank = make_claim(make_question(topic=topic, answer_type="yes_no"), text="The ferry sank")
    make_statement(sank, kind="silence", chain=[NewLink(make_entity("The owner"))])
    at = timezone.now()
    make_statement(make_claim(question, 20, text="Twenty people are missing"))
    propose_verdict(by=editor, claim=claims[0], status="disputed", note="They differ.")
    return Past(
        as_written(at),
        at,
        {
            "claim": claims[0].get_absolute_url(),
            "question": question.get_absolute_url(),
            "topic": topic.get_absolute_url(),
            "timeline": f"{topic.get_absolute_url()}timeline/",
            "contradiction": f"/contradictions/{claims[0].public_id}/{claims[1].public_id}/",
            "contradictions": "/contradictions/",
            "list": "/claims/",
            "sheet": "/claims.csv",
        },
    )


@pytest.mark.parametrize("page", PAGES)
def test_as_of_shows_what_stood_and_nothing_later(client: Client, past: Past, page: str) -> None:
    """The banner names the moment and leads to now and to this view; what came later is not there."""
    path = past.paths[page]
    seen = see(client, f"{path}?as_of={past.then}")
    assert f"This page as it stood on {past.at.day} " in seen.words
    assert seen.links["See it as it stands now"] == path
    assert seen.links["Link to this view"] == f"http://testserver{path}?as_of={past.then}"
    assert "Not verified so far" in seen.words
    assert "Sources disagree" in see(client, path).words
    # The filters of the list name every status there is.
    told = " ".join(" ".join(row) for row in seen.rows) if page == "list" else seen.words
    for later in ("Twenty people", "Sources disagree", "They differ."):
        assert later not in told


@pytest.mark.parametrize("page", PAGES)
def test_as_of_goes_with_every_link(client: Client, past: Past, page: str) -> None:
    """From a page of the past each link to a page that has one leads to the same moment."""
    html = client.get(f"{past.paths[page]}?as_of={past.then}").content.decode()
    main = html[html.index('<main id="main"') : html.index("</main>")]
    links = [unescape(one) for one in re.findall(r'<a [^>]*href="(/[^"]*)"', main)]
    moved = [one for one in links if _HAS_MOMENTS.fullmatch(one.partition("?")[0])]
    assert moved
    for one in moved:
        assert f"as_of={past.then}" in one.replace("%3A", ":"), one
        answer = client.get(one)
        assert answer.status_code == 200, one
        # A sheet that is read to its end closes its file.
        assert list(answer)


@pytest.mark.parametrize("page", [*PAGES, "sheet"])
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2999-01-01T00:00Z", "is not over yet. Choose a moment at least five seconds ago."),
        (
            "yesterday",
            "“yesterday” is not a moment we can read. Write it as 2026-11-22T12:00Z",
        ),
        ("2025-02-30", "is not a moment we can read."),
        ("2025-05-26T25:00Z", "is not a moment we can read."),
    ],
)
def test_as_of_refuses_what_is_no_past_moment(
    client: Client, past: Past, page: str, asked: str, told: str
) -> None:
    """The error says what was typed and what to type instead; no other moment is shown in its place."""
    answer = client.get(f"{past.paths[page]}?as_of={asked}")
    assert answer.status_code == 400
    assert told in unescape(answer.content.decode())


@pytest.mark.parametrize("page", ["claim", "question", "topic", "timeline", "contradiction"])
def test_as_of_before_it_was_public(client: Client, past: Past, page: str) -> None:
    """What readers could not see then has no page then, and the answer leads to the page of now."""
    answer = client.get(f"{past.paths[page]}?as_of=2020-01-01")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "Readers could not see this on 1 January 2020, 23:59 UTC" in text
    assert f'href="{past.paths[page]}"' in text


@pytest.mark.parametrize("page", ["claim", "question", "topic", "contradiction", "contradictions"])
def test_as_of_shows_what_rules_found_as_the_desk_then_did(client: Client, past: Past, page: str) -> None:
    """Whether what nobody had ruled on was public is told by the desk's setting of then, on every page."""

    def told(address: str) -> bool:
        # A heading says as much of nothing.
        words = Seen(client.get(address).content.decode()).words
        return re.search(r"14 people\W+cannot both be true", words) is not None

    admin = make_user(ADMIN)
    set_desk_settings(by=admin, shows_found=False)
    hidden = as_written(timezone.now())
    assert told(f"{past.paths[page]}?as_of={past.then}")
    set_desk_settings(by=admin, shows_found=True)
    assert told(past.paths[page])
    assert not told(f"{past.paths[page]}?as_of={hidden}")

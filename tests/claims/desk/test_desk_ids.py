"""No desk page has two elements of one id: a label, a link or a script would find the wrong one."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.test import Client

from claims.models import Statement
from newsroom.models import User
from sources.models import Intake
from tests.claims.cases.recaptured import BEFORE, CARRIED, LOST, MOVED, again
from tests.desk_pages import desk_pages
from tests.factories import make_capture, make_claim, make_entity, make_outlet, make_statement, on_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag(editor: User) -> Statement:
    """A tag of an article that was tagged, changed and looked at again."""
    capture = make_capture(BEFORE, outlet=make_outlet("The Harbour Post"), by=editor)
    chain = [on_record(make_entity("Harbour master", "person"))]
    claims = [make_claim(text=f"Claim {number}", published=False) for number in range(2)]
    tags = [
        make_statement(claim, capture, exact=words, chain=chain)
        for claim, words in zip(claims, (LOST, MOVED), strict=True)
    ]
    again(capture)
    make_statement(claims[0], capture, exact=CARRIED, kind="denial", chain=chain)
    return tags[0]


class _Ids(HTMLParser):
    """The ids of a page; what a <template> holds is no part of it yet."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._apart = 0
        self.found: Counter[str] = Counter()
        self.labelled: Counter[str] = Counter()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._apart += tag == "template"
        if self._apart:
            return
        if named.get("id"):
            self.found[named["id"] or ""] += 1
        if tag == "label" and named.get("for"):
            self.labelled[named["for"] or ""] += 1

    def handle_endtag(self, tag: str) -> None:
        self._apart -= tag == "template"


def faults(html: str, path: str) -> list[str]:
    """Ids that stand twice, and labels that name nothing."""
    ids = _Ids(html)
    twice = [f"{path}: {name} twice" for name, times in ids.found.items() if times > 1]
    return twice + [f"{path}: no {name} for its label" for name in ids.labelled if not ids.found[name]]


def test_no_two_elements_of_a_desk_page_have_one_id(editor_client: Client, tag: Statement) -> None:
    """Each label leads to its own field, on every page that the desk answers with."""
    article = f"/desk/articles/{tag.capture.article.public_id}/"
    Intake.objects.create(
        method="uploaded", asked_by=tag.recorded_by, raw=b"x", state="ready", found={"text": "Nine."}
    )
    ready = Intake.objects.get(state="ready")
    pages = desk_pages(tag, editor_client)
    assert len(pages) > 15
    pages += [
        f"{article}?list",
        f"{article}?capture={tag.capture.public_id}",
        f"/desk/intakes/{ready.public_id}/",
    ]
    pages += [f"/desk/claims/{tag.claim.public_id}/", "/desk/search/?q=ferry"]
    found = [fault for path in pages for fault in faults(editor_client.get(path).content.decode(), path)]
    for path in ("/desk/articles/new/", "/desk/intakes/fetch/", "/desk/intakes/upload/", f"{article}again/"):
        found += faults(editor_client.post(path).content.decode(), f"POST {path}")
    assert found == []

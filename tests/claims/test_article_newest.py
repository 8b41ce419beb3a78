"""/articles/<id>/ once its page has changed: the newest text, with the passages that still stand in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.actions.anchoring import confirm, say_changed
from claims.models import Anchor, Statement
from claims.wording.dates import moment
from sources.models import Capture
from tests.claims.cases.recaptured import AFTER, BEFORE, CARRIED, LOST, MOVED, NOW, again, now_reads
from tests.factories import make_capture, make_claim, make_outlet, make_statement, some_editor
from tests.pages import see

pytestmark = pytest.mark.django_db
NOTE = "The outlet changed this passage."
#: Enough for a tenth of the article to hold its passages.
LONG = "\nThe weather of the week was told at some length below the report." * 40


def tagged(public_text: str = "full", text: str = BEFORE) -> Capture:
    """An article with three published claims: their passages will stand, move and be altered."""
    capture = make_capture(text, outlet=make_outlet("The Harbour Post"), public_text=public_text)
    for words in (CARRIED, MOVED, LOST):
        make_statement(make_claim(text=f"Claim of {words[:9]}"), capture, exact=words)
    return capture


def html_of(client: Client, capture: Capture, query: str = "") -> str:
    return client.get(capture.article.get_absolute_url() + query).content.decode()


def test_newest_text_is_shown_with_what_still_stands(client: Client) -> None:
    """Without anything tagged in it: its words, the carried mark in its place, and when it was checked."""
    capture = tagged()
    found = again(capture)
    carried = Statement.objects.get(exact=CARRIED)
    html = html_of(client, capture)
    assert NOW in html
    assert f'<mark class="says"><span id="{carried.public_id}"></span>{CARRIED}</mark>' in html
    assert html.count("<mark ") == 1
    page = see(client, capture.article.get_absolute_url())
    assert f"Page last checked {moment(found.look.looked_at)}" in page.words
    assert [row[1] for row in page.rows[1:]] == ["Claim of The owner"]


def test_passages_that_do_not_stand_there_keep_a_place(client: Client) -> None:
    """What moved or went is listed with the way to the old text; links to it still lead somewhere."""
    capture = tagged()
    again(capture)
    page = see(client, capture.article.get_absolute_url())
    gone = Statement.objects.filter(exact__in=(MOVED, LOST))
    assert {one.public_id for one in gone} <= page.ids
    assert "In other captures of it" in page.words
    assert NOTE not in page.words
    old = html_of(client, capture, f"?capture={capture.public_id}")
    assert old.count("<mark ") == 3


def test_change_is_told_beside_the_newest_text(client: Client) -> None:
    """Once an editor has said so, both wordings stand with the statement, though not in the text shown."""
    capture = tagged()
    again(capture)
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(outcome="lost"), now=now_reads())
    words = see(client, capture.article.get_absolute_url()).words
    assert words.count(NOTE) == 1
    assert "[put in: Nine] people were missing" in words


def test_confirmed_passage_is_marked_where_it_moved_to(client: Client) -> None:
    """An editor's word is enough: the statement is numbered by its place in the newest text."""
    capture = tagged()
    again(capture)
    confirm(by=some_editor(), anchor=Anchor.objects.waiting().get(outcome="moved"))
    page = see(client, capture.article.get_absolute_url())
    assert [row[1] for row in page.rows[1:]] == ["Claim of The owner", "Claim of Divers we"]


def test_excerpts_stay_excerpts_in_the_newest_text(client: Client) -> None:
    """Where the text is not ours, the passages that stand are quoted and nothing around them."""
    capture = tagged("excerpts", BEFORE + LONG)
    again(capture, AFTER + LONG)
    html = html_of(client, capture)
    assert f'“<mark class="says">{CARRIED}</mark>”' in html
    assert "The sea was rough" not in html
    assert NOW not in html
    assert html.count("<mark ") == 1


def test_text_with_nothing_left_is_not_shown_first(client: Client) -> None:
    """A text in which no published claim's passage stands stays with the desk."""
    capture = make_capture(BEFORE, public_text="full")
    make_statement(make_claim(), capture, exact=LOST)
    make_statement(make_claim(published=False), capture, exact=CARRIED)
    again(capture)
    html = html_of(client, capture)
    assert f"{LOST}</mark>" in html
    assert NOW not in html


def test_newest_text_costs_no_more_with_more_statements(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    """Carried and lost passages are found together, however many there are."""
    capture = tagged()
    again(capture)
    for _ in range(2):
        with django_assert_max_num_queries(22):
            html_of(client, capture)
        for words in ("Families waited", "at the quay", "Fourteen people", "Divers were called"):
            make_statement(make_claim(), capture, exact=words)

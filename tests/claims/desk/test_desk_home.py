"""The desk's home: queues that are bounded, and all articles in pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.actions.rulings import rule_on_claims
from claims.actions.verdicts import propose_verdict, record_check
from claims.views.desk.desk_home import PAGE_SIZE, SHOWN
from newsroom.models import User
from newsroom.reports import receive_report
from tests.claims.desk.tags import client_of
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_question,
    make_statement,
    on_record,
)

pytestmark = pytest.mark.django_db


def home(client: Client, query: str = "") -> str:
    return client.get(f"/desk/{query}").content.decode()


def conflict(name: str) -> list[Any]:
    question = make_question(f"How many {name}?")
    claims = [make_claim(question, number, text=f"{number} {name}") for number in (9, 14)]
    for claim in claims:
        make_statement(claim, chain=[on_record(make_entity(f"{claim.text} voice"))])
    return claims


def test_empty_desk_says_what_to_do(editor_client: Client) -> None:
    """With nothing recorded the page tells how to begin."""
    html = home(editor_client)
    assert "No article is recorded yet." in html
    assert "Add an article" in html


def test_quick_tags_wait_with_what_they_lack(editor_client: Client) -> None:
    """A tag without chain, certainty and caveat stands among what waits; a complete one does not."""
    make_statement(make_claim(text="Nine missing"), certainty=None, caveat=None)
    make_statement(make_claim(text="All is said"), chain=[on_record(make_entity("Master"))])
    html = home(editor_client)
    assert "Nine missing" in html
    assert "how sure the speaker is" in html.lower()
    assert "who said it" in html.lower()
    assert "All is said" not in html


def test_contradiction_waits_until_someone_rules(editor_client: Client, editor: User) -> None:
    """What a rule found stands under "to rule on", and leaves with the ruling."""
    first, second = conflict("sailors")
    assert "cannot both be true" in home(editor_client)
    rule_on_claims(by=editor, claim=first, other=second, relation="contradicts", note="So it is.", rule="C2")
    assert "cannot both be true" not in home(editor_client)


def test_verdict_waits_for_a_second_editor(editor_client: Client, editor: User) -> None:
    """A verdict that needs approval stands in its queue, with who proposed it."""
    claim = make_claim(text="The ferry sank")
    record_check(by=editor, claim=claim, what_we_did="Looked.", url="https://example.org/")
    propose_verdict(by=editor, claim=claim, status="confirmed", note="We saw it.")
    html = home(editor_client)
    assert "proposed by Edith" in html


def test_contributor_has_no_reports_tab(contributor: User, editor_client: Client) -> None:
    """Readers' reports are for those who answer them."""
    receive_report(page="", message="Wrong")
    assert "reported by readers" in home(editor_client)
    assert "reported by readers" not in home(client_of(contributor))


def test_articles_come_in_pages(editor_client: Client, editor: User) -> None:
    """Newest first; the next page goes on where this one stops."""
    for number in range(PAGE_SIZE + 2):
        make_capture(headline=f"Headline {number}.", by=editor)
    first = home(editor_client)
    assert f"Headline {PAGE_SIZE + 1}." in first
    assert "Headline 0." not in first
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&").split("#")[0]
    assert "Headline 0." in home(editor_client, older)


def test_queues_are_bounded_and_cost_the_same(
    editor_client: Client, editor: User, django_assert_num_queries: Any
) -> None:
    """However much waits, the page shows the first few of each queue and asks as often."""
    conflict("sailors")
    make_statement(certainty=None, caveat=None)
    with django_assert_num_queries(QUERIES):
        home(editor_client)
    for number in range(SHOWN + 3):
        conflict(f"things {number}")
        make_statement(make_claim(text=f"Quick {number}."), certainty=None, caveat=None)
    with django_assert_num_queries(QUERIES):
        html = home(editor_client)
    assert "Quick 0." not in html
    assert f"Quick {SHOWN + 2}." in html


#: Session, user, roles; articles; all counts; tags to complete and their chains; findings, who carries
#: their claims, these outlets with their merges and the claims’ statuses; what is assigned, watched;
#: pages on their way in.
QUERIES = 15

"""One box for everything the desk holds: in three languages, by any spelling, at a steady cost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from claims.actions.desk_work import write_note
from claims.actions.rulings import rule_on_claims
from claims.actions.verdicts import propose_verdict, record_check
from claims.presenting.desk_search import FEW, KINDS, REST
from newsroom.models import User
from sources.actions import add_name
from tests.claims.desk.claim_page import conflicting
from tests.factories import make_capture, make_claim, make_entity, make_question, make_statement, make_topic
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


def found(client: Client, typed: str, **more: str) -> Seen:
    response = client.get("/desk/search/", {"q": typed, **more})
    assert response.status_code == 200
    return Seen(response.content.decode())


def marked(client: Client, typed: str) -> str:
    return client.get("/desk/search/", {"q": typed}).content.decode()


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Two trawlers were searching all night.", "trawler searched"),
        ("Два траулера искали пропавших всю ночь.", "траулеры искал"),
        ("بحثت سفينتان عن المفقودين طوال الليل.", "مفقودين"),
        ("The trawler هيبة was searching all night.", "trawlers"),
    ],
    ids=["English", "Russian", "Arabic", "two scripts"],
)
def test_article_is_found_by_other_forms_of_its_words(editor_client: Client, text: str, typed: str) -> None:
    """The full text of a capture is found in its own language, whatever the forms of the words."""
    make_capture(text, headline="At sea")
    assert "At sea" in found(editor_client, typed).links
    assert "<mark>" in marked(editor_client, typed)


def test_name_is_found_in_another_script(editor: User, editor_client: Client) -> None:
    """One spelling of a name finds articles and claims that use another."""
    base = make_entity("Khmeimim", "place")
    add_name(by=editor, entity=base, text="Хмеймим", language="ru")
    make_capture("База Хмеймим была обстреляна.", headline="Russian article")
    make_claim(text="Khmeimim was attacked")
    words = found(editor_client, "Hmeimim").words
    assert "Khmeimim" in words
    links = found(editor_client, "Khmeimim").links
    assert {"Russian article", "Khmeimim was attacked"} <= links.keys()


def test_every_kind_is_searched(editor: User, editor_client: Client) -> None:
    """Claims, questions, topics, headlines, texts, passages, names, checks and all kinds of notes."""
    nine, fourteen = conflicting()
    make_topic("The lighthouse")
    make_entity("Lighthouse keeper", "person")
    claim = make_claim(make_question("How dark was the lighthouse?"), text="The lighthouse was dark")
    capture = make_capture("The lighthouse was dark, he said.", headline="Dark lighthouse")
    make_statement(claim, capture, exact="The lighthouse was dark")
    record_check(by=editor, claim=claim, what_we_did="Asked the lighthouse.", url="https://example.org/")
    propose_verdict(by=editor, claim=claim, status="disputed", note="The lighthouse says otherwise.")
    rule_on_claims(by=editor, claim=nine, other=fourteen, relation="tension", note="One lighthouse each.")
    write_note(by=editor, claim=claim, text="Ask the lighthouse again.")
    ids = found(editor_client, "lighthouse").ids
    kinds = {"names", *(kind.code for kind in KINDS)}
    assert {f"in-{kind}" for kind in kinds} <= ids


def test_hits_lead_to_the_very_place(editor: User, editor_client: Client) -> None:
    """A check is found and its link ends at the check on the claim's page."""
    claim = make_claim(text="The ferry sank")
    check = record_check(by=editor, claim=claim, what_we_did="Rang the pilot.", url="https://example.org/")
    link = found(editor_client, "pilot").links["Rang the pilot."]
    assert link == f"/desk/claims/{claim.public_id}/#{check.public_id}"
    assert check.public_id in see(editor_client, link.split("#")[0]).ids


def test_markup_in_a_text_stays_words(editor_client: Client) -> None:
    """What an article says in angle brackets is shown and never becomes part of the page."""
    make_capture("He typed <script>alert(1)</script> and <b>lighthouse</b> twice.")
    html = marked(editor_client, "lighthouse")
    assert "<mark>lighthouse</mark>" in html
    assert "&lt;b&gt;<mark>lighthouse</mark>&lt;/b&gt;" in html
    assert "alert(1)</script>" not in html


@pytest.mark.parametrize("typed", ["'; & | ! (", "\0", "a" * 5_000, "\u202elighthouse", '"unclosed', "or -"])
def test_anything_may_be_typed(editor_client: Client, typed: str) -> None:
    """Signs that mean something to a database mean nothing here."""
    make_capture()
    assert editor_client.get("/desk/search/", {"q": typed}).status_code == 200


def test_word_left_out_is_left_out(editor_client: Client) -> None:
    """A minus before a word excludes it, in every spelling."""
    make_claim(text="The ferry sank at night")
    make_claim(text="The ferry sank at noon")
    links = found(editor_client, "ferry -noon").links
    assert "The ferry sank at night" in links
    assert "The ferry sank at noon" not in links


def test_mistyped_name_is_asked_about(editor_client: Client) -> None:
    """Where nothing is found, names that are nearly spelled so are offered."""
    make_entity("Khmeimim airbase", "place")
    page = found(editor_client, "Khmeimin")
    assert "Did you mean:" in page.words
    assert page.links["Khmeimim airbase"] == "?q=Khmeimim%20airbase"


def test_nothing_found_says_what_to_do(editor_client: Client) -> None:
    """No hit and no name like it: a sentence, and no suggestion of anything else."""
    make_entity("Khmeimim airbase", "place")
    page = found(editor_client, "zzyzx")
    assert "Nothing the desk holds has these words. Try fewer words, or another spelling." in page.words


def test_many_hits_are_few_on_the_page(editor_client: Client) -> None:
    """The best few of each kind, their number, and a way to more of that kind."""
    for number in range(FEW + REST + 1):
        make_claim(text=f"Lighthouse number {number}")
    page = found(editor_client, "lighthouse")
    assert sum(words.startswith("Lighthouse number") for words in page.links) == FEW
    more = found(editor_client, "lighthouse", **{"in": "claims"})
    assert sum(words.startswith("Lighthouse number") for words in more.links) == FEW + REST + 1


def test_last_hits_are_not_behind_a_link(editor_client: Client) -> None:
    """Where only one or two would be left for another page, they are shown."""
    for number in range(FEW + REST):
        make_claim(text=f"Lighthouse number {number}")
        make_entity(f"Lighthouse {number}", "place")
    page = found(editor_client, "lighthouse")
    assert sum(words.startswith("Lighthouse number") for words in page.links) == FEW + REST
    assert sum(bool(re.fullmatch(r"Lighthouse \d", words)) for words in page.links) == FEW + REST
    assert "More of these" not in page.words


def test_unknown_kind_is_refused(editor_client: Client) -> None:
    """Kinds that are none are refused and not answered with everything."""
    assert editor_client.get("/desk/search/", {"q": "ferry", "in": "nonsense"}).status_code == 400


def test_search_costs_the_same(editor_client: Client, django_assert_max_num_queries: Any) -> None:
    """One hit or thirty of each kind: as many questions to the database."""
    for number in range(30):
        make_statement(make_claim(text=f"Lighthouse {number}"), make_capture("The lighthouse was dark."))
    with django_assert_max_num_queries(16):
        found(editor_client, "lighthouse")


def test_box_is_on_every_desk_page(editor_client: Client) -> None:
    """One box, named, on the desk's pages; readers' pages have none of it."""
    assert 'action="/desk/search/"' in editor_client.get("/desk/").content.decode()
    assert "/desk/search/" not in editor_client.get("/").content.decode()

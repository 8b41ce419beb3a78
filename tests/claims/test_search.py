"""Finding claims by words, whatever is typed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sources.actions import add_name
from tests.factories import make_claim, make_entity, some_editor

pytestmark = pytest.mark.django_db


def test_words_of_many_names_are_searched_in_few_spellings(client: Client) -> None:
    """A search that names much is answered by a bounded search, and finds what was typed."""
    claim = make_claim(text="The ferry passed Tartus and Latakia.")
    for name in ("Tartus", "Latakia"):
        place = make_entity(name, "place")
        for number in range(30):
            add_name(by=some_editor(), entity=place, text=f"{name} {number}", language="en")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/claims/", {"q": "Tartus Latakia"})
    assert [row.claim_id for row in page.context["page"].rows] == [claim.pk]
    assert 2 < max(query["sql"].count("plainto_tsquery") for query in asked.captured_queries) <= 40


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Al-Sharaa met the envoys", "al-Julani"),
        ("Аль-Шараа встретил посланников", "посланники"),
        ("استقبل الشرع المبعوثين", "مبعوثين"),
        ("Al-Sharaa met the envoys", "meeting OR envoy"),
    ],
    ids=["another name", "Russian", "Arabic", "either word"],
)
def test_claim_is_found_in_its_language_and_by_any_name(client: Client, text: str, typed: str) -> None:
    """Readers find a claim by other forms of its words, in its own language, and by an alias."""
    person = make_entity("Ahmed al-Sharaa", "person")
    for name in ("al-Sharaa", "al-Julani"):
        add_name(by=some_editor(), entity=person, text=name, language="en")
    claim = make_claim(text=text)
    page = client.get("/claims/", {"q": typed})
    assert [row.claim_id for row in page.context["page"].rows] == [claim.pk]


def test_word_after_a_minus_is_left_out(client: Client) -> None:
    """A minus excludes the claims that have the word."""
    kept = make_claim(text="The ferry sank at night")
    make_claim(text="The ferry sank at noon")
    page = client.get("/claims/", {"q": "ferry -noon"})
    assert [row.claim_id for row in page.context["page"].rows] == [kept.pk]

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

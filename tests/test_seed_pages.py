"""The seeds as readers see them: what is said where, page by page. Loaded once, as loading takes a while."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import Finding, Question
from sources.models import Article
from tests.pages import see
from tests.test_seeds import EAST, LATAKIA_PROVINCE, load

pytestmark = pytest.mark.django_db


def test_seed_pages(client: Client) -> None:
    """Contradictions are told as what they are, the east stands against the coast, and every page opens."""
    load()
    _contradictions_are_told_as_what_they_are(client)
    _where_the_base_lies(client)
    addresses = _addresses(client)
    assert len(addresses) > 87 + 5 + 7 + 5
    assert [one for one in addresses if client.get(one).status_code != 200] == []


def _contradictions_are_told_as_what_they_are(client: Client) -> None:
    """Four contradictions, two tensions and one update are listed, none of them ruled on."""
    page = see(client, "/contradictions/")
    assert {"4 contradictions", "2 tensions", "1 update"} <= page.links.keys()
    told = [row[0] for row in page.rows[1:]]
    assert sum("cannot both be true." in sentence for sentence in told) == 4
    assert sum("are hard to reconcile." in sentence for sentence in told) == 2
    assert sum("an update, not a contradiction." in sentence for sentence in told) == 1
    assert all(row[2] == "not yet" for row in page.rows[1:])


def _where_the_base_lies(client: Client) -> None:
    """The east stands against three places on the coast, in four of five articles."""
    page = see(client, Question.objects.get(claims__public_id=EAST).get_absolute_url())
    assert "Four answers from 3 outlets in 4 of 5 articles." in page.words
    for place in ("B “Syria’s Mediterranean coast”", "C “Latakia province”", "D “Near Latakia”"):
        assert f"A “Eastern Syria” and {place} cannot both be true." in page.words
    assert page.row("Caliber.Az 3 articles read")[0] == "Not mentioned"
    page = see(client, f"/contradictions/{LATAKIA_PROVINCE}/{EAST}/")
    assert "“located in the eastern region of the country”" in page.words
    coast = "Latakia province, within Syria’s Mediterranean coast, within Syria"
    assert page.row("Place") == ["Eastern Syria, within Syria", coast]


def _addresses(client: Client) -> list[str]:
    """Every question, article, contradiction and source in the seeds."""
    found = [one.get_absolute_url() for one in (*Question.objects.all(), *Article.objects.all())]
    for one in Finding.objects.between_claims().select_related("claim_a", "claim_b"):
        assert one.claim_b
        found.append(f"/contradictions/{one.claim_a.public_id}/{one.claim_b.public_id}/")
    for kind in ("outlet", "person", "organisation"):
        rows = client.get(f"/sources/?kind={kind}").context["rows"]
        found += [row["source"].get_absolute_url() for row in rows]
    return found

"""/sources/: outlets and others whose word is in the record."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

import pytest
from django.test import Client

from claims.actions.entities import merge
from newsroom.models import User
from tests.factories import make_capture, make_claim, make_entity, make_outlet, make_statement, on_record

pytestmark = pytest.mark.django_db


def test_source_list_counts_what_readers_may_see(client: Client) -> None:
    """An outlet is listed with its articles and claims; one that only desk claims lead to is not."""
    post, other = make_outlet("The Harbour Post"), make_outlet("The Quiet Paper")
    capture = make_capture(outlet=post)
    make_statement(make_claim(), capture)
    make_statement(make_claim(), capture, exact="at nine")
    make_statement(make_claim(published=False), make_capture(outlet=other))
    page = client.get("/sources/")
    assert "The Quiet Paper" not in page.content.decode()
    (row,) = page.context["rows"]
    assert (row["source"].name, *astuple(row["counted"])) == ("The Harbour Post", 1, 2, 2)


def test_source_list_counts_merged_outlets_once(client: Client, editor: User) -> None:
    """What an outlet published under a name that was merged into its own counts as its own."""
    post, old = make_outlet("The Harbour Post"), make_outlet("Harbour Post Online")
    make_statement(make_claim(), make_capture(outlet=old))
    merge(by=editor, source=old, target=post)
    (row,) = client.get("/sources/").context["rows"]
    assert (row["source"].name, *astuple(row["counted"])) == ("The Harbour Post", 1, 1, 1)
    assert len(client.get("/claims/?outlet=the-harbour-post").context["page"].rows) == 1


def test_source_list_of_people(client: Client) -> None:
    """People whose word a claim is traced to have a list of their own; a made-up kind has none."""
    make_statement(make_claim(), chain=[on_record(make_entity("Harbour master", "person"))])
    assert "Harbour master" in client.get("/sources/?kind=person").content.decode()
    assert client.get("/sources/?kind=star").status_code == 404


def test_source_list_tells_of_outlets_without_a_name(client: Client) -> None:
    """Articles that do not name their outlet are counted below the list, with their claims a link away."""
    make_statement(make_claim(), make_capture(outlet=None))
    page = client.get("/sources/").content.decode()
    assert "1 article does not name its outlet." in page
    assert "/claims/?outlet=not-named" in page


def test_source_list_query_count_does_not_grow(client: Client, django_assert_max_num_queries: Any) -> None:
    """Many outlets take as many queries as one."""
    for _ in range(2):
        for _ in range(4):
            make_statement(make_claim(), make_capture(outlet=make_outlet()))
        with django_assert_max_num_queries(7):
            client.get("/sources/")

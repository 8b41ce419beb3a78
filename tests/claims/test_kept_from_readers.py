"""What is the desk's alone stays there: names not to be given, and what happened before publication."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.claims import publish
from claims.actions.entities import merge
from claims.actions.tag import withdraw
from newsroom.models import User
from tests.factories import make_capture, make_claim, make_entity, make_outlet, make_statement, named_media
from tests.factories import on_record as openly

pytestmark = pytest.mark.django_db


def sheet(client: Client, query: str = "") -> str:
    """The claim sheet as text."""
    response = client.get(f"/claims.csv{query}")
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def test_outlets_to_choose_from_are_those_readers_know(client: Client) -> None:
    """An outlet that must not be named, or carries nothing published yet, is not suggested."""
    hidden = make_entity("Hushed Herald", "outlet", description="a local paper", do_not_name=True)
    make_statement(capture=make_capture(outlet=hidden))
    make_statement(make_claim(published=False), make_capture(outlet=make_outlet("Early Echo")))
    make_statement(capture=make_capture(outlet=make_outlet("Known News")))
    for name in ("claims:claim-list", "claims:contradiction-list"):
        page = client.get(reverse(name)).content.decode()
        assert "Known News" in page
        assert "Hushed Herald" not in page
        assert "Early Echo" not in page


def test_who_must_not_be_named_is_found_by_no_name(client: Client, editor: User) -> None:
    """Neither the printed name nor the address of one who was merged leads to who must not be named."""
    child = make_entity("Jamie Doe", "person", description="a witness", do_not_name=True)
    other = make_entity("Jimmy Dough", "person")
    make_statement(make_claim(text="It sank"), chain=[openly(other, as_printed="Jimmy D. Dough")])
    merge(by=editor, source=other, target=child)
    assert client.get("/sources/jimmy-dough/").status_code == 404
    assert client.get("/claims.csv?source=jimmy-dough").status_code == 400
    assert "It sank" in sheet(client)
    assert "Jimmy D. Dough" not in sheet(client)


def test_readers_are_not_told_what_was_withdrawn_before(client: Client, editor: User) -> None:
    """A tag taken back while only the desk saw the claim leaves no trace on its page, nor its reason."""
    claim = make_claim(published=False)
    withdraw(by=editor, statement=make_statement(claim), why="we misheard")
    make_statement(claim)
    publish(by=editor, claims=[claim])
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "we misheard" not in page
    assert "A statement withdrawn" not in page


def test_chains_end_where_readers_stop_seeing(client: Client) -> None:
    """A statement taken from one on an unpublished claim names whom it cites, and nobody beyond."""
    wire = make_outlet("Wire")
    early = make_capture(outlet=wire)
    source = make_entity("Deep Throat", "person")
    told = make_statement(make_claim(published=False), early, chain=[openly(source)])
    claim = make_claim()
    make_statement(claim, chain=[named_media(wire, derived_from=told)])
    assert "Deep Throat" not in sheet(client)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "Wire" in page
    assert f"/articles/{early.article.public_id}/" not in page

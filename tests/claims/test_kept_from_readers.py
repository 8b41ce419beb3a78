"""What is the desk's alone stays there: names not to be given, and what happened before publication."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.claims import publish, unpublish
from claims.actions.entities import merge
from claims.actions.tag import NewStatement, tag, withdraw
from claims.models import Claim, Statement
from newsroom.models import User
from sources.models import Capture
from tests.claims.desk.tags import client_of
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    named_media,
)
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


def everywhere(client: Client, claim: Claim, capture: Capture) -> str:
    """All that readers see of a claim and of an article that carries it."""
    article = capture.article.get_absolute_url()
    pages = [
        claim.get_absolute_url(),
        claim.question.get_absolute_url(),
        article,
        f"{article}annotations.json",
        f"{claim.get_absolute_url()}status.atom",
    ]
    return sheet(client) + "".join(client.get(page).content.decode() for page in pages)


def test_readers_are_not_told_of_slips_mended_before(client: Client, editor: User) -> None:
    """A tag corrected, or taken back and put back, before readers saw the claim is nobody else's."""
    claim = make_claim(make_question(answer_type="yes_no"), published=False)
    capture = make_capture(outlet=make_outlet())
    slip = make_statement(claim, capture)
    mended = replace(editor, claim, slip)
    withdraw(by=editor, statement=mended, why="a slip of the hand")
    again = make_statement(claim, capture)
    publish(by=editor, claims=[claim])
    told = everywhere(client, claim, capture)
    assert again.public_id in told
    for trace in (slip.public_id, mended.public_id, "Withdrawn", "Recorded anew", "corrected one", "slip of"):
        assert trace not in told
    at_the_desk = client_of(editor).get(f"/desk/claims/{claim.public_id}/").content.decode()
    assert "a slip of the hand" in at_the_desk
    assert "2 tags taken back or corrected" in at_the_desk


def test_readers_are_told_of_what_they_had_seen(client: Client, editor: User) -> None:
    """What was taken back while the claim was public stays told, also once it was published a second time."""
    claim = make_claim(make_question(answer_type="yes_no"))
    capture = make_capture(outlet=make_outlet())
    make_statement(claim, capture)
    seen = make_statement(claim, capture, exact="nine")
    withdraw(by=editor, statement=seen, why="misread by us")
    unpublish(by=editor, claims=[claim])
    unseen = make_statement(claim, capture, exact="owner")
    withdraw(by=editor, statement=unseen, why="tried at the desk")
    publish(by=editor, claims=[claim])
    for page in (claim.get_absolute_url(), capture.article.get_absolute_url()):
        told = client.get(page).content.decode()
        assert "misread by us" in told
        assert "tried at the desk" not in told


def replace(by: User, claim: Claim, old: Statement) -> Statement:
    """The same passage, tagged with more."""
    return tag(
        by=by,
        claim=claim,
        capture=old.capture,
        passage=old.passage,
        new=NewStatement(certainty="certain", caveat="fact"),
        supersedes=old,
    )


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

"""/claims.csv: the claim sheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.actions.claims import publish
from claims.actions.tag import NewLink, withdraw
from claims.actions.verdicts import propose_verdict
from claims.exports.as_csv import COLUMNS, unguard, write
from claims.models import ClaimState
from claims.sheet import sheet_rows, write_sheet
from newsroom.models import User
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    named_media,
    on_record,
)

pytestmark = pytest.mark.django_db


def sheet(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/claims.csv{query}")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def copied(bom: bool = False) -> bytes:
    file = io.BytesIO()
    write_sheet(file, ClaimState.objects.at().published(), None, bom=bom)
    return file.getvalue()


def referenced() -> bytes:
    return b"".join(write(sheet_rows(ClaimState.objects.at().published(), None)))


def test_one_row_a_statement_and_one_for_a_bare_claim(client: Client) -> None:
    """Each statement has a row; a claim without any still has its own."""
    claim = make_claim()
    make_statement(claim)
    make_statement(claim)
    bare = make_claim(text="Nobody says this")
    rows = sheet(client)
    assert [row["claim"] for row in rows].count(claim.text) == 2
    assert [row["statement_id"] for row in rows if row["claim_id"] == bare.public_id] == [""]


def test_cells_say_what_the_record_says(client: Client, editor: User) -> None:
    """The chain, its origin, the typed value and the verdict's note stand in their columns."""
    outlet, agency = make_outlet("The Harbour Post"), make_entity("Agency", "outlet")
    master = make_entity("Harbour master", "person")
    question = make_question("How many?", topic=make_topic("The ferry"), unit="people")
    claim = make_claim(question, (3, 4), text="Three or four")
    statement = make_statement(
        claim,
        make_capture(outlet=outlet, url="https://post.example/1", published="2025-05-26", terms=""),
        chain=[on_record(master, as_printed="the harbour master"), named_media(agency, inferred=True)],
    )
    propose_verdict(by=editor, claim=claim, status="unverified", note="One outlet alone.")
    (row,) = sheet(client)
    assert list(row) == list(COLUMNS)
    expected: dict[str, str] = {
        "topic": "The ferry",
        "question": "How many?",
        "claim": "Three or four",
        "value": "3–4",
        "value_min": "3",
        "value_max": "4",
        "value_unit": "people",
        "status": "unverified",
        "status_note": "One outlet alone.",
        "origins_for": "1",
        "on_record_origins": "1",
        "statement_id": statement.public_id,
        "kind": "assertion",
        "stance": "support",
        "speaker": "Harbour master",
        "speaker_as_printed": "the harbour master",
        "basis": "on_record",
        "basis_inferred": "no",
        "chain": "Harbour master [on_record] > Agency [named_media, inferred]",
        "origin": "Harbour master",
        "original_seen": "no",
        "published": "2025-05-26",
        "outlet": "The Harbour Post",
        "start": "0",
        "end": "16",
        "url": "https://post.example/1",
        "lang": "en",
    }
    assert {name: row[name] for name in expected} == expected


def test_unreviewed_is_not_unverified(client: Client) -> None:
    """A claim without a verdict says not_reviewed, and an outlet that is not named says so."""
    make_statement(make_claim(), make_capture(outlet=None))
    (row,) = sheet(client)
    assert (row["status"], row["outlet"]) == ("not_reviewed", "(not named)")


def test_origin_is_followed_through_relays(client: Client) -> None:
    """The origin of a relayed statement is that of the statement it was taken from; a circle has an end."""
    claim, agency = make_claim(), make_entity("Agency", "outlet")
    first = make_statement(claim, chain=[on_record(make_entity("Harbour master"))])
    make_statement(claim, chain=[NewLink(agency, "named_media", derived_from=first)])
    origins = {row["statement_id"]: row["origin"] for row in sheet(client)}
    assert set(origins.values()) == {"Harbour master"}


def test_readers_get_published_claims_only(client: Client, editor: User) -> None:
    """A desk-only claim is in nobody's sheet until it is published; a withdrawn statement leaves it."""
    claim = make_claim(published=False)
    statement = make_statement(claim)
    assert sheet(client) == []
    publish(by=editor, claims=[claim])
    assert [row["statement_id"] for row in sheet(client)] == [statement.public_id]
    withdraw(by=editor, statement=statement)
    assert [row["statement_id"] for row in sheet(client)] == [""]


def test_sheet_takes_the_list_filters_and_refuses_others(client: Client) -> None:
    """The list's filters narrow the sheet; an unknown or unreadable one answers 400, never everything."""
    outlet = make_outlet("The Harbour Post")
    make_statement(make_claim(), make_capture(outlet=outlet))
    make_statement(make_claim())
    assert len(sheet(client, "?outlet=the-harbour-post")) == 1
    for query in ("?colour=blue", "?status=maybe", "?said_from=yesterday", "?topic=none-such", "?as_of=soon"):
        assert client.get(f"/claims.csv{query}").status_code == 400, query


def test_download_is_whole_and_described(client: Client) -> None:
    """Length, row count and hash travel with the sheet and stand in the JSON beside it."""
    make_statement()
    response = client.get("/claims.csv")
    body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    about = json.loads(client.get("/claims.csv.json").content)
    assert int(response["Content-Length"]) == len(body) == about["bytes"]
    assert response["X-Sheet-SHA256"] == hashlib.sha256(body).hexdigest() == about["sha256"]
    assert response["X-Sheet-Rows"] == "1"
    assert about["rows"] == 1
    assert response["Content-Type"].startswith("text/csv")


def named(client: Client, query: str) -> str:
    response = client.get(f"/claims.csv{query}")
    assert b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response["Content-Disposition"]


def test_download_is_named_after_what_it_holds(client: Client) -> None:
    """Topic, question, claim or filter and the day, in letters that every system takes."""
    question = make_question("Сколько пропало?", topic=make_topic("The ferry"))
    claim = make_claim(question)
    make_statement(claim)
    with time_machine.travel(datetime(2026, 11, 26, 9, 0, tzinfo=UTC)):
        for query, held in (
            ("", ""),
            ("?topic=the-ferry", "the-ferry-"),
            ("?topic=the-ferry&status=not_reviewed&bom=1", "the-ferry-not_reviewed-"),
            (f"?question={question.public_id}", "skolko-propalo-"),
            (f"?claim={claim.public_id}", f"{claim.public_id.lower()}-"),
        ):
            assert named(client, query) == f'attachment; filename="sayso-claims-{held}2026-11-26.csv"'
        then = named(client, "?topic=the-ferry&as_of=2025-06-01T12:00Z")
        elsewhere = named(client, "?topic=the-ferry&as_of=2025-06-01T15:00%2B03:00")
    assert then == 'attachment; filename="sayso-claims-the-ferry-as-of-2025-06-01T1200Z.csv"'
    assert elsewhere == then


def test_bom_only_for_spreadsheets(client: Client) -> None:
    """The bare address has no byte order mark, the page's own link has one."""
    make_statement()
    for query, first in (("", b"as_of"), ("?bom=1", b"\xef\xbb\xbfas_of")):
        body = b"".join(client.get(f"/claims.csv{query}").streaming_content)  # type: ignore[attr-defined]
        assert body.startswith(first)


def test_query_count_does_not_grow(client: Client, django_assert_num_queries: Any) -> None:
    """One statement makes the sheet, however many rows it has."""
    for _ in range(3):
        make_statement(chain=[on_record(make_entity("Someone"))])
    with django_assert_num_queries(2):
        sheet(client)


def test_excerpts_within_terms(client: Client) -> None:
    """Of a text that is not ours, a quote has 25 words at most, and all together a tenth of the article."""
    words = " ".join(f"word{n}" for n in range(400))
    capture = make_capture(words)
    long = make_statement(make_claim(), capture, exact=" ".join(f"word{n}" for n in range(30)))
    fits = make_statement(make_claim(), capture, exact="word40 word41")
    over = make_statement(make_claim(), capture, exact=" ".join(f"word{n}" for n in range(100, 120)))
    quotes = {row["statement_id"]: row["quote"] for row in sheet(client)}
    assert quotes[long.public_id] == " ".join(f"word{n}" for n in range(25)) + "…"
    assert quotes[fits.public_id] == "word40 word41"
    assert quotes[over.public_id] == ""


def test_headlines_are_quoted_whole(client: Client) -> None:
    """A headline is printed with its article anyway: quoting it uses up nothing, in a text of any length."""
    capture = make_capture("Fire shuts the old harbour. More soon.", headline="Fire shuts the old harbour")
    make_statement(make_claim(), capture, exact="Fire shuts the old harbour", form="headline")
    make_statement(make_claim(), capture, exact="Fire shuts", form="paraphrase")
    assert sorted(row["quote"] for row in sheet(client)) == ["", "Fire shuts the old harbour"]


def test_digest_quotes_only_what_was_printed(client: Client) -> None:
    """Over our own digest the quote is the printed phrase or nothing, never our words."""
    capture = make_capture("Our summary of it.", method="digest", public_text="full")
    make_statement(make_claim(), capture, exact="Our summary", wording="their phrase")
    make_statement(make_claim(), capture, exact="summary of it")
    assert sorted(row["quote"] for row in sheet(client)) == ["", "their phrase"]


HOSTILE = [
    *json.loads((Path(__file__).parent / "csv_cells.json").read_text(encoding="utf-8")),
    "two\nlines",
    'a "quoted" word',
    "comma, here",
]


@pytest.mark.parametrize("text", [kept for cell in HOSTILE if (kept := cell.replace("\0", "")).strip()])
def test_copy_equals_the_reference_writer(text: str) -> None:
    """What COPY writes is byte for byte what the pure writer says, and reads back to the same text."""
    make_statement(make_claim(text=text), make_capture(headline=text))
    assert copied() == referenced()
    (row,) = csv.DictReader(io.StringIO(copied().decode(), newline=""))
    assert unguard(row["claim"]) == text


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_copy_equals_the_reference_writer_on_any_text(text: str) -> None:
    """The same holds for any text."""
    make_statement(make_claim(text=text))
    assert copied() == referenced()

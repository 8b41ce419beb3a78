"""`manage.py export_dossier`: what comes out can go in again, and comes out the same."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from claims.actions.claims import add_topic
from claims.actions.dossiers import load
from claims.actions.entities import end, link, merge
from claims.actions.rulings import rule_on_claims, rule_on_statement
from claims.actions.tag import NewLink, withdraw
from claims.actions.verdicts import (
    Document,
    approve_verdict,
    evidence_digest,
    propose_verdict,
    record_check,
    record_reply,
    withdraw_verdict,
)
from claims.dossier import Dossier
from claims.dossier_rows import dossier_of
from claims.exports.as_dossier import write
from claims.imports.from_dossier import parse
from claims.models import Statement, Topic
from newsroom.actions import acting
from newsroom.models import Event, User
from newsroom.snapshot import one_moment
from tests.claims.cases import ferry as case
from tests.claims.cases.ferry import changed, ferry, one
from tests.dossiers import dossiers
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

db = pytest.mark.django_db


def exported(topic: str, **options: Any) -> bytes:
    """What the command prints."""
    out = StringIO()
    call_command("export_dossier", topic, stdout=out, **options)
    return out.getvalue().encode()


@db
@given(dossiers())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_round_trip_gives_the_same_bytes(dossier: Dossier) -> None:
    """Whatever a dossier holds, loading it into an empty database and exporting it loses nothing."""
    with transaction.atomic():
        load({"one.json": dossier}, by=None)
        assert write(dossier_of(Topic.objects.get())) == write(dossier)
        assert not load({"again.json": dossier}, by=None).anything
        transaction.set_rollback(True)


def desk_work(editor: User, reviewer: User) -> Topic:
    """A topic on which the desk did everything that it can do."""
    question = make_question("How many were missing?", unit="people")
    agency, harbour = make_outlet("Agency"), make_entity("Harbour master", "person")
    nine, fourteen = make_claim(question, (9, None)), make_claim(question, 14)
    capture = make_capture(outlet=agency, url="https://example.org/ferry", byline="A. Writer")
    told = make_statement(nine, capture, exact="at nine", chain=[on_record(harbour)], said="2025-05-20~")
    relay = NewLink(agency, "named_media", derived_from=told)
    make_statement(fourteen, make_capture(), exact="Fourteen people", chain=[relay])
    make_statement(
        nine, make_capture(), kind="no_comment", chain=[NewLink(make_entity("Owner"), as_printed="The owner")]
    )
    withdraw(by=editor, statement=make_statement(nine, capture), why="twice")
    document = Document("log.txt", "text/plain", b"fourteen")
    check = record_check(
        by=editor, claim=fourteen, what_we_did="Read the log.", result="supports", document=document
    )
    asked = record_check(
        by=editor, claim=nine, what_we_did="Asked the coastguard.", person_asked="Coastguard"
    )
    record_reply(by=editor, check=asked, reply="No comment.")
    assert check.has_evidence
    first = propose_verdict(by=editor, claim=fourteen, status="unverified", note="One outlet.")
    withdraw_verdict(by=editor, verdict=first)
    verdict = propose_verdict(by=editor, claim=fourteen, status="confirmed", note="The log says so.")
    approve_verdict(by=reviewer, verdict=verdict, digest=evidence_digest(fourteen))
    rule_on_claims(by=editor, claim=nine, other=fourteen, relation="updates", note="Later.", rule="C2")
    rule_on_claims(by=editor, claim=fourteen, other=nine, relation="unrelated", note="No.", rule="C2")
    rule_on_statement(by=editor, statement=told, rule="T2", relation="tension", note="Dropped.")
    port, ministry = make_entity("Port"), make_entity("Ministry")
    link(by=editor, source=harbour, target=port, kind="speaks_for", reason="By law.")
    end(by=editor, row=link(by=editor, source=port, target=ministry, kind="owned_by", reason="Was."))
    merge(by=editor, source=agency, target=make_outlet("The Agency"))
    assert question.topic
    return question.topic


@db
def test_what_the_desk_recorded_is_what_was_exported(editor: User, reviewer: User) -> None:
    """An export of the desk's own work reads back, and its record recognises every row as its own."""
    topic = desk_work(editor, reviewer)
    data = exported(topic.slug)
    events = Event.objects.count()
    assert not load({"own.json": parse(data)}, by=None).anything
    assert Event.objects.count() == events


@db
def test_export_holds_what_the_topic_uses_and_no_more() -> None:
    """Captures, articles and entities come along where a statement, an answer or a link leads to them."""
    dossier = ferry()
    unused = case.entity(5, "Weather service")
    ended = case.merge(6, ended_at=case.NOON, ended_by=case.ANN)
    dossier = changed(dossier, one("E", 4), merges=(ended,))
    company = case.entity(6, "Coast company")
    load({"ferry": replace(dossier, entities=(*dossier.entities, unused, company))}, by=None)
    assert parse(exported("the-ferry")) == replace(dossier, entities=(*dossier.entities, company))


@db
def test_export_leaves_other_topics_out() -> None:
    """Two topics on one article each take along their own statements, and the article."""
    capture = make_capture(outlet=make_outlet())
    topics = [make_topic("One"), make_topic("Two")]
    for topic in topics:
        make_statement(make_claim(make_question(topic=topic)), capture)
    one_topic, two = (parse(exported(topic.slug)) for topic in topics)
    assert one_topic.articles == two.articles
    assert len(one_topic.statements) == len(two.statements) == 1
    assert one_topic.statements != two.statements


@db
def test_topic_without_questions_is_a_dossier_too(editor: User) -> None:
    """A topic that was only just opened can be exported."""
    add_topic(by=editor, title="Just opened", summary="Soon.")
    assert parse(exported("just-opened")).topic.summary == "Soon."


@db
def test_topic_is_found_by_address_or_id() -> None:
    """Either will do; for an unknown one, those that exist are named."""
    topic = make_topic("The ferry")
    assert exported("the-ferry") == exported(topic.public_id)
    with pytest.raises(CommandError, match=r"no topic storm\. The topics are: the-ferry\."):
        exported("storm")


@db
def test_output_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """`-o` writes the bytes; where that fails, no half file is left."""
    load({"ferry": ferry()}, by=None)
    target = tmp_path / "ferry.json"
    assert exported("the-ferry", output=str(target)) == b""
    assert target.read_bytes() == write(ferry())
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        exported("the-ferry", output=str(tmp_path / "nowhere" / "ferry.json"))
    assert list(tmp_path.iterdir()) == [target]


@db
def test_standard_output_gets_the_bytes_as_they_are() -> None:
    """Neither the terminal's encoding nor its line ends change the file."""
    load({"ferry": ferry()}, by=None)
    terminal = TextIOWrapper(BytesIO(), encoding="latin-1", newline="\r\n")
    call_command("export_dossier", "the-ferry", stdout=terminal)
    assert terminal.buffer.getvalue() == write(ferry())


@db
def test_what_would_not_load_again_is_told() -> None:
    """A record that the importer would refuse is written all the same, and the fault is named."""
    load({"ferry": ferry()}, by=None)
    with acting(by=None, action="test"):
        Topic.objects.update(slug="ферри")
    errors = StringIO()
    with pytest.raises(CommandError, match="will not load again"):
        exported(one("T"), stderr=errors)
    assert errors.getvalue().startswith("topic.slug: ")


@db
def test_queries_do_not_grow_with_rows() -> None:
    """The export asks as often for a hundred rows as for one."""
    topic = make_topic()
    counts = []
    for rows in (1, 4):
        for _ in range(rows):
            agency = make_outlet()
            claim = make_claim(make_question(topic=topic))
            make_statement(claim, make_capture(outlet=agency), chain=[named_media(agency)])
        with CaptureQueriesContext(connection) as queries:
            dossier_of(topic)
        counts.append(len(queries))
    assert counts[1] == counts[0] <= 23
    assert Statement.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_export_sees_one_moment() -> None:
    """What colleagues write while the export reads is in it wholly or not at all."""
    with one_moment(), connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("repeatable read",)

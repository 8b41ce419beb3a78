"""`manage.py load_dossier`: whole or not at all, and never over what is here."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import dossier as plain
from claims.actions.claims import publish, unpublish
from claims.actions.entities import link
from claims.actions.tag import withdraw
from claims.dossier import Dossier
from claims.models import (
    Approval,
    Check,
    Claim,
    ClaimState,
    Finding,
    Ruling,
    SourceLink,
    Statement,
    Topic,
    Verdict,
)
from newsroom.models import Event, User
from sources.models import Capture, Entity, EntityLink, EntityMerge
from tests.claims.cases import ferry as case
from tests.claims.cases.ferry import ANN, BEN, MORNING, NOON, changed, ferry, one, saved
from tests.claims.cases.loading import derived_is_stored, load, load_ferry, state

pytestmark = pytest.mark.django_db


# What comes in


def test_everything_is_loaded_as_it_was(tmp_path: Path) -> None:
    """Statements come with their words, places, chains and times; attachments with their bytes."""
    assert load_ferry(tmp_path) == "Loaded from 1 dossier: 1 question, 2 claims, 2 statements"
    statement = Statement.objects.get(public_id=one("S", 2))
    assert statement.exact == "The coastguard put the number at nine"
    assert statement.recorded_at == MORNING
    chain = SourceLink.objects.filter(statement=statement).values_list("entity__name", "basis")
    assert list(chain) == [("Coastguard", "on_record")]
    assert bytes(Check.objects.get().attachment or b"") == case.BYTES
    assert Entity.objects.get(public_id=one("E", 2)).names.get().folded == "ida kholm"


def test_sentences_of_captures_are_worked_out(tmp_path: Path) -> None:
    """The desk can step through a loaded text sentence by sentence."""
    load_ferry(tmp_path)
    assert len(Capture.objects.get().spans()) == 2


def test_people_become_accounts_that_cannot_log_in(tmp_path: Path) -> None:
    """Labels are kept word for word and open no door."""
    load_ferry(tmp_path)
    people = User.objects.filter(username__in=[ANN, BEN])
    assert {(person.is_active, person.has_usable_password()) for person in people} == {(False, False)}
    assert len(people) == 2
    assert Statement.objects.values_list("recorded_by__username", flat=True).distinct().get() == ANN


def test_what_follows_is_there_at_once(tmp_path: Path) -> None:
    """Findings, counts and statuses stand right after the load."""
    load_ferry(tmp_path)
    assert Finding.objects.get().rule == "C2"
    assert (state(2).status, state(2).status_at) == ("confirmed", NOON)
    assert (state(1).status, state(1).conflicts_with) == ("", [one("C", 2)])


def test_record_begins_here_when_it_was_loaded(tmp_path: Path) -> None:
    """What the site knew before the load is nothing, however old the statements are."""
    before = timezone.now()
    load_ferry(tmp_path)
    assert not Statement.objects.standing(before).exists()
    assert not ClaimState.objects.at(before).exists()
    assert Statement.objects.standing(timezone.now()).count() == 2


def test_what_had_left_before_never_stood_here(tmp_path: Path) -> None:
    """Withdrawn and ended things are kept, and count at no moment."""
    ended: dict[str, Any] = {"ended_at": NOON, "ended_by": ANN}
    dossier = changed(ferry(), one("S", 1), withdrawn_at=NOON, withdrawn_by=BEN, withdrawn_why="misread")
    dossier = changed(dossier, one("V"), withdrawn_at=NOON, withdrawn_by=ANN)
    dossier = changed(dossier, one("E", 4), merges=(case.merge(3, **ended),))
    dossier = replace(dossier, rulings=(case.ruling(**ended),))
    load(*saved(tmp_path, ferry=dossier))
    for rows in (Verdict, Ruling, EntityMerge):
        assert rows.objects.count() == 1
        assert not rows.objects.standing().exists()
        assert not rows.objects.standing(timezone.now()).exists()
    assert Statement.objects.get(public_id=one("S", 1)).withdrawn_why == "misread"
    assert state(1).outlets == 0
    assert state(2).status == ""
    assert not Finding.objects.exists()


def test_rulings_win_at_once(tmp_path: Path) -> None:
    """A contradiction that someone dismissed is dismissed here too; one on a statement comes along."""
    load_ferry(
        tmp_path,
        rulings=(
            case.ruling(1),
            case.ruling(2, claim_b=None, subject=one("S", 1), rule="T2", relation="tension"),
        ),
    )
    assert state(1).open_conflicts == 0
    assert Ruling.objects.get(rule="T2").subject == Statement.objects.get(public_id=one("S", 1))


def test_claims_that_moved_and_statements_that_replace_others_are_put_in_order(tmp_path: Path) -> None:
    """Whatever the order of ids, each comes after what it refers to."""
    dossier = ferry()
    moved = case.claim(0, 14, moved_to=one("C", 1))
    dossier = changed(dossier, one("S", 1), supersedes=one("S", 2))
    load(*saved(tmp_path, ferry=replace(dossier, claims=(*dossier.claims, moved))))
    assert Claim.objects.get(public_id=one("C", 0)).moved_to == Claim.objects.get(public_id=one("C", 1))
    replaced = Statement.objects.get(public_id=one("S", 1)).supersedes
    assert replaced == Statement.objects.get(public_id=one("S", 2))


def test_event_log_names_who_loaded(tmp_path: Path, editor: User) -> None:
    """The record says by whose hand the rows came: a colleague's, or the system's."""
    load(*saved(tmp_path, ferry=ferry()), by="edith")
    written = Event.objects.filter(action="insert: load dossier").values_list("actor", flat=True)
    assert set(written) == {"edith"}
    with pytest.raises(CommandError, match="no account nobody"):
        load("any.json", by="nobody")


def test_progress_is_told_unless_asked_to_be_quiet(tmp_path: Path) -> None:
    """A long load says how far it is."""
    errors = StringIO()
    call_command("load_dossier", *saved(tmp_path, ferry=ferry()), stdout=StringIO(), stderr=errors)
    assert errors.getvalue() == "2 of 2 statements\n"


# Loading again


def test_second_load_changes_nothing_and_says_so(tmp_path: Path) -> None:
    """Neither a row nor an event is added."""
    load_ferry(tmp_path)
    events, states = Event.objects.count(), list(ClaimState.objects.values_list())
    assert load_ferry(tmp_path) == "Nothing new: 1 dossier already loaded"
    assert Event.objects.count() == events
    assert list(ClaimState.objects.values_list()) == states


def test_what_is_new_in_a_known_topic_is_added(tmp_path: Path) -> None:
    """A later file with more statements, names, links and approvals adds these and leaves the rest."""
    load_ferry(tmp_path)
    more = plain.EntityName(text="Captain Holm", language="en", added_by=BEN)
    owned = plain.EntityLink(kind="owned_by", to=one("E", 3), recorded_at=NOON, recorded_by=BEN)
    dossier = ferry()
    dossier = replace(dossier, statements=(*dossier.statements, case.statement(3, 2, "number at nine")))
    dossier = changed(dossier, one("E", 2), names=(*dossier.entities[1].names, more))
    dossier = changed(dossier, one("E", 4), links=(owned,))
    second = plain.Approval(approved_at=NOON, approved_by="Cy", digest="")
    dossier = changed(dossier, one("V"), approvals=(*dossier.verdicts[0].approvals, second))
    assert load(*saved(tmp_path, more=dossier)) == "Loaded from 1 dossier: 0 questions, 0 claims, 1 statement"
    assert state(2).origins_for == 2
    assert Entity.objects.get(public_id=one("E", 2)).names.count() == 2
    assert EntityLink.objects.count() == Approval.objects.count() == 2


def test_new_merge_of_known_entities_reaches_their_claims(tmp_path: Path) -> None:
    """Two origins that a later file tells to be one count as one."""
    dossier = ferry()
    dossier = replace(dossier, statements=(*dossier.statements, case.statement(3, 2, "number at nine")))
    load(*saved(tmp_path, ferry=dossier))
    assert state(2).origins_for == 2
    load(*saved(tmp_path, merged=changed(dossier, one("E", 4), merges=(case.merge(2),))))
    assert state(2).origins_for == 1
    assert derived_is_stored()


def test_what_was_done_here_since_stays(tmp_path: Path, editor: User) -> None:
    """Loading the old file again neither undoes a colleague's work nor fails over it."""
    load_ferry(tmp_path)
    statement = Statement.objects.get(public_id=one("S", 1))
    withdraw(by=editor, statement=statement, why="misread")
    unpublish(by=editor, claims=[statement.claim])
    link(
        by=editor,
        source=Entity.objects.get(public_id=one("E", 4)),
        target=Entity.objects.get(public_id=one("E", 3)),
        kind="owned_by",
        reason="By law.",
    )
    assert load_ferry(tmp_path).startswith("Nothing new")
    statement.refresh_from_db()
    assert statement.withdrawn_by == editor
    assert statement.claim.visibility == "desk"


def test_published_here_since_stays_published(tmp_path: Path, editor: User) -> None:
    """A file in which the claim was not public yet does not hide it again."""
    hidden = changed(ferry(), one("C", 1), visibility="desk", published_at=None, published_by=None)
    load(*saved(tmp_path, hidden=hidden))
    publish(by=editor, claims=Claim.objects.filter(public_id=one("C", 1)))
    assert load(*saved(tmp_path, hidden=hidden)).startswith("Nothing new")
    assert state(1).visibility == "published"


def test_skip_known_leaves_out_topics_that_are_here(tmp_path: Path) -> None:
    """A demonstration starts again whatever was edited in it; new topics still come."""
    load_ferry(tmp_path)
    edited = changed(ferry(), one("T"), title="Another title")
    other = Dossier(topic=plain.Topic(id=one("T", 2), title="Storm", slug="storm"))
    paths = saved(tmp_path, edited=edited, other=other)
    assert load(*paths, skip_known=True) == "Loaded from 1 dossier: 0 questions, 0 claims, 0 statements"
    assert load(*paths, skip_known=True) == "Nothing new: 2 dossiers already loaded"
    assert Topic.objects.count() == 2


# What it costs


def test_queries_do_not_grow_with_rows(tmp_path: Path) -> None:
    """Rows are written many at a time."""
    small = ferry()
    more = tuple(
        replace(case.statement(10 + n, 1 + n % 2, "Fourteen people"), recorded_by=f"P{n}") for n in range(40)
    )
    counts = []
    for name, dossier in (
        ("small", small),
        ("large", replace(small, statements=(*small.statements, *more))),
    ):
        paths = saved(tmp_path, **{name: dossier})
        with CaptureQueriesContext(connection) as queries:
            load(*paths)
        counts.append(len(queries))
    assert counts[1] <= counts[0]

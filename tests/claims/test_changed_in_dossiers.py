"""What an editor said of changed passages goes out with a dossier, and comes in with one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from claims.actions.anchoring import say_changed, take_back
from claims.actions.dossiers import load
from claims.dossier import Change, Dossier
from claims.dossier_rows import dossier_of, held
from claims.exports.as_dossier import write
from claims.imports.from_dossier import DossierError, parse
from claims.models import Anchor, Statement
from sources.quotes import passage_at
from tests.claims.cases.recaptured import (
    AFTER,
    BEFORE,
    CARRIED,
    LONG,
    again,
    altered,
    on_altered_passage,
)
from tests.factories import some_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement() -> Statement:
    return on_altered_passage()


def test_dossier_carries_what_a_person_said(statement: Statement) -> None:
    """Export, load elsewhere, export again: the same bytes, with the later capture and both answers."""
    take_back(by=some_editor(), anchor=altered(statement))
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=None, note="It is gone.")
    topic = statement.claim.question.topic
    assert topic
    exported = write(dossier_of(topic))
    assert [one.outcome for one in parse(exported).changes].count("altered") == 1
    assert len(parse(exported).articles[0].captures) == 2
    assert json.loads(exported)["changes"][0]["tagged_in"] == statement.capture.public_id


def test_loaded_answer_ends_the_question_here(statement: Statement) -> None:
    """A colleague's file answers what waits here; another answer here is not overwritten."""
    again(statement.capture, AFTER + LONG)
    waiting = Anchor.objects.waiting().get()
    load({"a": answering(statement, waiting, "N-0000000001")}, by=None)
    assert not Anchor.objects.waiting().exists()
    assert [one.public_id for one in Anchor.objects.changed()] == ["N-0000000001"]
    with pytest.raises(DossierError, match="N-0000000001 says what became of this passage here"):
        load({"a": answering(statement, waiting, "N-0000000002")}, by=None)


def test_loaded_capture_is_looked_through(statement: Statement) -> None:
    """A newer text that a colleague's file brings asks about the passages tagged here, as a look would."""
    topic = statement.claim.question.topic
    assert topic
    dossier = dossier_of(topic)
    (article,) = dossier.articles
    later = replace(
        article.captures[0],
        id="P-0000000001",
        text=AFTER + LONG,
        taken_at=article.captures[0].taken_at + timedelta(hours=1),
    )
    load({"a": replace(dossier, articles=(replace(article, captures=(*article.captures, later)),))}, by=None)
    (row,) = Anchor.objects.waiting()
    assert (row.place, row.capture.public_id) == (
        (statement.capture_id, statement.start, statement.end),
        "P-0000000001",
    )


def test_loaded_statement_is_looked_for_in_the_newest_capture(statement: Statement) -> None:
    """A tag that a colleague's file brings to an older text is asked about at once, and only that one."""
    altered(statement)
    topic = statement.claim.question.topic
    assert topic
    dossier = dossier_of(topic)
    start = BEFORE.index(CARRIED)
    passage = passage_at(statement.capture.text, start, start + len(CARRIED))
    brought = replace(
        dossier.statements[0],
        id="S-0000000001",
        start=passage.start,
        end=passage.end,
        exact=passage.exact,
        wording=passage.exact,
        prefix=passage.prefix,
        suffix=passage.suffix,
    )
    before = set(Anchor.objects.values_list("pk", flat=True))
    load({"a": replace(dossier, statements=(*dossier.statements, brought))}, by=None)
    (row,) = Anchor.objects.exclude(pk__in=before)
    assert (row.outcome, row.exact) == ("carried", CARRIED)


def answering(statement: Statement, anchor: Anchor, one: str) -> Dossier:
    """The statement's topic as a colleague would send it, with the answer that the passage was taken out."""
    topic = statement.claim.question.topic
    assert topic
    dossier = dossier_of(topic)
    later = held([anchor.capture.public_id])[0][anchor.capture.public_id]
    captures = {kept.id: kept for kept in (*dossier.articles[0].captures, later)}
    change = Change(
        id=one,
        tagged_in=statement.capture.public_id,
        tagged_start=statement.start,
        tagged_end=statement.end,
        capture=anchor.capture.public_id,
        outcome="removed",
        decided_at=datetime(2026, 1, 1, tzinfo=UTC),
        decided_by="Colleague",
    )
    article = replace(dossier.articles[0], captures=tuple(captures.values()))
    return parse(write(replace(dossier, articles=(article,), changes=(change,))))

"""Questions and settings: what the rules find follows every change at once."""

from __future__ import annotations

import pytest

from claims.actions.questions import edit_question, set_alleges_wrongdoing, set_desk_settings
from claims.actions.rulings import rule_on_claims
from claims.models import Claim, ClaimState, Finding
from newsroom.models import DeskSettings, Event, User
from tests.factories import make_claim, make_entity, make_question, make_statement, make_topic, on_record


def state(claim: Claim) -> ClaimState:
    return ClaimState.objects.at().get(claim=claim)


@pytest.fixture
def pair(db: None) -> tuple[Claim, Claim]:
    """Two numbers that cannot both be true, each on record."""
    question = make_question("How many were missing?")
    nine, fourteen = make_claim(question, 9), make_claim(question, 14)
    make_statement(nine, exact="at nine", chain=[on_record(make_entity("Coastguard"))])
    make_statement(fourteen, exact="Fourteen people", chain=[on_record(make_entity("Harbour master"))])
    return nine, fourteen


def test_edit_question_to_many_answers_ends_the_contradiction(
    pair: tuple[Claim, Claim], editor: User
) -> None:
    """Where several answers can be true there is nothing to contradict, and back again."""
    question = pair[0].question
    edit_question(by=editor, question=question, single_valued=False)
    assert not Finding.objects.exists()
    assert state(pair[0]).open_conflicts == 0
    edit_question(by=editor, question=question, single_valued=True, text="How many people were missing?")
    assert Finding.objects.get().level == "contradiction"
    question.refresh_from_db()
    assert question.text == "How many people were missing?"


def test_edit_question_whose_answer_varies_asks_for_dates(pair: tuple[Claim, Claim], editor: User) -> None:
    """On a question whose answer may change, undated or same-day answers are a tension at most."""
    edit_question(by=editor, question=pair[0].question, varies=True)
    assert Finding.objects.get().level != "update"
    assert Event.objects.filter(actor="edith", action="update: edit question").exists()


def test_edit_question_keeps_its_kind_of_answer(pair: tuple[Claim, Claim], editor: User) -> None:
    """Answers were given in one kind, so the kind stays."""
    with pytest.raises(TypeError, match="answer_type"):
        edit_question(by=editor, question=pair[0].question, answer_type="date")


def test_edit_question_moves_it_to_another_topic(pair: tuple[Claim, Claim], editor: User) -> None:
    """Filing a question elsewhere takes its claims along."""
    topic = make_topic("Ferries")
    edit_question(by=editor, question=pair[0].question, topic=topic)
    assert Claim.objects.filter(question__topic=topic).count() == 2


def test_settings_hide_what_no_editor_has_ruled_on(pair: tuple[Claim, Claim], editor: User) -> None:
    """With the switch off readers see only what an editor confirmed; the desk still sees all."""
    set_desk_settings(by=editor, shows_found=False)
    assert state(pair[0]).open_conflicts == 0
    assert state(pair[0]).suggested == "disputed"
    rule_on_claims(by=editor, claim=pair[0], other=pair[1], relation="contradicts", note="So.", rule="C2")
    assert state(pair[0]).conflicts_with == [pair[1].public_id]
    set_desk_settings(by=editor, shows_found=True, byline="The ferry desk")
    assert DeskSettings.objects.get().byline == "The ferry desk"


def test_settings_that_change_no_count_touch_no_claim(pair: tuple[Claim, Claim], editor: User) -> None:
    """A new byline opens no new state of any claim."""
    before = ClaimState.objects.count()
    set_desk_settings(by=editor, byline="The ferry desk", names_editors=True)
    assert ClaimState.objects.count() == before


def test_wrongdoing_is_marked_by_name(pair: tuple[Claim, Claim], editor: User) -> None:
    """Who said that a claim accuses somebody is on record."""
    set_alleges_wrongdoing(by=editor, claim=pair[0], alleges=True)
    assert Claim.objects.get(pk=pair[0].pk).alleges_wrongdoing
    assert Event.objects.filter(actor="edith", action="update: mark wrongdoing").exists()

"""Moving, merging and splitting from the desk: shown first, then done."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Statement
from newsroom.models import Event, User
from tests.claims.desk.claim_page import desk, shown, signed_in, text_of
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    on_record,
)


def standing(claim: Claim) -> list[str]:
    rows = Statement.objects.filter(claim=claim, left_at=None).order_by("pk")
    return list(rows.values_list("public_id", flat=True))


def ask(client: Client, claim: Claim, **typed: Any) -> Any:
    """Send the form; with `do="move"`, confirmed."""
    typed.setdefault("statements", standing(claim))
    names = {"other_chosen": "other-chosen", "question_chosen": "question-chosen"}
    sent = {names.get(name, name): value for name, value in typed.items()}
    return client.post(desk(claim, "move/"), sent)


@pytest.fixture
def quick(db: None) -> Claim:
    """A published claim on a question of its own, with two statements."""
    claim = make_claim(make_question(answer_type="yes_no"), text="Nine people are missing")
    make_statement(claim, exact="at nine", chain=[on_record(make_entity("The coastguard"))])
    make_statement(claim, exact="The owner", chain=[on_record(make_entity("The owner"))])
    return claim


def test_claim_move_is_offered_to_editors(quick: Claim, editor_client: Client, reviewer: User) -> None:
    """Editors find the way there from the claim's page; others do not, and may not."""
    assert "Move, merge or split it" in shown(editor_client, quick)
    page = editor_client.get(desk(quick, "move/")).content.decode()
    assert page.count("checked") == 3
    client = signed_in(reviewer)
    assert "Move, merge or split it" not in shown(client, quick)
    assert client.get(desk(quick, "move/")).status_code == 403


def test_claim_move_tells_passages_of_the_same_words_apart(quick: Claim, editor_client: Client) -> None:
    """Each statement that may go is named with its outlet and date."""
    for name in ("Harbour Post", "Radio Quay"):
        make_statement(quick, make_capture(outlet=make_outlet(name)), exact="at nine")
    page = text_of(editor_client.get(desk(quick, "move/")).content.decode())
    for name in ("Harbour Post", "Radio Quay"):
        assert f"“at nine” {name}, 26 May 2025" in page


def test_claim_move_shows_first_and_does_nothing(quick: Claim, editor_client: Client) -> None:
    """What would change is told claim by claim, and reading it changes nothing."""
    question = make_question("How many are missing?")
    fourteen = make_claim(question, 14, text="Fourteen people are missing")
    make_statement(fourteen, exact="Fourteen people", chain=[on_record(make_entity("Harbour master"))])
    before = Event.objects.count()
    page = text_of(
        ask(editor_client, quick, where="answer", question=question.public_id, answer="nine").content.decode()
    )
    assert "2 statements go to a new claim: Nine people are missing How many are missing?" in page
    assert "Fourteen people are missing" in page
    assert "1 claim contradicts it." in page
    assert Event.objects.count() == before
    assert not Claim.objects.filter(question=question, low=9).exists()


def test_claim_move_tells_contradictions_that_readers_do_not_see(quick: Claim, editor_client: Client) -> None:
    """A claim of the desk's contradicts it all the same; that readers do not see it is said beside it."""
    question = make_question("How many are missing?")
    fourteen = make_claim(question, 14, text="Fourteen people are missing", published=False)
    make_statement(fourteen, exact="Fourteen people", chain=[on_record(make_entity("Harbour master"))])
    typed = {"where": "answer", "question": question.public_id, "answer": "nine"}
    page = text_of(ask(editor_client, quick, **typed).content.decode())
    assert page.count("1 claim contradicts it.") == 2
    assert page.count("1 claim contradicts it. Readers do not see that.") == 1


def test_claim_move_to_another_question(quick: Claim, editor_client: Client) -> None:
    """Confirmed, the claim answers the other question, and the old one leads there."""
    question = make_question()
    typed = {"where": "answer", "question": question.public_id, "answer": "nine", "text": "Nine are missing"}
    response = ask(editor_client, quick, do="move", **typed)
    target = Claim.objects.get(question=question)
    assert response["Location"] == desk(target)
    assert (target.text, len(standing(target))) == ("Nine are missing", 2)
    assert target.low == target.high == 9
    assert "This claim has moved." in shown(editor_client, quick)
    assert editor_client.get(desk(quick, "move/"))["Location"] == desk(quick)


def test_claim_move_merges_into_another(quick: Claim, editor_client: Client) -> None:
    """All statements go to the claim that was named."""
    other = make_claim()
    ask(
        editor_client,
        quick,
        where="claim",
        other=f"https://desk.example{other.get_absolute_url()}",
        do="move",
    )
    assert len(standing(other)) == 2


def test_claim_move_splits(quick: Claim, editor_client: Client) -> None:
    """Some statements go, the others and the claim stay; the preview names no moved claim."""
    going = standing(quick)[:1]
    typed = {"where": "answer", "answer": "no", "statements": going, "text": "Nobody is missing"}
    page = text_of(ask(editor_client, quick, **typed).content.decode())
    assert "1 statement goes to a new claim: Nobody is missing" in page
    assert "Readers would lose sight of these statements" in page
    assert "The old claim stays readable" not in page
    ask(editor_client, quick, **typed, do="move")
    other = Claim.objects.get(text="Nobody is missing")
    assert (len(standing(other)), len(standing(quick)), other.question) == (1, 1, quick.question)


def test_claim_move_tells_questions_in_the_same_words_apart(quick: Claim, editor_client: Client) -> None:
    """By the story they belong to, how many claims answer them, and the newest of these."""
    topic = make_topic("The harbour")
    for text in ("Six are dead", "Nine are dead"):
        make_claim(make_question("How many died?", topic=topic), 6, text=text)
    html = ask(editor_client, quick, where="answer", question="how many died", answer="9").content.decode()
    newest, first = html.split('name="question-chosen"')[1:]
    for offered, text in ((newest, "Nine are dead"), (first, "Six are dead")):
        assert all(words in offered for words in ("The harbour", "1 claim", text))


def test_claim_move_offers_what_words_may_mean(quick: Claim, editor_client: Client) -> None:
    """Words offer claims or questions to choose from; the choice is kept for confirming."""
    other = make_claim(make_question("Was the harbour open?", "yes_no"), text="The harbour was closed")
    page = ask(editor_client, quick, where="claim", other="harbour closed")
    assert page.status_code == 422
    assert f'name="other-chosen" value="{other.public_id}"' in page.content.decode()
    page = ask(editor_client, quick, where="claim", other="harbour closed", other_chosen=other.public_id)
    assert f'name="other-chosen" value="{other.public_id}"' in page.content.decode()
    page = ask(editor_client, quick, where="answer", question="harbour", answer="no")
    assert f'name="question-chosen" value="{other.question.public_id}"' in page.content.decode()
    ask(
        editor_client, quick, where="answer", question_chosen=other.question.public_id, answer="no", do="move"
    )
    assert Claim.objects.get(question=other.question, yes=False).text == quick.text


def test_claim_move_to_a_named_answer(quick: Claim, editor_client: Client) -> None:
    """Where the question asks for a place, a name that is known answers it, and no other does."""
    question, place = make_question(answer_type="entity"), make_entity("Latakia", "place")
    typed = {"where": "answer", "question": question.public_id}
    assert "Nothing goes by this name" in ask(editor_client, quick, **typed, answer="Tartus").content.decode()
    ask(editor_client, quick, **typed, answer="latakia", do="move")
    assert Claim.objects.get(question=question).entity == place
    make_entity("Latakia", "place")
    other = make_claim()
    assert "Several go by this name" in ask(editor_client, other, **typed, answer="Latakia").content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"where": "claim"}, "Name the claim."),
        ({"where": "claim", "other": "C-0000000000"}, "There is no other claim with this id."),
        ({"where": "answer"}, "Say what the answer is."),
        ({"where": "answer", "answer": "maybe so"}, "is neither yes nor no"),
        ({"where": "answer", "answer": "yes"}, "That is this very claim"),
        (
            {"where": "answer", "answer": "no", "question": "Q-0000000000"},
            "There is no question with this id.",
        ),
        ({"where": "answer", "answer": "no", "question": "zebra"}, "No question has these words."),
        ({"where": "claim", "other": "x", "statements": []}, "Choose at least one statement."),
    ],
)
def test_claim_move_that_makes_no_sense_comes_back(
    typed: dict[str, Any], message: str, quick: Claim, editor_client: Client
) -> None:
    """What cannot be done is told beside its field, with what was typed kept, and nothing happens."""
    response = ask(editor_client, quick, **typed, do="move")
    assert response.status_code == 422
    assert message in text_of(response.content.decode())
    assert len(standing(quick)) == 2

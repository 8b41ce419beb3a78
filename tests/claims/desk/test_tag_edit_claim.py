"""What is said of a tag's claim while the tag is edited: its question, answer, topic and nature are kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Statement
from claims.presenting.answers import answer
from claims.stale import stale
from newsroom.models import User
from sources.models import Capture
from tests.claims.desk.tags import client_of, sent
from tests.factories import make_claim, make_question, make_statement, make_topic

pytestmark = pytest.mark.django_db
SENTENCE = "Three or four barges sank"
ASKED = {"new_question": "How many barges sank?", "answer_type": "number", "unit": "barges"}


@pytest.fixture
def tag(capture: Capture, editor_client: Client) -> Statement:
    """A quick tag, as the panel records it."""
    path = f"/desk/articles/{capture.article.public_id}/tags/"
    editor_client.post(path, sent(capture, "at nine", SENTENCE))
    return Statement.objects.get()


def save(client: Client, tag: Statement, **more: Any) -> Statement:
    """The tag that stands after its form was sent with something changed."""
    kept = {"claim": tag.claim.public_id, "same": "1", "text": tag.claim.text, "nature": tag.claim.nature}
    path = f"/desk/articles/{tag.capture.article.public_id}/tags/{tag.public_id}/"
    assert client.post(path, sent(tag.capture, tag.exact, **{**kept, **more})).status_code == 302
    now: Statement = Statement.objects.standing().select_related("claim__question__topic").get()
    return now


@pytest.mark.parametrize("how", [{}, {"same": "0"}, {"claim": ""}, {"text": "Barges sank", "claim": ""}])
def test_question_of_a_quick_tag_is_kept(editor_client: Client, tag: Statement, how: dict[str, str]) -> None:
    """Question and answer, given while a tag is completed, make it a tag of the claim that answers so."""
    bare = tag.claim
    now = save(editor_client, tag, **ASKED, answer="three to four", **how)
    assert (now.claim.question.text, answer(now.claim)) == ("How many barges sank?", "3 to 4 barges")
    assert now.claim.text == how.get("text", SENTENCE)
    bare.refresh_from_db()
    assert bare.moved_to == now.claim
    assert not stale([bare.question_id, now.claim.question_id])


def test_answer_alone_answers_the_same_question(editor_client: Client, capture: Capture) -> None:
    """Another answer is another claim on the question of the tag's claim."""
    nine = make_claim(make_question(text="How many barges sank?"), 9, text="Nine barges sank")
    tag = make_statement(nine, capture, exact="at nine")
    panel = editor_client.get(f"/desk/articles/{capture.article.public_id}/tags/{tag.public_id}/")
    assert "How many barges sank?" in panel.content.decode()
    now = save(editor_client, tag, text="Twelve barges sank", answer="12")
    assert now.claim.question == nine.question
    assert answer(now.claim) == "12"
    assert now.claim != nine


def test_answer_without_a_question_is_asked_about(editor_client: Client, capture: Capture) -> None:
    """Of a new tag nothing that was typed is thrown away: the form says what is missing."""
    path = f"/desk/articles/{capture.article.public_id}/tags/"
    refused = editor_client.post(path, sent(capture, "at nine", SENTENCE, answer="12"))
    assert refused.status_code == 422
    assert "Say what is asked. Its answer is given below." in refused.content.decode()
    assert not Statement.objects.exists()


def test_another_nature_is_another_claim(editor_client: Client, capture: Capture) -> None:
    """A forecast of the same answer to the same question."""
    nine = make_claim(make_question(text="How many barges sank?"), 9, text="Nine barges sank")
    tag = make_statement(nine, capture, exact="at nine")
    now = save(editor_client, tag, nature="forecast")
    assert now.claim.question == nine.question
    assert (answer(now.claim), now.claim.nature) == ("9", "forecast")
    assert (now.claim.text, nine.nature) == ("Nine barges sank", "fact")


def test_topic_chosen_while_editing_is_the_question_s(editor_client: Client, tag: Statement) -> None:
    """One that is there, a new one, and none again."""
    lake = make_topic(title="The lake")
    assert save(editor_client, tag, topic=lake.public_id)
    tag = Statement.objects.standing().select_related("claim__question__topic").get()
    assert tag.claim.question.topic == lake
    tag = save(editor_client, tag, new_topic="The barges")
    assert tag.claim.question.topic is not None
    assert tag.claim.question.topic.title == "The barges"
    assert save(editor_client, tag).claim.question.topic is None


def test_accusation_marked_while_editing_is_marked(editor_client: Client, tag: Statement) -> None:
    """The tick marks the claim, and cannot be taken away there."""
    save(editor_client, tag, alleges_wrongdoing="on")
    claim = Claim.objects.get(pk=tag.claim_id)
    assert claim.alleges_wrongdoing
    save(editor_client, Statement.objects.standing().get())
    claim.refresh_from_db()
    assert claim.alleges_wrongdoing


def test_contributors_do_not_move_questions(contributor: User, capture: Capture) -> None:
    """A contributor's edit leaves the question under its topic."""
    lake = make_topic(title="The lake")
    claim = make_claim(make_question(topic=lake), published=False, by=contributor)
    tag = make_statement(claim, capture, exact="at nine", by=contributor)
    now = save(client_of(contributor), tag, topic="")
    assert now.claim.question.topic == lake

"""The question that a tag's claim answers: typed again, it is the one on record."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Question
from newsroom.models import User
from sources.models import Capture
from tests.claims.desk.tags import client_of, post, sent
from tests.claims.test_concurrent_writes import while_we
from tests.factories import make_capture, make_claim, make_question, make_topic

pytestmark = pytest.mark.django_db

ASKED = "How many people were killed at the dam?"


def asking(capture: Capture, answer: str, **more: Any) -> dict[str, Any]:
    """A tag with a typed question, as the panel sends it."""
    typed = {"new_question": ASKED, "answer_type": "number", "answer": answer}
    return sent(capture, "at nine", f"{answer} were killed", **typed | more)


@pytest.mark.parametrize(
    "typed",
    [ASKED, "how many  people were KILLED at the dam", f" {ASKED.rstrip('?')} ? ", ASKED.replace("?", "؟")],
)
def test_question_typed_again_is_the_recorded_one(
    editor_client: Client, capture: Capture, typed: str
) -> None:
    """Case, spaces and the question mark aside, the same words are the same question, and answers meet."""
    post(editor_client, capture, asking(capture, "six"))
    assert post(editor_client, capture, asking(capture, "nine", new_question=typed)).status_code == 200
    question = Question.objects.get()
    assert list(question.claims.order_by("pk").values_list("low", flat=True)) == [6, 9]


def test_question_typed_again_keeps_its_unit(editor_client: Client, capture: Capture) -> None:
    """An answer in another unit is refused in words, not taken for one in the recorded unit."""
    post(editor_client, capture, asking(capture, "six", unit="people"))
    refused = post(editor_client, capture, asking(capture, "nine", unit="families"))
    assert refused.status_code == 422
    assert "counted in: people" in refused.content.decode()
    assert Claim.objects.count() == 1
    assert post(editor_client, capture, asking(capture, "nine", unit="People")).status_code == 200


def test_question_typed_again_finds_the_contradiction(editor_client: Client, capture: Capture) -> None:
    """Two answers to what was typed twice are compared."""
    post(editor_client, capture, asking(capture, "six"))
    post(editor_client, capture, asking(capture, "nine"))
    assert Question.objects.get().findings.filter(rule="C2").exists()


def test_question_of_another_topic_is_another(editor_client: Client, capture: Capture) -> None:
    """The same words in another story ask something else."""
    here, there = make_topic("The dam"), make_topic("Another dam")
    recorded = make_question(ASKED, topic=here)
    post(editor_client, capture, asking(capture, "six", topic=there.public_id))
    assert set(Question.objects.values_list("topic", flat=True)) == {here.pk, there.pk}
    assert not recorded.claims.exists()


def test_question_typed_without_a_topic_is_found_in_any(editor_client: Client, capture: Capture) -> None:
    """Whoever names no topic asks what is recorded, in its topic."""
    recorded = make_question(ASKED, topic=make_topic("The dam"))
    post(editor_client, capture, asking(capture, "six"))
    assert Claim.objects.get(low=6).question == recorded


def test_question_asked_in_several_topics_wants_one(editor_client: Client, capture: Capture) -> None:
    """Where two stories ask it, which one is meant is not guessed."""
    for title in ("The dam", "Another dam"):
        make_question(ASKED, topic=make_topic(title))
    answer = post(editor_client, capture, asking(capture, "six"))
    assert answer.status_code == 422
    assert "is asked under several topics" in answer.content.decode()
    assert not Claim.objects.exists()


def test_question_typed_with_another_kind_of_answer_is_refused(
    editor_client: Client, capture: Capture
) -> None:
    """The field is named, and what the question is answered by; the typed words stay, with no script too."""
    make_question(ASKED)
    typed = asking(capture, "yes", answer_type="yes_no")
    url = f"/desk/articles/{capture.article.public_id}/tags/"
    for answer in (post(editor_client, capture, typed), editor_client.post(url, typed)):
        html = answer.content.decode()
        assert answer.status_code == 422
        assert ">Answered by</a>: “How many people were killed at the dam?” is recorded already" in html
        assert "answered by: A number." in html
    assert f'value="{ASKED}"' in html
    assert not Claim.objects.exists()


def test_question_that_was_twice_before_goes_on_in_one(editor_client: Client, capture: Capture) -> None:
    """Of two on record in the same words, the one with more answers is taken."""
    topic = make_topic("The dam")
    first, second = (make_question(ASKED, topic=topic) for _ in range(2))
    make_claim(second, 14)
    post(editor_client, capture, asking(capture, "six", topic=topic.public_id))
    assert Claim.objects.get(low=6).question == second
    assert not first.claims.exists()


@pytest.mark.django_db(transaction=True)
def test_question_typed_by_two_at_once_is_recorded_once(editor: User, reviewer: User) -> None:
    """Whoever comes second answers the question of whoever came first."""
    capture = make_capture(by=editor)
    one, other = asking(capture, "six"), asking(capture, "nine")
    client = client_of(editor)
    while_we(
        lambda: post(client, capture, one),
        lambda: post(client_of(editor), capture, other),
    )
    assert set(Question.objects.get().claims.values_list("low", flat=True)) == {6, 9}

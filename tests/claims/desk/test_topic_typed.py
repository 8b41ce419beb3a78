"""A topic that is typed where one of that title is on record: it stays one story."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.actions.claims import add_topic, quick_claim
from claims.models import Claim, Question, Statement, Topic
from newsroom.models import User
from sources.models import Capture
from tests.claims.desk.claim_page import desk
from tests.claims.desk.tags import client_of, post, sent, tag_url
from tests.claims.test_concurrent_writes import while_we
from tests.factories import make_capture, make_claim, make_question, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferry() -> Topic:
    return make_topic("The ferry")


@pytest.mark.parametrize("typed", ["The ferry", "the  FERRY", " The\u00a0ferry "])
def test_topic_typed_again_is_the_recorded_one(
    editor_client: Client, capture: Capture, ferry: Topic, typed: str
) -> None:
    """Case and spaces aside, the same title is the same topic, with or without script."""
    post(editor_client, capture, sent(capture, "at nine", new_topic=typed))
    plain = f"/desk/articles/{capture.article.public_id}/tags/"
    editor_client.post(plain, sent(capture, "The owner", "The owner is silent", new_topic=typed))
    assert list(Claim.objects.values_list("question__topic", flat=True)) == [ferry.pk, ferry.pk]
    assert Topic.objects.get() == ferry


def test_topic_of_another_title_is_another(editor_client: Client, capture: Capture, ferry: Topic) -> None:
    """A title that only begins alike is a story of its own."""
    post(editor_client, capture, sent(capture, "at nine", new_topic="The ferry line"))
    assert Claim.objects.get().question.topic != ferry


def test_question_is_looked_for_in_the_topic_that_is_typed(
    editor_client: Client, capture: Capture, ferry: Topic
) -> None:
    """Under a topic whose title is typed, a question in the recorded words is the recorded one."""
    asked = make_question("How many were missing?", topic=ferry)
    typed = {"new_question": asked.text, "answer_type": "number", "answer": "nine"}
    post(editor_client, capture, sent(capture, "at nine", new_topic="the ferry", **typed))
    assert Claim.objects.get().question == asked


def test_topic_typed_while_editing_is_the_recorded_one(
    editor_client: Client, capture: Capture, ferry: Topic
) -> None:
    """An edit files the claim under the topic of that title."""
    post(editor_client, capture, sent(capture, "at nine", "Nine were missing", row="0"))
    tag = Statement.objects.get()
    typed = {"text": tag.claim.text, "claim": tag.claim.public_id, "new_topic": "the ferry"}
    editor_client.post(tag_url(tag), sent(capture, "at nine", **typed))
    assert Question.objects.get().topic == ferry
    assert Topic.objects.get() == ferry


def test_claim_is_filed_under_the_topic_that_is_typed(
    editor: User, editor_client: Client, ferry: Topic
) -> None:
    """Filing one or several under a recorded title makes no second topic; a missing summary is added."""
    one, other = (quick_claim(by=editor, text=f"Claim {n}") for n in range(2))
    typed = {"filing-title": "the ferry", "filing-summary": "It sank."}
    editor_client.post(desk(one, "topic/"), typed)
    chosen = {"row": [other.question_id], "do": "1", "title": "THE FERRY"}
    editor_client.post("/desk/queues/file/file/", chosen)
    assert set(Question.objects.values_list("topic", flat=True)) == {ferry.pk}
    ferry.refresh_from_db()
    assert ferry.summary == "It sank."


def test_words_of_a_recorded_topic_are_not_written_over(editor: User, editor_client: Client) -> None:
    """Who types another summary for it is told that it has one, and what was typed stays."""
    ferry = add_topic(by=editor, title="The ferry", summary="It sank.")
    typed = {"filing-title": "the ferry", "filing-summary": "It burned."}
    refused = editor_client.post(desk(make_claim(published=False), "topic/"), typed)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "“The ferry” is recorded already" in page
    assert "It burned." in page
    ferry.refresh_from_db()
    assert ferry.summary == "It sank."


def test_old_topic_stays_in_the_list_of_its_tag(
    editor_client: Client, capture: Capture, ferry: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many topics there are, that of the last tag, or of the one that is edited, is on offer."""
    post(editor_client, capture, sent(capture, "at nine", topic=ferry.public_id))
    make_topic("The port")
    monkeypatch.setattr("claims.forms.about._MOST_TOPICS", 1)
    chosen = f'<option value="{ferry.public_id}" selected>The ferry</option>'
    edit = tag_url(Statement.objects.get())
    for url in (edit, f"/desk/articles/{capture.article.public_id}/?list"):
        page = editor_client.get(url).content.decode()
        assert chosen in page
        assert "The port</option>" in page
    refused = editor_client.post(edit, sent(capture, "at nine", topic=ferry.public_id, said="yesterday"))
    assert chosen in refused.content.decode()
    assert editor_client.post(edit, sent(capture, "at nine", topic="\0")).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_topic_typed_by_two_at_once_is_recorded_once(editor: User) -> None:
    """Whoever comes second is under the topic, and answers the question, of whoever came first."""
    capture = make_capture(by=editor)
    asked = {"new_question": "How many?", "answer_type": "number"}
    one = sent(capture, "Fourteen", "Fourteen are missing", new_topic="The ferry", answer="14", **asked)
    other = sent(capture, "at nine", "Nine are missing", new_topic="the ferry", answer="9", **asked)
    client = client_of(editor)
    while_we(
        lambda: post(client, capture, one),
        lambda: post(client_of(editor), capture, other),
    )
    assert Topic.objects.get().title == "The ferry"
    assert set(Question.objects.get().claims.values_list("low", flat=True)) == {14, 9}

"""A claim in the very words of a recorded one: whether that is meant is asked, and nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Statement
from sources.models import Capture
from tests.claims.desk.tags import post, sent
from tests.factories import make_claim, make_question, make_topic

pytestmark = pytest.mark.django_db

SAID = "Three to four attackers died"


@pytest.mark.parametrize("typed", [SAID, "three to four  attackers DIED."])
def test_recorded_words_are_asked_about(editor_client: Client, capture: Capture, typed: str) -> None:
    """Nothing is saved before it is said whether the recorded claim is meant."""
    claim = make_claim(text=SAID)
    answer = post(editor_client, capture, sent(capture, "at nine", typed))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Is it that claim?" in html
    assert claim.question.text in html
    assert not Statement.objects.exists()


def test_recorded_claim_is_tagged_when_it_is_meant(editor_client: Client, capture: Capture) -> None:
    """The one answer tags it, and records no second claim."""
    claim = make_claim(text=SAID)
    data = sent(capture, "at nine", SAID, recorded=claim.public_id)
    assert post(editor_client, capture, data).status_code == 200
    assert Statement.objects.get().claim == claim
    assert Claim.objects.count() == 1


def test_another_claim_is_recorded_when_it_is_meant(editor_client: Client, capture: Capture) -> None:
    """The other answer records a claim of its own."""
    claim = make_claim(text=SAID)
    assert post(editor_client, capture, sent(capture, "at nine", SAID, recorded="another")).status_code == 200
    assert Statement.objects.get().claim != claim


def test_answer_of_an_earlier_question_is_not_taken(editor_client: Client, capture: Capture) -> None:
    """Whoever typed other words since has not said that they are a recorded claim."""
    claim = make_claim(text=SAID)
    data = sent(capture, "at nine", "Somebody died", recorded=claim.public_id)
    assert post(editor_client, capture, data).status_code == 200
    assert Statement.objects.get().claim.text == "Somebody died"


@pytest.mark.parametrize("typed", ["The water fell to 5 degrees", "The water fell to -5 degrees%"])
def test_another_number_is_another_claim(editor_client: Client, capture: Capture, typed: str) -> None:
    """A sign or per cent is no punctuation: nothing is asked."""
    make_claim(text="The water fell to -5 degrees")
    assert post(editor_client, capture, sent(capture, "at nine", typed)).status_code == 200


@pytest.mark.parametrize(
    ("more", "likely"),
    [({}, True), ({"topic": "same"}, True), ({"topic": "other"}, False), ({"new_topic": "Third"}, False)],
)
def test_likelier_answer_comes_first(
    editor_client: Client, capture: Capture, more: dict[str, str], likely: bool
) -> None:
    """It is that claim, unless something typed tells the two apart."""
    topics = {"same": make_topic("The base"), "other": make_topic("The ferry")}
    make_claim(make_question(topic=topics["same"]), text=SAID)
    typed: dict[str, Any] = {
        name: topics[value].public_id if value in topics else value for name, value in more.items()
    }
    html = post(editor_client, capture, sent(capture, "at nine", SAID, **typed)).content.decode()
    assert (html.index("Tag that claim") < html.index("It is another claim")) is likely


def test_same_answer_to_the_same_question_asks_nothing(editor_client: Client, capture: Capture) -> None:
    """It is the recorded claim by what it answers, and no second one would be made."""
    question = make_question("How many attackers died?", "number")
    claim = make_claim(question, (3, 4), text=SAID)
    data = sent(capture, "at nine", SAID, question=question.public_id, answer="three to four")
    assert post(editor_client, capture, data).status_code == 200
    assert Statement.objects.get().claim == claim


def test_without_script_the_choice_has_two_named_buttons(editor_client: Client, capture: Capture) -> None:
    """The page comes back with what was typed, and each button answers and saves."""
    claim = make_claim(text=SAID)
    data = {"list": 1, "capture": capture.public_id, "sentence": capture.spans()[1][0], "stance": "deny"}
    url = f"/desk/articles/{capture.article.public_id}/tags/"
    html = editor_client.post(url, data | {"text": SAID}).content.decode()
    assert f"{SAID}</textarea>" in html
    assert f'name="recorded" value="{claim.public_id}"' in html
    assert 'name="recorded" value="another"' in html
    assert "A recorded claim says exactly this." in html
    editor_client.post(url, data | {"text": SAID, "recorded": claim.public_id})
    assert Statement.objects.get().claim == claim


def test_edited_tag_is_not_asked_about_its_own_claim(editor_client: Client, capture: Capture) -> None:
    """Its words are the claim's own, also where it comes to answer another question."""
    post(editor_client, capture, sent(capture, "at nine", SAID))
    tag = Statement.objects.get()
    asks = {"new_question": "How many died?", "answer_type": "number", "answer": "three to four"}
    data = sent(capture, "at nine", SAID, claim=tag.claim.public_id, same="0", **asks)
    url = f"/desk/articles/{capture.article.public_id}/tags/{tag.public_id}/"
    answer = editor_client.post(url, data, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert Statement.objects.standing().get().claim.low == 3

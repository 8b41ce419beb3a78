"""Recording a tag: what is saved, what is refused, and that it happens once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Question, SourceLink, Statement, Topic
from newsroom.models import User
from sources.models import Capture, Entity
from tests.claims.desk.tags import client_of, link, post, sent
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_question,
    make_statement,
    make_topic,
)

pytestmark = pytest.mark.django_db


def test_quick_tag_records_a_sentence_and_nothing_else(editor_client: Client, capture: Capture) -> None:
    """Passage and sentence suffice; kind is assertion, and whatever was not said stays not recorded."""
    assert post(editor_client, capture, sent(capture, "Fourteen people were missing")).status_code == 200
    tag = Statement.objects.get()
    assert (tag.kind, tag.certainty, tag.caveat, tag.said) == ("assertion", None, None, "")
    assert not tag.links.exists()
    assert tag.claim.visibility == "desk"
    assert (tag.claim.question.answer_type, tag.claim.yes) == ("yes_no", True)


def test_claims_and_names_are_not_turned_round(editor_client: Client, capture: Capture) -> None:
    """Controls that make “evil” read “live” are left out of a claim, its question and who said it."""
    asks = {"new_question": "Is it \u2067so\u2069?", "answer_type": "yes_no", "answer": "yes"}
    says = {"row": "0", **link(0, "\u202dMara Orlov", basis="on_record")}
    data = sent(capture, "at nine", "\u202elive\u202c news", **asks, **says)
    assert post(editor_client, capture, data).status_code == 200
    tag = Statement.objects.select_related("claim__question").get()
    assert (tag.claim.text, tag.claim.question.text) == ("live news", "Is it so?")
    assert tag.links.get().entity == Entity.objects.get(name="Mara Orlov")


def test_answer_holds_what_changed(editor_client: Client, capture: Capture) -> None:
    """The answer brings the paragraph with its mark, the new row and the word Saved with an undo."""
    data = sent(capture, "Fourteen people were missing", version="0-0-0")
    html = post(editor_client, capture, data).content.decode()
    tag = Statement.objects.get()
    assert f'<mark class="says">Fourteen people were missing</mark><sup><a id="m-{tag.public_id}"' in html
    assert f'id="tag-{tag.public_id}"' in html
    assert "Saved." in html
    assert "Undo" in html
    assert "The coastguard put" not in html


def test_page_that_was_up_to_date_gets_only_what_changed(editor_client: Client, capture: Capture) -> None:
    """A page that knows the list gets its one paragraph and row; any other gets all it has missed."""
    make_statement(capture=capture, exact="The owner")
    stale = post(editor_client, capture, sent(capture, "Fourteen people", version="0-0-0")).content.decode()
    assert stale.count('role="row"') == 2
    assert 'id="b-0"' in stale
    assert 'id="b-76"' in stale
    version = stale.split('id="id_version" value="')[1].split('"')[0]
    fresh = post(editor_client, capture, sent(capture, "at nine", version=version)).content.decode()
    assert fresh.count('role="row"') == 1
    assert 'id="b-0"' not in fresh


def test_marks_never_nest(editor_client: Client, capture: Capture) -> None:
    """Overlapping passages are cut at their edges; the words under both have a line of their own."""
    post(editor_client, capture, sent(capture, "Fourteen people were missing"))
    html = post(editor_client, capture, sent(capture, "missing after the ferry sank")).content.decode()
    assert '<mark class="says">Fourteen people were </mark><mark class="several">missing</mark>' in html
    assert '<mark class="says"> after the ferry sank</mark>' in html


@pytest.mark.parametrize(
    "wrong",
    [
        {"exact": "Forteen people were missing"},
        {"start": 1},
        {"end": 10_000},
        {"start": 5, "end": 5, "exact": ""},
        {"before": "not what stands there"},
        {"end": -1},
        {"start": "", "end": ""},
        {"start": 10**12},
    ],
)
def test_passage_that_is_not_there_is_refused(
    editor_client: Client, capture: Capture, wrong: dict[str, Any]
) -> None:
    """A passage that does not match its text answers 422 with a message, and nothing is saved."""
    answer = post(editor_client, capture, sent(capture, "Fourteen people were missing") | wrong)
    assert answer.status_code == 422
    assert b"Not saved yet." in answer.content
    assert not Statement.objects.exists()
    assert not Claim.objects.exists()


def test_offsets_count_characters_not_bytes(editor_client: Client, editor: User) -> None:
    """Emoji and letters of other scripts before a passage do not shift it."""
    capture = make_capture("🚢🚢 Паром утонул. Fourteen were missing.", by=editor)
    assert post(editor_client, capture, sent(capture, "Fourteen were missing")).status_code == 200
    assert Statement.objects.get().exact == "Fourteen were missing"


def test_full_tag_records_the_chain_origin_first(editor_client: Client, capture: Capture) -> None:
    """Known names are found by any spelling, new ones are made; order, basis and wording are kept."""
    known = make_entity("Harbour master", "person")
    data = sent(
        capture,
        "Fourteen people were missing",
        certainty="certain",
        caveat="attributed",
        row=["7", "3"],
        **link(7, "harbour  MASTER", basis="on_record", as_printed="the harbour master"),
        **link(3, "Port Radio", basis="named_media", inferred="on"),
    )
    assert post(editor_client, capture, data).status_code == 200
    first, second = SourceLink.objects.order_by("position")
    assert (first.entity, first.basis, first.as_printed) == (known, "on_record", "the harbour master")
    assert second.entity == Entity.objects.get(name="Port Radio", kind="outlet")
    assert second.inferred


def test_new_name_is_taken_for_what_its_words_say(editor_client: Client, capture: Capture) -> None:
    """A ministry named without saying what it is becomes no person."""
    data = sent(capture, "at nine", row="0", **link(0, "Interior Ministry", basis="on_record"))
    assert post(editor_client, capture, data).status_code == 200
    assert Entity.objects.get(name="Interior Ministry").kind == "organisation"


def test_outlet_speaks_for_itself(editor_client: Client, editor: User) -> None:
    """An outlet in its own voice can stand in the chain even where the page does not name it."""
    capture = make_capture(by=editor)
    data = sent(capture, "at nine", row="0", **link(0, entity="outlet"))
    assert post(editor_client, capture, data).status_code == 200
    recorded = SourceLink.objects.get()
    assert (recorded.entity, recorded.basis) == (None, "own_voice")


def test_existing_claim_is_tagged_again(editor_client: Client, capture: Capture) -> None:
    """Choosing a recorded claim makes no second one."""
    claim = make_claim()
    post(editor_client, capture, sent(capture, "at nine", claim=claim.public_id))
    assert Statement.objects.get().claim == claim
    assert Claim.objects.count() == 1


def test_same_question_takes_a_typed_answer(editor_client: Client, capture: Capture) -> None:
    """A new answer to a recorded question is read from words, so that the rules can compare it."""
    question = make_question("How many were missing?", "number")
    make_claim(question, 14)
    data = sent(capture, "at nine", "Nine were missing", question=question.public_id, answer="at least nine")
    assert post(editor_client, capture, data).status_code == 200
    claim = Statement.objects.get().claim
    assert (claim.question, claim.low, claim.high) == (question, Decimal(9), None)


def test_new_question_is_made_with_the_claim(editor_client: Client, capture: Capture) -> None:
    """A question of its own kind can be asked while tagging."""
    topic = make_topic("The ferry")
    data = sent(
        capture,
        "at nine",
        "Nine were missing",
        topic=topic.public_id,
        new_question="How many were missing?",
        answer_type="number",
        unit="people",
        answer="nine",
    )
    assert post(editor_client, capture, data).status_code == 200
    question = Question.objects.get()
    assert (question.topic, question.unit, Claim.objects.get().low) == (topic, "people", Decimal(9))


def test_new_topic_is_made_with_the_claim(editor_client: Client, capture: Capture) -> None:
    """On a fresh desk the first tag can name its topic."""
    post(editor_client, capture, sent(capture, "at nine", new_topic="The ferry"))
    assert Claim.objects.get().question.topic == Topic.objects.get(title="The ferry")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": ""}, "Say in one sentence what is claimed."),
        ({"text": "x" * 501}, "at most 500 characters"),
        ({"text": "a\0b"}, "Null characters are not allowed"),
        ({"claim": "C-0000000000"}, "This claim is no longer there"),
        ({"new_question": "How many?", "answer_type": "number", "answer": "loads"}, "is not a number"),
        ({"new_question": "How many?", "answer_type": "number"}, "Give the answer"),
        ({"said": "yesterday"}, "is not a date we can read"),
        ({"caveat": "sworn"}, "Select a valid choice"),
        ({"row": "0", **link(0, basis="on_record")}, "Who says so?"),
        ({"stance": "none", "row": "0", **link(0, entity="outlet")}, "Who didn’t say?"),
    ],
)
def test_what_is_wrong_is_said(editor_client: Client, editor: User, wrong: dict[str, Any], says: str) -> None:
    """Each mistake has its own sentence, and a mistake anywhere saves nothing anywhere."""
    capture = make_capture(by=editor)
    answer = post(editor_client, capture, sent(capture, "at nine", "Nine were missing") | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Statement.objects.exists()
    assert not Question.objects.exists()


def test_silence_takes_neither_certainty_nor_caveat(editor_client: Client, capture: Capture) -> None:
    """Who did not say is recorded first in the chain, without basis, certainty or caveat."""
    data = sent(
        capture,
        "The owner declined to comment",
        stance="none",
        silence="no_comment",
        certainty="certain",
        caveat="fact",
        row="0",
        **link(0, "The owner", basis="on_record"),
    )
    assert post(editor_client, capture, data).status_code == 200
    tag = Statement.objects.get()
    assert (tag.kind, tag.certainty, tag.caveat) == ("no_comment", None, None)
    assert tag.links.get().basis is None


def test_same_form_twice_is_one_tag(editor_client: Client, capture: Capture) -> None:
    """A double click or a lost answer records one statement, and both answers show it."""
    data = sent(capture, "at nine")
    first, second = post(editor_client, capture, data), post(editor_client, capture, data)
    assert (first.status_code, second.status_code) == (200, 200)
    assert Statement.objects.count() == Claim.objects.count() == 1
    assert Statement.objects.get().public_id in second.content.decode()


def test_without_script_a_sentence_is_chosen(editor_client: Client, capture: Capture) -> None:
    """A sentence from the list, or exact words of it, is enough; the answer leads back to the text."""
    start = capture.spans()[1][0]
    data = {"capture": capture.public_id, "sentence": start, "stance": "support", "text": "Nine were missing"}
    url = f"/desk/articles/{capture.article.public_id}/tags/"
    answer = editor_client.post(url, data)
    tag = Statement.objects.get()
    assert (answer.status_code, answer["Location"][-15:]) == (302, f"#tag-{tag.public_id}"[-15:])
    assert tag.exact == "The coastguard put the number at nine."
    editor_client.post(url, data | {"phrase": "at nine", "text": "Nine was the number"})
    assert Statement.objects.order_by("-pk")[0].exact == "at nine"


def test_without_script_the_list_leads_back_to_itself(editor_client: Client, capture: Capture) -> None:
    """Whoever tags from the list of sentences is in it again, with the word on it in the new tag's row."""
    sentence = {
        "list": 1,
        "capture": capture.public_id,
        "sentence": capture.spans()[1][0],
        "stance": "support",
    }
    url = f"/desk/articles/{capture.article.public_id}/tags/"
    page = editor_client.post(url, sentence | {"text": "Nine were missing"}, follow=True).content.decode()
    assert 'type="radio" name="sentence"' in page
    assert "Saved." in page.split(f'id="tag-{Statement.objects.get().public_id}"')[1]


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("at ten", "not in the chosen sentence. Copy them from it as they stand"),
        ("e", "stand twice"),
        ("at nine.\nThe", "or leave this empty to tag all of it"),
    ],
)
def test_without_script_errors_keep_the_input(
    editor_client: Client, capture: Capture, phrase: str, says: str
) -> None:
    """What was typed comes back with the reason beside it, and nothing is saved."""
    start = capture.spans()[1][0]
    data = {"list": 1, "capture": capture.public_id, "sentence": start, "stance": "deny", "text": "My words"}
    answer = editor_client.post(
        f"/desk/articles/{capture.article.public_id}/tags/", data | {"phrase": phrase}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert says in html
    assert "My words</textarea>" in html
    assert f'value="{start}" checked' in html
    assert not Statement.objects.exists()


def test_no_page_asks_more_of_the_database_as_marks_grow(
    editor_client: Client, capture: Capture, django_assert_num_queries: Any
) -> None:
    """A save costs the same number of queries with one mark in the paragraph as with thirty."""
    client_of(capture.taken_by)
    data = sent(capture, "at nine", "Nine were missing")
    post(editor_client, capture, data)
    with django_assert_num_queries(SAVING):
        post(editor_client, capture, sent(capture, "put the number", "One more"))
    for number in range(30):
        post(editor_client, capture, sent(capture, "The coastguard put", f"Claim {number}"))
    with django_assert_num_queries(SAVING):
        post(editor_client, capture, sent(capture, "put the number", "And another"))


def test_no_page_asks_more_of_the_database_beside_colleagues(
    contributor: User, editor_client: Client, capture: Capture, django_assert_num_queries: Any
) -> None:
    """Who only contributes is asked about once for all rows, and so are the names of colleagues."""
    post(editor_client, capture, sent(capture, "at nine", "Nine were missing"))
    client = client_of(contributor)
    post(client, capture, sent(capture, "put the number", "A number was put"))
    # Beside an editor's own: the claims under a verdict, the colleagues.
    with django_assert_num_queries(SAVING + 2):
        post(client, capture, sent(capture, "put the number", "One more"))


@pytest.mark.parametrize("road", ["new question", "known question", "known place"])
def test_answer_that_names_a_place(editor_client: Client, capture: Capture, road: str) -> None:
    """A place named for the first time is made with the tag, whoever asked where; a known one is taken."""
    asked: dict[str, Any] = {"answer": "Nowhere Bay", "answer_kind": "place"}
    if road == "new question":
        asked |= {"new_question": "Where is it?", "answer_type": "entity"}
    else:
        asked["question"] = make_question("Where is it?", answer_type="entity").public_id
    if road == "known place":
        asked["answer_entity"] = make_entity("Nowhere Bay", "place").public_id
    answer = post(editor_client, capture, sent(capture, "at nine", "It is in Nowhere Bay", **asked))
    assert answer.status_code == 200
    claim = Claim.objects.get()
    assert claim.entity is not None
    assert (claim.entity.name, claim.entity.kind, claim.yes) == ("Nowhere Bay", "place", None)
    assert Entity.objects.filter(name="Nowhere Bay").count() == 1


#: Session, user, roles; the capture with its article; the action (locks, writes, what is derived); then all
#: tags of the article, with what each still lacks.
SAVING = 19

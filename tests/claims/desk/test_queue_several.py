"""Several rows of a queue together: shown first, all of them or none, and what was refused is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client

from claims.actions.claims import quick_claim
from claims.actions.desk_work import assign_claim
from claims.models import Assignment, Claim, Finding, Question, Ruling, Topic
from newsroom.models import User
from sources.models import Capture
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
from tests.pages import Seen

pytestmark = pytest.mark.django_db


def sent(client: Client, act: str, rows: Iterable[Any], *, queue: str = "", **more: Any) -> Any:
    path = f"/desk/queues/{queue or act}/{act}/"
    return client.post(path, {"row": [row.pk for row in rows], **more}, follow=True)


def words(response: Any) -> str:
    return Seen(response.content.decode()).words


def hidden(count: int, **more: Any) -> list[Claim]:
    return [make_claim(text=f"Claim number {n}", published=False, **more) for n in range(count)]


def published() -> int:
    return Claim.objects.published().count()


def conflicts(*captures: Capture, count: int = 2) -> list[Finding]:
    """So many questions that the two articles answer differently."""
    for number in range(count):
        question = make_question(f"How many {number}?")
        for value, capture in zip((9, 14), captures, strict=True):
            voice = on_record(make_entity(f"Voice {number} {value}"))
            make_statement(make_claim(question, value), capture, chain=[voice])
    return list(Finding.objects.order_by("-pk")[:count])


def two_outlets() -> tuple[Capture, Capture]:
    return make_capture(outlet=make_outlet()), make_capture(outlet=make_outlet())


def test_publishing_several_is_shown_first(editor_client: Client) -> None:
    """The chosen claims with what readers will read of each; nothing is published before."""
    claims = hidden(2)
    page = words(sent(editor_client, "publish", claims))
    assert "Not reviewed yet" in page
    assert "Claim number 0" in page
    assert "Claim number 1" in page
    assert published() == 0


def test_several_are_published_together(editor_client: Client) -> None:
    """Confirmed, all of them are public, and the desk says how many."""
    claims = hidden(3)
    assert "Published 2 claims." in words(sent(editor_client, "publish", claims[:2], do="1"))
    assert published() == 2


def test_one_refusal_keeps_all_back(editor: User, editor_client: Client) -> None:
    """An accusation that its recorder may not publish stops the others, and the page says which and why."""
    claims = hidden(2)
    accusation = make_claim(text="The owner lied", published=False, alleges_wrongdoing=True, by=editor)
    response = sent(editor_client, "publish", [*claims, accusation], do="1")
    assert response.status_code == 409
    page = words(response)
    assert "1 refused" in page
    assert "a second person must publish it" in page
    assert "2 ready" in page
    assert published() == 0


def test_refused_are_left_out_by_one_button(editor: User, editor_client: Client) -> None:
    """The page of a refusal carries the others on, and publishes them once they are confirmed."""
    claims = hidden(2)
    accusation = make_claim(text="The owner lied", published=False, alleges_wrongdoing=True, by=editor)
    html = sent(editor_client, "publish", [*claims, accusation]).content.decode()
    carried = [claim for claim in (*claims, accusation) if f'name="row" value="{claim.pk}"' in html]
    assert carried == claims
    sent(editor_client, "publish", carried, do="1")
    assert published() == 2


def test_all_of_a_page_by_one_tick(editor_client: Client) -> None:
    """ "All on this page" takes the rows that were shown, and none that came later."""
    shown = [claim.pk for claim in hidden(3)]
    later = make_claim(text="Came later", published=False)
    page = editor_client.post("/desk/queues/publish/publish/", {"all": "1", "shown": shown}).content.decode()
    assert "Claim number 2" in page
    assert later.text not in page


def test_nothing_chosen_is_told(editor_client: Client) -> None:
    """Sent without a tick, the queue comes back and says what to do."""
    assert "choose at least one" in words(sent(editor_client, "publish", []))


def test_what_left_the_queue_is_told(editor_client: Client) -> None:
    """A row that a colleague dealt with meanwhile is left out, and counted."""
    claims = hidden(2)
    sent(editor_client, "publish", claims[:1], do="1")
    page = words(sent(editor_client, "publish", claims))
    assert "1 of those you chose has been dealt with meanwhile." in page
    assert "Claim number 1" in page


def test_questions_are_filed_together(editor: User, editor_client: Client) -> None:
    """Several questions go under one topic, with their claims."""
    topic = make_topic("The ferry")
    questions = [quick_claim(by=editor, text=f"Claim {n}").question for n in range(2)]
    response = sent(editor_client, "file", questions, do="1", topic=topic.pk)
    assert "Put 2 questions under “The ferry”." in words(response)
    assert Question.objects.filter(topic=topic).count() == 2


def test_filing_needs_a_topic(editor: User, editor_client: Client) -> None:
    """Without a topic the form comes back with the field named, and nothing is filed or made."""
    question = quick_claim(by=editor, text="The captain fled").question
    response = sent(editor_client, "file", [question], do="1")
    assert response.status_code == 422
    assert "Choose a topic, or give a new one a title." in words(response)
    assert not Topic.objects.exists()


def test_filing_makes_a_topic(editor: User, editor_client: Client) -> None:
    """A new topic is made with what goes under it."""
    question = quick_claim(by=editor, text="The captain fled").question
    sent(editor_client, "file", [question], do="1", title="The captain")
    question.refresh_from_db()
    assert question.topic
    assert question.topic.title == "The captain"


def test_conflicts_of_two_outlets_are_ruled_on_together(editor_client: Client) -> None:
    """One note explains all conflicts between the same two outlets."""
    found = conflicts(*two_outlets())
    response = sent(editor_client, "rule", found, do="1", relation="unrelated", note="Two different ships.")
    assert "Ruled on 2 conflicts." in words(response)
    assert list(Ruling.objects.values_list("relation", "note")) == [("unrelated", "Two different ships.")] * 2
    assert not Finding.objects.unruled().exists()


def test_conflicts_of_other_outlets_are_refused(editor_client: Client) -> None:
    """A conflict of other outlets keeps all back: the note would say nothing of it."""
    found = [*conflicts(*two_outlets()), *conflicts(*two_outlets(), count=1)]
    response = sent(editor_client, "rule", found, do="1", relation="contradicts", note="They differ.")
    assert response.status_code == 409
    assert "1 refused" in words(response)
    assert "It is between other outlets" in words(response)
    assert not Ruling.objects.exists()


def test_two_outlets_not_named_are_not_the_same(editor_client: Client) -> None:
    """Articles whose outlets are not named may be of any outlets."""
    one, other, third = make_capture(), make_capture(), make_capture()
    found = [*conflicts(one, other), *conflicts(one, third, count=1)]
    response = sent(editor_client, "rule", found, do="1", relation="contradicts", note="They differ.")
    assert response.status_code == 409
    assert not Ruling.objects.exists()


def test_ruling_needs_a_note(editor_client: Client) -> None:
    """Without the reason nothing is ruled, and what was chosen stays chosen."""
    found = conflicts(*two_outlets())
    response = sent(editor_client, "rule", found, do="1", relation="unrelated", note=" ")
    assert response.status_code == 422
    assert 'value="unrelated"' in response.content.decode()
    assert all(f'name="row" value="{one.pk}"' in response.content.decode() for one in found)
    assert not Ruling.objects.exists()


def test_what_is_held_against_an_article_is_ruled_on_alone(editor_client: Client) -> None:
    """A finding about one article's manner accuses somebody: it is judged by itself."""
    capture = make_capture(outlet=make_outlet())
    make_statement(make_claim(), capture, caveat="fact", form="headline")
    claim = Claim.objects.get()
    make_statement(claim, capture, exact="nine", caveat="alleged")
    held = list(Finding.objects.filter(rule="T2"))
    assert held
    response = sent(editor_client, "rule", held, do="1", relation="contradicts", note="So it is.")
    assert "deserves a judgement of its own" in words(response)
    assert not Ruling.objects.exists()


def test_claims_are_given_to_a_colleague_together(editor_client: Client, contributor: User) -> None:
    """One person looks after all of the chosen claims; two tags on one claim are one claim."""
    claim = make_claim(text="Nine missing")
    tags = [make_statement(claim, make_capture(), certainty=None, caveat=None) for _number in range(2)]
    tags.append(make_statement(make_claim(text="Ten saved"), certainty=None, caveat=None))
    response = sent(editor_client, "assign", tags, queue="complete", do="1", assignee=contributor.pk)
    assert "looks after 2 claims." in words(response)
    assert set(Assignment.objects.open().values_list("claim__text", flat=True)) == {
        "Nine missing",
        "Ten saved",
    }


def test_assigning_several_says_whose_they_are(editor: User, editor_client: Client) -> None:
    """Whoever has one of them already is named before it is taken from them."""
    claim = make_claim(text="Nine missing", published=False)
    assign_claim(by=editor, claim=claim, assignee=editor)
    assert "Edith looks after it now." in words(sent(editor_client, "assign", [claim], queue="publish"))


def test_assigning_needs_a_person(editor_client: Client) -> None:
    """Without somebody to give them to, nothing is given."""
    response = sent(editor_client, "assign", hidden(2), queue="publish", do="1")
    assert response.status_code == 422
    assert not Assignment.objects.exists()

"""Undoing what an edit did: the words and the topic that it gave the claim too, however long ago it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.actions import tag_passage
from claims.actions.claims import file_question, quick_claim
from claims.actions.moving import Answering, split_claim
from claims.actions.refresh import hold
from claims.actions.verdicts import propose_verdict, record_check
from claims.actions.wording import reword_claim
from claims.models import Question, Statement, Topic
from newsroom.models import Event, User
from sources.models import Capture
from tests.claims.desk.tags import HTMX, client_of, edit, make_colleague, tag_url
from tests.factories import make_claim, make_question, make_statement, make_topic

pytestmark = pytest.mark.django_db

OLD, NEW = "Nine were missing", "Nine people were missing"


@pytest.fixture
def edited(editor_client: Client, tag: Statement) -> Statement:
    """The tag after an edit that gave its claim other words, and said how the outlet puts it."""
    topic = tag.claim.question.topic
    assert topic is not None
    return changed(editor_client, tag, text=NEW, same="1", topic=topic.public_id, caveat="alleged")


def changed(client: Client, tag: Statement, **how: str) -> Statement:
    assert client.post(tag_url(tag), edit(tag, **how), headers=HTMX).status_code == 200
    return Statement.objects.select_related("claim__question").get(supersedes=tag)


def undone(client: Client, tag: Statement, over: Statement, **more: str) -> str:
    """What the page is told when the change of `tag` to `over` is undone."""
    answer = client.post(f"{tag_url(tag)}restore/", {"over": over.public_id, **more}, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def page(client: Client, tag: Statement, query: str = "") -> str:
    return client.get(f"/desk/articles/{tag.capture.article.public_id}/{query}").content.decode()


def words_of(tag: Statement) -> str:
    tag.claim.refresh_from_db()
    return tag.claim.text


def test_undo_brings_back_the_words_of_the_claim(
    editor_client: Client, editor: User, tag: Statement, edited: Statement
) -> None:
    """Whoever undoes the edit has tag and claim as they were, in every row of the list; both are logged."""
    other = make_statement(tag.claim, tag.capture, exact="The owner", by=editor)
    assert words_of(tag) == NEW
    html = undone(editor_client, tag, edited, version="3-1-0")
    assert words_of(tag) == OLD
    now = Statement.objects.standing().get(supersedes=edited)
    assert (now.claim, now.caveat) == (tag.claim, tag.caveat)
    assert "Put back." in html
    for shown in (now, other):
        assert OLD in html.split(f'id="tag-{shown.public_id}"')[1].split("</th>")[0]
    told = Event.objects.filter(object=f"claims_claim {tag.claim.public_id}").first()
    assert told is not None
    assert (told.action, told.actor) == ("update: reword claim", editor.username)


def test_undo_brings_back_the_question_that_asks_the_claim(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    """A question that is only the claim asked back follows its words there and back."""
    tag = make_statement(quick_claim(by=editor, text="Nine ppl missing"), capture, exact="at nine", by=editor)
    over = changed(editor_client, tag, claim="", text=NEW, same="1")
    assert over.claim.question.text == f"{NEW}?"
    undone(editor_client, tag, over)
    over.claim.question.refresh_from_db()
    assert over.claim.question.text == "Nine ppl missing?"


def test_undo_leaves_words_that_were_changed_since(
    editor_client: Client, tag: Statement, edited: Statement
) -> None:
    """A colleague's words for the claim stay, and whoever undoes their own edit is told so."""
    reword_claim(by=make_colleague(), claim=edited.claim, text="Nine are missing")
    html = undone(editor_client, tag, edited)
    assert words_of(tag) == "Nine are missing"
    assert Statement.objects.standing().get().caveat == tag.caveat
    told = "Put back, but the claim keeps its words “Nine are missing”. They have been changed again since."
    assert told in html


@pytest.mark.parametrize("why", ["agreed", "taken"])
def test_undo_leaves_words_that_must_stay(
    editor_client: Client, editor: User, tag: Statement, edited: Statement, why: str
) -> None:
    """Words that a second person is asked to agree to, or that would be another claim's, with the reason."""
    if why == "agreed":
        record_check(by=editor, claim=tag.claim, what_we_did="Read it.", url="https://list.example/")
        propose_verdict(by=editor, claim=edited.claim, status="confirmed", note="It is so.")
    else:
        make_claim(make_question(topic=tag.claim.question.topic), text=OLD)
    html = undone(editor_client, tag, edited)
    assert words_of(tag) == NEW
    assert Statement.objects.standing().get(supersedes=edited)
    reason = "withdraw it first" if why == "agreed" else "Another claim of this topic has the former ones."
    assert f"Put back, but the claim keeps its words “{NEW}”." in html
    assert reason in html


def topic_of(tag: Statement) -> Topic | None:
    return Question.objects.select_related("topic").get(pk=tag.claim.question_id).topic


@pytest.mark.parametrize("given", ["another", "new", "none"])
def test_undo_puts_the_claim_under_its_topic_again(
    editor_client: Client, editor: User, tag: Statement, given: str
) -> None:
    """Another topic, one made in the edit, or none: the claim is where it was before; the undo is logged."""
    before = topic_of(tag)
    how = {
        "another": {"topic": make_topic().public_id},
        "new": {"new_topic": "A storm"},
        "none": {"topic": ""},
    }
    over = changed(editor_client, tag, same="1", **how[given])
    assert topic_of(tag) != before
    undone(editor_client, tag, over)
    assert topic_of(tag) == before
    told = Event.objects.filter(object=f"claims_question {tag.claim.question.public_id}").first()
    assert told is not None
    assert (told.action, told.actor) == ("update: file question", editor.username)


def test_undo_leaves_a_topic_that_was_given_since(editor_client: Client, tag: Statement) -> None:
    """Where a colleague filed the question meanwhile, it stays there."""
    over = changed(editor_client, tag, same="1", topic=make_topic().public_id)
    theirs = make_topic()
    file_question(by=make_colleague(), question=over.claim.question, topic=theirs)
    undone(editor_client, tag, over)
    assert topic_of(tag) == theirs


def test_undo_asks_of_the_topic_it_goes_back_to_whose_the_words_are(
    editor_client: Client, tag: Statement
) -> None:
    """A claim of the topic that is left does not keep the former words from it."""
    other = make_topic()
    over = changed(editor_client, tag, text=NEW, same="1", topic=other.public_id)
    make_claim(make_question(topic=other), text=OLD)
    assert "Put back." in undone(editor_client, tag, over)
    assert words_of(tag) == OLD


def test_undo_makes_no_claim_with_the_words_of_another_of_its_topic(
    editor_client: Client, tag: Statement
) -> None:
    """Where a claim of the former topic has the former words by now, the topic comes back without them."""
    before = topic_of(tag)
    over = changed(editor_client, tag, text=NEW, same="1", topic=make_topic().public_id)
    make_claim(make_question(topic=before), text=OLD)
    assert "Another claim of this topic has the former ones." in undone(editor_client, tag, over)
    assert (words_of(tag), topic_of(tag)) == (NEW, before)


def test_undo_leaves_what_a_colleague_filed_in_the_midst_of_the_edit(
    editor_client: Client, tag: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filing waits for no lock: done while an edit is being saved, it is not that edit's."""
    theirs, colleague = make_topic(), make_colleague()

    def held_and_filed(*args: Any, **kwargs: Any) -> Any:
        held = hold(*args, **kwargs)
        file_question(by=colleague, question=tag.claim.question, topic=theirs)
        return held

    with monkeypatch.context() as midst:
        midst.setattr(tag_passage, "hold", held_and_filed)
        over = changed(editor_client, tag, claim=tag.claim.public_id, caveat="alleged")
    undone(editor_client, tag, over)
    assert topic_of(tag) == theirs


def test_undo_of_a_later_edit_leaves_the_words_of_an_earlier_one(
    editor_client: Client, tag: Statement, edited: Statement
) -> None:
    """Undo is of one change: the words were another's."""
    later = changed(editor_client, edited, text=NEW, same="1", caveat="reported")
    undone(editor_client, edited, later)
    assert words_of(tag) == NEW
    assert Statement.objects.standing().get().caveat == "alleged"


def test_undo_of_a_change_has_no_time_limit(editor_client: Client, tag: Statement, edited: Statement) -> None:
    """The article opened later offers to undo the last change; undone, it is not offered to withdraw."""
    html = page(editor_client, tag)
    assert "Your last change is to tag number 1." in html
    assert "Undo the change" in html
    assert f'name="over" value="{edited.public_id}"' in html
    assert 'id="undo"' not in undone(editor_client, tag, edited)
    assert 'id="undo"' not in page(editor_client, tag)
    assert "Undo the change" not in page(client_of(make_colleague()), tag)


def test_undo_later_is_of_edits_alone(editor_client: Client, editor: User, tag: Statement) -> None:
    """A tag that went to another claim with a part of its claim was not edited."""
    make_statement(tag.claim, tag.capture, exact="The owner", by=editor)
    nine = make_claim(text="Nine left", published=False)
    split_claim(by=editor, claim=tag.claim, statements=[tag], to=Answering.of(nine))
    assert "Undo the change" not in page(editor_client, tag)
    assert "Undo the change" not in page(editor_client, tag, f"?replaced={tag.public_id}")

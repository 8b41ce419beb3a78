"""Publishing and filing from the claim desk."""

from __future__ import annotations

from django.test import Client

from claims.actions.moving import merge_claims
from claims.actions.questions import set_alleges_wrongdoing
from claims.models import Claim
from newsroom.models import User
from newsroom.roles import EDITOR
from tests.claims.desk.claim_page import (
    check_of,
    desk,
    shown,
    signed_in,
    state,
)
from tests.factories import (
    make_capture,
    make_claim,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    make_user,
)


def test_claim_is_published_and_taken_back(editor_client: Client, client: Client) -> None:
    """Readers see a claim from when it is published until it is taken back."""
    claim = make_statement(make_claim(published=False)).claim
    assert client.get(claim.get_absolute_url()).status_code == 404
    editor_client.post(desk(claim, "publish/"), {"publish": "1"})
    assert client.get(claim.get_absolute_url()).status_code == 200
    editor_client.post(desk(claim, "publish/"), {"publish": "0"})
    assert client.get(claim.get_absolute_url()).status_code == 404


def test_accusation_waits_for_a_second_person_and_a_question(editor: User, editor_client: Client) -> None:
    """An accusation is not published by who recorded it, nor before the accused was asked; each is said."""
    claim = make_claim(published=False, by=editor)
    page = editor_client.post(desk(claim, "wrongdoing/"), {"alleges": "1"}, follow=True)
    assert "another editor must publish it" in page.content.decode()
    page = editor_client.post(desk(claim, "publish/"), {"publish": "1"}, follow=True)
    assert "another editor must publish it" in page.content.decode()
    other = signed_in(make_user(EDITOR))
    page = other.post(desk(claim, "publish/"), {"publish": "1"}, follow=True)
    assert "first record whom you asked for comment" in page.content.decode()
    other.post(desk(claim, "checks/"), check_of(result="inconclusive", person_asked="The owner"))
    other.post(desk(claim, "publish/"), {"publish": "1"})
    assert state(claim).visibility == "published"


def test_accusation_that_nobody_here_can_publish(
    editor: User, editor_client: Client, desk_admin: User
) -> None:
    """Where there is no other editor the page says so, and how to invite one."""
    claim = make_claim(published=False, by=editor)
    set_alleges_wrongdoing(by=editor, claim=claim, alleges=True)
    User.objects.exclude(pk__in=[editor.pk, desk_admin.pk]).update(is_active=False)
    page = shown(editor_client, claim)
    assert "Nobody here can. Ask Ada to invite a second editor: an account with the role “editor”." in page
    make_user(EDITOR)
    page = shown(editor_client, claim)
    assert "another editor must publish it" in page
    assert "Nobody here can" not in page


def test_accusation_is_cleared_by_somebody_else(claim: Claim, editor: User, editor_client: Client) -> None:
    """Whoever marked it reads that another must take the mark off; another does."""
    set_alleges_wrongdoing(by=editor, claim=claim, alleges=True)
    page = editor_client.post(desk(claim, "wrongdoing/"), {"alleges": "0"}, follow=True)
    assert "another editor must clear it" in page.content.decode()
    assert "It accuses nobody" not in page.content.decode()
    other = signed_in(make_user(EDITOR))
    assert "It accuses nobody" in shown(other, claim)
    other.post(desk(claim, "wrongdoing/"), {"alleges": "0"})
    assert "Not marked as an allegation" in shown(editor_client, claim)


def test_public_claim_that_is_marked_is_taken_back(claim: Claim, editor_client: Client) -> None:
    """The page says beforehand what marking a public claim does, and afterwards that it was done."""
    assert "Marking it takes it back to the desk" in shown(editor_client, claim)
    page = editor_client.post(desk(claim, "wrongdoing/"), {"alleges": "1"}, follow=True)
    assert "Marked, and taken back to the desk" in page.content.decode()
    assert state(claim).visibility == "desk"


def test_sentence_of_an_article_is_reworded_before_it_is_published(editor_client: Client) -> None:
    """A claim in more than 25 of the article's own words is refused, with what to do."""
    sentence = " ".join(f"word{n}" for n in range(30))
    capture = make_capture(f"{sentence}. The end.", outlet=make_outlet())
    copied = make_claim(make_question(answer_type="yes_no"), text=sentence, published=False)
    make_statement(copied, capture, exact=sentence)
    assert "reword the claim first" in shown(editor_client, copied)
    page = editor_client.post(desk(copied, "publish/"), {"publish": "1"}, follow=True)
    assert "beyond the 25 words that may be quoted" in page.content.decode()
    assert state(copied).visibility == "desk"
    path = f"/desk/articles/{capture.article.public_id}/publish/"
    page = editor_client.post(path, {"claim": copied.public_id}, follow=True)
    assert "reword it first" in page.content.decode()
    own = make_claim(make_question(answer_type="yes_no"), text=sentence[:60], published=False)
    make_statement(own, capture, exact=sentence)
    editor_client.post(desk(own, "publish/"), {"publish": "1"})
    assert state(own).visibility == "published"


def test_moved_claim_is_neither_published_nor_decided_on(editor: User, editor_client: Client) -> None:
    """What a form sends for a claim that has moved meanwhile is refused, with where to go instead."""
    claim = make_claim(published=False)
    merge_claims(by=editor, claim=claim, into=make_claim())
    for path, typed in (
        ("publish/", {"publish": "1"}),
        ("verdicts/", {"verdict-status": "unverified", "verdict-note": "So."}),
        ("checks/", check_of()),
    ):
        page = editor_client.post(desk(claim, path), typed, follow=True).content.decode()
        assert "this claim has moved" in page
    assert (state(claim).visibility, state(claim).status) == ("desk", "")
    assert not claim.checks.exists()


def test_question_is_filed_under_a_topic(claim: Claim, editor_client: Client) -> None:
    """The claim's question goes under a topic that there is, under a new one, or under none."""
    topic = make_topic("Ferries")
    editor_client.post(desk(claim, "topic/"), {"filing-topic": topic.pk})
    claim.question.refresh_from_db()
    assert claim.question.topic == topic
    made = {"filing-topic": topic.pk, "filing-title": "The port", "filing-summary": "What happened there."}
    assert (
        "Now under “The port”."
        in editor_client.post(desk(claim, "topic/"), made, follow=True).content.decode()
    )
    assert Claim.objects.get(pk=claim.pk).question.topic.summary == "What happened there."  # type: ignore[union-attr]
    editor_client.post(desk(claim, "topic/"), {})
    assert Claim.objects.get(pk=claim.pk).question.topic is None


def test_new_topic_needs_a_title(claim: Claim, editor_client: Client) -> None:
    """A summary without a title comes back, with the summary kept."""
    response = editor_client.post(desk(claim, "topic/"), {"filing-summary": "What happened."})
    assert response.status_code == 422
    assert "Give the new topic a title." in response.content.decode()
    assert "What happened." in response.content.decode()

"""Showing claims to readers from the article's page."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.claims import publish, quick_claim
from claims.actions.recapture import recapture
from claims.actions.verdicts import record_check
from claims.models import Claim, Statement
from newsroom.models import User
from tests.claims.desk.tags import HTMX, client_of
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_statement,
    make_topic,
    make_user,
    on_record,
)
from tests.pages import see

pytestmark = pytest.mark.django_db


@pytest.fixture
def tags(editor: User) -> list[Statement]:
    """Two unpublished claims on one article."""
    capture = make_capture(by=editor)
    claims = [make_claim(published=False, by=editor) for _ in range(2)]
    chain = [on_record(make_entity("The coastguard"))]
    return [
        make_statement(claim, capture, exact=words, by=editor, chain=chain)
        for claim, words in zip(claims, ("Fourteen", "at nine"), strict=True)
    ]


def url(tags: list[Statement]) -> str:
    return f"/desk/articles/{tags[0].capture.article.public_id}/publish/"


def published() -> int:
    return Claim.objects.published().count()


def test_one_claim_is_published(editor_client: Client, tags: list[Statement]) -> None:
    """The claim that was named, and no other, is shown to readers; its row says so."""
    answer = editor_client.post(url(tags), {"claim": tags[0].claim.public_id}, headers=HTMX)
    html = answer.content.decode()
    assert "Published 1 claim." in html
    assert f'id="tag-{tags[0].public_id}"' in html
    assert published() == 1


def test_all_claims_are_published(editor_client: Client, tags: list[Statement]) -> None:
    """All of the article's claims at once, and those of other articles stay as they are."""
    make_claim(published=False)
    assert "Published 2 claims." in editor_client.post(url(tags), {"all": 1}, headers=HTMX).content.decode()
    assert published() == 2


def test_claim_of_another_article_is_not_published(editor_client: Client, tags: list[Statement]) -> None:
    """An address or a form can only name claims of its own article."""
    other = make_claim(published=False)
    assert editor_client.post(url(tags), {"claim": other.public_id}, headers=HTMX).status_code == 409
    assert published() == 0


def test_wrongdoing_needs_a_second_person_and_an_attempt(editor: User, tags: list[Statement]) -> None:
    """A claim that alleges wrongdoing says what is missing, and stays with the desk by itself."""
    accused = make_claim(published=False, by=editor, alleges_wrongdoing=True, text="The owner lied")
    chain = [on_record(make_entity("A deckhand", "person"))]
    make_statement(accused, tags[0].capture, exact="The owner", by=editor, chain=chain)
    own = client_of(editor).post(url(tags), {"claim": accused.public_id}, headers=HTMX)
    assert own.status_code == 422
    assert "“The owner lied” alleges wrongdoing and you recorded it yourself" in own.content.decode()
    second = client_of(make_user("editor", name="Carol"))
    assert (
        "record that the people it is about were asked"
        in second.post(url(tags), {"claim": accused.public_id}, headers=HTMX).content.decode()
    )
    assert published() == 0
    record_check(by=editor, claim=accused, what_we_did="Asked the owner.", person_asked="The owner")
    assert second.post(url(tags), {"all": 1}, headers=HTMX).status_code == 200
    assert published() == 3


def test_own_accusation_is_not_offered_for_publishing(editor: User) -> None:
    """Whoever recorded it reads that another editor must publish it; that editor is offered it."""
    accused = make_claim(published=False, by=editor, alleges_wrongdoing=True)
    tag = make_statement(accused, by=editor)
    address = f"/desk/articles/{tag.capture.article.public_id}/"
    words = see(client_of(editor), address).words
    assert "1 claim accuses somebody and you recorded it: another editor must publish it." in words
    assert "Publish the 1 claim" not in words
    assert "Publish this claim" not in words
    other = see(client_of(make_user("editor", name="Carol")), address).words
    assert "Publish the 1 claim that is desk only" in other
    assert "Publish this claim" in other
    assert "you recorded it" not in other
    make_statement(make_claim(published=False), tag.capture, by=editor)
    words = see(client_of(editor), address).words
    assert "Publish the others that are desk only" in words
    assert "1 claim accuses somebody" in words


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["by script", "without"])
def test_claims_that_may_be_published_do_not_wait_for_one_that_may_not(
    editor_client: Client, editor: User, tags: list[Statement], headers: dict[str, str]
) -> None:
    """All but it are shown to readers; what keeps it is said, with the way to it."""
    accused = make_claim(published=False, by=editor, alleges_wrongdoing=True, text="The owner lied")
    chain = [on_record(make_entity("A deckhand", "person"))]
    make_statement(accused, tags[0].capture, exact="The owner", by=editor, chain=chain)
    answer = editor_client.post(url(tags), {"all": 1}, headers=headers, follow=True)
    html = answer.content.decode()
    assert "Published 2 claims." in html
    assert "“The owner lied” alleges wrongdoing and you recorded it yourself" in html
    assert f'<a href="/desk/claims/{accused.public_id}/">Go to the claim</a>' in html
    assert published() == 2


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["by script", "without"])
def test_unfinished_claims_are_asked_about_once_more(
    editor: User, editor_client: Client, tags: list[Statement], headers: dict[str, str]
) -> None:
    """What a quick tag left out is listed before readers see it so; one more press publishes all."""
    quick = quick_claim(by=editor, text="The owner declined")
    make_statement(quick, tags[0].capture, exact="The owner", certainty=None, by=editor)
    asked = editor_client.post(url(tags), {"all": 1}, headers=headers).content.decode()
    assert "1 claim is still to complete" in asked
    assert "how sure the speaker is" in asked
    assert "which question" not in asked
    assert "Publish all 3 claims all the same" in asked
    assert published() == 0
    sure = {"sure": 1, "claim": [quick.public_id, *(tag.claim.public_id for tag in tags)]}
    assert editor_client.post(url(tags), sure, headers=headers).status_code in (200, 302)
    assert published() == 3


@pytest.fixture
def unfinished(editor: User) -> list[Statement]:
    """Two quick tags of one article."""
    capture = make_capture(by=editor)
    claims = [make_claim(published=False, by=editor) for _ in range(2)]
    return [
        make_statement(claim, capture, exact=words, by=editor, certainty=None)
        for claim, words in zip(claims, ("Fourteen", "at nine"), strict=True)
    ]


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["by script", "without"])
def test_row_says_what_was_published_all_the_same(
    editor_client: Client, unfinished: list[Statement], headers: dict[str, str]
) -> None:
    """Asked once more or not, what is done is said where it was begun; of two windows, in both rows."""
    form = {"capture": unfinished[0].capture.public_id, "part": "1"}
    begun = [{**form, "place": f"tag-{tag.public_id}", "claim": tag.claim.public_id} for tag in unfinished]
    for one in begun:
        asked = editor_client.post(url(unfinished), one, headers=headers).content.decode()
        assert re.findall(r'name="place" value="([^"]+)"', asked) == [one["place"]]
    answers = [editor_client.post(url(unfinished), {**one, "sure": "1"}, headers=headers) for one in begun]
    if not headers:
        answers = [editor_client.get(answers[1]["Location"])] * 2
    for answer, tag in zip(answers, unfinished, strict=True):
        assert row_of(answer.content.decode(), tag).count("Published 1 claim.") == 1


def row_of(html: str, tag: Statement) -> str:
    """The tag's row in the list, as the answer has it."""
    return html.split(f'id="tag-{tag.public_id}"')[1].split("</tr>")[0]


def test_completing_first_leads_back_to_the_text_that_was_shown(
    editor_client: Client, editor: User, unfinished: list[Statement]
) -> None:
    """To the older text and to the row, as sentences to choose from where that was the page."""
    old = unfinished[0].capture
    recapture(
        by=editor, article=old.article, text="Nothing stands here any more.", method="pasted", sure=True
    )
    place = f"tag-{unfinished[0].public_id}"
    form = {"capture": old.public_id, "part": "1", "list": "1", "place": place}
    asked = editor_client.post(
        url(unfinished), {**form, "claim": unfinished[0].claim.public_id}
    ).content.decode()
    here = f"/desk/articles/{old.article.public_id}/?capture={old.public_id}&amp;part=1&amp;list=1"
    assert f'href="{here}#{place}"' in asked
    assert '<input type="hidden" name="list" value="1">' in asked


def test_claim_s_own_page_says_what_is_missing(editor_client: Client, editor: User) -> None:
    """Beside the button that publishes it stands what readers would miss."""
    quick = quick_claim(by=editor, text="The owner declined")
    make_statement(quick, exact="The owner", certainty=None, by=editor)
    page = see(editor_client, f"/desk/claims/{quick.public_id}/")
    assert "Still to complete: how sure the speaker is" in page.words
    assert "Publish all the same" in page.words


def test_claim_without_a_question_is_complete_everywhere(editor_client: Client, editor: User) -> None:
    """Its page, the tags and the publishing agree: nothing is lacking, and that nobody asked is said."""
    quick = quick_claim(by=editor, text="The owner declined")
    chain = [on_record(make_entity("A deckhand", "person"))]
    tag = make_statement(quick, exact="The owner", by=editor, chain=chain)
    page = see(editor_client, f"/desk/claims/{quick.public_id}/")
    assert "to complete" not in page.words.partition("Readers")[2].lower()
    assert "No question asked yet" in page.words
    assert f"{quick.text}?" not in page.words
    listed = editor_client.get(f"/desk/articles/{tag.capture.article.public_id}/").content.decode()
    for said in ("A deckhand", "Saved", "no question asked yet"):
        assert said in row_of(listed, tag)
    assert "Every tag is complete." in see(editor_client, "/desk/queues/complete/").words
    editor_client.post(url([tag]), {"claim": quick.public_id, "capture": tag.capture.public_id}, headers=HTMX)
    assert published() == 1


def test_readers_are_not_asked_the_claim_back(editor: User, client: Client) -> None:
    """A question that nobody asked is not shown as one: neither above the claim, nor as a page's head."""
    quick = quick_claim(by=editor, text="The owner declined", topic=make_topic("Ferry"))
    publish(by=editor, claims=[quick])
    for address in (quick.get_absolute_url(), "/topics/ferry/", "/claims/"):
        page = see(client, address)
        assert "The owner declined?" not in page.words
        assert "Is it so?" in page.words
    page = see(client, quick.question.get_absolute_url())
    assert "Is it so: “The owner declined”?" in page.words.translate({0x2068: None, 0x2069: None})


def test_publishing_asks_as_much_for_many_claims_as_for_two(editor: User) -> None:
    """A long article takes the same queries as a short one, accusations and long sentences too."""
    few, many = (_of_long_sentences(number, by=editor) for number in (2, 20))
    client = client_of(make_user("editor", name="Carol"))
    asked = []
    for tags in (few, many):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(url(tags), {"all": 1, "sure": 1}, headers=HTMX)
        assert f"Published {len(tags)} claims." in answer.content.decode()
        # Locks are taken one by one, in their order.
        asked.append(sum("pg_advisory_xact_lock" not in query["sql"] for query in queries.captured_queries))
    assert asked[0] == asked[1]


def _of_long_sentences(number: int, *, by: User) -> list[Statement]:
    """As many claims on an article of their own, each an accusation of which somebody was asked."""
    capture = make_capture(by=by)
    claims = [
        make_claim(published=False, by=by, alleges_wrongdoing=True, text=f"Boat {n} " + "and more " * 30)
        for n in range(number)
    ]
    for claim in claims:
        record_check(by=by, claim=claim, what_we_did="Asked the owner.", person_asked="The owner")
    return [make_statement(claim, capture, by=by) for claim in claims]

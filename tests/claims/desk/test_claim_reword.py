"""A claim in other words: it stays the claim that it is, and who may say so."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.actions.claims import publish, quick_claim
from claims.actions.verdicts import propose_verdict, record_check, withdraw_verdict
from claims.actions.wording import CannotReword, reword_claim
from claims.models import Claim
from newsroom.models import Event, User
from tests.claims.desk.claim_page import desk, shown, signed_in
from tests.factories import make_capture, make_claim, make_question, make_statement, make_topic

pytestmark = pytest.mark.django_db

NEW = "Fourteen people were reported missing"


def save(client: Client, claim: Claim, text: str = NEW) -> tuple[int, str]:
    answer = client.post(desk(claim, "wording/"), {"wording-text": text})
    claim.refresh_from_db()
    return answer.status_code, answer.content.decode()


def refused(by: User, claim: Claim, text: str = NEW) -> str:
    with pytest.raises(CannotReword) as caught:
        reword_claim(by=by, claim=claim, text=text)
    was = claim.text
    claim.refresh_from_db()
    assert claim.text != text or was == text
    return caught.value.reason


def test_claim_reword_changes_the_words_alone(client: Client, editor_client: Client, claim: Claim) -> None:
    """Readers find the new words under the old address, with its statements; the log has the old words."""
    assert "Readers see the new words at once" in shown(editor_client, claim)
    assert save(editor_client, claim, "  Fourteen people\n were reported missing ")[0] == 302
    assert claim.text == NEW
    page = client.get(claim.get_absolute_url()).content.decode()
    assert NEW in page
    assert "The Herald" in page
    told = Event.objects.filter(object=f"claims_claim {claim.public_id}")
    assert "Fourteen people are missing" in told.order_by("seq")[0].payload
    assert told.order_by("-seq")[0].action == "update: reword claim"
    assert NEW in client.get("/claims/?q=reported").content.decode()


def test_claim_reword_takes_its_own_question_along(editor: User) -> None:
    """A question that is only the claim asked back follows; one that was asked on purpose stays."""
    quick = quick_claim(by=editor, text="Nine ppl missing")
    reword_claim(by=editor, claim=quick, text="Nine people are missing")
    quick.question.refresh_from_db()
    assert quick.question.text == "Nine people are missing?"
    asked = make_claim(make_question("How many are missing?"), 9)
    reword_claim(by=editor, claim=asked, text="Nine are missing")
    asked.question.refresh_from_db()
    assert asked.question.text == "How many are missing?"


def test_claim_reword_not_what_two_people_judge(editor: User, editor_client: Client, claim: Claim) -> None:
    """What a second person is asked to confirm, or has confirmed, is not one person's to change."""
    record_check(by=editor, claim=claim, what_we_did="Read it.", url="https://list.example/")
    verdict = propose_verdict(by=editor, claim=claim, status="confirmed", note="So it is.")
    status, page = save(editor_client, claim)
    assert status == 422
    assert "withdraw it first" in page
    withdraw_verdict(by=editor, verdict=verdict)
    propose_verdict(by=editor, claim=claim, status="unverified", note="Open.")
    assert "look whether it fits the new words" in shown(editor_client, claim)
    assert save(editor_client, claim)[0] == 302


def test_claim_reword_of_an_accusation(editor: User, reviewer: User) -> None:
    """Whoever recorded it words it, while readers do not see it: somebody else then publishes those words."""
    claim = make_claim(text="The owner lied", by=editor, alleges_wrongdoing=True, published=False)
    colleague = make_claim(text="The owner knew", alleges_wrongdoing=True, published=False)
    assert refused(editor, colleague) == "accusation"
    reword_claim(by=editor, claim=claim, text="The owner did not tell the truth")
    record_check(by=editor, claim=claim, what_we_did="Asked.", person_asked="The owner")
    publish(by=reviewer, claims=[claim])
    assert refused(editor, claim) == "accusation"


def test_claim_reword_by_a_contributor(contributor: User, editor: User) -> None:
    """Their own claim, until readers see it or the desk has judged it."""
    own = make_claim(by=contributor, published=False)
    reword_claim(by=contributor, claim=own, text=NEW)
    assert refused(contributor, make_claim(published=False)) == "not_yours"
    publish(by=editor, claims=[own])
    assert refused(contributor, own, "Other words") == "not_yours"
    assert "Only an editor rewords a claim" in shown(signed_in(contributor), own)


def test_claim_reword_to_the_words_of_another(editor: User) -> None:
    """Two claims of a topic never say exactly the same, whatever the case; those of other stories may."""
    topic = make_topic()
    taken = make_claim(make_question(topic=topic), text="Nobody was hurt")
    claim = make_claim(make_question(topic=topic))
    assert refused(editor, claim, "NOBODY was hurt") == "taken"
    elsewhere = make_claim()
    reword_claim(by=editor, claim=elsewhere, text=taken.text)
    assert elsewhere.text == taken.text


def test_claim_reword_in_the_article_s_words(editor: User) -> None:
    """Readers are not shown by a new wording what may not be quoted; at the desk it may stand."""
    long = " ".join(f"word{number}" for number in range(40))
    claim = make_claim()
    make_statement(claim, make_capture(long), exact=long)
    assert refused(editor, claim, long) == "needs_own_words"
    hidden = make_claim(published=False)
    make_statement(hidden, make_capture(long), exact=long)
    reword_claim(by=editor, claim=hidden, text=long)

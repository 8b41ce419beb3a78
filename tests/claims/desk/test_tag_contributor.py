"""What a contributor tags is read by readers once an editor has published it, not before."""

from __future__ import annotations

import pytest

from claims.models import Statement
from newsroom.models import User
from tests.claims.desk.tags import HTMX, client_of, sent
from tests.factories import make_capture, make_claim, make_question

pytestmark = pytest.mark.django_db

ONLY_EDITORS = "an editor must tag for it"


def test_contributor_adds_nothing_to_a_published_claim(contributor: User, editor: User) -> None:
    """Readers see the claim, so an editor tags for it."""
    capture, claim = make_capture(), make_claim()
    path = f"/desk/articles/{capture.article.public_id}/tags/"
    tag = sent(capture, "at nine", claim=claim.public_id)
    answer = client_of(contributor).post(path, tag, headers=HTMX)
    assert answer.status_code == 422
    assert ONLY_EDITORS in answer.content.decode()
    assert not Statement.objects.exists()
    assert client_of(editor).post(path, tag, headers=HTMX).status_code == 200


def test_contributor_reaches_no_published_claim_by_its_answer(contributor: User) -> None:
    """The same question and answer lead to the same published claim, and are refused as well."""
    capture, question = make_capture(), make_question()
    claim = make_claim(question, 9)
    tag = sent(capture, "at nine", "Nine are missing", question=question.public_id, answer="9")
    path = f"/desk/articles/{capture.article.public_id}/tags/"
    answer = client_of(contributor).post(path, tag, headers=HTMX)
    assert ONLY_EDITORS in answer.content.decode()
    assert not Statement.objects.filter(claim=claim).exists()


def test_contributor_tags_a_claim_of_the_desk(contributor: User) -> None:
    """What readers do not see yet anyone of the desk adds to."""
    capture, claim = make_capture(), make_claim(published=False)
    tag = sent(capture, "at nine", claim=claim.public_id)
    path = f"/desk/articles/{capture.article.public_id}/tags/"
    assert client_of(contributor).post(path, tag, headers=HTMX).status_code == 200
    assert Statement.objects.get().claim == claim

"""One form, sent many times at once, records one tag."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections

from claims.actions import tag_passage as module
from claims.actions.tag import NewStatement
from claims.actions.tag_passage import About, tag_passage
from claims.models import Claim, Question, Statement
from newsroom.models import User
from sources.models import Capture
from sources.quotes import passage_at
from tests.claims.desk.tags import HTMX, client_of
from tests.claims.desk.tags import sent as sent_form
from tests.factories import make_capture, make_claim, make_question

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 16


def send(capture: Capture, user: User, key: object) -> int:
    try:
        tag = tag_passage(
            by=user,
            capture=capture,
            passage=passage_at(capture.text, 0, 8),
            about=About(text="Fourteen were missing"),
            new=NewStatement(),
            key=key,  # type: ignore[arg-type]
        )
        return tag.pk
    finally:
        connections.close_all()


def send_all(capture: Capture, user: User) -> list[int]:
    key = uuid4()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda _n: send(capture, user, key), range(AT_ONCE)))


def test_sixteen_sent_at_once_are_one_tag(editor: User) -> None:
    """All senders get the same tag, and the losers leave no claim and no question behind."""
    capture = make_capture(by=editor)
    sent = send_all(capture, editor)
    assert len(set(sent)) == 1
    assert (Statement.objects.count(), Claim.objects.count(), Question.objects.count()) == (1, 1, 1)


def test_without_looking_again_the_losers_fail(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken twin: where nobody looks for what the first has made, the database refuses a second."""
    monkeypatch.setattr(module, "_made_with", lambda key: None)
    capture = make_capture(by=editor)
    with pytest.raises(IntegrityError, match="client_key"):
        send_all(capture, editor)
    assert Statement.objects.count() == 1


def test_what_was_corrected_after_a_lost_answer_is_not_lost(editor: User) -> None:
    """The same form with other words says that it has saved others; sent once more it saves these."""
    capture = make_capture(by=editor)
    client, path = client_of(editor), f"/desk/articles/{capture.article.public_id}/tags/"
    first = sent_form(capture, "Fourteen people", "Forty are missing")
    assert client.post(path, first, headers=HTMX).status_code == 200
    assert client.post(path, first, headers=HTMX).status_code == 200
    corrected = {**first, "text": "Fourteen are missing"}
    told = client.post(path, corrected, headers=HTMX)
    assert told.status_code == 422
    assert "An earlier state of this form was saved" in told.content.decode()
    key = re.findall(r'id="id_key" value="([^"]+)"', told.content.decode())[0]
    assert client.post(path, {**corrected, "key": key}, headers=HTMX).status_code == 200
    assert set(Claim.objects.values_list("text", flat=True)) == {"Forty are missing", "Fourteen are missing"}


def test_known_answer_sent_twice_is_one_tag(editor: User) -> None:
    """Another wording of a recorded answer leads to its claim, the second time as the first."""
    capture, question = make_capture(by=editor), make_question("How many?")
    make_claim(question, 14, text="Fourteen are missing")
    client, path = client_of(editor), f"/desk/articles/{capture.article.public_id}/tags/"
    form = sent_form(capture, "Fourteen people", "14 missing", question=question.public_id, answer="14")
    assert [client.post(path, form, headers=HTMX).status_code for _time in range(2)] == [200, 200]
    assert Statement.objects.count() == 1

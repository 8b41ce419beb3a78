"""One form, sent many times at once, records one tag."""

from __future__ import annotations

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
from tests.factories import make_capture

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

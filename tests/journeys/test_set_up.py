"""What the set-up of the journeys promises to each of them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.models import Claim
from newsroom.models import User
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

SLOW = "/sources/"


@pytest.fixture
def slow_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server takes its time over one page, with a table in hand."""
    answer = WSGIHandler.get_response

    def slowly(handler: WSGIHandler, request: HttpRequest) -> HttpResponseBase:
        if request.path != SLOW:
            return answer(handler, request)
        with transaction.atomic():
            Claim.objects.exists()
            time.sleep(0.5)
            User.objects.exists()
            return answer(handler, request)

    monkeypatch.setattr(WSGIHandler, "get_response", slowly)


@pytest.mark.parametrize("again", [False, True])
def test_no_request_outlives_its_journey(
    slow_answers: None, visitor: Callable[..., Visitor], editor: User, again: bool
) -> None:
    """One may end before its last answer: the tables are emptied all the same, and the next finds none."""
    page = visitor().enter(editor)
    with page.expect_request(f"**{SLOW}"):
        page.evaluate(f"void fetch('{SLOW}')")
    assert User.objects.count() == 1

"""One form, sent many times at once, records one tag."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections

from claims.actions import tag_passage as module
from claims.actions.moving import merge_claims
from claims.actions.tag import NewStatement, withdraw
from claims.actions.tag_passage import About, tag_passage
from claims.models import Claim, Question, Statement
from newsroom.models import User
from sources.models import Capture
from sources.quotes import passage_at
from tests.claims.desk.tags import HTMX, client_of
from tests.claims.desk.tags import sent as sent_form
from tests.factories import make_capture, make_claim, make_question, make_statement, make_user

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
    client, path = client_of(editor), path_of(capture)
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
    client, path = client_of(editor), path_of(capture)
    form = sent_form(capture, "Fourteen people", "14 missing", question=question.public_id, answer="14")
    assert [client.post(path, form, headers=HTMX).status_code for _time in range(2)] == [200, 200]
    assert Statement.objects.count() == 1


@pytest.fixture
def moved(editor: User) -> tuple[Capture, dict[str, Any]]:
    """A form that was sent, and whose claim was merged into another since; by its id, where it chose one."""
    capture, claim = make_capture(by=editor), make_claim(text="Fourteen are missing")
    form = sent_form(capture, "Fourteen people", claim=claim.public_id, version="0-0-0")
    assert client_of(editor).post(path_of(capture), form, headers=HTMX).status_code == 200
    merge_claims(by=editor, claim=claim, into=make_claim(text="14 are missing"))
    return capture, form


def path_of(capture: Capture) -> str:
    return f"/desk/articles/{capture.article.public_id}/tags/"


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["script", "without"])
def test_form_sent_again_after_its_claim_moved_is_saved(
    editor: User, moved: tuple[Capture, dict[str, Any]], headers: dict[str, str]
) -> None:
    """Its tag stands on the other claim by now, and the answer shows that one; in place with its own undo."""
    capture, form = moved
    answer = client_of(editor).post(path_of(capture), form, headers=headers, follow=True)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Saved." in html
    now = Statement.objects.standing().get()
    assert now.claim.text == "14 are missing"
    undo = f'id="undo" method="post" action="{path_of(capture)}{now.public_id}/withdraw/"'
    # A page that is loaded anew offers none of a tag that took another's place.
    assert (undo in html) == (headers == HTMX)
    assert Statement.objects.filter(client_key=form["key"]).count() == 1


def test_other_words_under_a_moved_claim_are_refused(
    editor: User, moved: tuple[Capture, dict[str, Any]]
) -> None:
    """Another passage, another key or somebody else's is not what was saved: choose again."""
    capture, form = moved
    other = sent_form(capture, "at nine", claim=form["claim"], key=form["key"])
    for client, data in (
        (client_of(editor), other),
        (client_of(editor), {**form, "key": str(uuid4())}),
        (client_of(editor), {**form, "said": "no date"}),
        (client_of(make_user("editor")), form),
    ):
        answer = client.post(path_of(capture), data, headers=HTMX)
        assert answer.status_code == 422
        assert "This claim is no longer there" in answer.content.decode()


def test_words_sent_again_after_their_claim_moved_are_saved(editor: User) -> None:
    """The same where the form had made the claim, which another has taken up since."""
    capture, client = make_capture(by=editor), client_of(editor)
    form = sent_form(capture, "Fourteen people", "Fourteen are missing", version="0-0-0")
    client.post(path_of(capture), form, headers=HTMX)
    merge_claims(by=editor, claim=Claim.objects.get(), into=make_claim(text="14 are missing"))
    html = client.post(path_of(capture), form, headers=HTMX).content.decode()
    now = Statement.objects.standing().get()
    assert f'id="undo" method="post" action="{path_of(capture)}{now.public_id}/withdraw/"' in html


def test_form_sent_again_after_its_tag_was_withdrawn(editor: User) -> None:
    """It says so, and offers the tag back; nothing is recorded a second time."""
    capture, client = make_capture(by=editor), client_of(editor)
    form = sent_form(capture, "Fourteen people", version="0-0-0")
    client.post(path_of(capture), form, headers=HTMX)
    tag = Statement.objects.get()
    withdraw(by=editor, statement=tag)
    answers = (
        client.post(path_of(capture), form, headers=HTMX),
        client.post(path_of(capture), form, follow=True),
    )
    for html in (answer.content.decode() for answer in answers):
        assert html.count("Saved before, and withdrawn since.") == 1
        assert f"{path_of(capture)}{tag.public_id}/restore/" in html
    assert not Statement.objects.standing().exists()


def test_edit_sent_again_after_its_claim_moved_is_saved(editor: User) -> None:
    """A changed tag is no other: the answer leads to what stands now."""
    capture, claim = make_capture(by=editor), make_claim(text="Fourteen are missing")
    tag = make_statement(make_claim(), capture, exact="Fourteen people", by=editor)
    address = f"{path_of(capture)}{tag.public_id}/"
    form = sent_form(capture, "Fourteen people", claim=claim.public_id)
    client = client_of(editor)
    client.post(address, form, headers=HTMX)
    merge_claims(by=editor, claim=claim, into=make_claim(text="14 are missing"))
    answer = client.post(address, form, headers=HTMX)
    assert answer.status_code == 200
    assert answer["HX-Redirect"].endswith(f"#tag-{Statement.objects.standing().get().public_id}")

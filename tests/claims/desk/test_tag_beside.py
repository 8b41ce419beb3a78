"""Several who tag one sentence: who saves second is told, and nobody of what their page shows."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.presenting.desk_article import desk_article
from newsroom.models import User
from sources.models import Capture
from tests.claims.desk.tags import client_of, post, sent
from tests.factories import (
    make_capture,
    make_claim,
    make_statement,
)

pytestmark = pytest.mark.django_db


def test_colleague_who_tagged_meanwhile_is_named(
    contributor: User, editor_client: Client, capture: Capture
) -> None:
    """Who saves second on one sentence learns it, with the open panel or without script; on another, not."""
    client = client_of(contributor)
    post(client, capture, sent(capture, "at nine", "Nine were missing", version="0-0-0"))
    beside = f"Saved. {contributor} has tagged this sentence too."
    answer = post(editor_client, capture, sent(capture, "put the number", version="0-0-0"))
    assert beside in answer.content.decode()
    away = post(editor_client, capture, sent(capture, "Fourteen people", version="0-0-0")).content.decode()
    assert "Saved." in away
    assert "has tagged this sentence" not in away
    address = f"/desk/articles/{capture.article.public_id}/tags/"
    form = sent(capture, "The coastguard put", version="0-0-0")
    assert beside in editor_client.post(address, form, follow=True).content.decode()


def test_colleague_known_to_the_page_is_not_named_again(
    contributor: User, editor_client: Client, capture: Capture
) -> None:
    """A page that shows the colleague's tag already says Saved and no more."""
    seen = make_statement(make_claim(published=False), capture, exact="at nine", by=contributor)
    answer = post(editor_client, capture, sent(capture, "put the number", version=f"1-0-{seen.pk}"))
    assert "has tagged this sentence" not in answer.content.decode()


def test_own_tag_of_another_window_is_told(editor_client: Client, capture: Capture) -> None:
    """Who has tagged the sentence in two windows learns it in the second, which then knows it."""
    told = "Saved. You have tagged this sentence too, in another window."
    first = post(editor_client, capture, sent(capture, "at nine", version="0-0-0")).content.decode()
    assert "in another window" not in first
    second = post(editor_client, capture, sent(capture, "put the number", version="0-0-0")).content.decode()
    assert told in second
    version = second.split('id="id_version" value="')[1].split('"')[0]
    third = post(editor_client, capture, sent(capture, "The coastguard", version=version)).content.decode()
    assert "in another window" not in third
    away = post(editor_client, capture, sent(capture, "Fourteen", version="0-0-0")).content.decode()
    assert "in another window" not in away
    address = f"/desk/articles/{capture.article.public_id}/tags/"
    plain = editor_client.post(address, sent(capture, "coastguard put", version=version), follow=True)
    assert told in plain.content.decode()


def test_colleague_shown_already_is_not_named_for_a_tag_elsewhere(
    contributor: User, editor_client: Client, capture: Capture
) -> None:
    """A page behind in another sentence is not told again of the colleague whose tag it shows."""
    seen = make_statement(make_claim(published=False), capture, exact="at nine", by=contributor)
    make_statement(make_claim(published=False), capture, exact="Fourteen people", by=contributor)
    answer = post(editor_client, capture, sent(capture, "put the number", version=f"1-0-{seen.pk}"))
    assert "has tagged this sentence" not in answer.content.decode()


def test_colleague_who_began_first_and_saved_second_hides_nobody(
    contributor: User, editor_client: Client, capture: Capture
) -> None:
    """Who showed the second of two tags before the first was saved is told nothing of what they see."""
    late = make_statement(make_claim(published=False), capture, exact="at nine", by=contributor)
    seen = make_statement(make_claim(published=False), capture, exact="put the number", by=contributor)
    page = f"1-0-{seen.pk}"
    assert late.pk < seen.pk
    answer = post(editor_client, capture, sent(capture, "The coastguard", version=page)).content.decode()
    assert "has tagged this sentence" not in answer
    assert answer.count('role="row"') == 3


def test_colleague_is_named_in_any_part_of_a_long_article(
    contributor: User, editor_client: Client, editor: User
) -> None:
    """Nobody is blamed for a colleague's tag in another part of the text than the form names."""
    capture = make_capture("\n".join(f"It was day {n}. Nobody slept." for n in range(9000)), by=editor)
    assert desk_article(editor, capture.article.public_id).parts > 1
    make_statement(make_claim(published=False), capture, exact="day 8900", by=contributor)
    answer = post(editor_client, capture, sent(capture, "It was day 8900", version="0-0-0"))
    assert f"{contributor} has tagged this sentence too." in answer.content.decode()

"""/desk/articles/<id>/edit/: what is known about an article, corrected after it was recorded."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.actions.articles import edit_article
from claims.actions.tag import NewLink
from claims.models import ClaimState
from newsroom.models import User
from sources.models import Article, Capture
from tests.factories import make_capture, make_claim, make_outlet, make_statement
from tests.pages import see

pytestmark = pytest.mark.django_db


@pytest.fixture
def capture(editor: User) -> Capture:
    return make_capture(
        "The ferry sank at nine.", by=editor, headline="Ferry snks", outlet=make_outlet("The Harbour Post")
    )


def path(article: Article) -> str:
    return f"/desk/articles/{article.public_id}/edit/"


def shown(client: Client, article: Article) -> dict[str, str]:
    """What a browser would send back of the form as it is shown."""
    sent = {}
    for field in client.get(path(article)).context["form"]:
        value = field.value()
        if value not in (False, None):
            sent[field.html_name] = str(value)
        sent[field.html_initial_name] = "" if value is None else str(value)
    return sent


def test_desk_page_leads_to_the_correction(editor_client: Client, capture: Capture) -> None:
    """From the article's own page, for whoever may."""
    page = see(editor_client, f"/desk/articles/{capture.article.public_id}/")
    assert page.links["Correct headline, outlet or date"] == path(capture.article)


def test_what_was_typed_wrong_is_corrected(editor_client: Client, capture: Capture) -> None:
    """Headline, date and language; the capture stays as it was, and so does what was not touched."""
    article = capture.article
    sent = shown(editor_client, article) | {
        "headline": "Ferry sinks",
        "published": "26 May 2025",
        "language": "de",
    }
    sent.pop("date_unknown", None)
    answer = editor_client.post(path(article), sent, follow=True)
    assert "The article is corrected" in answer.content.decode()
    article.refresh_from_db()
    assert (article.headline, article.published, article.language) == ("Ferry sinks", "2025-05-26", "de")
    assert str(article.outlet) == "The Harbour Post"
    assert article.published_days is not None
    assert capture.text == Capture.objects.get().text


def test_states_follow_a_corrected_outlet(editor_client: Client) -> None:
    """Two articles turn out to be of one outlet: the claim is carried by one."""
    claim = make_claim()
    first, second = (make_capture("The ferry sank.", outlet=make_outlet(name)) for name in ("Post", "Pots"))
    for capture in (first, second):
        make_statement(
            claim, capture, exact="The ferry sank", chain=[NewLink(capture.article.outlet, "own_voice")]
        )
    before = ClaimState.objects.at().get(claim=claim)
    editor_client.post(path(second.article), shown(editor_client, second.article) | {"outlet": "Post"})
    after = ClaimState.objects.at().get(claim=claim)
    assert Article.objects.filter(outlet=first.article.outlet).count() == 2
    assert (before.untraced_outlets, after.untraced_outlets) == (2, 1)


def test_correction_of_a_colleague_is_not_put_back(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    """Only what was changed in this form is saved, whatever happened since it was opened."""
    article = capture.article
    sent = shown(editor_client, article)
    edit_article(by=editor, article=Article.objects.get(), headline="Ferry sinks")
    editor_client.post(path(article), sent | {"byline": "Ann Bell"})
    article.refresh_from_db()
    assert (article.headline, article.byline) == ("Ferry sinks", "Ann Bell")


def test_address_of_another_article_is_refused(editor_client: Client, capture: Capture) -> None:
    """One page is one article; its own address is no other's, and what was typed stays."""
    held = make_capture("Other words.", url="https://coast.example/ferry").article
    sent = shown(editor_client, capture.article) | {"url": held.url, "headline": "Typed"}
    answer = editor_client.post(path(capture.article), sent)
    assert answer.status_code == 422
    assert "We hold this page already" in answer.content.decode()
    assert 'value="Typed"' in answer.content.decode()
    kept = shown(editor_client, held) | {"headline": "Ferry sinks"}
    assert editor_client.post(path(held), kept).status_code == 302


def test_blank_is_neither_known_nor_unknown(editor_client: Client, capture: Capture) -> None:
    """An outlet is taken away by saying that the page names none."""
    sent = shown(editor_client, capture.article) | {"outlet": ""}
    assert editor_client.post(path(capture.article), sent).status_code == 422
    editor_client.post(path(capture.article), sent | {"outlet_not_named": "on"})
    assert Article.objects.get().outlet is None

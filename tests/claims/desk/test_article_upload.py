"""Looking at an article again by its saved page: uploaded, read by the worker, compared by an editor."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.models import Anchor
from newsroom.models import User
from sources.models import Article, Capture, Intake, Look
from sources.page_reading import read_intake
from tests.claims.cases.recaptured import AFTER, BEFORE, CARRIED, LOST, MOVED, TOLD
from tests.claims.desk.tags import client_of
from tests.factories import make_capture, make_claim, make_statement
from tests.pages import see

pytestmark = pytest.mark.django_db
URL = "https://harbourpost.example/ferry"


def saved(text: str) -> bytes:
    """The page as a browser saves it, with its own address in it."""
    paragraphs = "".join(f"<p>{one}</p>" for one in text.split("\n"))
    head = f'<title>Ferry sinks</title><link rel="canonical" href="{URL}">'
    return f"<html lang=en><head>{head}</head><body><article>{paragraphs}</article></body></html>".encode()


@pytest.fixture
def capture(editor: User) -> Capture:
    capture = make_capture(BEFORE, url=URL, headline="Ferry sinks off Port Ellis")
    for words in (CARRIED, MOVED, LOST):
        make_statement(make_claim(), capture, exact=words)
    return capture


def again_url(article: Article) -> str:
    return f"/desk/articles/{article.public_id}/again/"


def uploaded(client: Client, article: Article, raw: bytes, name: str = "ferry.html") -> Any:
    return client.post(f"{again_url(article)}upload/", {"file": SimpleUploadedFile(name, raw)})


def read(client: Client, article: Article, text: str) -> tuple[str, str]:
    """The page's own page, and the text that the worker read, once it did."""
    there: str = uploaded(client, article, saved(text))["Location"]
    read_intake(Intake.objects.latest("pk").pk)
    return there, client.get(there).context["form"]["text"].value()


def test_saved_page_is_read_and_compared(editor_client: Client, editor: User, capture: Capture) -> None:
    """The new text is kept with the file as it came; what stands, moved or went is told at once."""
    there, text = read(editor_client, capture.article, AFTER)
    assert text == AFTER
    answer = editor_client.post(there, {"text": text}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/desk/articles/{capture.article.public_id}/changes/"
    assert TOLD in answer.content.decode()
    new = Capture.objects.get(method="uploaded")
    assert (new.article, new.taken_by, new.text) == (capture.article, editor, AFTER)
    assert (bytes(new.raw or b""), new.sha256) == (saved(AFTER), hashlib.sha256(saved(AFTER)).hexdigest())
    assert Anchor.objects.waiting().count() == 2
    assert not Intake.objects.open()


def test_page_that_reads_as_before_is_only_looked_at(editor_client: Client, capture: Capture) -> None:
    """No capture is made, and the page leaves the desk's list."""
    there, text = read(editor_client, capture.article, BEFORE)
    assert "It reads as before." in editor_client.post(there, {"text": text}, follow=True).content.decode()
    assert (Capture.objects.count(), Look.objects.get().found) == (1, "same")
    assert not Intake.objects.open()


def test_what_is_not_the_article_is_taken_out_before(editor_client: Client, capture: Capture) -> None:
    """An editor sets right what the program read, and only that is compared."""
    there, text = read(editor_client, capture.article, BEFORE + "\nRead more stories about ferries here.")
    assert "Read more stories" in text
    answer = editor_client.post(there, {"text": text.rpartition("\n")[0]}, follow=True)
    assert "It reads as before." in answer.content.decode()


def test_what_was_taken_out_once_is_not_asked_about_again(editor_client: Client, capture: Capture) -> None:
    """A page saved anew is read as its editor had it: what was no part of the article then is not offered."""
    menu = "\nRead more stories about ferries here."
    there, text = read(editor_client, capture.article, AFTER + menu)
    editor_client.post(there, {"text": text.removesuffix(menu)})
    there, text = read(editor_client, capture.article, f"{AFTER}\nOne more was found at noon.{menu}")
    assert text == AFTER + "\nOne more was found at noon."
    there, text = read(editor_client, capture.article, AFTER + menu)
    assert text == AFTER
    assert "It reads as before." in editor_client.post(there, {"text": text}, follow=True).content.decode()


def test_upload_can_be_left_and_come_back_to(editor_client: Client, capture: Capture) -> None:
    """While the worker has it the desk lists it, with the article whose page it is, and the way back."""
    there = uploaded(editor_client, capture.article, saved(AFTER))["Location"]
    assert "Waiting to be read" in see(editor_client, there).words
    desk = see(editor_client, "/desk/")
    assert "Looked at again: Ferry sinks off Port Ellis" in desk.words
    assert there in desk.links.values()
    read_intake(Intake.objects.get().pk)
    assert "Ready to confirm" in see(editor_client, "/desk/").words
    assert "Compare the page" in see(editor_client, there).words


def test_page_with_another_text_asks_whether_it_is_the_article(
    editor_client: Client, capture: Capture
) -> None:
    """A wall of consent, saved by mistake, is refused with the text kept; whoever is sure is believed."""
    there, text = read(editor_client, capture.article, "Subscribe to read on.\nWe value your privacy here.")
    refused = editor_client.post(there, {"text": text})
    assert refused.status_code == 422
    assert "Not one sentence of the article is in this text." in refused.content.decode()
    assert refused.context["form"]["text"].value() == text
    assert (Capture.objects.count(), Intake.objects.get().state) == (1, "ready")
    editor_client.post(there, {"text": text, "sure": "on"})
    assert Capture.objects.count() == 2


def test_comparing_twice_records_once(editor_client: Client, capture: Capture) -> None:
    """A double click makes one capture, and leads to the article."""
    there, text = read(editor_client, capture.article, AFTER)
    editor_client.post(there, {"text": text})
    second = editor_client.post(there, {"text": text})
    assert second["Location"] == f"/desk/articles/{capture.article.public_id}/"
    assert (Capture.objects.count(), Look.objects.count()) == (2, 1)


def test_discarded_page_leaves_the_article_as_it_was(editor_client: Client, capture: Capture) -> None:
    """Nothing of it stays, not even that somebody looked."""
    there, _text = read(editor_client, capture.article, AFTER)
    editor_client.post(f"{there}discard/")
    assert (Capture.objects.count(), Look.objects.count(), Intake.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize(
    ("raw", "name", "says"),
    [
        (b"", "ferry.html", "The file is empty."),
        (b"%PDF-1.7", "ferry.html", "This is not a saved page."),
        (saved(AFTER), "ferry.pdf", "This is not a saved page."),
    ],
)
def test_file_that_is_no_page_is_refused(
    editor_client: Client, capture: Capture, raw: bytes, name: str, says: str
) -> None:
    """The error is beside the file, on the page where it was chosen."""
    answer = uploaded(editor_client, capture.article, raw, name)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Or paste its text" in answer.content.decode()
    assert not Intake.objects.exists()


def test_page_that_cannot_be_read_leads_back(editor_client: Client, capture: Capture) -> None:
    """A page without an article says why, and leads to where its text can be pasted instead."""
    there = uploaded(editor_client, capture.article, b"<html><body></body></html>")["Location"]
    read_intake(Intake.objects.get().pk)
    page = see(editor_client, there)
    assert "No article was found in the page." in page.words
    assert page.links["Upload or paste it"] == again_url(capture.article)


def test_contributor_uploads_as_they_paste(contributor: User, capture: Capture) -> None:
    """Whoever may tag may say what a page reads now; what became of passages is for an editor to say."""
    client = client_of(contributor)
    there, text = read(client, capture.article, AFTER)
    answer = client.post(there, {"text": text}, follow=True)
    assert "1 passage stands." in answer.content.decode()
    assert "Record it" not in answer.content.decode()


def test_digest_takes_no_page(editor_client: Client) -> None:
    """Our own summary has no page to compare it with."""
    digest = make_capture(BEFORE, method="digest")
    assert uploaded(editor_client, digest.article, saved(AFTER)).status_code == 404

"""Pages on their way in: read by the worker, confirmed by an editor, given up or thrown away."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from newsroom.models import Event, User
from sources import page_reading
from sources.extraction import Extracted, ExtractionFailed
from sources.extraction_child import read_page
from sources.fetching import Fetched, FetchFailed, FetchRefused
from sources.models import Article, Capture, Intake
from sources.page_reading import read_intake
from sources.vocabulary import INTAKE_PROBLEMS
from tests.claims.desk.intakes import ADD, ADDRESS, FETCH, PAGE, UPLOAD, page_file, text_of, work
from tests.factories import make_capture, make_outlet
from tests.pages import see

pytestmark = pytest.mark.django_db


def _confirmed(answer: Any, **changes: str) -> dict[str, str]:
    """The confirm form as the editor found it, sent back with changes."""
    form = answer.context["form"]
    sent = {name: str(form[name].value() or "") for name in form.fields}
    return {name: value for name, value in (sent | changes).items() if value not in ("", "False")}


@pytest.fixture(autouse=True)
def read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read pages without the child process, whose start would take most of these tests' time."""

    def extract(raw: bytes, media_type: str, url: str) -> Extracted:
        found = read_page(raw, media_type, url)
        if found is None:
            raise ExtractionFailed("no_text", "")
        return found

    if request.function is not test_uploaded_page_is_read_and_offered:
        monkeypatch.setattr(page_reading, "extract", extract)


@pytest.fixture
def uploaded(editor_client: Client) -> Intake:
    """The ferry's page, uploaded and read."""
    editor_client.post(UPLOAD, {"file": page_file()})
    return work()


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The internet: what each address gives, a page's bytes or an exception."""
    pages: dict[str, Any] = {}

    def fetch(url: str) -> Fetched:
        found = pages[url]
        if isinstance(found, Exception):
            raise found
        return Fetched(url + "&utm_source=x", 200, "text/html", found, timezone.now())

    monkeypatch.setattr(page_reading, "fetch", fetch)
    return pages


def test_uploaded_page_is_read_and_offered(editor_client: Client, uploaded: Intake) -> None:
    """The form has what the page says of itself, for the editor to set right."""
    answer = editor_client.get(f"/desk/intakes/{uploaded.public_id}/")
    form = answer.context["form"]
    assert {
        name: form[name].value() for name in ("headline", "byline", "published", "language", "outlet", "url")
    } == {
        "headline": "Nine missing after ferry sinks off Port Amber",
        "byline": "Mara Lindqvist",
        "published": "2025-05-26",
        "language": "en",
        "outlet": "The Harbour Post",
        "url": ADDRESS,
    }
    assert "The car ferry Amber Star sank" in form["text"].value()
    assert "New here: it will be added." in text_of(answer)


def test_confirmed_page_is_kept_with_its_bytes(editor_client: Client, editor: User, uploaded: Intake) -> None:
    """The capture has the file as it came and its hash, the text as confirmed, and when it was received."""
    path = f"/desk/intakes/{uploaded.public_id}/"
    sent = _confirmed(editor_client.get(path), archive_url="https://archive.example/1", byline="M. Lindqvist")
    answer = editor_client.post(path, sent)
    capture = Capture.objects.select_related("article__outlet").get()
    assert answer["Location"] == f"/desk/articles/{capture.article.public_id}/"
    assert bytes(capture.raw or b"") == PAGE
    assert capture.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert (capture.method, capture.media_type, capture.taken_by) == ("uploaded", "text/html", editor)
    assert (capture.archive_url, capture.taken_at) == ("https://archive.example/1", uploaded.received_at)
    assert (capture.article.byline, capture.article.url) == ("M. Lindqvist", ADDRESS)
    assert str(capture.article.outlet) == "The Harbour Post"


def test_confirming_twice_records_once(editor_client: Client, uploaded: Intake) -> None:
    """A double click, or a second window, leads to the one article."""
    path = f"/desk/intakes/{uploaded.public_id}/"
    sent = _confirmed(editor_client.get(path))
    first, second = editor_client.post(path, sent), editor_client.post(path, sent)
    assert first["Location"] == second["Location"]
    assert Article.objects.count() == 1
    assert not Intake.objects.open()


def test_wrong_answer_keeps_what_was_typed(editor_client: Client, uploaded: Intake) -> None:
    """What is wrong is named; nothing is recorded and nothing lost."""
    path = f"/desk/intakes/{uploaded.public_id}/"
    sent = _confirmed(editor_client.get(path), published="yesterday-ish", byline="Typed by hand")
    answer = editor_client.post(path, sent)
    assert answer.status_code == 422
    assert answer.context["form"]["byline"].value() == "Typed by hand"
    assert "is not a date we can read" in text_of(answer)
    assert not Article.objects.exists()


def test_known_outlet_is_offered_by_name_or_by_site(editor_client: Client, uploaded: Intake) -> None:
    """However the page spells it; else by what we hold from its site."""
    path = f"/desk/intakes/{uploaded.public_id}/"
    known = make_outlet("the Harbour-Post")
    assert editor_client.get(path).context["form"]["outlet"].value() == known.name
    Intake.objects.update(found={**(uploaded.found or {}), "site_name": ""})
    assert editor_client.get(path).context["form"]["outlet"].value() == ""
    by_site = make_outlet("Hafenpost")
    make_capture(outlet=by_site, url="http://www.harbourpost.example/other")
    assert editor_client.get(path).context["form"]["outlet"].value() == "Hafenpost"


def test_fetched_page_is_read_and_recorded(editor_client: Client, served: dict[str, Any]) -> None:
    """By its address alone: fetched later, by the worker, and kept as it came."""
    served["https://www.harbourpost.example/n/4711"] = PAGE
    answer = editor_client.post(FETCH, {"url": "www.harbourpost.example/n/4711"})
    intake = Intake.objects.get()
    path = f"/desk/intakes/{intake.public_id}/"
    assert answer["Location"] == path
    assert "Waiting to be read" in text_of(editor_client.get(path))
    assert work().state == "ready"
    editor_client.post(path, _confirmed(editor_client.get(path)))
    capture = Capture.objects.select_related("article").get()
    assert (capture.method, bytes(capture.raw or b""), capture.article.url) == ("fetched", PAGE, ADDRESS)


def test_progress_can_be_left_and_come_back_to(editor_client: Client, served: dict[str, Any]) -> None:
    """The desk and the page for adding list it, with how far it is, until it is confirmed."""
    served[ADDRESS] = PAGE
    editor_client.post(FETCH, {"url": ADDRESS})
    intake = Intake.objects.get()
    for state in ("Waiting to be read", "Ready to confirm"):
        for page in ("/desk/", ADD):
            answer = editor_client.get(page)
            assert f'href="/desk/intakes/{intake.public_id}/"' in answer.content.decode()
            assert state in text_of(answer)
        work()
    editor_client.post(
        f"/desk/intakes/{intake.public_id}/",
        _confirmed(editor_client.get(f"/desk/intakes/{intake.public_id}/")),
    )
    assert "on their way in" not in text_of(editor_client.get("/desk/"))


def test_progress_works_without_javascript(editor_client: Client) -> None:
    """A plain link looks again; the page never reloads by itself."""
    editor_client.post(UPLOAD, {"file": page_file()})
    path = f"/desk/intakes/{Intake.objects.get().public_id}/"
    answer = editor_client.get(path)
    assert f'href="{path}"' in answer.content.decode()
    assert "Look again" in text_of(answer)
    assert "http-equiv" not in answer.content.decode()


def test_polling_stops_when_there_is_more_to_see(editor_client: Client) -> None:
    """While it waits, the fragment asks again; then the whole page is loaded anew."""
    editor_client.post(UPLOAD, {"file": page_file()})
    path = f"/desk/intakes/{Intake.objects.get().public_id}/state/"
    assert "hx-trigger" in editor_client.get(path).content.decode()
    work()
    assert editor_client.get(path)["HX-Refresh"] == "true"


def test_page_without_a_worker_says_so(editor_client: Client) -> None:
    """Nobody waits for ever before a page that nothing reads."""
    editor_client.post(UPLOAD, {"file": page_file()})
    intake = Intake.objects.get()
    path = f"/desk/intakes/{intake.public_id}/"
    assert "worker" not in text_of(editor_client.get(path))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sources_intake SET asked_at = asked_at - interval '2 minutes'")
    assert "The worker of this site may not be running" in text_of(editor_client.get(path))


@pytest.mark.parametrize(
    ("problem", "says", "helps"),
    [
        (FetchRefused("private", ""), "leads into a private network", "upload the file"),
        (
            FetchFailed("unknown_host", ""),
            "No server of that name could be found.",
            "no way to look names up",
        ),
        (FetchFailed("slow", ""), "longer than 15 seconds", "Try again"),
        (FetchFailed("status", "", 403), "refuses to show this page to programs", "upload the file"),
        (FetchFailed("status", "", 418), "answered with error 418", "upload the file"),
        (FetchFailed("status", "", 503), "answered with error 503", "Try again"),
        (ExtractionFailed("heavy", ""), "too long to read", "paste it"),
    ],
)
def test_page_that_could_not_be_had_says_why(
    editor_client: Client, served: dict[str, Any], problem: Exception, says: str, helps: str
) -> None:
    """The reason in plain words, what to do about it, and another try."""
    served[ADDRESS] = problem
    editor_client.post(FETCH, {"url": ADDRESS})
    assert work().state == "failed"
    path = f"/desk/intakes/{Intake.objects.get().public_id}/"
    answer = text_of(editor_client.get(path))
    assert says in answer
    assert helps in answer
    assert says in text_of(editor_client.get("/desk/"))
    served[ADDRESS] = PAGE
    assert editor_client.post(f"{path}retry/")["Location"] == path
    assert work().state == "ready"


def test_address_comes_along_to_the_other_ways_in(editor_client: Client, served: dict[str, Any]) -> None:
    """Whoever uploads or pastes a page that could not be fetched need not type its address again."""
    served[ADDRESS] = FetchFailed("unreachable", "")
    editor_client.post(FETCH, {"url": ADDRESS})
    path = f"/desk/intakes/{work().public_id}/"
    answer = editor_client.get(see(editor_client, path).links["Upload or paste it"])
    forms = [(answer.context["form"], "url"), (answer.context["upload"], "found_at")]
    assert [form[name].value() for form, name in forms] == [ADDRESS, ADDRESS]
    assert answer.content.decode().count(f'value="{ADDRESS}"') == 3


@pytest.mark.parametrize("code", INTAKE_PROBLEMS)
def test_every_problem_has_words(editor_client: Client, editor: User, code: str) -> None:
    """No code of the door or the reader goes without an explanation."""
    intake = Intake.objects.create(
        method="fetched", url=ADDRESS, asked_by=editor, state="failed", problem=code
    )
    assert editor_client.get(f"/desk/intakes/{intake.public_id}/").status_code == 200


def test_fault_of_ours_leaves_nobody_waiting(
    editor_client: Client, served: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks in the worker is said at the desk, and told to the worker's log."""
    served[ADDRESS] = RuntimeError("bug")
    editor_client.post(FETCH, {"url": ADDRESS})
    with pytest.raises(RuntimeError):
        work()
    assert Intake.objects.values_list("state", "problem").get() == ("failed", "fault")


def test_page_that_keeps_stopping_the_worker_is_given_up(editor_client: Client) -> None:
    """A worker killed in the middle takes it up again, but not for ever."""
    editor_client.post(UPLOAD, {"file": page_file()})
    Intake.objects.update(state="reading", attempts=page_reading.ATTEMPTS)
    assert work().problem == "fault"


def test_held_page_leads_to_its_article(editor_client: Client, served: dict[str, Any]) -> None:
    """By any spelling of its address, before anything is fetched."""
    held = make_capture(url=ADDRESS).article
    there = f"/desk/articles/{held.public_id}/"
    typed = ADDRESS.replace("https://", "http://www.") + "&utm_source=letter#top"
    assert editor_client.post(FETCH, {"url": typed})["Location"] == there
    assert editor_client.post(UPLOAD, {"file": page_file(), "found_at": typed})["Location"] == there
    assert not Intake.objects.exists()


def test_page_that_turns_out_held_leads_to_its_article(editor_client: Client, served: dict[str, Any]) -> None:
    """Found out when it is read, by what it calls itself."""
    held = make_capture(url=ADDRESS).article
    served["https://harbourpost.example/x"] = PAGE
    editor_client.post(FETCH, {"url": "https://harbourpost.example/x"})
    assert work().state == "held"
    answer = editor_client.get(f"/desk/intakes/{Intake.objects.get().public_id}/")
    assert answer["Location"] == f"/desk/articles/{held.public_id}/"


def test_page_recorded_meanwhile_is_not_recorded_twice(editor_client: Client, uploaded: Intake) -> None:
    """Pasted by a colleague while this was open: the form says so, with the way there."""
    path = f"/desk/intakes/{uploaded.public_id}/"
    sent = _confirmed(editor_client.get(path))
    held = make_capture(url=ADDRESS).article
    answer = editor_client.post(path, sent)
    assert answer.status_code == 422
    assert f'href="/desk/articles/{held.public_id}/"' in answer.content.decode()
    assert Article.objects.count() == 1


def test_discarded_page_is_gone(editor_client: Client, uploaded: Intake) -> None:
    """Nothing of it stays, and the worker has nothing to do."""
    editor_client.post(f"/desk/intakes/{uploaded.public_id}/discard/")
    assert not Intake.objects.exists()
    read_intake(uploaded.pk)


def test_working_papers_are_no_part_of_the_log(editor_client: Client, uploaded: Intake) -> None:
    """The event log tells what became part of the record, not each step of a queue."""
    assert not Event.objects.filter(object__contains="intake").exists()
    assert not Event.objects.filter(object__contains="procrastinate").exists()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("deep", "The end of this page could not be read"),
        ("large", "only its paragraphs and headings were read"),
        ("", None),
    ],
)
def test_page_read_in_part_is_told(
    uploaded: Intake, editor_client: Client, code: str, told: str | None
) -> None:
    """Whoever confirms a page learns that part of it is not in the text, and what to do; else nothing."""
    Intake.objects.update(found={**(uploaded.found or {}), "left_out": code})
    page = see(editor_client, f"/desk/intakes/{uploaded.public_id}/").words
    assert told is None or told in page
    assert ("look at the page, and add" in page.lower()) == bool(told)

"""Readers' reports on the desk: who sees them, and that one is dealt with once."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.views.desk.desk_reports import PAGE_SIZE
from newsroom.models import ErrorReport, User
from newsroom.reports import handle_report, receive_report
from tests.pages import see


def report(message: str = "The date is wrong.", page: str = "/claims/") -> ErrorReport:
    return receive_report(page=page, message=message, contact="reader@example.org")


@pytest.mark.django_db
def test_desk_reports_shows_what_readers_wrote(editor_client: Client) -> None:
    """An editor reads the words, finds the page, and knows how to answer; a script in them stays text."""
    report("<script>alert(1)</script> is wrong")
    page = editor_client.get("/desk/reports/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; is wrong" in page
    assert '<a href="/claims/"' in page
    assert "reader@example.org" in page


@pytest.mark.django_db
def test_desk_reports_follows_no_foreign_address(editor_client: Client) -> None:
    """An address of another site is shown, and is no link."""
    report(page="https://evil.example/")
    page = editor_client.get("/desk/reports/").content.decode()
    assert "https://evil.example/" in page
    assert 'href="https://evil.example/"' not in page


@pytest.mark.django_db
def test_desk_reports_handled_leaves_the_queue(editor_client: Client, editor: User) -> None:
    """A report that was dealt with leaves the queue, under the name of who did."""
    one = report()
    page = editor_client.post("/desk/reports/", {"report": one.pk}, follow=True).content.decode()
    assert "Marked as handled." in page
    assert "No report is waiting." in page
    assert "handled by Edith" in page
    assert not ErrorReport.objects.open().exists()


@pytest.mark.django_db
def test_desk_reports_handled_before_keeps_who_was_first(editor_client: Client, reviewer: User) -> None:
    """Two editors at once: the second is told who was first."""
    one = report()
    handle_report(by=reviewer, report=one)
    page = editor_client.post("/desk/reports/", {"report": one.pk}, follow=True).content.decode()
    assert "Rune had handled this before." in page
    assert ErrorReport.objects.get().handled_by == reviewer


@pytest.mark.django_db
def test_desk_reports_pages_follow_on(editor_client: Client) -> None:
    """The longest waiting first, each once; handling one leads back to the page it was on."""
    made = [report(f"Mistake number {n}.") for n in range(PAGE_SIZE + 2)]
    first = see(editor_client, "/desk/reports/")
    second = see(editor_client, first.links["Next page"])
    assert f"{PAGE_SIZE + 2} reports from readers are waiting" in second.words
    shown = [{one for one in page.ids if one.startswith("report-")} for page in (first, second)]
    ids = [f"report-{one.pk}" for one in made]
    assert shown == [set(ids[:PAGE_SIZE]), set(ids[PAGE_SIZE:])]
    back = editor_client.post(first.links["Next page"], {"report": made[-1].pk})
    assert back["Location"] == first.links["Next page"]
    assert second.links["Back to the first"] == "/desk/reports/"
    editor_client.post(first.links["Next page"], {"report": made[-2].pk})
    # Nothing waits there any more: the first page is what is left.
    assert editor_client.get(first.links["Next page"])["Location"] == "/desk/reports/"


@pytest.mark.django_db
def test_desk_reports_damaged_page_is_refused(editor_client: Client) -> None:
    """An address that no page gave answers 400, not the first page."""
    assert editor_client.get("/desk/reports/?after=nonsense").status_code == 400


@pytest.mark.django_db
def test_desk_reports_are_for_those_who_answer(client: Client, contributor: User) -> None:
    """A stranger is asked to sign in; a contributor may not read readers' addresses."""
    assert client.get("/desk/reports/").status_code == 302
    client.force_login(contributor)
    assert client.get("/desk/reports/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "x", "²", "999999999999999999999", "0"])
def test_desk_reports_unknown_report(editor_client: Client, number: str) -> None:
    """A report that is not there cannot be handled."""
    assert editor_client.post("/desk/reports/", {"report": number}).status_code == 404


@pytest.mark.django_db
def test_desk_reports_cost_does_not_grow(
    editor_client: Client, editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The page asks as often for many reports as for one."""
    for count in (1, 5):
        for _ in range(count):
            handle_report(by=editor, report=report())
            report()
        with django_assert_num_queries(7):
            editor_client.get("/desk/reports/")

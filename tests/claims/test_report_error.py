"""Reporting an error: what a reader sends, what the desk gets, and what keeps robots out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from newsroom.limits import visitor, within_limit
from newsroom.models import ErrorReport, Event

MESSAGE = "The ferry had fifteen passengers; the port’s list says so."


def send(client: Client, **more: str) -> str:
    """Send a report and follow it to the page that answers."""
    response = client.post("/report/", {"message": MESSAGE, "page": "/claims/", **more}, follow=True)
    return response.content.decode()


@pytest.mark.django_db
def test_report_error_knows_the_page(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The form opens with the address of the page the reader came from, and asks the database nothing."""
    with django_assert_num_queries(0):
        response = client.get("/report/", {"page": "/claims/C-7F3K9Q2M4X/?as_of=2026"})
    assert 'value="/claims/C-7F3K9Q2M4X/?as_of=2026"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_report_error_reaches_the_desk(client: Client) -> None:
    """The desk has the reader's words, the page and how to answer; the reader is thanked and led back."""
    page = send(client, contact="reader@example.org")
    report = ErrorReport.objects.open().get()
    assert (report.page, report.message, report.contact) == ("/claims/", MESSAGE, "reader@example.org")
    assert "Thank you" in page
    assert '<a href="/claims/">Back to the page</a>' in page


@pytest.mark.django_db
def test_report_error_leaves_readers_words_out_of_the_log(client: Client) -> None:
    """The event log says that a report came, and holds neither the reader's words nor their address."""
    send(client, contact="reader@example.org")
    event = Event.objects.get(action="insert: receive report")
    assert event.actor == "system"
    assert "reader@example.org" not in event.payload
    assert "fifteen" not in event.payload


@pytest.mark.django_db
def test_report_error_without_words_is_sent_back(client: Client) -> None:
    """A report that says nothing is not taken, and what was typed elsewhere stays in the form."""
    response = client.post("/report/", {"message": " ", "contact": "reader@example.org"})
    assert response.status_code == 422
    assert 'value="reader@example.org"' in response.content.decode()
    assert not ErrorReport.objects.exists()


@pytest.mark.django_db
def test_report_error_by_a_robot_is_thanked_and_dropped(client: Client) -> None:
    """Whoever fills in the field that people do not see is thanked, and nothing is kept."""
    assert "Thank you" in send(client, website="https://spam.example")
    assert not ErrorReport.objects.exists()


@pytest.mark.django_db
def test_report_error_does_not_lead_to_other_sites(client: Client) -> None:
    """The page of thanks leads back to our own pages only."""
    for page in ("//evil.example", "https://evil.example/", "/\\evil.example"):
        assert "Back to the page" not in send(client, page=page)


@pytest.mark.django_db
def test_report_error_many_times_is_asked_to_wait(client: Client) -> None:
    """The sixth report in an hour from one address waits, with its words kept; another address does not."""
    for _ in range(5):
        send(client)
    response = client.post("/report/", {"message": MESSAGE})
    assert response.status_code == 429
    assert MESSAGE in response.content.decode()
    assert (
        "Thank you"
        in Client(REMOTE_ADDR="192.0.2.7")
        .post("/report/", {"message": MESSAGE}, follow=True)
        .content.decode()
    )
    assert ErrorReport.objects.count() == 6


@pytest.mark.django_db
def test_limit_keeps_no_address(client: Client) -> None:
    """The counter never holds an address, and forgets even its digest once the window is over."""
    send(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT who FROM newsroom_ratecounter")
        assert "127.0.0.1" not in str(cursor.fetchall())
        cursor.execute("UPDATE newsroom_ratecounter SET ends = now() - interval '1 second'")
    send(Client(REMOTE_ADDR="192.0.2.7"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM newsroom_ratecounter")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_limit_begins_anew_when_its_window_is_over() -> None:
    """Whoever had used up a window may go on in the next one."""
    hour = timedelta(hours=1)
    assert within_limit("test", "someone", most=1, window=hour)
    assert not within_limit("test", "someone", most=1, window=hour)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE newsroom_ratecounter SET ends = now() - interval '1 second'")
    assert within_limit("test", "someone", most=1, window=hour)


def test_visitor_behind_the_proxy(settings: Settings) -> None:
    """Only what the newsroom's own proxy wrote counts, and a household of IPv6 addresses is one visitor."""
    make = RequestFactory().get
    forwarded = make("/", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})
    settings.HTTPS = False
    assert visitor(forwarded) == "127.0.0.1"
    settings.HTTPS = True
    assert visitor(forwarded) == "192.0.2.7"
    one, other = (make("/", REMOTE_ADDR=f"2001:db8:1:2::{end}") for end in (1, 2))
    assert visitor(one) == visitor(other)

"""The foot of public pages: who the desk is, and when it last decided or checked something."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from claims.actions.verdicts import propose_verdict, record_check
from claims.context import desk
from claims.wording.dates import moment
from tests.factories import make_claim, some_editor


def foot(client: Client) -> str:
    return client.get("/claims/").content.decode().partition("<footer")[2]


def written(source: str) -> str:
    return Template(source).render(Context(desk(RequestFactory().get("/"))))


@pytest.mark.django_db
def test_last_checked_is_the_desks_latest_work(client: Client) -> None:
    """The foot tells when the desk last decided on or checked a claim, and not when a claim was typed in."""
    claim, later = make_claim(), make_claim()
    assert "Last checked" not in foot(client)
    verdict = propose_verdict(by=some_editor(), claim=claim, status="unverified", note="We looked.")
    make_claim()
    assert desk(RequestFactory().get("/"))["last_checked"]() == verdict.decided_at
    assert f"Last checked {moment(verdict.decided_at)}" in foot(client)
    check = record_check(by=some_editor(), claim=later, what_we_did="Called the port.")
    assert desk(RequestFactory().get("/"))["last_checked"]() == check.recorded_at


@pytest.mark.django_db
def test_last_checked_keeps_the_desks_secrets(client: Client) -> None:
    """Work on a claim that readers cannot see leaves no trace on their pages."""
    claim = make_claim(published=False)
    propose_verdict(by=some_editor(), claim=claim, status="unverified", note="We looked.")
    record_check(by=some_editor(), claim=claim, what_we_did="Called the port.")
    assert "Last checked" not in foot(client)


@pytest.mark.django_db
def test_foot_asks_once_and_only_if_printed(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Name and time cost one query together; a page that prints neither pays nothing."""
    with django_assert_num_queries(0):
        assert written("{{ status_feed_url }}") == "/feeds/status.atom"
    with django_assert_num_queries(1):
        assert written("{{ desk_name }}{% if last_checked %}{{ last_checked }}{% endif %}") == "The desk"


@pytest.mark.parametrize("address", ["/nowhere/", "/about/statuses/"])
def test_foot_needs_no_database_where_none_is_needed(client: Client, address: str) -> None:
    """Errors and explanations can be shown while the database is away: this test has none."""
    assert "How statuses are decided" in client.get(address).content.decode()


@pytest.mark.django_db
def test_moments_page_says_nothing_of_later_checks(client: Client) -> None:
    """A page of the past does not tell when the desk last checked since."""
    claim = make_claim()
    propose_verdict(by=some_editor(), claim=claim, status="unverified", note="We looked.")
    page = client.get("/claims/", {"as_of": datetime.now(UTC).isoformat()}).content.decode()
    assert "Last checked" not in page

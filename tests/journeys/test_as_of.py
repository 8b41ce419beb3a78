"""A page as it stood on a date, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.factories import make_claim
from tests.journeys.conftest import Visitor
from tests.journeys.desk import focus_on

pytestmark = pytest.mark.django_db(transaction=True)


def test_date_is_typed_by_its_digits(visitor: Callable[..., Visitor]) -> None:
    """A year takes four digits, and what is typed next is the time."""
    page = visitor(locale="en-US").open(make_claim().get_absolute_url())
    page.get_by_text("See it as it stood on a date").click()
    field = page.get_by_label("Day and time, in UTC")
    focus_on(field)
    page.keyboard.type("112620250315AM")
    expect(field).to_have_value("2025-11-26T03:15")

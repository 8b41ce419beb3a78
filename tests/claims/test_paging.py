"""The address of a next page may be cut or changed: the list says so, and nothing breaks."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_capture, make_claim, make_outlet, make_statement

pytestmark = pytest.mark.django_db

LISTS = ["/claims/?after=", "/sources/?after=", "/contradictions/?after=", "/?topics="]
NOW = "2025-05-27T09:31:00+00:00"

_moments = st.datetimes().map(lambda moment: f"{moment.isoformat()}+00:00")
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | _moments | st.datetimes().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def written(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize("address", LISTS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(after=_values.map(written) | st.text(max_size=40))
def test_any_address_of_a_page_is_answered(client: Client, address: str, after: str) -> None:
    """Whatever stands in the address, the list shows a page or says that the address is damaged."""
    path, _, name = address.partition("?")
    assert client.get(path, {name.rstrip("="): after}).status_code in (200, 400)


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "after",
    [
        written(["a", "b"]),
        written([NOW, "1"]),
        written([NOW, True]),
        written([NOW, 2**63]),
        written(["a\0b", 1]),
        written(["\ud800", 1]),
        written([["["], 1]),
        written([1, 1, 1, 1]),
        written(5),
        base64.urlsafe_b64encode(b"[" * 2_500).decode(),
        base64.urlsafe_b64encode(b"[" * 60_000).decode(),
        "é",
    ],
)
def test_changed_address_of_a_page_is_refused(client: Client, address: str, after: str) -> None:
    """An address with other values than a list gives is called damaged."""
    assert client.get(f"{address}{after}").status_code == 400


def test_moment_without_its_zone_is_refused(client: Client) -> None:
    """A moment of no known zone could be any of a day's, so no page follows it."""
    assert client.get("/claims/", {"after": written([NOW.partition("+")[0], 1])}).status_code == 400


def test_long_names_do_not_end_a_list(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page after a very long name is found by its link."""
    monkeypatch.setattr("claims.views.source_list._PAGE", 1)
    claim = make_claim()
    for letter in "ab":
        make_statement(claim, make_capture(outlet=make_outlet(letter * 200)))
    older = client.get("/sources/").context["older_url"]
    assert "b" * 200 in client.get(older).content.decode()

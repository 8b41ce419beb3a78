"""The page "How statuses are decided", and what every page has in common."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from claims.views.statuses import statuses
from claims.wording.words import STATUS


def page(language: str = "en") -> str:
    with translation.override(language):
        response = statuses(RequestFactory().get("/about/statuses/"))
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def test_statuses_explains_each_status(client: Client) -> None:
    """Every status stands there with its word, its glyph and, but for opinions, its agreed meaning."""
    html = client.get("/about/statuses/").content.decode()
    for status in STATUS.values():
        assert str(status.label) in html
        assert str(status.meaning) in html
    assert html.count('class="status ') == len(STATUS)


def test_statuses_asks_nothing_and_knows_nobody(client: Client) -> None:
    """The page is the same for everybody, so that a cache may keep it: no cookie is read or set.

    The test has no database either.
    """
    response = client.get("/about/statuses/")
    assert not response.cookies
    assert "Cookie" in response["Vary"], "the language is chosen by cookie"
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_statuses_glyphs_are_all_drawn() -> None:
    """Every glyph that the page uses is among the symbols it carries."""
    html = page()
    assert set(re.findall(r'href="#g-(\w+)"', html)) <= set(re.findall(r'id="g-(\w+)"', html))


def test_base_has_no_style_or_script_in_the_page() -> None:
    """The policy refuses both, so a page must not rely on them."""
    html = page()
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", html)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ru", "ltr"), ("ar", "rtl")])
def test_base_turns_with_the_language(language: str, direction: str) -> None:
    """The page says its language and reads in its direction; the wordmark never turns."""
    html = page(language)
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert 'class="mark" dir="ltr"' in html


def test_base_marks_where_the_reader_is() -> None:
    """Exactly one link of the masthead is the current section."""
    html = render_to_string("base.html", {"section": "claims"})
    assert re.findall(r'aria-current="true">(\w+)<', html) == ["Claims"]


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "409", "500", "503"])
def test_error_page_needs_no_request_and_no_database(name: str) -> None:
    """When something is broken, the page that says so must not need it."""
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert f"Error {name[:3]}" in html


def test_language_changes_without_a_token() -> None:
    """The switch in the footer works from a page that a cache has kept, and leads back to it."""
    client = Client(enforce_csrf_checks=True)
    # A request leaves its language behind; the tests after this one want theirs.
    with translation.override("en"):
        response = client.post("/i18n/setlang/", {"language": "ar", "next": "/about/statuses/"})
        assert response["Location"] == "/about/statuses/"
        assert '<html lang="ar" dir="rtl">' in client.get("/about/statuses/").content.decode()

"""One address for one page, and no address for two."""

from __future__ import annotations

import pytest

from sources.web_addresses import canonical, declared, site, spellings

SAME = [
    ("HTTPS://News.Example:443/a/B?id=1#top", "https://news.example/a/B?id=1"),
    ("http://news.example:80", "http://news.example/"),
    ("http://news.example:8080/a", "http://news.example:8080/a"),
    ("https://user:secret@news.example/a", "https://news.example/a"),
    ("https://news.example./a", "https://news.example/a"),
    ("https://news.example/a?utm_source=x&id=7&fbclid=y&utm_medium=z", "https://news.example/a?id=7"),
    (
        "https://news.example/index.php?option=com_content&id=7",
        "https://news.example/index.php?option=com_content&id=7",
    ),
    ("https://news.example/a?b=2&a=1", "https://news.example/a?b=2&a=1"),
    ("https://news.example/a/", "https://news.example/a/"),
    ("https://news.example/%7Ea/%d0%bd?q=a%2fb", "https://news.example/~a/%D0%BD?q=a%2Fb"),
    (
        "https://news.example/новость?q=паром",
        "https://news.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C?q=%D0%BF%D0%B0%D1%80%D0%BE%D0%BC",
    ),
    ("https://новости.example/a", "https://xn--b1amnebsh.example/a"),
    ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
    (" https://news.example/a\n", "https://news.example/a"),
]


@pytest.mark.parametrize(("typed", "kept"), SAME)
def test_page_has_one_spelling(typed: str, kept: str) -> None:
    """Only what says nothing about the page goes; a second time changes nothing."""
    assert canonical(typed) == kept
    assert canonical(kept) == kept


@pytest.mark.parametrize(
    "typed", ["", "news.example", "ftp://news.example/a", "https://", "https://[x/", "javascript:1"]
)
def test_what_is_no_web_address_has_none(typed: str) -> None:
    """Nothing is guessed."""
    assert canonical(typed) == ""
    assert spellings(typed) == []


@pytest.mark.parametrize(
    ("page", "says", "kept"),
    [
        ("https://m.news.example/a?x=1", "https://www.news.example/a", "https://www.news.example/a"),
        ("https://news.example/a?x=1", "/a", "https://news.example/a"),
        ("https://news.example/a", "https://other.example/a", "https://news.example/a"),
        ("https://news.example/a", "https://news.example/", "https://news.example/a"),
        ("https://news.example/a", "javascript:alert(1)", "https://news.example/a"),
        ("https://news.example/a", "", "https://news.example/a"),
        ("", "https://news.example/a", "https://news.example/a"),
        ("", "/a", ""),
    ],
)
def test_page_is_believed_about_its_own_site(page: str, says: str, kept: str) -> None:
    """Not about another's, and not where it calls itself the front page."""
    assert declared(page, [says]) == kept


def test_same_page_is_sought_under_its_spellings() -> None:
    """By http or https, with or without www."""
    found = spellings("http://www.news.example/a?utm_source=x")
    assert {"https://news.example/a", "https://www.news.example/a", "http://news.example/a"} < set(found)


def test_outlet_has_one_site() -> None:
    """A phone's address is the outlet's; a short host of its own is not cut."""
    assert site("https://m.news.example/a") == site("https://www.news.example/") == "news.example"
    assert site("https://m.example/a") == "m.example"

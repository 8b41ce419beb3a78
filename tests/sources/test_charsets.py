"""The charset of a page, whatever it says of itself."""

from __future__ import annotations

import pytest

from sources.charsets import decoded

WORDS = "Паром Янтарь затонул"


@pytest.mark.parametrize(
    ("charset", "media_type", "meta"),
    [
        ("utf-8", "text/html", ""),
        ("utf-8-sig", "text/html; charset=windows-1251", ""),
        ("utf-8", "text/html", "windows-1251"),
        ("windows-1251", "text/html; charset=windows-1251", ""),
        ("windows-1251", "text/html", "windows-1251"),
        ("koi8-r", 'text/html; charset="KOI8-R"', ""),
        ("windows-1251", "text/html; charset=no-such", "windows-1251"),
        ("utf-16", "text/html", ""),
    ],
)
def test_text_is_read_by_the_charset_that_fits(charset: str, media_type: str, meta: str) -> None:
    """By its mark, its bytes, its server and its own word; a saved page may name what it was before."""
    page = f'<meta charset="{meta}">{WORDS}'
    assert decoded(page.encode(charset), media_type).endswith(WORDS)


def test_what_fits_none_shows_where_it_fails() -> None:
    """An editor sees that something is lost, and nothing breaks."""
    assert decoded(b"ferry \xff\xfe sank", "text/html; charset=utf-8") == "ferry \ufffd\ufffd sank"


def test_latin_label_is_what_the_web_means_by_it() -> None:
    """Pages that say Latin-1 have the quotation marks of Windows."""
    assert decoded(b"\x93ferry\x94", "text/html; charset=iso-8859-1") == "\u201cferry\u201d"

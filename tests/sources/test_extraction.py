"""Reading pages: what an editor is offered, and what hostile pages can cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.extraction import Extracted, extract

PAGES = Path(__file__).parent / "pages"
#: The page's charset, where it is found, what it says of itself, how its text begins and ends.
SAID = {
    "en": (
        "utf-8",
        "http://www.harbourpost.example/news/ferry-sinks?id=4711&utm_source=letter",
        Extracted(
            text="",
            title="Nine missing after ferry sinks off Port Amber",
            byline="Mara Lindqvist",
            published="2025-05-26",
            language="en",
            canonical_url="https://harbourpost.example/news/ferry-sinks?id=4711",
            site_name="The Harbour Post",
        ),
        "The car ferry Amber Star sank",
        "did not answer our questions by Monday night.",
    ),
    "ru": (
        "windows-1251",
        "https://m.pristan.example/2025/05/parom/",
        Extracted(
            text="",
            title="Паром затонул у Янтарного порта, девять человек пропали без вести",
            byline="Анна Ветрова",
            published="2025-05-27",
            language="ru",
            canonical_url="https://pristan.example/2025/05/parom/",
            site_name="Пристань",
        ),
        "Автомобильный паром «Янтарная звезда» затонул",
        "на вопросы редакции не ответило.",
    ),
    "ar": (
        "utf-8",
        "https://sawt.example/n/4711",
        Extracted(
            text="",
            title="غرق عبّارة قبالة ميناء العنبر وفقدان تسعة أشخاص",
            byline="ليلى حداد",
            published="2025-05-27",
            language="ar",
            canonical_url="https://sawt.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D8%BA%D8%B1%D9%82-%D8%B9%D8%A8%D8%A7%D8%B1%D8%A9",
            site_name="صوت الميناء",
        ),
        "غرقت عبّارة السيارات «نجمة العنبر»",
        "على أسئلتنا حتى مساء الاثنين.",
    ),
}


def _page(language: str, charset: str) -> bytes:
    return (PAGES / f"ferry-{language}.html").read_text().encode(charset)


@pytest.mark.parametrize("language", SAID)
def test_page_says_what_it_is(language: str) -> None:
    """Title, byline, day, language, address and site are the page's own, in three scripts."""
    charset, url, said, *_ends = SAID[language]
    found = extract(_page(language, charset), "text/html", url)
    assert Extracted(**{name: getattr(found, name) for name in Extracted.__slots__} | {"text": ""}) == said


@pytest.mark.parametrize("language", SAID)
def test_text_is_the_article_alone(language: str) -> None:
    """Every paragraph, word for word, and nothing of the menu, the most read or the foot of the page."""
    charset, url, _said, begins, ends = SAID[language]
    text = extract(_page(language, charset), "text/html", url).text
    assert begins in text
    assert text.endswith(ends)
    assert 4 <= len(text.split("\n")) <= 6
    for other in ("Subscribe", "Herring", "Cookies", "©", "Главная", "رياضة"):
        assert other not in text

"""Reading pages: what an editor is offered, and what hostile pages can cost.

Each limit has a broken twin: the same check with the limit out of reach, which must then fail.
"""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

import pytest

from sources.extraction import Costs, Extracted, ExtractionFailed, extract
from sources.extraction_child import read_page

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


def test_deep_text_is_read() -> None:
    """Parsers drop what lies deeper than 256 elements unless they are told; pages do go deeper."""
    story = "<p>The ferry Amber Star sank in a gale a mile off Port Amber, the harbour master said.</p>"
    page = "<html><body><article>" + "<div>" * 300 + story * 4 + "</div>" * 300 + "</article></body></html>"
    assert "The ferry Amber Star sank" in extract(page.encode(), "text/html").text


def test_page_cut_off_by_its_depth_says_so() -> None:
    """Where the parser gives up, what follows is missing, and that is told; of a whole page nothing is."""
    story = "<p>The ferry Amber Star sank in a gale a mile off Port Amber, the harbour master said.</p>" * 4
    deep = "<div>" * 2_100 + "<p>Nobody was hurt.</p>" + "</div>" * 2_100
    found = extract(f"<html><body><article>{story}{deep}</article></body></html>".encode(), "text/html")
    assert "Amber Star" in found.text
    assert "Nobody was hurt" not in found.text
    assert found.left_out == "deep"
    whole = extract(f"<html><body><article>{story}</article></body></html>".encode(), "text/html")
    assert whole.left_out == ""


def test_large_page_says_what_of_it_was_read() -> None:
    """Of more elements than are looked at one by one, lists are left out, and that is told."""
    story = "<p>The ferry sank near the port on day {}, and nobody was hurt.</p>"
    page = "<html><body>" + "".join(map(story.format, range(20_001))) + "<ul><li>Nine missing</ul>"
    found = extract(page.encode(), "text/html")
    assert "Nine missing" not in found.text
    assert found.left_out == "large"


def test_long_article_is_read_in_time() -> None:
    """As large as an editor may upload: 10 MB, within the usual limits."""
    story = "<p>The ferry sank near the port on day {}, and the harbour master said that nobody was hurt.</p>"
    page = "<html lang=en><title>Ferries</title><body>" + "".join(map(story.format, range(100_000)))
    assert len(page) > 9_000_000
    found = extract(page.encode(), "text/html")
    assert found.text.count("\n") == 99_999
    assert found.title == "Ferries"


def test_plain_text_is_its_own_text() -> None:
    """A text file has no title and no date; its letters tell the language."""
    found = extract(
        "Паром затонул.\r\n\r\nДевять пропали.".encode("cp1251"), "text/plain; charset=windows-1251"
    )
    assert found == Extracted(text="Паром затонул.\nДевять пропали.", language="ru")


@pytest.mark.parametrize(
    ("lang", "text", "language"),
    [
        ("en-US", "Паром затонул, девять человек пропали.", "ru"),
        ("uk-UA", "Пором затонув, дев’ятеро людей зникли.", "uk"),
        ("", "Пором затонув біля порту, її шукають.", "uk"),
        ("fa", "کشتی در نزدیکی بندر غرق شد.", "fa"),
        ("en", "غرقت العبّارة قبالة الميناء.", "ar"),
        ("ru", "The ferry sank off the port.", ""),
        ("de_AT", "Die Fähre sank vor dem Hafen.", "de"),
        ("<b>", "The ferry sank off the port.", ""),
    ],
)
def test_letters_outweigh_a_template(lang: str, text: str, language: str) -> None:
    """Many sites carry the language of whoever made their template."""
    page = f'<html lang="{lang}"><body><article><p>{text}</p></article></body></html>'
    found = read_page(page.encode(), "text/html", "")
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize("raw", [b"", b"<html></html>", b"<script>alert(1)</script>"])
def test_page_without_an_article_says_so(raw: bytes) -> None:
    """Nothing is made up where there is nothing."""
    with pytest.raises(ExtractionFailed) as failed:
        extract(raw, "text/html")
    assert failed.value.code == "no_text"


BOMBS = {"links": b"<div><a href=/x>x</a> y" * 40_000, "lists": b"<ul><li><a href=/x>x</a>" * 40_000}
#: 4 MB of letters outside Latin, which take four bytes each as soon as they are read.
WIDE = ("<p>" + "Паром затонул 🚢 у порта. " * 100_000 + "</p>").encode()
SMALL = 128 * 1024 * 1024


def _cpu_seconds(raw: bytes, costs: Costs) -> float:
    """What the child spends on a page that it cannot finish."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(ExtractionFailed) as failed:
        extract(raw, "text/html", costs=costs)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert failed.value.code == "heavy"
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("bomb", BOMBS)
def test_bomb_ends_at_its_processor_time(bomb: str) -> None:
    """1 MB that would keep a parser busy for minutes: ended by the kernel."""
    assert _cpu_seconds(BOMBS[bomb], Costs(cpu_seconds=1, wall_seconds=60)) < 1.5


def test_twin_without_that_limit_goes_on() -> None:
    """The same page does take more, where it is let."""
    assert _cpu_seconds(BOMBS["lists"], Costs(cpu_seconds=3, wall_seconds=60)) > 1.5


def test_large_memory_is_refused() -> None:
    """A page that needs more memory than it may have ends, and nothing else with it."""
    with pytest.raises(ExtractionFailed) as failed:
        extract(WIDE, "text/html", costs=Costs(memory=SMALL))
    assert failed.value.code == "heavy"


def test_twin_with_more_memory_reads_it() -> None:
    """It was the memory: with the usual limit the same page is read."""
    assert len(extract(WIDE, "text/html").text) > 2_000_000


def test_page_ends_by_the_clock() -> None:
    """A machine that is busy, or a child that waits, holds nobody up for longer than this."""
    with pytest.raises(ExtractionFailed) as failed:
        extract(_page("en", "utf-8"), "text/html", costs=Costs(wall_seconds=0))
    assert failed.value.code == "heavy"


def test_twin_that_waits_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was the clock: where nobody looks at it, a page that was given no time is read."""
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *args, timeout, **options: run(*args, **options))
    assert extract(_page("en", "utf-8"), "text/html", costs=Costs(wall_seconds=0)).text

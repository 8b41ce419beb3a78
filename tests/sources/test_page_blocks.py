"""A page's blocks stay blocks of its text, whoever wrote its HTML, and with what."""

from __future__ import annotations

import pytest

from sources.extraction_child import read_page

HEADLINE = "Mayor quits after bridge report"
MAYOR = "The mayor of Delta, Rolf Anders, resigned on Tuesday."
QUOTE = "“I take responsibility,” he told the council."
BUILDER = "The builder denied any fault."
STORY = [MAYOR, QUOTE, BUILDER]
#: Short pages are read in another way than long ones.
LONG = (
    " The report runs to four hundred pages and says that the town knew of cracks in the bridge for years,"
    " that two engineers wrote to the council about them, and that nobody answered either of the letters."
    " It names three contractors, a former councillor and the firm that built the bridge in the first place."
)


def _tags(name: str, lines: list[str]) -> str:
    return "".join(f"<{name}>{line}</{name}>" for line in lines)


#: By what surrounds the paragraphs, or stands in their place. No blank stands between any two tags.
FORMS = {
    "paragraphs": _tags("p", STORY),
    "article": f"<article>{_tags('p', STORY)}</article>",
    "main": f"<main>{_tags('p', STORY)}</main>",
    "main-article": f"<main><article><div>{_tags('p', STORY)}</div></article></main>",
    "sections": f"<article>{_tags('section', STORY)}</article>",
    "divs": f"<div>{_tags('div', STORY)}</div>",
    "breaks": f"<div>{'<br>'.join(STORY)}</div>",
    "article-breaks": f"<article>{'<br><br/>'.join(STORY)}</article>",
    "paragraph-breaks": f"<p>{'<br>'.join(STORY)}</p>",
    "items": f"<article><p>{MAYOR}</p><ul>{_tags('li', STORY[1:])}</ul></article>",
    "items-of-paragraphs": f"<p>{MAYOR}</p><ol><li><p>{QUOTE}</p><p>{BUILDER}</p></li></ol>",
    "terms": f"<p>{MAYOR}</p><dl><dt>{QUOTE}</dt><dd>{BUILDER}</dd></dl>",
    "cells": f"<table><tr>{_tags('td', STORY[:2])}</tr><tr><td>{BUILDER}</td></tr></table>",
    "article-cells": f"<article><table><tbody><tr>{_tags('td', STORY)}</tr></tbody></table></article>",
    "layout-table": f"<table><tr><td>{_tags('p', STORY)}</td></tr></table>",
    "quotes": f"<article><p>{MAYOR}</p><blockquote>{_tags('p', STORY[1:])}</blockquote></article>",
    "unclosed": f"<article><p>{MAYOR}<p>{QUOTE}<p>{BUILDER}</article>",
}


def _page(body: str, *, more: str = "") -> list[str]:
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{HEADLINE}</title>'
        '<meta property="og:site_name" content="Delta Times"></head><body><nav><a href="/">Home</a>'
        f'<a href="/sport">Sport</a></nav>{body.replace(MAYOR, MAYOR + more)}'
        "<script>track('read')</script><footer>Copyright Delta Times</footer></body></html>"
    )
    found = read_page(html.encode(), "text/html", "")
    assert found is not None
    lines = found.text.replace(more or "\0", "").split("\n")
    # Some pages print their headline above the text, and then it can be tagged: a block as any other.
    return lines[1:] if lines[0] == HEADLINE else lines


@pytest.mark.parametrize("more", ["", LONG], ids=["short", "long"])
@pytest.mark.parametrize("form", FORMS)
def test_each_block_is_a_line(form: str, more: str) -> None:
    """None is glued to its neighbour, none is lost, and none has bars or dashes before it."""
    assert _page(FORMS[form], more=more) == STORY


@pytest.mark.parametrize("more", ["", LONG], ids=["short", "long"])
@pytest.mark.parametrize("around", ["<article>{}</article>", "<main>{}</main>", "<div>{}</div>", "{}"])
def test_headline_and_byline_are_no_part_of_a_sentence(around: str, more: str) -> None:
    """The headline is a line of its own or none; the byline is recorded as such, and not as text."""
    top = f'<h1>{HEADLINE}</h1><p class="byline">By Ana Lune</p>'
    assert _page(around.format(top + FORMS["paragraphs"]), more=more) == STORY


def test_sentence_that_begins_with_the_author_stays() -> None:
    """Only a line that says who wrote it and no more is the byline."""
    body = '<article><p class="byline">By Ana Lune</p><p>Ana Lune resigned as editor.</p>'
    assert _page(f"{body}{FORMS['paragraphs']}</article>") == ["Ana Lune resigned as editor.", *STORY]


def test_marks_within_a_block_cut_nothing() -> None:
    """Links, emphasis and what is printed as one word stay in their line."""
    marked = "The <b>mayor</b> of <a href='/d'>Del<i>ta</i></a>, Rolf Anders, resigned on Tuesday."
    assert _page(f"<article>{_tags('p', [marked, *STORY[1:]])}</article>") == STORY


def test_list_of_links_is_not_the_article() -> None:
    """What leads to other pages is left out, as it was."""
    links = ["<a href='/a'>Bridge to close for the summer</a>", "<a href='/b'>Herring prices fall again</a>"]
    assert _page(f"<article>{_tags('p', STORY)}</article><ul>{_tags('li', links)}</ul>") == STORY


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("ru", ["Мэр Дельты подал в отставку во вторник.", "Подрядчик отрицает вину."]),
        ("ar", ["استقال عمدة دلتا يوم الثلاثاء.", "ونفى المقاول ارتكاب أي خطأ."]),
    ],
)
def test_blocks_stay_in_other_scripts(lang: str, lines: list[str]) -> None:
    """Nothing of this rests on Latin letters, or on letters that are composed already."""
    body = f'<html lang="{lang}"><body><article>{_tags("p", lines * 3)}</article></body></html>'
    found = read_page(body.encode(), "text/html", "")
    assert found is not None
    assert found.text.split("\n") == lines * 3

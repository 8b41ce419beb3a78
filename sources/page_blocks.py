"""Blocks of a page stay blocks of its text, however the page is written. Pure.

What decides which text is the article drops lists, drops lines that only `br` parts,
and sets table cells between bars; what it falls back on for short pages makes one
paragraph of all. So items, cells and such lines become paragraphs before it sees
them, and its own lines are cut afterwards wherever the page ends a block: minified
pages have no blank there either.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

_LISTS, _ITEMS = ("ul", "ol", "dl"), ("li", "dt", "dd")
_ROWS, _CELLS = ("table", "thead", "tbody", "tfoot", "tr"), ("td", "th")
#: What may hold lines without a paragraph around them.
_HOLDERS = ("body", "div", "article", "main", "section", "center", "blockquote")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OTHERS = ("address", "aside", "br", "caption", "details", "fieldset", "figcaption", "figure", "footer")
_MORE = ("form", "header", "hr", "nav", "p", "pre", "summary")
_BLOCKS = frozenset((*_LISTS, *_ITEMS, *_ROWS, *_CELLS, *_HOLDERS, *_HEADINGS, *_OTHERS, *_MORE))
_UNSEEN = frozenset(("head", "noscript", "script", "style", "template"))
#: Where a list is of ways to other pages, whatever its items say.
_BESIDE = frozenset(("nav", "header", "footer", "aside", "form"))
#: Words in an item on average below which a list names things and says nothing.
_WORDS_OF_AN_ITEM = 3
#: How far ahead of the line before a line is looked for, in characters.
_AHEAD = 100_000
#: Lines among which a byline stands, and what else it may say.
_AT_THE_TOP = 4
_BY = re.compile(
    r"(?:(?:written |reported |story |text |words )?by|автор[ыа]?|текст|بقلم|كتب(?:ت|ه|ته)?|von|par|por)?",
    re.IGNORECASE,
)


def with_paragraphs(page: HtmlElement) -> HtmlElement:
    """The page, changed: table cells, lists that say something, and lines that `br` parts are paragraphs."""
    for table in list(page.iter(*_ROWS)):
        table.tag = "div"
    for cell in list(page.iter(*_CELLS)):
        _be_a_paragraph(cell)
    for one in [one for one in page.iter(*_LISTS) if _says_something(one)]:
        one.tag = "div"
        for item in one.iterchildren(*_ITEMS):
            _be_a_paragraph(item)
    for one in list(page.iter(*_HOLDERS)):
        if any(inner.tag == "br" for inner in one):
            _part(one)
    return page


def _part(holder: HtmlElement) -> None:
    """Make a paragraph of each run of words between the line breaks and blocks that stand in `holder`."""
    inside = list(holder)
    runs: list[HtmlElement] = []

    def begin(words: str | None) -> None:
        runs.append(holder.makeelement("p"))
        runs[-1].text = words

    begin(holder.text)
    for inner in inside:
        words, inner.tail = inner.tail, None
        if inner.tag in _BLOCKS:
            if inner.tag != "br":
                runs.append(inner)
            begin(words)
        else:
            runs[-1].append(inner)
            inner.tail = words
    holder[:] = [one for one in runs if len(one) or (one.text or "").strip()]
    holder.text = None


def _be_a_paragraph(element: HtmlElement) -> None:
    has_blocks = any(inner is not element and inner.tag in _BLOCKS for inner in element.iter())
    element.tag = "div" if has_blocks else "p"


def _says_something(one: HtmlElement) -> bool:
    if any(above.tag in _BESIDE for above in one.iterancestors()):
        return False
    items = len([*one.iterchildren(*_ITEMS)])
    words = len(one.text_content().split())
    linked = sum(len(link.text_content().split()) for link in one.iter("a"))
    return words >= items * _WORDS_OF_AN_ITEM and linked * 2 < words


def cut_at_blocks(text: str, page: HtmlElement) -> str:
    """`text`, which was taken from the page, with a line end wherever the page ends a block in its lines."""
    letters, ends = _stream(page)
    at, lines = 0, []
    for line in unicodedata.normalize("NFC", text).split("\n"):
        bare = _bare(line)
        found = letters.find(bare, at, at + len(bare) + _AHEAD) if bare else -1
        if found < 0:
            lines.append(line)
            continue
        at = found + len(bare)
        inner = ends[bisect_right(ends, found) : bisect_left(ends, at)]
        lines.extend(_cut(line, [end - found for end in inner]))
    return "\n".join(lines)


def _stream(page: HtmlElement) -> tuple[str, list[int]]:
    """The page's characters without its blanks, and how many of them stand before each end of a block."""
    pieces, ends, length = [], [0], 0
    for piece in _pieces(page):
        if piece is None:
            if ends[-1] != length:
                ends.append(length)
        else:
            pieces.append(_bare(piece))
            length += len(pieces[-1])
    return "".join(pieces), ends


def _pieces(page: HtmlElement) -> Iterator[str | None]:
    """The page's text in its order; None where a block begins or ends. Its depth is no recursion's."""
    left: list[tuple[HtmlElement, bool]] = [(page, False)]
    while left:
        element, seen = left.pop()
        shown = element.tag not in _UNSEEN
        if element.tag in _BLOCKS:
            yield None
        if seen:
            # What is around the outermost element is not the page's.
            if element.tail and element is not page:
                yield element.tail
            continue
        left.append((element, True))
        if shown:
            if element.text:
                yield element.text
            left.extend((inner, False) for inner in reversed(element))


def _bare(words: str) -> str:
    return unicodedata.normalize("NFC", "".join(words.split()))


def _cut(line: str, places: Iterable[int]) -> Iterator[str]:
    """The line's pieces: it ends after so many of its characters that are no blanks."""
    solid = [at for at, letter in enumerate(line) if not letter.isspace()]
    begun = 0
    for place in places:
        if place < len(solid):
            yield line[begun : solid[place]].strip()
            begun = solid[place]
    yield line[begun:].strip()


def without_byline(text: str, byline: str) -> str:
    """`text` without the line at its top that says who wrote it and no more, as `byline` does."""
    lines = text.split("\n")
    for at, line in enumerate(lines[:_AT_THE_TOP]):
        before, name, after = line.casefold().partition(byline.casefold() or "\0")
        if name and not re.sub(r"\W", "", after) and _BY.fullmatch(before.strip(" :—–-")):
            return "\n".join(lines[:at] + lines[at + 1 :]) if len(lines) > 1 else text
    return text

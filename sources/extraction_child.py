"""The process that reads one page: bytes in, what they say out. `extraction` starts it.

It takes its limits upon itself before it looks at the page. No Django, no settings, no
database: a page that took it over would find nothing here.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict

from lxml.etree import ErrorTypes, ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from sources.charsets import decoded
from sources.extraction import NO_TEXT, OUT_OF_MEMORY, OUTPUT, Costs, Extracted
from sources.languages import language_by_letters
from sources.page_blocks import cut_at_blocks, with_paragraphs, without_byline
from sources.quotes import TextRefused, canonical
from sources.web_addresses import declared

#: The page's own word on when it appeared; a date somewhere in its text or address is none.
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
#: Elements of a page beyond which the careful way would take longer than we wait. Then the text
#: is what stands in paragraphs, and what the page says about itself is sought in its beginning.
_LARGE, _BEGINNING = 20_000, 200_000


def main() -> int:
    """Read the question from standard input, write the answer to standard output."""
    asked = json.loads(sys.stdin.buffer.readline())
    _limit(Costs(**asked["costs"]))
    try:
        found = read_page(sys.stdin.buffer.read(), asked["media_type"], asked["url"])
    except MemoryError:
        return OUT_OF_MEMORY
    if found is None:
        return NO_TEXT
    json.dump(asdict(found), sys.stdout)
    return 0


def _limit(costs: Costs) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (costs.cpu_seconds, costs.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (costs.memory, costs.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    # It starts no other, and leaves no image of itself behind.
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_page(raw: bytes, media_type: str, url: str) -> Extracted | None:
    """What the page says; None where it holds no article."""
    text = decoded(raw, media_type)
    if media_type.partition(";")[0].strip().lower() == "text/plain":
        kept = _keepable(text)
        return Extracted(kept, language=language_by_letters("", kept)) if kept else None
    tree, cut = _tree(text)
    if tree is None:
        return None
    addresses = declared(url, _own_addresses(tree))
    lang = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    large = sum(1 for _element in tree.iter()) > _LARGE
    found = _from_beginning(text, url) if large else _found(tree, url)
    if found is None or not (kept := _keepable(_paragraphs(tree) if large else found.text or "")):
        return None
    byline = _line(found.author).replace("; ", ", ")
    return Extracted(
        text=without_byline(kept, byline),
        title=_line(found.title),
        byline=byline,
        published=found.date or "",
        language=language_by_letters(lang, kept),
        canonical_url=addresses,
        site_name=_line(found.sitename),
        left_out="deep" if cut else "large" if large else "",
    )


def _tree(text: str) -> tuple[HtmlElement | None, bool]:
    """The page's elements, and whether the parser stopped before its end, at 2,048 one within another."""
    # Without huge_tree it would stop at 256, without a word but this.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None, False
    return tree, any(one.type == ErrorTypes.ERR_RESOURCE_LIMIT for one in parser.error_log)


def _found(tree: HtmlElement, url: str) -> Document | None:
    page = with_paragraphs(tree)
    found = bare_extraction(
        page,
        url=url or None,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
        # A short page that it finds little in is else taken with its menu.
        prune_xpath="//nav",
    )
    if not isinstance(found, Document):
        return None
    found.text = cut_at_blocks(found.text or "", page)
    return found


def _from_beginning(text: str, url: str) -> Document | None:
    beginning, _cut = _tree(text[:_BEGINNING])
    return None if beginning is None else extract_metadata(beginning, url or None, dict(_DATES))


def _paragraphs(tree: HtmlElement) -> str:
    """What stands in paragraphs and headings, in the order of the page."""
    return "\n".join(" ".join(block.text_content().split()) for block in tree.iter("p", "h1", "h2", "h3"))


def _own_addresses(tree: HtmlElement) -> list[str]:
    """What the page calls its own address, the likelier first."""
    links = [one.get("href") for one in tree.iter("link") if "canonical" in (one.get("rel") or "").split()]
    shared = [one.get("content") for one in tree.iter("meta") if one.get("property") == "og:url"]
    return [str(link) for link in [*links[:3], *shared[:3]] if link]


def _keepable(text: str) -> str:
    """The text as a capture keeps it, without characters that none can keep."""
    try:
        return canonical(text.replace("\0", ""))
    except TextRefused:
        return ""


def _line(words: str | None) -> str:
    return " ".join((words or "").replace("\0", "").split())


if __name__ == "__main__":
    sys.exit(main())

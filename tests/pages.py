"""Pages as a reader has them before their eyes: words, tables, links."""

from __future__ import annotations

from html.parser import HTMLParser

from django.test import Client

_APART = {
    "br",
    "p",
    "li",
    "td",
    "th",
    "tr",
    "h1",
    "h2",
    "div",
    "dt",
    "dd",
    "caption",
    "option",
    "ul",
    "section",
}
_UNSEEN = {"svg", "head"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.rows: list[list[str]] = []
        self.links: dict[str, str] = {}
        self.ids: set[str] = set()
        self._unseen = 0
        self._link: tuple[str, int] | None = None
        self._cell = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._unseen += tag in _UNSEEN
        if named.get("id"):
            self.ids.add(named["id"] or "")
        if tag in _APART:
            self.text.append(" ")
        if tag == "a" and named.get("href"):
            self._link = (named["href"] or "", len(self.text))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self._cell = len(self.text)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN
        if tag == "a" and self._link:
            self.links.setdefault(self._since(self._link[1]), self._link[0])
            self._link = None
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append(self._since(self._cell))
        if tag in _APART:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.text.append(data)

    def _since(self, place: int) -> str:
        return " ".join("".join(self.text[place:]).split())


class Seen:
    """One page: its words, the rows of its tables, its links by their words, the ids in it."""

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        self.words = " ".join("".join(reader.text).split())
        self.rows = reader.rows
        self.links = reader.links
        self.ids = reader.ids

    def row(self, name: str) -> list[str]:
        """The cells of the first row whose first cell begins with `name`, that cell left out."""
        return next(row[1:] for row in self.rows if row and row[0].startswith(name))


def see(client: Client, address: str) -> Seen:
    """The page at `address`, which must be there."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return Seen(response.content.decode())

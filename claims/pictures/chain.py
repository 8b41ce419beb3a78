"""Where a claim came from, drawn: shape is kind, dash is what we cannot see.

`drawing` is the picture, `outline` the same chain as nested lists, which carry
the links and are all that a phone or a screen reader needs. Outlets that cite
each other in a ring become one group in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from claims.pictures import layers
from claims.pictures.boxes import Box, collapsed, grouped
from claims.pictures.letters import width, wrapped
from claims.pictures.voices import Chain, Edge, Node
from claims.wording.words import CHAIN

__all__ = ["Branch", "Chain", "Edge", "Node", "drawing", "outline"]

#: The width of the text column beside which the picture stands.
_ROOM = 664.0
_LABEL, _SUB = 13.5, 12.0
_LABEL_LINE, _SUB_LINE = 17.0, 15.0
_PADDING, _BETWEEN, _BEND = 13.0, 18.0, 8.0
_NARROWEST, _WIDEST = 96.0, 190.0
_UNBROKEN = 150.0
#: From this many lines on, those from or to one box share a stem.
_SHEAF = 5


@dataclass(frozen=True, slots=True)
class Branch:
    """A voice and those that have it from there; `again` where its own branches were shown before."""

    nodes: tuple[Node, ...]
    relation: str = ""
    children: tuple[Branch, ...] = ()
    cycle: bool = False
    again: bool = False


def drawing(chain: Chain, *, title: str, key: str = "chain", mirrored: bool = False) -> SafeString:
    """The chain as SVG, origins first; "" for no voices. `key` tells two pictures on one page apart."""
    if not chain.nodes:
        return SafeString("")
    boxes, edges = collapsed(*grouped(chain))
    return _Picture(boxes, edges, mirrored).svg(title, _description(chain), key)


def outline(chain: Chain) -> tuple[Branch, ...]:
    """The chain from its origins on, whole: nothing is collapsed, and each voice's branches come once."""
    boxes, edges = grouped(chain)
    by_id = {box.id: box for box in boxes}
    onward: dict[str, list[Edge]] = {}
    for edge in edges:
        onward.setdefault(edge.source, []).append(edge)
    shown: set[str] = set()

    def branch(box: Box, relation: str) -> Branch:
        again = box.id in shown and box.id in onward
        shown.add(box.id)
        steps = () if again else onward.get(box.id, ())
        children = tuple(branch(by_id[step.target], step.relation) for step in steps)
        return Branch(box.nodes, relation, children, box.cycle, again)

    reached = {edge.target for edge in edges}
    return tuple(branch(box, "") for box in boxes if box.id not in reached)


def _description(chain: Chain) -> str:
    return ngettext(
        "%(n)d voice. It follows as a list.",
        "%(n)d voices, origins first. They follow as a list.",
        len(chain.nodes),
    ) % {"n": len(chain.nodes)}


class _Picture:
    """One drawing: measures the boxes, places them, and writes the SVG, with classes and no style."""

    def __init__(self, boxes: Sequence[Box], edges: Sequence[Edge], mirrored: bool) -> None:
        self.boxes = {box.id: box for box in boxes}
        self.edges = edges
        self.mirrored = mirrored
        pairs = [(edge.source, edge.target) for edge in edges]
        columns = layers.columns(self.boxes, pairs)
        words = [width(str(CHAIN[edge.relation]), _SUB) for edge in edges]
        # A curve needs more room for its word than a straight line does.
        self.gap = max(words, default=0) + (12 if all(len(c) == 1 for c in columns) else 34)
        self.widths = self._widths(columns, _ROOM - 4 - self.gap * (len(columns) - 1))
        self.lines = {
            one: self._lines(one, self.widths[n]) for n, column in enumerate(columns) for one in column
        }
        self.ways = layers.routes(columns, pairs)
        slots = layers.ordered(columns, self.ways)
        heights = {slot: self._height(slot) for column in slots for slot in column}
        self.heights = heights
        self.column = {slot: n for n, column in enumerate(slots) for slot in column}
        crowded = any(len(column) >= 2 * _SHEAF for column in slots)
        self.middle = layers.levels(slots, self.ways, heights, _BETWEEN / 2 if crowded else _BETWEEN)
        self.before, self.after = layers.neighbours(self.ways)
        self.width = sum(self.widths) + self.gap * (len(columns) - 1)
        self.height = max(self.middle[slot] + heights[slot] / 2 for slot in heights)

    def svg(self, title: str, description: str, key: str) -> SafeString:
        """The whole picture; two units of room for the thick line of the last box."""
        steps = format_html_join("", "{}", ((self._step(edge),) for edge in self.edges))
        boxes = format_html_join("", "{}", ((self._box(box),) for box in self.boxes.values()))
        words = format_html_join("", '<text class="word" x="{}" y="{}">{}</text>', self._words())
        size = {"width": _short(self.width + 4), "height": _short(self.height + 4)}
        return format_html(
            '<svg class="{look}" role="img" aria-labelledby="{key}-title {key}-desc" '
            'viewBox="-2 -2 {width} {height}" width="{width}" height="{height}">'
            '<title id="{key}-title">{title}</title><desc id="{key}-desc">{description}</desc>'
            "{steps}{boxes}{words}</svg>",
            # A little too wide is made smaller to fit; much too wide is scrolled, or nobody could read it.
            look="chain wide" if self.width > _ROOM * 1.2 else "chain",
            key=key, title=title, description=description, steps=steps, boxes=boxes, words=words, **size,
        )  # fmt: skip

    def _widths(self, columns: Sequence[Sequence[str]], room: float) -> list[float]:
        """As wide as the widest text; the widest give way until all fit, but no word is broken for it."""
        wanted = [min(self._widest(column, str), _WIDEST) for column in columns]
        least = [max(_NARROWEST, min(self._widest(column, str.split), _UNBROKEN)) for column in columns]
        cap = _WIDEST
        while cap > _NARROWEST and sum(map(min, wanted, repeat(cap))) > room:
            cap -= 1
        return [max(min(one, cap), low) for one, low in zip(wanted, least, strict=True)]

    def _widest(self, column: Sequence[str], parts: Callable[[str], Iterable[str]]) -> float:
        """The room that the widest text in a column takes, or the widest word where `parts` splits it."""
        found = [0.0]
        for look, text in (line for one in column for line in self.boxes[one].text):
            pieces = [text] if parts is str else parts(text)
            found.extend(width(piece, _SUB if look else _LABEL, bold=not look) for piece in pieces)
        return max(found) + 2 * _PADDING + 1

    def _lines(self, one: str, room: float) -> list[tuple[str, str]]:
        inner = room - 2 * _PADDING
        found: list[tuple[str, str]] = []
        for look, text in self.boxes[one].text:
            size = _SUB if look else _LABEL
            found.extend((look, line) for line in wrapped(text, inner, size, bold=not look))
        return found

    def _height(self, slot: layers.Slot) -> float:
        if isinstance(slot, tuple):
            return _BEND
        return 2 * _PADDING + sum(_SUB_LINE if look else _LABEL_LINE for look, _ in self.lines[slot])

    def _start(self, column: int) -> float:
        """Where a column begins, counted from the start of the reading direction."""
        return sum(self.widths[:column]) + self.gap * column

    def _x(self, at: float) -> float:
        return self.width - at if self.mirrored else at

    def _box(self, box: Box) -> SafeString:
        n = self.column[box.id]
        tall = self.heights[box.id]
        top = self.middle[box.id] - tall / 2
        left = min(self._x(self._start(n)), self._x(self._start(n) + self.widths[n]))
        round_by = min(tall / 2, 26) if box.shape == "person" else 0
        rect = format_html(
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
            "loose" if box.shape == "unnamed" else box.shape,
            _short(left), _short(top), _short(self.widths[n]), _short(tall), _short(round_by),
        )  # fmt: skip
        return format_html("{}<g>{}</g>", rect, self._text(box.id, self._x(self._start(n) + _PADDING), top))

    def _text(self, one: str, x: float, top: float) -> SafeString:
        """Lines one below the other, each a text of its own: Safari orders the letters of a text as if its
        lines stood on one. The page's direction decides on which side of `x` they lie."""
        lines = []
        y = top + _PADDING
        for look, line in self.lines[one]:
            y += _SUB_LINE if look else _LABEL_LINE
            lines.append((look, _short(x), _short(y - 4), line))
        return format_html_join("", '<text class="{}" x="{}" y="{}">{}</text>', lines)

    def _step(self, edge: Edge) -> SafeString:
        """A line from box to box through its bends, and the arrow's tip."""
        way = self.ways[edge.source, edge.target]
        path = [f"M{_short(self._x(self._end(way[0])))} {_short(self.middle[way[0]])}"]
        for a, b in pairwise(way):
            path.append(self._curve(a, b))
            if isinstance(b, tuple):
                path.append(f"H{_short(self._x(self._end(b)))}")
        x, y = self._x(self._start(self.column[edge.target])), self.middle[edge.target]
        back = 9 if self.mirrored else -9
        return format_html(
            '<path class="{}" d="{}"/><path class="tip" d="M{} {}l{} -4.5v9z"/>',
            "loose" if self._unseen(edge) else "step", " ".join(path), _short(x), _short(y), back,
        )  # fmt: skip

    def _unseen(self, edge: Edge) -> bool:
        """Dashed: the editor inferred it, or one of the two is not named."""
        ends = (self.boxes[edge.source].shape, self.boxes[edge.target].shape)
        return edge.loose or "unnamed" in ends

    def _end(self, slot: layers.Slot) -> float:
        n = self.column[slot]
        return self._start(n) + self.widths[n]

    def _curve(self, a: layers.Slot, b: layers.Slot) -> str:
        x1, x2 = self._end(a), self._start(self.column[b])
        y1, y2 = self.middle[a], self.middle[b]
        if abs(y1 - y2) < 1:
            return f"L{_short(self._x(x2))} {_short(y2)}"
        if self._is_sheaf(a, b):
            return f"H{_short(self._x(self._stem(a, b)))} V{_short(y2)} H{_short(self._x(x2))}"
        # Level at both ends; the last stretch is straight, for the tip.
        mid, last = self._x((x1 + x2) / 2), self._x(x2 - 8)
        return (
            f"C{_short(mid)} {_short(y1)} {_short(mid)} {_short(y2)} {_short(last)} {_short(y2)}"
            f" H{_short(self._x(x2))}"
        )

    def _is_sheaf(self, a: layers.Slot, b: layers.Slot) -> bool:
        return len(self.after[a]) >= _SHEAF or len(self.before[b]) >= _SHEAF

    def _stem(self, a: layers.Slot, b: layers.Slot) -> float:
        """Where a sheaf turns. Each has a place of its own, or two would look like one."""
        gathering = len(self.after[a]) < _SHEAF
        own, turn = (b, 0.35) if gathering else (a, 0.65)
        sides = self.before if gathering else self.after
        beside = [slot for slot in sides if self.column[slot] == self.column[own]]
        rank = [slot for slot in beside if len(sides[slot]) >= _SHEAF].index(own)
        return self._end(a) + self.gap * turn - 6 * (rank % 5)

    def _words(self) -> list[tuple[str, str, str]]:
        """The words for the steps. Lines that share a stem share theirs; of two that meet, one gives way."""
        placed: list[tuple[float, float, str]] = []
        for edge in self.edges:
            (x, y), word = self._word_spot(edge), str(CHAIN[edge.relation])
            # The same word twice in one place says no more than once; another one stands below it.
            while met := next((one for one in placed if _meet(one, (x, y, word))), None):
                if met[2] == word:
                    break
                y = met[1] + _SUB_LINE
            else:
                placed.append((x, y, word))
        return [(_short(x), _short(y), word) for x, y, word in placed]

    def _word_spot(self, edge: Edge) -> tuple[float, float]:
        """Where the word for a step stands: over its sheaf's stem, else before the box it leads to."""
        way = self.ways[edge.source, edge.target]
        a, b = way[:2] if len(self.after[way[0]]) >= _SHEAF and self._agree(edge.source) else way[-2:]
        x1, x2 = self._end(a), self._start(self.column[b]) - 4
        y1, y2 = self.middle[a], self.middle[b]
        if self._is_sheaf(a, b):
            stem = self._stem(a, b)
            gathering = len(self.after[a]) < _SHEAF
            x1, x2 = (stem, x2) if gathering else (x1, stem)
            y1 = y2 = y2 if gathering else y1
        y = y1 - 6 if abs(y1 - y2) < 1 else (y1 + y2) / 2 + 4
        return self._x((x1 + x2) / 2), y

    def _agree(self, source: str) -> bool:
        """Whether all that comes from `source` passed on in one way, so that one word serves."""
        return len({edge.relation for edge in self.edges if edge.source == source}) == 1


def _meet(one: tuple[float, float, str], other: tuple[float, float, str]) -> bool:
    """Whether two words, each around its place, would lie over each other."""
    apart = (width(one[2], _SUB) + width(other[2], _SUB)) / 2
    return abs(one[0] - other[0]) < apart and abs(one[1] - other[1]) < _SUB_LINE - 1


def _short(number: float) -> str:
    """A coordinate to a tenth, without a needless ".0"."""
    return f"{number:.1f}".removesuffix(".0")

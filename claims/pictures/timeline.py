"""What was said when on a topic, drawn: a lane for each question, a line for what was said in the same days.

The line tells the stance as everywhere: solid says it, a wave denies it,
dashes doubt it, dots did not say. It is as long as the days that the date may
mean; a tip shows that it goes on without an end. A square is the desk's
decision. What does not fit on a lane is counted on it. Classes only; the same
follows as a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.pictures.letters import wrapped
from claims.pictures.ticks import Tick, ticks_of

_LABELS, _GAP, _PLOT = 270.0, 24.0, 810.0
_UNDATED = 84.0
_LABEL, _SMALL = 13.5, 12.0
_LABEL_LINE, _ROW, _PADDING, _HEAD = 17.0, 17.0, 10.0, 30.0
#: A day of many years is a hair; a line shorter than this could not show what it is.
_SHORTEST = 18.0
_TIP, _COUNT, _SQUARE = 6.0, 24.0, 9.0


@dataclass(frozen=True, slots=True)
class Said:
    """Statements of one stance in the same days; a side that is None is open, both are no date."""

    first: date | None
    last: date | None
    stance: str
    count: int = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions of the desk on one day that came to one status; `look` is its class."""

    day: date
    look: str
    count: int = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One question: what was said on it, what was decided on its claims, how many statements more."""

    label: str
    said: tuple[Said, ...] = ()
    decided: tuple[Decided, ...] = ()
    more: str = ""


Mark = TypeVar("Mark", Said, Decided)


def drawing(lanes: Sequence[Lane], *, title: str, description: str, mirrored: bool = False) -> SafeString:
    """The lanes as SVG, from the top; "" where nothing has a date."""
    days = sorted({day for lane in lanes for day in _days(lane)})
    if not days:
        return SafeString("")
    return _Picture(lanes, days[0], days[-1], mirrored).svg(title, description)


def _days(lane: Lane) -> Iterable[date]:
    for one in lane.said:
        yield from (day for day in (one.first, one.last) if day)
    yield from (one.day for one in lane.decided)


@dataclass(frozen=True, slots=True)
class _Placed(Generic[Mark]):
    """One line or square: where it begins and ends, and on which row."""

    mark: Mark
    start: float
    end: float
    row: int = 0


def _in_rows(marks: Iterable[_Placed[Mark]], first: int = 0) -> list[_Placed[Mark]]:
    """Each on the first row, from `first` on, on which it touches no other."""
    free: list[float] = []
    placed = []
    for one in marks:
        row = next((row for row, room in enumerate(free) if room <= one.start), len(free))
        room = one.end + (_COUNT if one.mark.count > 1 else 0) + 8
        free[row : row + 1] = [room]
        placed.append(replace(one, row=first + row))
    return placed


def _rows(marks: Iterable[_Placed[Mark]], otherwise: int = 0) -> int:
    return max((one.row + 1 for one in marks), default=otherwise)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A lane with everything in its place; `tall` is its height."""

    lane: Lane
    label: list[str]
    lines: list[_Placed[Said]]
    squares: list[_Placed[Decided]]
    rows: int

    @property
    def tall(self) -> float:
        rows = self.rows + bool(self.lane.more)
        return max(len(self.label) * _LABEL_LINE, rows * _ROW) + 2 * _PADDING


class _Picture:
    def __init__(self, lanes: Sequence[Lane], first: date, last: date, mirrored: bool) -> None:
        self.mirrored = mirrored
        self.first, self.days = first, (last - first).days + 1
        self.undated = any(one.first is None and one.last is None for lane in lanes for one in lane.said)
        self.plot = _LABELS + _GAP + (_UNDATED if self.undated else 0)
        # What has no date takes its room from the days, so that the picture fits the page.
        self.width = _LABELS + _GAP + _PLOT + 2 * _TIP
        self.long = self.width - self.plot - 2 * _TIP
        self.lanes = [self._laid(lane) for lane in lanes]
        self.ticks = ticks_of(first, last)
        self.height = _HEAD + sum(lane.tall for lane in self.lanes)

    def svg(self, title: str, description: str) -> SafeString:
        """The whole picture: days above, then the lanes."""
        parts, top = [], _HEAD
        for lane in self.lanes:
            parts.append(self._lane(lane, top))
            top += lane.tall
        return format_html(
            '<svg class="course" role="img" aria-labelledby="course-title course-desc" '
            'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
            '<title id="course-title">{title}</title><desc id="course-desc">{description}</desc>'
            "{undated}{ticks}{lanes}</svg>",
            width=_short(self.width), height=_short(self.height), title=title, description=description,
            undated=self._head(_LABELS + _GAP, _("No date")) if self.undated else "",
            ticks=_joined(self._tick(one) for one in self.ticks),
            lanes=_joined(parts),
        )  # fmt: skip

    def _laid(self, lane: Lane) -> _Laid:
        lines = _in_rows(_Placed(said, *self._ends(said)) for said in sorted(lane.said, key=_order))
        below = _rows(lines)
        decided = sorted(lane.decided, key=lambda one: one.day)
        squares = _in_rows((_Placed(one, *self._sides(one)) for one in decided), below)
        label = wrapped(lane.label, _LABELS, _LABEL, most=3)
        return _Laid(lane, label, lines, squares, _rows(squares, below))

    def _at(self, day: date, *, after: float = 0) -> float:
        """Where a day begins, or so much of a day after that."""
        return self.plot + _TIP + ((day - self.first).days + after) / self.days * self.long

    def _ends(self, said: Said) -> tuple[float, float]:
        if said.first is None and said.last is None:
            start = _LABELS + _GAP
            return start, start + _SHORTEST
        start = self._at(said.first) if said.first else self.plot
        end = self._at(said.last, after=1) if said.last else self.width
        if end - start < _SHORTEST:
            middle = min(max((start + end) / 2, self.plot + _SHORTEST / 2), self.width - _SHORTEST / 2)
            return middle - _SHORTEST / 2, middle + _SHORTEST / 2
        return start, end

    def _sides(self, decided: Decided) -> tuple[float, float]:
        middle = min(max(self._at(decided.day, after=0.5), self.plot + _SQUARE), self.width - _SQUARE)
        return middle - _SQUARE / 2, middle + _SQUARE / 2

    def _x(self, at: float) -> str:
        return _short(self.width - at if self.mirrored else at)

    def _tick(self, tick: Tick) -> SafeString:
        at = self._at(tick.day)
        line = format_html(
            '<path class="day" d="M{} {}V{}"/>', self._x(at), _short(_HEAD - 10), _short(self.height)
        )
        return format_html("{}{}", line, self._head(at, tick.label))

    def _head(self, at: float, words: str) -> SafeString:
        """Words above the lanes; at the far edge they stand before the line and not after it."""
        look = "sub last" if at > self.width - 96 else "sub"
        return format_html('<text class="{}" x="{}" y="14">{}</text>', look, self._x(at), words)

    def _lane(self, laid: _Laid, top: float) -> SafeString:
        base = top + _PADDING
        words = [
            (self._x(0), _short(base + 12 + number * _LABEL_LINE), line)
            for number, line in enumerate(laid.label)
        ]
        more = (self._x(self.plot + _TIP), _short(base + laid.rows * _ROW + 12), laid.lane.more)
        return format_html(
            '<path class="rule" d="M{} {}H{}"/>{}{}{}{}',
            self._x(0), _short(top), self._x(self.width),
            format_html_join("", '<text x="{}" y="{}">{}</text>', words),
            _joined(self._line(one, base + one.row * _ROW + 8) for one in laid.lines),
            _joined(self._square(one, base + one.row * _ROW + 4) for one in laid.squares),
            format_html('<text class="sub" x="{}" y="{}">{}</text>', *more) if laid.lane.more else "",
        )  # fmt: skip

    def _line(self, line: _Placed[Said], y: float) -> SafeString:
        said = line.mark
        path = format_html(
            '<path class="{}" d="{}"><title>{}</title></path>', said.stance, self._drawn(line, y), said.title
        )
        tips = []
        if said.first is None and said.last is not None:
            tips.append(self._tip(line.start, -1, y))
        if said.last is None and said.first is not None:
            tips.append(self._tip(line.end, 1, y))
        return format_html("{}{}{}", path, _joined(tips), self._times(line, y + 4))

    def _times(self, one: _Placed[Any], y: float) -> SafeString:
        """How many a mark stands for, where it is more than one."""
        if one.mark.count == 1:
            return SafeString("")
        x = self._x(one.end + 5)
        return format_html('<text class="sub" x="{}" y="{}">×{}</text>', x, _short(y), one.mark.count)

    def _drawn(self, line: _Placed[Said], y: float) -> str:
        start, end = line.start, line.end
        if line.mark.stance != "deny":
            return f"M{self._x(start)} {_short(y)}H{self._x(end)}"
        back = -1 if self.mirrored else 1
        waves = max(int((end - start) / 6), 2)
        first = f"M{self._x(start)} {_short(y)}q{back * 1.5} -4 {back * 3} 0t{back * 3} 0"
        return first + f"t{back * 3} 0" * 2 * (waves - 1)

    def _tip(self, at: float, way: int, y: float) -> SafeString:
        """A tip that points along the line: it goes on."""
        x = at + way * _TIP if way < 0 else at
        base = x - way * _TIP
        return format_html(
            '<path class="tip" d="M{} {}L{} {}L{} {}z"/>',
            self._x(x), _short(y), self._x(base), _short(y - 4), self._x(base), _short(y + 4),
        )  # fmt: skip

    def _square(self, one: _Placed[Decided], y: float) -> SafeString:
        left = self.width - one.end if self.mirrored else one.start
        square = format_html(
            '<rect class="decided {}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>',
            one.mark.look, _short(left), _short(y), _SQUARE, _SQUARE, one.mark.title,
        )  # fmt: skip
        return format_html("{}{}", square, self._times(one, y + 8))


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _order(said: Said) -> tuple[date, date]:
    return said.first or said.last or date.min, said.last or date.max


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

"""How wide text will be, before any font is known, and where to break it. Pure.

A server has no fonts, and readers have different ones. The widths are those
of a wide sans (Noto Sans), so that a line which fits here fits anywhere.
"""

from __future__ import annotations

import unicodedata

#: Widths in ems, by how the letters look; all others are as wide as an n, capitals as an N.
_WIDTHS = {
    **dict.fromkeys("iljI.,;:'’‘!|", 0.32),
    **dict.fromkeys(" \u00a0", 0.27),
    **dict.fromkeys('rtf()[]/-“”„«»"', 0.45),
    **dict.fromkeys("sczkvxyJ", 0.54),
    **dict.fromkeys("mwMWОМЖШЩЮФжшщюфмы@%—…", 0.95),
}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line, in the unit of `size`; a little too much rather than too little."""
    return sum(map(_advance, text)) * size * (1.08 if bold else 1)


def _advance(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.02
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.bidirectional(char) == "AL":
        return 0.62
    return 0.72 if char.isupper() or not char.isalnum() else 0.62


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 4) -> list[str]:
    """`text` in at most `most` lines of at most `room`; what is cut off ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.extend(_pieces(word, room, size, bold))
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], room, size, bold)]
    return lines


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word longer than a line, cut where the line ends and never before an accent."""
    pieces = [""]
    for char in word:
        if pieces[-1] and _advance(char) and width(pieces[-1] + char, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _shortened(line: str, room: float, size: float, bold: bool) -> str:
    while line and width(f"{line}…", size, bold=bold) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"

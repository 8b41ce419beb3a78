"""Dates as people write them in English, Russian and Arabic, read as EDTF. Pure.

"late February 2025", "конец февраля 2025" and "أواخر فبراير 2025" are 2025-02-2X.

What is EDTF already stays as typed. A day of the month comes first or last,
never by numbers alone with slashes: 3/4/2025 is two different days.
"""

from __future__ import annotations

import re

from claims.forms.tongues import DATES, evened, in_english
from sources.dates import EdtfError, parse

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_TENS = {"early": "0X", "mid": "1X", "middle of": "1X", "late": "2X", "end of": "2X", "beginning of": "0X"}
_ABOUT = re.compile(r"(?:about|around|circa|c\.|approximately|~)\s*(.+)")
_BEFORE = re.compile(r"(?:before|until|up to|by)\s+(.+)")
_AFTER = re.compile(r"(?:after|since|from)\s+(.+?)(?:\s+on)?")
_BETWEEN = re.compile(
    r"(?:between|from)\s+(.+?)\s+(?:and|to|until)\s+(.+)|(.+?)\s*(?:\bto\b|\buntil\b|-)\s*(.+)"
)
_TEN = re.compile(rf"({'|'.join(_TENS)})[\s-]+(.+)")
_DAY_FIRST = re.compile(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([^\W\d]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH = re.compile(r"([^\W\d]+)\.?,?\s+(\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_BY_BOTH_NAMES = re.compile(r"([\u0600-\u06ff ]+)/[\u0600-\u06ff]+")
_RUSSIAN_DECADE = re.compile(r"\b(\d{3}0)-?(?:е|х|ые)\b(?: годы| годах)?")
_DECADE = re.compile(r"(?:the\s+)?(\d{3})0s")


def read_date(typed: str) -> str:
    """The EDTF text of what was typed.

    Raises EdtfError, with a message that says what to type, where it is no date.
    """
    text = typed.strip()
    try:
        return parse(text).text
    except EdtfError as error:
        found, refused = _spoken(_english(text)), error
    try:
        if found is not None:
            return parse(found).text
    except EdtfError as error:
        refused = error
    # It quotes a part, or what it was given: nobody typed that.
    raise EdtfError(refused.code, text)


def _english(text: str) -> str:
    # The Levant often writes a month by both its names: أيار/مايو.
    words = in_english(_BY_BOTH_NAMES.sub(r"\1", evened(text)), DATES)
    return _RUSSIAN_DECADE.sub(r"\1s", words)


def _spoken(words: str) -> str | None:
    if one := _one(words):
        return one
    if found := _BETWEEN.fullmatch(words):
        first, last = (one for one in found.groups() if one)
        # "20 to 24 May 2025": what the first leaves out, the last has.
        rest = (last.partition(" ")[2], last[-4:])
        return _joined(_one(first) or _one(f"{first} {rest[0]}") or _one(f"{first} {rest[1]}"), _one(last))
    if found := _BEFORE.fullmatch(words):
        return _joined("..", _one(found[1]))
    if found := _AFTER.fullmatch(words):
        return _joined(_one(found[1]), "..")
    about = _ABOUT.fullmatch(words)
    one = _one(about[1]) if about else None
    return one and one + "~"


def _joined(first: str | None, last: str | None) -> str | None:
    return f"{first}/{last}" if first and last else None


def _one(words: str) -> str | None:
    words = words.strip()
    if found := _TEN.fullmatch(words):
        month = _one(found[2])
        # A season has no tens of days.
        is_month = month and len(month) == 7 and int(month[-2:]) <= 12
        return f"{month}-{_TENS[found[1]]}" if is_month else None
    if found := _DAY_FIRST.fullmatch(words):
        return _day(found[3], found[2], found[1])
    if found := _MONTH_FIRST.fullmatch(words):
        return _day(found[3], found[1], found[2])
    if found := _MONTH.fullmatch(words):
        number = _month(found[1]) or _SEASONS.get(found[1])
        return f"{found[2]}-{number:02}" if number else None
    if found := _DOTTED.fullmatch(words):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := _DECADE.fullmatch(words):
        return f"{found[1]}X"
    return words if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", words) else None


def _day(year: str, month: str, day: str) -> str | None:
    number = _month(month)
    return f"{year}-{number:02}-{int(day):02}" if number else None


def _month(word: str) -> int | None:
    for number, starts in enumerate(_MONTHS, start=1):
        if word.startswith(starts):
            return number
    return None

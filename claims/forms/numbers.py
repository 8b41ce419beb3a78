"""Numbers as people write them in English, Russian and Arabic, read as ranges. Pure.

Only the bounds that the words guarantee: "dozens" is two dozen or more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.forms.tongues import NUMBERS, evened, in_english

_UNITS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * place for place, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
#: Words that guarantee a least number and no more.
_AT_LEAST = {
    "several": 2,
    "some": 2,
    "few": 2,
    "a few": 2,
    "many": 2,
    "multiple": 2,
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
_EXACT = {"a couple": 2, "couple": 2, "pair": 2, "a pair": 2, "a dozen": 12, "dozen": 12, "half a dozen": 6}
_LOW = (
    r"at least|no fewer than|not fewer than|no less than|not less than|over|more than|above|upwards of|≥|>="
)
_HIGH = r"up to|at most|no more than|not more than|fewer than|less than|under|below|nearly|almost|≤|<="
_ABOUT = r"about|around|roughly|approximately|some|circa|an estimated|estimated|~"
#: The same, after the number.
_OR_HIGHER, _OR_LOWER = r"\+|or more|at least", r"or fewer|or less|at most"
_OR_SO = r"or so|or thereabouts|give or take"
_BETWEEN = re.compile(r"(?:between|from)\s+(.+?)\s+(?:and|to|up to)\s+(.+)")
_RANGE = re.compile(r"(.+?)\s*(?:\bto\b|\bor\b|-|\.\.)\s*(.+)")
#: A comma before three digits groups them, before one or two it is the decimal comma of most languages.
_DIGITS = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+|,\d{1,2}(?!\d))?")
_MOST = Decimal(10) ** 23


@dataclass(frozen=True, slots=True)
class Range:
    """A closed range; None is a side without a bound. `about`: the words do not promise the number itself."""

    low: Decimal | None
    high: Decimal | None
    about: bool = False


class NotANumber(ValueError):
    """The words are not a number we can read."""


def read_number(typed: str) -> Range:
    """ "three to four" is 3 to 4, "several" 2 or more, "over 50" 50 or more; a unit after it is left out."""
    words = _plain(typed)
    found = _vague(words) or _explicit(words) or _bounded(words) or _between(words) or _single(words)
    if found is None or (found.low is not None and found.high is not None and found.low > found.high):
        raise NotANumber(typed)
    return found


def _plain(typed: str) -> str:
    # The hyphen of twenty-three is no range.
    words = re.sub(rf"\b({'|'.join(_TENS)})-", r"\1 ", evened(typed))
    return in_english(words, NUMBERS).strip(" .")


def _vague(words: str) -> Range | None:
    if words in _EXACT:
        return Range(Decimal(_EXACT[words]), Decimal(_EXACT[words]))
    for name in sorted(_AT_LEAST, key=len, reverse=True):
        if re.fullmatch(rf"{name}(?: of)?(?: [^\d]*)?", words):
            # "several hundred" is two hundred or more.
            return Range(_scaled(Decimal(_AT_LEAST[name]), words.removeprefix(name).split()), None)
    return None


def _bounded(words: str) -> Range | None:
    if found := re.match(rf"(?:{_LOW})(?![^\W\d_])\s*(.+)", words):
        low = _vague_low(found[1])
        return None if low is None else Range(low, None)
    if found := re.fullmatch(rf"(.+?)\s*(?:{_OR_HIGHER})(?: .*)?", words):
        low = _value(found[1])
        return None if low is None else Range(low, None)
    if found := re.fullmatch(rf"(.+?)\s*(?:{_OR_LOWER})(?: .*)?", words):
        high = _value(found[1])
        return None if high is None else Range(None, high)
    if found := re.match(rf"(?:{_HIGH})(?![^\W\d_])\s*(.+)", words):
        high = _value(found[1])
        return None if high is None else Range(None, high)
    if found := re.match(rf"(?:{_ABOUT})(?![^\W\d_])\s*(.+)", words):
        return _about(found[1])
    if found := re.fullmatch(rf"(.+?)\s*\b(?:{_OR_SO})(?: .*)?", words):
        return _about(found[1])
    return None


def _about(words: str) -> Range | None:
    inner = _between(words) or _single(words)
    return inner and Range(inner.low, inner.high, about=True)


def _vague_low(words: str) -> Decimal | None:
    vague = _vague(words)
    return vague.low if vague else _value(words)


def _explicit(words: str) -> Range | None:
    """ "from three to four": its "to" is no "up to"."""
    return _range(_BETWEEN.match(words))


def _between(words: str) -> Range | None:
    return _explicit(words) or _range(_RANGE.match(words))


def _range(found: re.Match[str] | None) -> Range | None:
    if not found:
        return None
    low, high = _value(found[1]), _value(found[2])
    if low is None or high is None:
        return None
    # "two to three million": the scale belongs to both.
    scale = next((_SCALES[word] for word in found[2].split() if word in _SCALES), 1)
    return Range(low * scale, high) if low < high / scale <= low * 1000 and low < 1000 else Range(low, high)


def _single(words: str) -> Range | None:
    value = _value(words)
    return None if value is None else Range(value, value)


def _value(words: str) -> Decimal | None:
    """The number at the beginning of `words`, digits or spelled out; what follows it is a unit."""
    if found := _DIGITS.match(words.strip()):
        number = Decimal(re.sub(r"[, ](?=\d{3})", "", found[0]).replace(",", "."))
        return _scaled(number, words.strip()[found.end() :].split())
    return _spelled(words.replace("-", " ").split())


def _scaled(number: Decimal, rest: list[str]) -> Decimal | None:
    for word in rest:
        if word.rstrip("s") not in _SCALES:
            break
        number *= _SCALES[word.rstrip("s")]
    whole = number.to_integral_value()
    return None if number >= _MOST else whole if whole == number else number


def _spelled(words: list[str]) -> Decimal | None:
    total, part, read = 0, 0, False
    for word in words:
        if word in _SMALL:
            part += _SMALL[word]
        elif word == "a" and not read:
            part += 1
        elif word == "hundred":
            # What stands before the hundred counts hundreds, not what stands before the thousand.
            part = max(part, 1) * 100
        elif word in _SCALES and len(word) > 2:
            total, part = total + max(part, 1) * _SCALES[word], 0
        elif word != "and" or not read:
            break
        read = True
    number = total + part
    named = any(word in _SMALL or word in _SCALES for word in words)
    return Decimal(number) if read and named else None

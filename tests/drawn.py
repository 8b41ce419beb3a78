"""Words, dates, ids and people for random dossiers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeVar

from hypothesis import strategies as st

from claims.answer import Value
from claims.notation import ALPHABET
from sources.dates import Edtf, parse

One = TypeVar("One")
Draw = Any

DATES = ("2025", "2025-05-20", "2024-12/..", "../2025-05", "2025-02-18?", "2025-02~", "2025-05-2X", "202X")
EDITORS = ("Ann at night", "Бэн Day", "import")
REVIEWERS = ("Cy Second", "Dee Third")
URLS = ("https://example.org/a?b=c", "http://пример.example/1", "https://example.org/%20#x")
LANGUAGES = ("en", "ru", "ar", "zh-Hant")

#: Letters of several scripts, marks, an astral character, quotes, separators and formula signs.
LETTERS = "aZé ёЖ سل\u0301😀\u202e'\"=+-@;,|<&\\/{}\t."
words = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: text if text.strip() else "a")
maybe_words = st.one_of(st.just(""), words)
lines = st.lists(words, min_size=1, max_size=4).map("\n".join)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
editors = st.sampled_from(EDITORS)
reviewers = st.sampled_from(REVIEWERS)
dates = st.sampled_from(DATES).map(parse)
maybe_dates: st.SearchStrategy[Edtf | None] = st.one_of(st.none(), dates)
urls = st.one_of(st.just(""), st.sampled_from(URLS))
numbers = st.decimals(-(10**9), 10**9, places=6).map(lambda number: Decimal(f"{number:f}").normalize() + 0)
plain_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.just(0.5), maybe_words),
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(maybe_words, below, max_size=3)),
    max_leaves=6,
)


def public_id(letter: str, *parts: object) -> str:
    """An id that any `parts` always give and no others do."""
    number = int.from_bytes(sha256(repr(parts).encode()).digest()[:8], "big")
    return f"{letter}-" + "".join(ALPHABET[(number >> 5 * place) % 32] for place in range(10))


def ids(draw: Draw, letter: str, most: int, least: int = 0) -> list[str]:
    """Some ids of one kind, in no order."""
    seed = draw(st.integers(0, 999))
    return [public_id(letter, seed, place) for place in range(draw(st.integers(least, most)))]


def act(draw: Draw, stem: str, by: st.SearchStrategy[str] = editors) -> dict[str, Any]:
    """Who did something and when, as keys."""
    return {f"{stem}_at": draw(moments), f"{stem}_by": draw(by)}


def maybe_act(draw: Draw, stem: str) -> dict[str, Any]:
    return act(draw, stem) if draw(st.booleans()) else {}


def maybe(draw: Draw, options: Iterable[One]) -> One | None:
    chosen: One | None = draw(st.sampled_from([None, *options]))
    return chosen


def value(draw: Draw, answer_type: str, known: list[str]) -> Value:
    """An answer to a question of this type; `known` are the entities it may name."""
    state = draw(st.sampled_from(("known", "known", "known", "unknown", "none")))
    if state != "known":
        return Value(state=state)
    if answer_type == "yes_no":
        return Value(yes=draw(st.booleans()))
    if answer_type == "number":
        low, high = sorted((draw(numbers), draw(numbers)))
        sides = draw(st.sampled_from(((low, high), (low, low), (low, None), (None, high))))
        return Value(min=sides[0], max=sides[1])
    if answer_type == "date":
        return Value(date=draw(dates))
    return Value(entity=draw(st.sampled_from(known))) if answer_type == "entity" else Value(text=draw(words))

"""From JSON to the dataclasses of `claims.dossier`, key by key. Pure.

Only what one value alone can tell is looked at here; how values fit together
is `claims.imports.coherence`.
"""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from claims.imports.problems import Problems
from claims.notation import Notation, Unreadable, quoted
from claims.shape import Key, keys

MAX_BYTES = 100 * 1024 * 1024


class _Twice(dict[str, object]):
    """A JSON object that gives a key more than once: `json` alone would keep the last without a word."""

    repeated = ""


def load(data: bytes, problems: Problems) -> object:
    """The JSON of a file; its numbers are `Decimal`, and float only where they are not numbers."""
    if len(data) > MAX_BYTES:
        problems.add("", f"is larger than {MAX_BYTES // 1024**2} MB: split it by topic")
    else:
        try:
            text = data.decode("utf-8-sig")
            return json.loads(
                text,
                object_pairs_hook=_object,
                parse_int=_number,
                parse_float=_number,
                parse_constant=float,
            )
        except UnicodeDecodeError as error:
            problems.add("", f"is not UTF-8 at byte {error.start}: save it as UTF-8")
        except json.JSONDecodeError as error:
            problems.add("", f"is not JSON at line {error.lineno}, column {error.colno}: {error.msg}")
        except RecursionError:
            problems.add("", "is nested too deeply: it is not a dossier")
    problems.settle()
    return None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) == len(pairs):
        return content
    twice = _Twice(content)
    twice.repeated = Counter(name for name, _ in pairs).most_common(1)[0][0]
    return twice


def _number(text: str) -> object:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return float("inf")
    return number if number.is_finite() else float("inf")


def decode(cls: type[Any], raw: object, path: str, problems: Problems) -> Any:
    """The object of class `cls` that `raw` describes; None if it has problems, which are then noted."""
    before = len(problems)
    if not isinstance(raw, dict):
        problems.add(path, f"must be an object in braces, not {quoted(raw)}")
        return None
    _check_names(cls, raw, path, problems)
    values = {
        key.name: _decode_key(key, raw[key.name], _join(path, key.name), problems)
        for key in keys(cls)
        if key.name in raw
    }
    return cls(**values) if len(problems) == before else None


def _join(path: str, name: str) -> str:
    shown = name if name.isascii() and name.isidentifier() else quoted(name)
    return f"{path}.{shown}" if path else shown


def _check_names(cls: type[Any], raw: dict[str, object], path: str, problems: Problems) -> None:
    """Every name is known and given once, and none that is needed is missing."""
    known = [key.name for key in keys(cls)]
    if isinstance(raw, _Twice):
        problems.add(_join(path, raw.repeated), "is given twice in one object: keep one")
    for name in (name for name in raw if name not in known):
        close = get_close_matches(name, known, n=1)
        advice = f"did you mean {close[0]}?" if close else f"known here are {', '.join(known)}"
        problems.add(_join(path, name), f"is not a key of the format: {advice}")
    for key in keys(cls):
        if not key.omittable and key.name not in raw:
            problems.add(_join(path, key.name), "is missing: this key is required")


def _decode_key(key: Key, raw: object, path: str, problems: Problems) -> Any:
    if key.many:
        if not isinstance(raw, list):
            problems.add(path, "must be a list in brackets ([] for none)")
            return None
        return tuple(_decode_one(key, one, f"{path}[{place}]", problems) for place, one in enumerate(raw))
    return None if raw is None and key.nullable else _decode_one(key, raw, path, problems)


def _decode_one(key: Key, raw: object, path: str, problems: Problems) -> Any:
    if not isinstance(key.holds, Notation):
        return decode(key.holds, raw, path, problems)
    try:
        return key.holds.read(raw)
    except Unreadable as error:
        problems.add(_join(path, error.under) if error.under else path, str(error))
        return None

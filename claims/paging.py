"""Pages by key: the next page starts after the last row shown, however long the list is.

An offset makes the database count through all that it skips; a key is found by
index. It needs an order on columns that are never null.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


class BadPage(ValueError):
    """The page's address was cut or changed."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows in order; `older` is the address part of the page after them, "" on the last."""

    rows: list[Row]
    older: str
    first: bool


def page_of(
    rows: QuerySet[Row], keys: tuple[str, ...], *, size: int, after: str = "", ascending: bool = False
) -> Page[Row]:
    """The `size` rows of `rows` that follow `after` by `keys`: newest first, or in `ascending` order.

    Raises BadPage where `after` is not what an earlier page gave.
    """
    ordered = rows.order_by(*(key if ascending else f"-{key}" for key in keys))
    if after:
        ordered = ordered.filter(_beyond(keys, _read(after, len(keys)), "gt" if ascending else "lt"))
    found = list(ordered[: size + 1])
    older = _write([_value(found[size - 1], key) for key in keys]) if len(found) > size else ""
    return Page(found[:size], older, first=not after)


def joined(pages: Iterable[Page[Any]], keys: tuple[str, ...], *, size: int) -> Page[Any]:
    """Pages of several kinds of row, all asked for with the same `after`, as one: newest first by `keys`."""
    held = list(pages)
    rows = [row for page in held for row in page.rows]
    rows.sort(key=lambda row: [_value(row, key) for key in keys], reverse=True)
    more = len(rows) > size or any(page.older for page in held)
    older = _write([_value(rows[size - 1], key) for key in keys]) if more else ""
    return Page(rows[:size], older, first=all(page.first for page in held))


def _beyond(keys: tuple[str, ...], values: list[Any], comes_after: str) -> Q:
    """Rows whose keys come after `values` in the order."""
    condition = Q()
    for depth in range(len(keys), 0, -1):
        equal = Q(**dict(zip(keys[: depth - 1], values, strict=False)))
        condition |= equal & Q(**{f"{keys[depth - 1]}__{comes_after}": values[depth - 1]})
    # The bound on the first key alone lets its index do the work.
    return Q(**{f"{keys[0]}__{comes_after}e": values[0]}) & condition


def _value(row: Model, key: str) -> Any:
    value: Any = row
    for name in key.split("__"):
        value = getattr(value, name)
    return value.isoformat() if isinstance(value, datetime) else value


def _write(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(text: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        read = [datetime.fromisoformat(v) if isinstance(v, str) and "T" in v else v for v in values]
    except (ValueError, TypeError) as error:
        raise BadPage(text) from error
    if len(read) != length:
        raise BadPage(text)
    return read

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

from django.db.models import CharField, DateTimeField, Model, Q, QuerySet, TextField
from django.utils import timezone

Row = TypeVar("Row", bound=Model)

#: Room for the longest name that a list is ordered by.
_LONGEST = 1_000
_LAST_NUMBER = 2**63 - 1


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
        ordered = ordered.filter(_beyond(keys, _read(after, rows, keys), "gt" if ascending else "lt"))
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


def _read(text: str, rows: QuerySet[Any], keys: tuple[str, ...]) -> list[Any]:
    if len(text) > _LONGEST:
        raise BadPage(text)
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(keys):
            raise BadPage(text)
        return [_typed(_field(rows, key), value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, RecursionError) as error:
        raise BadPage(text) from error


def _typed(field: Any, value: Any) -> Any:
    """`value` as the key's `field` holds it; anything else the database would refuse, so ValueError."""
    if isinstance(field, DateTimeField):
        moment = datetime.fromisoformat(_text(value))
        if timezone.is_naive(moment):
            raise ValueError(value)
        return moment
    if isinstance(field, CharField | TextField):
        return _text(value)
    if type(value) is not int or not 0 <= value <= _LAST_NUMBER:
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(value)
    value.encode()  # half a character pair is no text
    return value


def _field(rows: QuerySet[Any], key: str) -> Any:
    if key in rows.query.annotations:
        return rows.query.annotations[key].output_field
    return rows.model._meta.pk if key == "pk" else rows.model._meta.get_field(key)

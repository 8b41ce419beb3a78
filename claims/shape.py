"""The shape of a dossier's dataclasses, read off their annotations. Pure.

One `Key` says all that the reader, the writer and the JSON Schema need to know
about a key: what it holds, whether many, null or absent will do, and in which
order a list is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, replace
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from claims.notation import Notation

Node = TypeVar("Node")


@dataclass(frozen=True)
class By:
    """The canonical order of a list: by these keys of its items, or by the items themselves."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Key:
    """One key of a JSON object. `holds` is a notation, or the dataclass of the object below."""

    name: str
    holds: Notation | type[Any]
    many: bool = False
    nullable: bool = False
    omittable: bool = False
    by: By | None = None


_KEYS: dict[type[Any], tuple[Key, ...]] = {}


def keys(cls: type[Any]) -> tuple[Key, ...]:
    """The keys of a dataclass, in their order."""
    if cls not in _KEYS:
        hints = get_type_hints(cls, include_extras=True)
        _KEYS[cls] = tuple(_key(field, hints[field.name]) for field in fields(cls))
    return _KEYS[cls]


def _key(field: Field[Any], hint: Any) -> Key:
    omittable = field.default is not MISSING or field.default_factory is not MISSING
    by = next((mark for mark in _marks(hint) if isinstance(mark, By)), None)
    bare = hint.__origin__ if by else hint
    if get_origin(bare) is tuple:
        return Key(field.name, _holds(get_args(bare)[0]), many=True, omittable=omittable, by=by)
    nullable = not _marks(bare) and NoneType in get_args(bare)
    if nullable:
        bare = next(arg for arg in get_args(bare) if arg is not NoneType)
    return Key(field.name, _holds(bare), nullable=nullable, omittable=omittable)


def _holds(hint: Any) -> Notation | type[Any]:
    for mark in _marks(hint):
        if isinstance(mark, Notation):
            return mark
    assert isinstance(hint, type), f"{hint} names no notation"
    return hint


def _marks(hint: Any) -> tuple[object, ...]:
    """What `Annotated[…]` says besides the type."""
    return getattr(hint, "__metadata__", ())


def nodes(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every object of a dossier with its path, as in `statements[12].chain[0]`, itself first."""
    yield path, node
    for key in keys(type(node)):
        if isinstance(key.holds, Notation):
            continue
        below = f"{path}.{key.name}" if path else key.name
        value = getattr(node, key.name)
        if key.many:
            for place, one in enumerate(value):
                yield from nodes(one, f"{below}[{place}]")
        elif value is not None:
            yield from nodes(value, below)


def ordered(node: Node) -> Node:
    """`node` with every list below it in canonical order."""
    changes: dict[str, Any] = {}
    for key in keys(type(node)):
        value = getattr(node, key.name)
        if key.many:
            items = value if isinstance(key.holds, Notation) else tuple(ordered(one) for one in value)
            changes[key.name] = items if key.by is None else tuple(sorted(items, key=_rank(key.by)))
    changed: Node = replace(node, **changes)  # type: ignore[type-var]
    return changed


def _rank(by: By) -> Any:
    if not by.names:
        return lambda item: item
    return lambda item: tuple(getattr(item, name) for name in by.names)

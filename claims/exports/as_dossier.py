"""A dossier as bytes, the same for equal content. Pure.

Every key is written, in the order of `claims.dossier`; lists are sorted; so
that exporting, importing elsewhere and exporting again gives the same file.
"""

from __future__ import annotations

import json
from typing import Any

from claims.dossier import FORMAT, Dossier, canonical
from claims.notation import Notation
from claims.shape import Key, keys


def write(dossier: Dossier) -> bytes:
    """The canonical file of `dossier`."""
    content = {"format": FORMAT, **_object(canonical(dossier))}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _object(node: Any) -> dict[str, object]:
    return {key.name: _value(key, getattr(node, key.name)) for key in keys(type(node))}


def _value(key: Key, value: Any) -> object:
    if key.many:
        return [_one(key, one) for one in value]
    return None if value is None and key.nullable else _one(key, value)


def _one(key: Key, value: Any) -> object:
    return key.holds.write(value) if isinstance(key.holds, Notation) else _object(value)

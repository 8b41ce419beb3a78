"""The dossier format as a JSON Schema, generated from the dataclasses that are the format. Pure.

`python -m claims.exports.as_schema > docs/dossier.schema.json` renews the copy
that outsiders read; a test fails when it has fallen behind.
"""

from __future__ import annotations

import inspect
import json
from typing import Any

from claims.dossier import FORMAT, Dossier
from claims.notation import Notation
from claims.shape import Key, keys


def schema() -> dict[str, object]:
    """The schema, in draft 2020-12. It knows shapes; what must fit together, only the importer knows."""
    parts: dict[str, object] = {}
    root = _object(Dossier, parts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:sayso:dossier:1",
        "title": FORMAT,
        **root,
        "properties": {"format": {"const": FORMAT}, **root["properties"]},
        "required": ["format", *root["required"]],
        "$defs": dict(sorted(parts.items())),
    }


def text() -> str:
    """The schema as the file that is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _object(cls: type[Any], parts: dict[str, object]) -> dict[str, Any]:
    return {
        "description": inspect.getdoc(cls),
        "type": "object",
        "properties": {key.name: _key(key, parts) for key in keys(cls)},
        "required": [key.name for key in keys(cls) if not key.omittable],
        "additionalProperties": False,
    }


def _key(key: Key, parts: dict[str, object]) -> dict[str, object]:
    one = key.holds.schema() if isinstance(key.holds, Notation) else _part(key.holds, parts)
    if key.many:
        return {"type": "array", "items": one}
    return {"anyOf": [one, {"type": "null"}]} if key.nullable else one


def _part(cls: type[Any], parts: dict[str, object]) -> dict[str, object]:
    """A reference to the schema of a class, which is added to `parts` on first use."""
    if cls.__name__ not in parts:
        parts[cls.__name__] = _object(cls, parts)
    return {"$ref": f"#/$defs/{cls.__name__}"}


if __name__ == "__main__":
    print(text(), end="")

"""The worked example of docs/formats.md, for tests that change a thing or two in it."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from claims.imports.from_dossier import DossierError, parse

PAGE = Path(__file__).parents[1] / "docs/formats.md"
EXAMPLE: dict[str, Any] = json.loads(re.findall(r"```json\n(.*?)```", PAGE.read_text(), re.DOTALL)[0])
WHEN = "2025-03-05T10:00:00Z"
#: Takes a key out of the example.
GONE = object()
CAPTURE = "articles[0].captures[0]"


def edited(*changes: tuple[str, Any]) -> dict[str, Any]:
    """The example with what stands at each path replaced; `GONE` takes a key out, a list's end adds to it."""
    content = copy.deepcopy(EXAMPLE)
    for path, value in changes:
        steps = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]
        parent: Any = content
        for step in steps[:-1]:
            parent = parent[step]
        if value is GONE:
            del parent[steps[-1]]
        elif isinstance(parent, list) and steps[-1] == len(parent):
            parent.append(value)
        else:
            parent[steps[-1]] = value
    return content


def encoded(content: object) -> bytes:
    return json.dumps(content).encode()


def problems(data: bytes) -> list[tuple[str, str]]:
    """Path and reason of all that is wrong with a file."""
    with pytest.raises(DossierError) as caught:
        parse(data, "a.json")
    assert all(problem.file == "a.json" for problem in caught.value.problems)
    return [(problem.path, problem.reason) for problem in caught.value.problems]


def ruling(**changes: Any) -> dict[str, Any]:
    made = {"id": "R-0000000001", "claim_a": "C-0000000001", "claim_b": "C-0000000002", "rule": "C2"}
    return {
        **made,
        "relation": "contradicts",
        "note": "Both.",
        "ruled_at": WHEN,
        "ruled_by": "Ann",
        **changes,
    }

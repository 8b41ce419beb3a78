from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import Phase, given, settings

from claims.dossier import Dossier
from claims.exports.as_dossier import write
from claims.imports.from_dossier import parse
from claims.notation import Code
from claims.shape import keys, nodes
from tests.dossiers import dossiers


@given(dossiers())
@settings(max_examples=60, deadline=None)
def test_written_dossier_reads_back_equal(dossier: Dossier) -> None:
    """Nothing is lost between writing and reading, and writing again gives the same bytes."""
    written = write(dossier)
    assert parse(written) == dossier
    assert write(parse(written)) == written


@given(dossiers())
@settings(max_examples=15, deadline=None)
def test_order_of_lists_does_not_change_the_bytes(dossier: Dossier) -> None:
    """Two exports of the same content are the same file, in whatever order the rows came."""
    shuffled = replace(
        dossier,
        claims=dossier.claims[::-1],
        statements=dossier.statements[::-1],
        entities=dossier.entities[::-1],
    )
    assert write(shuffled) == write(dossier)
    backwards = json.loads(write(dossier))
    for key in ("entities", "articles", "questions", "claims", "statements", "rulings"):
        backwards[key].reverse()
    assert parse(json.dumps(backwards).encode()) == dossier


def test_random_dossiers_leave_nothing_of_the_format_out() -> None:
    """What round trips are tried on fills every key, uses every code, and leaves empty what may be."""
    held: set[tuple[str, str]] = set()
    empty: set[tuple[str, str]] = set()
    codes: set[tuple[str, str, str]] = set()

    @given(dossiers())
    @settings(max_examples=400, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    def look(dossier: Dossier) -> None:
        for _path, node in nodes(dossier):
            for key in keys(type(node)):
                value = getattr(node, key.name)
                name = (type(node).__name__, key.name)
                (held if value not in (None, "", (), {}) else empty).add(name)
                if isinstance(key.holds, Code) and value:
                    codes.add((*name, value))

    look()
    wanted = [(cls, key) for cls in _classes(Dossier) for key in keys(cls)]
    assert {(cls.__name__, key.name) for cls, key in wanted} - held == set()
    for cls, key in wanted:
        if isinstance(key.holds, Code):
            assert {code for code in key.holds.codes if code} == {
                value for where, name, value in codes if (where, name) == (cls.__name__, key.name)
            }
        if key.nullable:
            assert (cls.__name__, key.name) in empty


def _classes(cls: type[Any]) -> list[type[Any]]:
    below = dict.fromkeys(key.holds for key in keys(cls) if isinstance(key.holds, type))
    return [cls, *(one for part in below for one in _classes(part))]

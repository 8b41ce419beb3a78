from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings

from claims.dossier import Dossier
from claims.exports.as_dossier import write
from claims.imports.from_dossier import parse
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

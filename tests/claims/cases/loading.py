"""Loading dossiers with the command, and what it says."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.models import (
    ClaimState,
)
from newsroom.models import Event, User
from tests.claims.cases.ferry import ferry, one, saved


def load(*paths: str, **options: Any) -> str:
    """What the command says."""
    out = StringIO()
    call_command("load_dossier", *paths, stdout=out, stderr=StringIO(), **options)
    return out.getvalue().strip()


def refusal(*paths: str) -> list[str]:
    """The lines that the command complains in; nothing of the files is kept then."""
    before = Event.objects.count(), User.objects.count()
    errors = StringIO()
    with pytest.raises(CommandError, match="Nothing was loaded") as refused:
        call_command("load_dossier", *paths, stdout=StringIO(), stderr=errors, verbosity=0)
    assert refused.value.returncode == 1
    assert (Event.objects.count(), User.objects.count()) == before
    return errors.getvalue().splitlines()


def load_ferry(folder: Path, **changes: Any) -> str:
    return load(*saved(folder, ferry=replace(ferry(), **changes)))


def state(number: int) -> ClaimState:
    return ClaimState.objects.at().get(claim__public_id=one("C", number))


def derived_is_stored() -> bool:
    """Whether `refresh --check` has nothing to say."""
    call_command("refresh", check=True, stdout=StringIO())
    return True

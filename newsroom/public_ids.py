"""Public ids: a letter and ten Crockford base32 characters, as in `C-7F3K9Q2M4X`.

They name a row for ever, in addresses, exports and other people's notes, and
carry 50 random bits: they neither count rows nor repeat in practice. The
alphabet is Douglas Crockford's: no I, L, O or U.
"""

from __future__ import annotations

import re
import secrets
from functools import partial
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10


def new_id(letter: str) -> str:
    """A fresh id with this letter."""
    return f"{letter}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


def named_in(typed: str, letter: str) -> str:
    """The id with this letter in what somebody typed, an address perhaps; "" where there is none."""
    found = re.search(f"(?<![A-Z0-9]){letter}-[{ALPHABET}]{{{LENGTH}}}(?![A-Z0-9])", typed.upper())
    return found[0] if found else ""


def public_id(letter: str) -> models.CharField[str, str]:
    """The column that holds a row's public id."""
    options: dict[str, Any] = {"max_length": LENGTH + 2, "unique": True, "editable": False}
    return models.CharField(default=partial(new_id, letter), **options)


def public_id_shape(table: str, letter: str) -> CheckConstraint:
    """The database refuses an id of another shape, whoever writes it."""
    shape = f"^{letter}-[{ALPHABET}]{{{LENGTH}}}$"
    return CheckConstraint(condition=Q(public_id__regex=shape), name=f"{table}_public_id_shape")

"""What an address or a form sends beside its checked fields, as it can be looked for and kept."""

from __future__ import annotations

from django.http import QueryDict


def sent(fields: QueryDict, name: str, *, longest: int = 500) -> str:
    """The text sent under this name, or ""; no more than its first `longest` characters.

    Without NUL, which no text in PostgreSQL can hold: a query that asks for it fails.
    """
    return _without_nul(fields.get(name, ""))[:longest]


def all_sent(fields: QueryDict, name: str, *, most: int) -> list[str]:
    """The texts sent under this name, each without NUL; no more than `most`."""
    return [_without_nul(one) for one in fields.getlist(name)[:most]]


def _without_nul(text: str) -> str:
    return text.replace("\0", "")

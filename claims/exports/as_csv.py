"""The claim sheet as CSV: its columns, its guard against formulas, its bytes. Pure.

The site itself has PostgreSQL write the sheet, in one COPY. This writer says what
those bytes must be: RFC 4180, UTF-8, CRLF, a value quoted only where COPY quotes it,
NULL and empty alike. A test holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

COLUMNS = (
    "as_of",
    "claim_id",
    "topic",
    "question",
    "claim",
    "nature",
    "value",
    "value_min",
    "value_max",
    "value_date",
    "value_unit",
    "status",
    "status_at",
    "status_note",
    "origins_for",
    "origins_against",
    "on_record_origins",
    "untraced_outlets",
    "denials",
    "silences",
    "open_conflicts",
    "conflicts_with",
    "statement_id",
    "kind",
    "stance",
    "certainty",
    "caveat",
    "form",
    "speaker",
    "speaker_as_printed",
    "basis",
    "basis_inferred",
    "chain",
    "origin",
    "original_seen",
    "said",
    "published",
    "outlet",
    "headline",
    "quote",
    "start",
    "end",
    "url",
    "archive_url",
    "captured_at",
    "sha256",
    "lang",
)

# A spreadsheet runs a cell that begins with one of the formula signs, and where a
# cell begins depends on the separator it was opened with: so the guard also stands
# after every separator, line end and quotation mark inside a cell. Apostrophes
# already there are counted in, which is what makes it reversible. Python and
# PostgreSQL read this one pattern alike.
_BEGINS = r"""(^|[;,\t\n\r"|])( *'*)"""
_FORMULA_SIGN = r"(?=[=+@\uff1d\uff0b\uff0d\uff20-])"
_TO_GUARD = re.compile(_BEGINS + _FORMULA_SIGN)
_GUARDED = re.compile(_BEGINS + "'" + _FORMULA_SIGN)
_NEEDS_QUOTES = re.compile(r'[,"\r\n]')


def guard(cell: str) -> str:
    """`cell` with one apostrophe before whatever a spreadsheet could take for a formula."""
    return _TO_GUARD.sub(r"\1\2'", cell)


def unguard(cell: str) -> str:
    """The text that `guard` was given."""
    return _GUARDED.sub(r"\1\2", cell)


def guard_sql(expression: str) -> str:
    """The SQL that guards the text of `expression`, itself SQL and never a visitor's text.

    It holds no per cent sign, so it passes through parameter formatting unchanged.
    """
    pattern = (_BEGINS + _FORMULA_SIGN).replace("'", "''")
    return rf"regexp_replace({expression}, '{pattern}', '\1\2''', 'g')"


def write(rows: Iterable[Mapping[str, str | int | None]]) -> Iterator[bytes]:
    """The sheet line by line, heads first; every row has every column."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line(row[column] for column in COLUMNS)


def _line(values: Iterable[str | int | None]) -> bytes:
    return (",".join(map(_cell, values)) + "\r\n").encode()


def _cell(value: str | int | None) -> str:
    text = "" if value is None else guard(str(value))
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text

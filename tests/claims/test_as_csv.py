"""The claim sheet's bytes: the guard against formulas, and PostgreSQL as its second writer."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.exports.as_csv import COLUMNS, guard, guard_sql, unguard, write

Row = Mapping[str, str | int | None]

#: Cells that made spreadsheets run formulas, or that a guard could spoil.
ATTACKS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    '=HYPERLINK("http://x/?a="&A1,"x")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\u00a0=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    '"=1+1',
    "'=1+1",
    "a,=1+1",
    "a\n=1+1",
    "a;=1+1",
    "a\t=1+1",
    "a\r=1+1",
    "%0A=1+1",
    "|=1+1",
    "-5",
    "-5.3",
    "+44 20 7946",
    "@handle",
    "\u2014 dash",
    "\u2212 5",
    "=",
    "",
    ";=1+1",
    "\u000b=1+1",
    "\u001f=1+1",
    "\u2028=1+1",
    "#REF!",
    '";=1+1;"',
    'x";=1+1',
    'a\n"\n=1+1',
    'x"\n=2+2,"',
    "';=1+1",
    "x;\n=1+1",
    '"\n;=3+3;"',
    "\\.",
    "ok",
]

#: Everything the guard and the quoting look at, and a little that they do not.
SIGNS = ";,\t\n\r\"| '=+-@\uff1d\uff0b\uff0d\uff20\\.%a\u0434\U0001f600"
# PostgreSQL keeps no NUL.
cells = st.text(alphabet=SIGNS, max_size=20) | st.text(st.characters(exclude_characters="\0", codec="utf-8"))


def row(**known: str | int | None) -> Row:
    """A row in which all else is empty."""
    return {**dict.fromkeys(COLUMNS), **known}


def sheet(rows: Iterable[Row]) -> bytes:
    """The whole file."""
    return b"".join(write(rows))


def parsed(file: bytes) -> list[dict[str, str]]:
    """What a reader's Python makes of the file."""
    return list(csv.DictReader(io.StringIO(file.decode(), newline="")))


# --- the guard ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("@handle", "'@handle"),
        ("\uff1d1+1", "'\uff1d1+1"),
        (" =1", " '=1"),
        ("'=1", "''=1"),
        (" ''=1", " '''=1"),
        ("a;=1", "a;'=1"),
        ("a,  -1", "a,  '-1"),
        ("a\t=1", "a\t'=1"),
        ("a\n=1", "a\n'=1"),
        ("a\r=1", "a\r'=1"),
        ('say "=1"', 'say "\'=1"'),
        ("a|=1", "a|'=1"),
        ("=;=", "'=;'="),
        ("==", "'=="),
    ],
)
def test_formula_gets_one_apostrophe(cell: str, guarded: str) -> None:
    """One apostrophe stands before each sign that a spreadsheet could take for a formula."""
    assert guard(cell) == guarded
    assert unguard(guarded) == cell


@pytest.mark.parametrize(
    "cell", ["ok", "", "a = b", "1-1", "x@example.org", "'quoted'", "Khmeimim, east of Latakia", "2025-05-26"]
)
def test_harmless_cell_stays_as_it_is(cell: str) -> None:
    """A sign in the middle of words starts no formula, and nothing is changed."""
    assert guard(cell) == cell
    assert unguard(cell) == cell


@given(st.text() | cells)
def test_guard_can_be_undone(cell: str) -> None:
    """What was guarded comes back letter for letter."""
    assert unguard(guard(cell)) == cell


@given(st.text(st.characters(exclude_characters="=+-@\uff1d\uff0b\uff0d\uff20", codec="utf-8")))
def test_text_without_signs_is_never_guarded(cell: str) -> None:
    """Only formula signs are ever guarded against."""
    assert guard(cell) == cell


@given(cells)
def test_no_cell_begins_a_formula_however_it_is_split(cell: str) -> None:
    """Cut at any separator, no piece of a guarded cell begins with a formula sign."""
    for piece in re.split(r'[;,\t\n\r"|]', guard(cell)):
        assert not re.match("[=+@\uff1d\uff0b\uff0d\uff20-]", piece.lstrip(" "))


# --- the file -------------------------------------------------------------------


def test_sheet_without_rows_is_its_heads() -> None:
    """The heads come first, in their order, and each line ends in CRLF."""
    assert sheet([]) == ",".join(COLUMNS).encode() + b"\r\n"
    assert (COLUMNS[0], COLUMNS[-1], len(COLUMNS), len(set(COLUMNS))) == ("as_of", "lang", 47, 47)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (-5, "'-5"),
        ("plain words", "plain words"),
        (" spaced ", " spaced "),
        ("one, two", '"one, two"'),
        ('say "so"', '"say ""so"""'),
        ("one\ntwo", '"one\ntwo"'),
        ("one\rtwo", '"one\rtwo"'),
        ("one;two\tthree", "one;two\tthree"),
        ("\\.", "\\."),
        ("Хмеймим", "Хмеймим"),
    ],
)
def test_value_is_quoted_only_where_it_must(value: str | int | None, written: str) -> None:
    """Quotes stand around a comma, a quote or a line end only; NULL and empty read alike."""
    line = sheet([row(lang=value)]).decode().removeprefix(",".join(COLUMNS) + "\r\n")
    assert line == "," * (len(COLUMNS) - 1) + written + "\r\n"


def test_row_without_a_column_is_refused() -> None:
    """A sheet with a forgotten column is never written."""
    with pytest.raises(KeyError, match="as_of"):
        sheet([{"lang": "en"}])


@given(st.lists(st.tuples(cells, cells), max_size=5))
@example([(attack, other) for attack, other in zip(ATTACKS, reversed(ATTACKS), strict=True)])
def test_python_reads_back_what_was_written(pairs: list[tuple[str, str]]) -> None:
    """Python's own reader finds the guarded cells, and unguarded they are the text itself."""
    read = parsed(sheet(row(claim=one, quote=other) for one, other in pairs))
    assert [(line["claim"], line["quote"]) for line in read] == [(guard(a), guard(b)) for a, b in pairs]
    assert [(unguard(line["claim"]), unguard(line["quote"])) for line in read] == pairs


# --- PostgreSQL as the second writer ----------------------------------------------


def copied(rows: list[Row]) -> bytes:
    """The sheet as the site makes it: one COPY, each line's end rewritten."""
    columns = ", ".join(f"NULLIF({guard_sql(f'r->>{name!r}')}, '') AS \"{name}\"" for name in COLUMNS)
    query = (
        f"COPY (SELECT {columns} FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS given(r, n) "
        "ORDER BY n) TO STDOUT (FORMAT csv, HEADER)"
    )
    with connection.cursor() as cursor, cursor.copy(query, [json.dumps(rows)]) as copy:
        return b"".join(bytes(line).removesuffix(b"\n") + b"\r\n" for line in copy)


@pytest.mark.django_db
def test_postgresql_guards_and_quotes_alike() -> None:
    """Over every attack, COPY gives the reference writer's bytes."""
    rows = [row(claim=cell, start=n, lang=ATTACKS[-n - 1]) for n, cell in enumerate(ATTACKS)]
    assert copied(rows) == sheet(rows)


@pytest.mark.django_db
# One transaction for all examples: they only read.
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(cells, st.none() | cells), max_size=8))
def test_postgresql_writes_the_same_bytes(pairs: list[tuple[str, str | None]]) -> None:
    """Over any text, COPY gives the reference writer's bytes."""
    rows = [row(as_of=one, claim=other, lang=one) for one, other in pairs]
    assert copied(rows) == sheet(rows)


# --- a spreadsheet ------------------------------------------------------------------


def live_formulas(files: list[Path], separator: str, profile: Path) -> list[int]:
    """How many cells of each file LibreOffice would compute, opened with this separator."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "fods"]
    command += [f"--infilter=CSV:{ord(separator)},34,76,1", "--outdir", str(profile.parent)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=120)
    opened = [file.with_suffix(".fods").read_text("utf-8") for file in files]
    assert all("table:table-row" in text for text in opened)
    return [text.count("table:formula=") for text in opened]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_spreadsheet_finds_no_formula(separator: str, tmp_path: Path) -> None:
    """Opened with comma, semicolon or tab, the sheet computes nothing; unguarded it would."""
    rows = [row(topic="x", claim=cell, quote=other) for cell in ATTACKS for other in ("", cell, "x;")]
    guarded, unguarded = tmp_path / "guarded.csv", tmp_path / "unguarded.csv"
    guarded.write_bytes(sheet(rows))
    with unguarded.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([line[name] for name in COLUMNS] for line in rows)
    found = live_formulas([guarded, unguarded], separator, tmp_path / "profile")
    assert found[0] == 0
    assert found[1] > 0

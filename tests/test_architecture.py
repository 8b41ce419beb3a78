"""The arrows of the house, held by reading the source: docs/adr and README say why they run this way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, Field, Model, Q

ROOT = Path(__file__).resolve().parents[1]
#: Each may import itself and whatever stands to its right.
ARROWS = ("config", "claims", "sources", "newsroom")
FILES = [file for package in ARROWS for file in sorted((ROOT / package).rglob("*.py"))]
PURE = (
    "sources/quotes.py",
    "sources/dates.py",
    "sources/rereading.py",
    "sources/rewording.py",
    "sources/addresses.py",
    "sources/web_addresses.py",
    "sources/charsets.py",
    "sources/fetching.py",
    "sources/extraction*.py",
    "claims/evidence.py",
    "claims/record.py",
    "claims/vocabulary.py",
    "claims/contradictions/*.py",
    "claims/exports/as_*.py",
    "claims/imports/from_*.py",
)
#: Acts without a second half, and why.
ALONE = {
    "entered_at": "the database's clock",
    "left_at": "the database's clock",
    "status_at": "derived, by nobody",
    "asked_at": "paired with person_asked",
    "replied_at": "paired with reply",
    "received_at": "a reader's report has no account behind it",
    "added_by": "a label that travels with a name",
}


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(), filename=str(file))


@cache
def _imports(file: Path) -> frozenset[str]:
    """Every module the file names in an import; `from a import b` may mean a.b, so both count."""
    found = set()
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def _module(name: str) -> Path | None:
    path = ROOT / name.replace(".", "/")
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in candidates if file.exists()), None)


def _reached(file: Path) -> set[Path]:
    """The file and all of our own modules that importing it imports."""
    seen, waiting = set(), [file]
    while waiting:
        if (file := waiting.pop()) not in seen:
            seen.add(file)
            waiting += filter(None, map(_module, _imports(file)))
    return seen


def _functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node for node in ast.walk(_tree(file)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_imports_follow_the_arrows(file: Path) -> None:
    """config -> claims -> sources -> newsroom, never back."""
    rank = ARROWS.index(file.relative_to(ROOT).parts[0])
    assert not {name for name in _imports(file) if name.split(".")[0] in ARROWS[:rank]}


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_imports_stand_at_the_top(file: Path) -> None:
    """An import inside a function hides an arrow that runs the wrong way."""
    inside = (node for function in _functions(file) for node in ast.walk(function))
    assert not [node.lineno for node in inside if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize("pattern", PURE)
def test_pure_modules_know_no_django(pattern: str) -> None:
    """Rules and shapes can be read, tried and moved without a site around them."""
    files = list(ROOT.glob(pattern))
    assert files, f"no file is {pattern}"
    for file in files:
        for part in _reached(file):
            impure = {name for name in _imports(part) if name.split(".")[0] in {"django", "psycopg"}}
            assert not impure, f"{_name(file)} imports {impure} by way of {_name(part)}"


@pytest.mark.parametrize("file", [file for file in FILES if "actions" in _name(file)], ids=_name)
def test_actions_take_no_request(file: Path) -> None:
    """Whoever acts is passed as by=, so that commands and tests act as views do."""
    takers = {
        function.name
        for function in _functions(file)
        for argument in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        if argument.arg == "request"
    }
    assert not takers
    assert not {name for name in _imports(file) if name.startswith("django.http")}


@pytest.mark.parametrize("file", [file for file in FILES if "models" in file.parts], ids=_name)
def test_models_import_no_actions(file: Path) -> None:
    """A row does not know what is done with it."""
    upward = {"actions", "views", "forms", "admin"}
    assert not {name for name in _imports(file) if upward & set(name.split("."))}


def _acts() -> Iterator[tuple[type[Model], str]]:
    """Every `published_at` or `published_by` of ours, as its model and `published`."""
    for model in apps.get_models():
        if model._meta.app_label in ARROWS and model._meta.managed:
            names = {field.name for field in model._meta.local_fields}
            acts = {name[:-3] for name in names - ALONE.keys() if name.endswith(("_at", "_by"))}
            yield from ((model, act) for act in sorted(acts))


def _holds_both_or_neither(model: type[Model], act: str) -> bool:
    at, by = (model._meta.get_field(f"{act}_{half}") for half in ("at", "by"))
    assert isinstance(at, Field)
    assert isinstance(by, Field)
    if not at.null and not by.null:
        return True
    neither = Q(**{f"{act}_at__isnull": True, f"{act}_by__isnull": True})
    both = Q(**{f"{act}_at__isnull": False, f"{act}_by__isnull": False})
    conditions = [c.condition for c in model._meta.constraints if isinstance(c, CheckConstraint)]
    return neither | both in conditions


@pytest.mark.parametrize(("model", "act"), list(_acts()), ids=lambda part: getattr(part, "__name__", part))
def test_no_act_without_a_hand_and_a_time(model: type[Model], act: str) -> None:
    """Each pair of _at and _by is both or neither, by constraint; a new pair is found by itself."""
    assert _holds_both_or_neither(model, act)


def test_letter_of_an_id_says_what_it_names() -> None:
    """No two kinds of rows share the letter that their public ids begin with."""
    ids = (field for model in apps.get_models() for field in model._meta.fields if field.name == "public_id")
    letters = [field.get_default()[0] for field in ids]
    assert len(letters) > 10
    assert sorted(letters) == sorted(set(letters))


def test_decision_has_a_number_of_its_own() -> None:
    """A number leads to one record of a decision, whose heading says it too."""
    records = sorted((ROOT / "docs/adr").glob("*.md"))
    numbers = [int(record.name[:4]) for record in records]
    assert numbers == list(range(1, len(records) + 1))
    assert [record.read_text().split(".")[0] for record in records] == [f"# {number}" for number in numbers]

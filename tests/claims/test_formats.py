"""docs/formats.md and docs/dossier.schema.json say what the code does."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings

from claims import dossier as parts
from claims import record
from claims.answer import KEYS, Answer
from claims.contradictions.comparing import find
from claims.dossier import Dossier
from claims.exports import as_csv, as_schema
from claims.exports.as_dossier import write
from claims.imports.from_dossier import dangling, parse, parse_many
from claims.notation import ALPHABET, Code, Id, Notation
from claims.shape import Key, keys
from claims.wording.words import WORDS
from newsroom import public_ids
from tests.dossiers import dossiers

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/formats.md").read_text()
SEEDS = sorted((ROOT / "seeds").glob("*.json"))

SECTIONS = {
    "The file": parts.Dossier,
    "topic": parts.Topic,
    "entities[]": parts.Entity,
    "entities[].names[]": parts.EntityName,
    "entities[].links[]": parts.EntityLink,
    "entities[].merges[]": parts.EntityMerge,
    "articles[]": parts.Article,
    "articles[].captures[]": parts.Capture,
    "questions[]": parts.Question,
    "claims[]": parts.Claim,
    "statements[]": parts.Statement,
    "statements[].chain[]": parts.SourceLink,
    "checks[]": parts.Check,
    "checks[].attachment": parts.Attachment,
    "verdicts[]": parts.Verdict,
    "verdicts[].approvals[]": parts.Approval,
    "rulings[]": parts.Ruling,
    "changes[]": parts.Change,
}


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading."""
    section = re.split(r"^#+ ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def block(language: str, place: int = 0) -> str:
    """A fenced block of the page."""
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found[place]


@cache
def validator() -> jsonschema.Draft202012Validator:
    schema = as_schema.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_formats_page_example_loads() -> None:
    """The file on the page is a dossier, and passes the schema too."""
    example = block("json").encode()
    dossier = parse(example)
    assert [statement.start for statement in dossier.statements] == [0, 0, 82, 127, 90]
    assert dangling([dossier]) == {}
    validator().validate(json.loads(example))
    validator().validate(json.loads(write(dossier)))


def test_formats_page_example_of_a_rumour_loads() -> None:
    """The file for strangers with headlines alone is a dossier, and passes the schema too."""
    example = block("json", 1).encode()
    validator().validate(json.loads(example))
    assert [one.kind for one in parse(example).statements] == ["assertion", "denial", "non_confirmation"]


def test_formats_page_explains_what_the_importer_says() -> None:
    """Every line of a refusal that the page explains is one that the code writes."""
    folders = ("claims/imports", "claims/actions/dossiers")
    files = [ROOT / "claims/notation.py", *(path for one in folders for path in (ROOT / one).glob("*.py"))]
    code = "".join(path.read_text() for path in files)
    explained = [row[0].strip("`") for row in rows("What is refused")]
    assert len(explained) > 12
    assert [line for line in explained if line not in code] == []


@pytest.mark.parametrize("heading", SECTIONS)
def test_formats_page_lists_every_key(heading: str) -> None:
    """Each table has exactly the keys of the code, in canonical order, and says which may be left out."""
    table = {row[0].strip("`"): row for row in rows(heading)}
    assert list(table) == [key.name for key in keys(SECTIONS[heading])]
    for key in keys(SECTIONS[heading]):
        assert (table[key.name][-1] == "required") is not key.omittable, key.name
        _assert_told(key, table[key.name][1])


def _assert_told(key: Key, told: str) -> None:
    """The row names every code and the longest length."""
    if isinstance(key.holds, Code):
        for code in key.holds.codes:
            assert f"`{code}`" in told, (key.name, code)
    limit = getattr(key.holds, "limit", None)
    if limit is not None:
        assert f"≤ {limit}" in told, (key.name, limit)


def test_formats_page_covers_every_object() -> None:
    """No kind of object is missing from the page."""

    def classes(cls: type[Any]) -> set[type[Any]]:
        below = {key.holds for key in keys(cls) if not isinstance(key.holds, Notation)}
        return {cls}.union(*(classes(part) for part in below if isinstance(part, type)))

    assert classes(parts.Dossier) == set(SECTIONS.values())


def test_formats_page_defaults_are_those_of_the_code() -> None:
    """Where the page gives a plain default, leaving the key out gives that."""
    for heading, cls in SECTIONS.items():
        for name, *_, default in rows(heading):
            if re.fullmatch(r'`(null|true|false|".*")`', default):
                value = next(field.default for field in fields(cls) if field.name == name.strip("`"))
                assert json.loads(default.strip("`")) == ("" if value is None and '"' in default else value)


def test_formats_page_shows_a_value_of_every_answer_type() -> None:
    """The values on the page are read as values of the type they stand beside."""
    for answer_type, told in (row[:2] for row in rows("Values")):
        value = Answer().read(json.loads(told.split("`")[1]))
        assert value.answer_type == answer_type.strip("`")
    assert {row[0].strip("`") for row in rows("Values")} >= set(KEYS)


def test_formats_page_id_recipe_makes_ids() -> None:
    """The recipe for ids gives ids that are accepted, the same for the same key."""
    names: dict[str, Any] = {}
    exec(block("python"), names)
    made = names["public_id"]("C", "my-data-set/claim/17")
    assert Id("C").read(made) == made == names["public_id"]("C", "my-data-set/claim/17")
    assert ALPHABET == public_ids.ALPHABET


def test_formats_page_names_the_columns_of_the_claim_sheet() -> None:
    """The table of columns is the sheet's heading row."""
    assert tuple(row[0].strip("`") for row in rows("Claim sheet")) == as_csv.COLUMNS


def test_formats_page_says_what_the_site_calls_each_code() -> None:
    """Whoever reads the sheet finds the words of the site for every code in it, and no others."""
    told = {tuple(cell.strip("`") for cell in row) for row in rows("Codes in words")}
    names = ("status", "kind", "stance", "certainty", "caveat", "basis", "form", "nature")
    codes = {(name, code, str(label)) for name in names for code, label in WORDS[name].items() if code}
    assert told == codes | {("status", "not_reviewed", str(WORDS["status"][""]))}


@pytest.mark.parametrize("cell", ["=1", "a; '=1", "''+1", "plain", '"@x"', "＝1", "a\n-2"])
def test_formats_page_recipe_reads_the_sheet_as_data(cell: str) -> None:
    """What the page tells a reader to do gives back the text that went in."""
    names: dict[str, Any] = {}
    exec(block("python", 1), names)
    assert names["unguard"](as_csv.guard(cell)) == cell


def test_published_schema_is_the_code_s() -> None:
    """The schema beside the page is the one that the code makes; the module says how to renew it."""
    assert (ROOT / "docs/dossier.schema.json").read_text() == as_schema.text()


@given(dossiers())
@settings(max_examples=20, deadline=None)
def test_whatever_is_written_passes_the_schema(dossier: Dossier) -> None:
    """A program that trusts the schema can read every export."""
    validator().validate(json.loads(write(dossier)))


@pytest.mark.parametrize(
    "change",
    [
        {"slgu": 1},
        {"slug": "two words"},
        {"id": "T-ILOU000000"},
        {"title": ""},
        {"title": "x" * 201},
        {"summary": None},
    ],
    ids=str,
)
def test_schema_refuses_what_the_reader_refuses(change: dict[str, Any]) -> None:
    """A faulty topic fails both."""
    example = json.loads(block("json"))
    example["topic"].update(change)
    assert not validator().is_valid(example)
    with pytest.raises(ValueError, match="topic"):
        parse(json.dumps(example).encode())


@pytest.mark.skipif(not SEEDS, reason="there are no seeds")
def test_seeds_are_canonical_dossiers() -> None:
    """The seeds load together, need nothing else, pass the schema, and are what an export writes."""
    files = {path.name: path.read_bytes() for path in SEEDS}
    loaded = parse_many(files)
    assert dangling(loaded) == {}
    for data, dossier in zip(files.values(), loaded, strict=True):
        validator().validate(json.loads(data))
        assert write(dossier) == data


def test_formats_page_example_has_the_contradiction_it_promises() -> None:
    """Two hurt against at least five, and nothing else."""
    dossier = parse(block("json").encode())
    claims = {claim.id: claim for claim in dossier.claims}
    article_of = {one.id: article for article in dossier.articles for one in article.captures}
    records = [
        record.Statement(
            id=one.id,
            claim=one.claim,
            article=article_of[one.capture].id,
            outlet=article_of[one.capture].outlet,
            value=record.Value(low=claims[one.claim].value.min, high=claims[one.claim].value.max),
            nature=claims[one.claim].nature,
            kind=one.kind,
            certainty=one.certainty,
            caveat=one.caveat,
            chain=tuple(record.Link(link.entity, link.basis) for link in one.chain),
        )
        for one in dossier.statements
        if claims[one.claim].question == "Q-0000000001"
    ]
    asked = record.Question("Q-0000000001", "number")
    found = [
        (one.rule, one.level, one.claim_a, one.claim_b) for one in find(asked, records, record.Entities())
    ]
    assert found == [("C2", "contradiction", "C-0000000001", "C-0000000002")]

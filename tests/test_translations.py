"""The catalogues: every string of the project in every language, compiled, with what it must name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib  # type: ignore[import-untyped]
import pytest
from django.conf import settings
from django.template import Engine
from django.template.library import SimpleBlockNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.formats import number_format

from claims.wording import sentences

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
OURS = ("claims", "config", "newsroom", "sources")
#: What marks a string, and where its context and its text stand among the arguments.
MARKERS = {
    "gettext": (None, 0),
    "gettext_lazy": (None, 0),
    "gettext_noop": (None, 0),
    "ngettext": (None, 0),
    "ngettext_lazy": (None, 0),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
    "npgettext": (0, 1),
    "npgettext_lazy": (0, 1),
}
_NAMED = re.compile(r"%\((\w+)\)[sd]|(\{\w*\})")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


@cache
def strings() -> frozenset[tuple[str, str]]:
    """Every translatable string of the project, as context and text."""
    return frozenset(_in_python()) | frozenset(_in_templates())


def _in_python() -> Iterator[tuple[str, str]]:
    for package in OURS:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield from _marked(ast.parse(file.read_text(), filename=str(file)))


def _marked(tree: ast.Module) -> Iterator[tuple[str, str]]:
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and names.get(node.func.id) in MARKERS
        ):
            context, text = MARKERS[names[node.func.id]]
            yield _constant(node.args[context]) if context is not None else "", _constant(node.args[text])


def _constant(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant), f"line {node.lineno}: only a plain string can be translated"
    return str(node.value)


def _in_templates() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "templates").rglob("*.html")):
        nodes: Any = Engine.get_default().get_template(str(file.relative_to(ROOT / "templates"))).nodelist
        for node in _of_type(nodes, TranslateNode):
            yield _context(node), node.filter_expression.var.literal
        for node in _of_type(nodes, BlockTranslateNode):
            yield _context(node), node.render_token_list(node.singular)[0]


def _of_type(nodes: Any, kind: type) -> Iterator[Any]:
    """Nodes of the kind, also within blocks like {% quoted %}, which do not tell Django what they hold."""
    yield from nodes.get_nodes_by_type(kind)
    for block in nodes.get_nodes_by_type(SimpleBlockNode):
        yield from _of_type(block.nodelist, kind)


def _context(node: Any) -> str:
    return str(node.message_context.var) if node.message_context else ""


def test_markers_go_by_names_that_extraction_knows() -> None:
    """makemessages knows a marker by its own name or as _; a string marked otherwise would be lost."""
    for package in OURS:
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                    assert {alias.asname for alias in node.names} <= {None, "_"}, file


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_is_missing(language: str) -> None:
    """A new or changed string is translated before it is committed (docs/translating.md)."""
    held = {(entry.msgctxt or "", entry.msgid) for entry in catalogue(language)}
    assert sorted(strings() - held) == [], "run: django-admin makemessages, then translate"
    assert sorted(held - strings()) == [], "no longer in use"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    """Nothing is left in English, and nothing guessed by a tool is left unread."""
    po = catalogue(language)
    assert not [entry.msgid for entry in po if not entry.translated() or entry.fuzzy]
    forms = int(po.metadata["Plural-Forms"].partition("nplurals=")[2][0])
    assert forms == {"ru": 3, "ar": 6}[language]
    assert not [entry.msgid for entry in po if entry.msgid_plural and len(entry.msgstr_plural) != forms]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_served_is_what_was_written(language: str) -> None:
    """The compiled catalogue, which the site reads, says what the written one says."""
    po = catalogue(language)
    mo = polib.mofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.mo"))
    assert _said(mo) == _said(po), "run: django-admin compilemessages"
    assert mo.metadata["Plural-Forms"] == po.metadata["Plural-Forms"]


def _said(entries: polib.POFile | polib.MOFile) -> dict[tuple[str, str], object]:
    return {
        (entry.msgctxt or "", entry.msgid): entry.msgstr or dict(entry.msgstr_plural) for entry in entries
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_name_what_the_source_names(language: str) -> None:
    """No name, number or date falls out of a sentence; one, two and none may say their number in words."""
    for entry in catalogue(language):
        wanted, allowed = _names(entry.msgid), _names(entry.msgid) | _names(entry.msgid_plural)
        for form, text in (entry.msgstr_plural or {0: entry.msgstr}).items():
            assert _names(text) <= allowed, entry.msgid
            in_words = {"n", "whole"} if entry.msgid_plural and language == "ar" and form < 3 else set()
            assert wanted - _names(text) <= in_words, (entry.msgid, text)


def _names(text: str) -> set[str]:
    return {named or brace for named, brace in _NAMED.findall(text)}


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("ru", 1, "Об этом пишет 1 издание."),
        ("ru", 3, "Об этом пишут 3 издания."),
        ("ru", 11, "Об этом пишут 11 изданий."),
        ("ru", 21, "Об этом пишет 21 издание."),
        ("ar", 1, "أوردته وسيلة واحدة."),
        ("ar", 2, "أوردته وسيلتان."),
        ("ar", 5, "أوردته 5 وسائل."),
        ("ar", 12, "أوردته 12 وسيلة."),
        ("ar", 100, "أوردته 100 وسيلة."),
    ],
)
def test_counts_take_the_form_of_their_language(language: str, count: int, expected: str) -> None:
    """Three forms in Russian, six in Arabic."""
    with translation.override(language):
        assert sentences.carried_by(count) == expected


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "Four contradictions are open"),
        ("ru", "Четыре противоречия не разрешены"),
        ("ar", "أربعة تناقضات قائمة"),
    ],
)
def test_headline_reads_as_one_sentence(language: str, headline: str) -> None:
    """A small number stands in words, in the gender of what it counts."""
    with translation.override(language):
        assert sentences.open_contradictions(4) == headline
        assert number_format(12) == "12"

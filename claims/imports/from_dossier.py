"""Dossiers from the bytes of files, checked as far as files alone can tell. Pure.

`parse` reads one; `parse_many` reads several that may share entities and
articles and refer to each other. Either gives whole, coherent dossiers in
canonical order, or raises `DossierError` naming places and remedies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from claims.dossier import FORMAT, Dossier, canonical
from claims.imports.coherence import File, identity, misfits, misplaced_ids, references
from claims.imports.completing import completed
from claims.imports.decoding import MAX_BYTES, decode, load
from claims.imports.problems import MOST, DossierError, Problem, Problems
from claims.notation import quoted
from claims.shape import nodes

__all__ = ["MAX_BYTES", "DossierError", "Problem", "dangling", "parse", "parse_many"]


def parse(data: bytes, file: str = "") -> Dossier:
    """The dossier in `data`, or `DossierError`; `file` is named in the problems."""
    problems = Problems(file)
    raw = load(data, problems)
    dossier: Dossier = decode(Dossier, _body(raw, problems), "", problems)
    problems.settle()
    for path, reason in misplaced_ids(File(dossier)):
        problems.add(path, reason)
    dossier = completed(dossier, problems)
    problems.settle()
    for path, reason in misfits(File(dossier)):
        problems.add(path, reason)
    problems.settle()
    return canonical(dossier)


def _body(raw: object, problems: Problems) -> object:
    """What stands beside the format's name; a file of another format is not looked into."""
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        found = quoted(raw.get("format")) if isinstance(raw, dict) else "no object"
        problems.add("format", f'must be "{FORMAT}", not {found}: is this a dossier?')
        problems.settle()
    assert isinstance(raw, dict)
    del raw["format"]
    return raw


def parse_many(files: Mapping[str, bytes]) -> list[Dossier]:
    """The dossiers of several files, by name, in their order.

    What two files share must be the same in both. What they refer to and none
    of them holds is left to the database: see `dangling`.
    """
    dossiers: dict[str, Dossier] = {}
    problems: list[Problem] = []
    for file, data in files.items():
        try:
            dossiers[file] = parse(data, file)
        except DossierError as error:
            problems += error.problems
        if len(problems) >= MOST:
            break
    problems = problems or [*_differences(dossiers)]
    if problems:
        raise DossierError(problems)
    return list(dossiers.values())


def _differences(dossiers: Mapping[str, Dossier]) -> Iterator[Problem]:
    """Where files give one id, one slug or one claim's identity to different things."""
    held: dict[object, tuple[str, Any]] = {}
    unique: dict[object, tuple[str, str]] = {}
    for file, dossier in dossiers.items():
        for path, node in nodes(dossier):
            if not hasattr(node, "id"):
                continue
            other, before = held.setdefault(node.id, (file, _content(dossier, path, node)))
            if changed := _changed(before, _content(dossier, path, node)):
                yield Problem(path, f"{node.id} differs from {other} in {', '.join(changed)}", file)
        for path, owner, key in _unique_keys(dossier):
            other, first = unique.setdefault(key, (file, owner))
            if first != owner:
                yield Problem(path, f"{owner} and {first} in {other} cannot share this: change one", file)


def _content(dossier: Dossier, path: str, node: Any) -> dict[str, object]:
    """What must be the same wherever this id is defined.

    An article may come with other captures, each its own; but a capture stays
    with its article, and a question with its topic.
    """
    content = {field.name: getattr(node, field.name) for field in fields(node) if field.name != "captures"}
    if path.startswith("questions["):
        return content | {"its topic": dossier.topic.id}
    if ".captures[" in path:
        at = int(path.partition("[")[2].partition("]")[0])
        return content | {"its article": dossier.articles[at].id}
    return content


def _changed(before: dict[str, object], after: dict[str, object]) -> list[str]:
    return [name for name in after if before.get(name) != after[name]]


def _unique_keys(dossier: Dossier) -> Iterator[tuple[str, str, object]]:
    """What only one row may have: where it is, whose it is, and the key."""
    yield "topic.slug", dossier.topic.id, ("topic", dossier.topic.slug)
    for at, entity in enumerate(dossier.entities):
        yield f"entities[{at}].slug", entity.id, ("entity", entity.slug)
    for at, claim in enumerate(dossier.claims):
        if claim.moved_to is None:
            yield f"claims[{at}]", claim.id, identity(claim)


def dangling(dossiers: Iterable[Dossier]) -> dict[str, str]:
    """Ids that are referred to and held by none of these dossiers, each with where it is referred to."""
    dossiers = list(dossiers)
    held = {node.id for dossier in dossiers for _, node in nodes(dossier) if hasattr(node, "id")}
    found: dict[str, str] = {}
    for dossier in dossiers:
        for path, target, _ in references(list(nodes(dossier))):
            if target not in held:
                found.setdefault(target, _named(dossier, path))
    return found


def _named(dossier: Dossier, path: str) -> str:
    """`path` by id, as in `S-7F3K9Q2M4X.chain[0].derived_from`: lists were sorted, so places have changed."""
    listed, _, rest = path.partition("]")
    name, _, at = listed.partition("[")
    return f"{getattr(dossier, name)[int(at)].id}{rest}"

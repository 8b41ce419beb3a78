"""What some dossiers hold, each thing once; and what of it is new here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from claims import dossier as plain
from claims.dossier import Dossier
from claims.dossier_rows import MODELS, held, is_person, of_kind, own_keys
from claims.imports.coherence import references
from claims.shape import nodes

#: Lists without ids that may grow on a whole that is here, and the keys by which their items are known.
ADDABLE: dict[tuple[type[Any], str], tuple[str, ...]] = {
    (plain.Entity, "names"): ("language", "text"),
    (plain.Entity, "links"): ("kind", "to", "recorded_at"),
    (plain.Entity, "merges"): ("merged_at", "into"),
    (plain.Verdict, "approvals"): ("approved_by",),
}


@dataclass
class Given:
    """All things of some files by id, with the file that names each, and the wholes that they belong to."""

    parts: dict[str, Any] = field(default_factory=dict)
    file: dict[str, str] = field(default_factory=dict)
    #: The topic of each question, the article of each capture.
    parent: dict[str, str] = field(default_factory=dict)

    def of(self, cls: type[Any]) -> list[Any]:
        """The things of one class."""
        return [self.parts[one] for one in of_kind(cls, self.parts)]


def gathered(dossiers: Mapping[str, Dossier]) -> Given:
    """The things of these files; what several files share is the same in each."""
    given = Given()
    for file, dossier in dossiers.items():
        for _path, part in nodes(dossier):
            if hasattr(part, "id"):
                given.parts.setdefault(part.id, part)
                given.file.setdefault(part.id, file)
        given.parent |= {question.id: dossier.topic.id for question in dossier.questions}
        for article in dossier.articles:
            given.parent |= {capture.id: article.id for capture in article.captures}
    return given


@dataclass
class Here:
    """What the database has of it: the same things, and the keys of all that is referred to."""

    parts: dict[str, Any]
    parent: dict[str, str | None]
    keys: dict[str, int]


def looked_up(given: Given) -> Here:
    """What the database has under the ids that the files define or refer to."""
    ids = {*given.parts, *(target for _part, _path, target in referred(given))}
    parts, parent = held(given.parts)
    found: dict[str, int] = {}
    for cls, model in MODELS.items():
        rows = model.objects.filter(public_id__in=of_kind(cls, ids))
        found |= dict(rows.values_list("public_id", "pk"))
    return Here(parts, parent, found)


def referred(given: Given) -> Iterator[tuple[str, str, str]]:
    """Every reference of the files: whose it is, at which key, and to what."""
    for one, part in given.parts.items():
        for path, target, _outside in references(list(nodes(part))):
            yield one, path, target


@dataclass
class New:
    """What is to be added: whole things, and parts of things that are here, by the id of the whole."""

    parts: dict[str, Any]
    added: dict[tuple[type[Any], str], list[tuple[str, Any]]]

    def __bool__(self) -> bool:
        return bool(self.parts) or any(self.added.values())

    def of(self, cls: type[Any]) -> list[Any]:
        """The new things of one class."""
        return [self.parts[one] for one in of_kind(cls, self.parts)]

    def below(self, cls: type[Any], name: str) -> list[tuple[str, Any]]:
        """The new parts of one kind, below new things and below those that are here."""
        whole = ((one.id, part) for one in self.of(cls) for part in getattr(one, name))
        return [*whole, *self.added.get((cls, name), ())]

    def people(self) -> set[str]:
        """The labels of everyone who did something new."""
        added = (part for ones in self.added.values() for _whole, part in ones)
        whole = (part for one in self.parts.values() for _path, part in nodes(one))
        return {label for part in (*whole, *added) for label in people_of(part)}


def people_of(part: Any) -> Iterator[str]:
    """The labels in one part's own keys."""
    for key in own_keys(type(part)):
        if is_person(key) and (label := getattr(part, key.name)) is not None:
            yield label


def added_to(given: Given, here: Here) -> New:
    """What of `given` is not here."""
    parts = {one: part for one, part in given.parts.items() if one not in here.parts}
    added = {}
    for (cls, name), by in ADDABLE.items():
        known = (part for part in given.of(cls) if part.id in here.parts)
        added[cls, name] = [
            (part.id, one)
            for part in known
            for one in unmatched(getattr(part, name), getattr(here.parts[part.id], name), by)
        ]
    return New(parts, added)


def unmatched(given: Iterable[Any], here: Iterable[Any], by: tuple[str, ...]) -> list[Any]:
    """Those of `given` that have no counterpart `here`."""
    there = {rank(one, by) for one in here}
    return [one for one in given if rank(one, by) not in there]


def rank(part: Any, by: tuple[str, ...]) -> tuple[Any, ...]:
    """What tells a part from its siblings."""
    return tuple(getattr(part, name) for name in by)

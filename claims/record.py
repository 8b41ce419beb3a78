"""The record as plain values: all that the pure rules read, and nothing of Django.

A rule that reads frozen values can be tried on a table of cases, on random
ones and on any past moment alike. `claims.models` builds these from rows; ids
are whatever the caller uses (database keys, or public ids in a dossier).

The codes are those of `claims.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

from sources.dates import DayRange, Edtf

#: A number or a text. Any, as a mapping by number would else not pass for one by id.
Id: TypeAlias = Any


def in_order(ids: Iterable[Id]) -> tuple[Id, ...]:
    """Each id once, numbers before texts: the one order that all results are given in."""
    return tuple(sorted(set(ids), key=id_order))


def id_order(one: Id) -> tuple[bool, int, str]:
    """A sort key under which numbers and texts can stand side by side."""
    return (True, 0, one) if isinstance(one, str) else (False, one, "")


@dataclass(frozen=True, slots=True)
class Question:
    """What claims answer. Only claims on one question are ever compared."""

    id: Id
    answer_type: str
    single_valued: bool = True
    varies: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """One answer: `state` is known, unknown or none; one field is set when known.

    A number is the closed range its words guarantee; a missing bound is open.
    """

    state: str = "known"
    yes: bool | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    date: Edtf | None = None
    entity: Id | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain. `entity` is None for an outlet that is not named."""

    entity: Id | None
    basis: str | None = None
    inferred: bool = False
    derived_from: Id | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One voice's position on one claim, at one passage of one article.

    `window` is when it was said: its own date, else the article's.
    `outlet` is None where the article's outlet is not named; each such article
    then counts as an outlet of its own.
    """

    id: Id
    claim: Id
    article: Id
    outlet: Id | None
    value: Value
    nature: str
    kind: str
    certainty: str | None = None
    caveat: str | None = None
    form: str = "paraphrase"
    window: DayRange | None = None
    original_seen: bool = False
    chain: tuple[Link, ...] = ()


def is_complete(statement: Statement) -> bool:
    """Whether a position is recorded with how the outlet puts it and on whose word it stands.

    A chain is recorded once its origin is: whoever is named, and how they know.
    """
    return statement.caveat is not None and bool(statement.chain) and statement.chain[0].basis is not None


@dataclass(frozen=True)
class Entities:
    """Who is who: merges first, then speaking for, lying in.

    Only links that stand at the moment in question belong in here. `merged`
    maps an entity to the one it was merged into; the other two map an entity
    to all that it directly speaks for, or lies in. A link counts from, and to,
    whatever its ends were merged into.

    What is looked up is indexed once, so an instance must not outlive a change.
    """

    merged: Mapping[Id, Id] = field(default_factory=dict)
    speaks_for: Mapping[Id, frozenset[Id]] = field(default_factory=dict)
    lies_in: Mapping[Id, frozenset[Id]] = field(default_factory=dict)

    def canonical(self, entity: Id) -> Id:
        """The entity that `entity` counts as after all merges.

        Merges in a ring, which nobody should be able to make, all count as the
        first of that ring: whoever was merged is still one and the same.
        """
        path = [entity]
        while (into := self.merged.get(path[-1])) is not None:
            if into in path:
                return in_order(path[path.index(into) :])[0]
            path.append(into)
        return path[-1]

    def above(self, entity: Id, links: Mapping[Id, frozenset[Id]]) -> frozenset[Id]:
        """`entity` and everything it reaches by `links`, after merges."""
        return self._climb(entity, self._after_merges(links))

    def voices(self, entity: Id) -> frozenset[Id]:
        """`entity` and all that it speaks for, however far up."""
        return self._climb(entity, self._speaks_for)

    def roots(self, entity: Id) -> frozenset[Id]:
        """The tops that `entity` speaks for: itself where it speaks for nobody.

        Those who speak for each other in a ring are a top together.
        """
        if entity not in self._roots:
            # In a top, whoever is reached reaches back.
            voices = self.voices(entity)
            tops = (v for v in voices if all(v in self.voices(w) for w in self.voices(v)))
            self._roots[entity] = frozenset(tops)
        return self._roots[entity]

    def within(self, inner: Id, outer: Id) -> bool:
        """Whether `inner` is `outer`, or lies in it through any number of steps."""
        return self.canonical(outer) in self._climb(inner, self._lies_in)

    @cached_property
    def _roots(self) -> dict[Id, frozenset[Id]]:
        """Roots looked up so far: a few voices are asked for again and again."""
        return {}

    @cached_property
    def _speaks_for(self) -> Mapping[Id, frozenset[Id]]:
        return self._after_merges(self.speaks_for)

    @cached_property
    def _lies_in(self) -> Mapping[Id, frozenset[Id]]:
        return self._after_merges(self.lies_in)

    def _after_merges(self, links: Mapping[Id, frozenset[Id]]) -> Mapping[Id, frozenset[Id]]:
        """`links` between canonical entities; one into which others were merged has theirs too."""
        index: dict[Id, frozenset[Id]] = {}
        for entity, others in links.items():
            one = self.canonical(entity)
            index[one] = index.get(one, frozenset()) | {self.canonical(other) for other in others}
        return index

    def _climb(self, entity: Id, index: Mapping[Id, frozenset[Id]]) -> frozenset[Id]:
        reached: set[Id] = set()
        waiting = {self.canonical(entity)}
        while waiting:
            reached |= waiting
            waiting = {up for one in waiting for up in index.get(one, ())} - reached
        return frozenset(reached)

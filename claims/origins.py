"""Where a statement comes from: its chain, followed through the articles that relayed it. Pure.

The origin is link 0, the end of the chain furthest from the outlet. A link may
name the statement it was taken from; that statement then knows its own origin
better than the article that repeats it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.record import Entities, Id, Link, Statement, in_order
from claims.vocabulary import BASES, IDENTIFIED

#: Bases under which a voice is described but cannot be found: two "analysts" may be anyone.
UNNAMED = tuple(basis for basis in BASES if basis not in (*IDENTIFIED, "own_voice"))


@dataclass(frozen=True, slots=True)
class Trace:
    """A statement, those it was relayed from in turn (`path`, itself first), and what they lead to.

    `origin` is None where no chain was recorded, and where the path runs into
    statements that cite each other: those are then the `circle`.
    """

    path: tuple[Statement, ...]
    origin: Link | None
    circle: tuple[Id, ...] = ()

    @property
    def statement(self) -> Statement:
        """The statement that was traced."""
        return self.path[0]

    @property
    def first(self) -> Statement:
        """The statement furthest up: the traced one itself, unless it relays another."""
        return self.path[-1]

    @property
    def identified(self) -> bool:
        """Whether a reader could find the origin.

        An outlet that is not named cannot be found, whatever it says it saw.
        """
        return self.origin is not None and self.origin.entity is not None and self.origin.basis in IDENTIFIED


def trace(statement: Statement, known: Mapping[Id, Statement]) -> Trace:
    """`statement` followed as far up as the statements in `known` go."""
    path = [statement]
    seen = {statement.id}
    while (source := _relayed_from(path[-1], known)) is not None:
        if source.id in seen:
            ids = [one.id for one in path]
            return Trace(tuple(path), None, in_order(ids[ids.index(source.id) :]))
        path.append(source)
        seen.add(source.id)
    return Trace(tuple(path), _origin(path[-1]))


def speakers(traced: Trace, entities: Entities) -> frozenset[tuple[str, Id]]:
    """Those whose word a statement is, as far up as they speak for each other; empty if nobody is named.

    Two statements have the same speaker if these overlap. An outlet that is not
    named is known by its one article. Unnamed voices are never known to be one.
    """
    origin = traced.origin
    if origin is None or origin.basis in UNNAMED:
        return frozenset()
    if origin.entity is None:
        return frozenset({("article", traced.first.article)})
    return frozenset(("entity", root) for root in entities.roots(origin.entity))


def speaks_as(statement: Statement, party: Id, entities: Entities) -> bool:
    """Whether the origin a statement gives is `party`, or speaks for it."""
    origin = _origin(statement)
    if origin is None or origin.entity is None:
        return False
    return entities.canonical(party) in entities.voices(origin.entity)


def _origin(statement: Statement) -> Link | None:
    return statement.chain[0] if statement.chain else None


def _relayed_from(statement: Statement, known: Mapping[Id, Statement]) -> Statement | None:
    """The statement that `statement` repeats: the furthest up of those its chain names.

    Whatever the chain says beyond that link came with the repeated words, so the
    repeated statement is asked instead. One that is not known, withdrawn perhaps,
    is passed over, and the chain stands as printed.
    """
    sources = (known.get(link.derived_from) for link in statement.chain if link.derived_from is not None)
    return next((source for source in sources if source is not None), None)

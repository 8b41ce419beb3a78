"""What a chain is made of, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A voice. `shape` is person, outlet, unnamed, or here: the outlet in which we read it.

    `note` is what the list says instead of the sublabel, in running text, and
    `within` what the voice is called there: a description has no capital then.
    """

    id: str
    label: str
    sublabel: str = ""
    shape: str = "outlet"
    url: str = ""
    note: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One step: `source` told `target`, was relayed or cited by it. `loose`: the editor inferred it."""

    source: str
    target: str
    relation: str = "cited"
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """All voices behind a claim and how it passed between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

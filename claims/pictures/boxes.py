"""Which voices are drawn as one: those that cite each other in a ring, and those left out of a crowd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx
from django.utils.translation import gettext, ngettext

from claims.pictures import layers
from claims.pictures.voices import Chain, Edge, Node

#: More boxes than this are more than an eye can follow.
MOST_BOXES = 25
#: Of a chain that is too long, so many columns stay at each end: two boxes each and the one between make 25.
_ENDS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """What is drawn as one: a voice, a ring of voices, or those left out."""

    id: str
    nodes: tuple[Node, ...]
    shape: str
    text: tuple[tuple[str, str], ...] = ()

    @property
    def cycle(self) -> bool:
        return self.shape == "ring"


def grouped(chain: Chain) -> tuple[list[Box], list[Edge]]:
    """Rings of voices as one box each, so that the rest has a direction. Who cites itself is one voice."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in chain.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in chain.edges)
    home: dict[str, str] = {}
    for ring in nx.strongly_connected_components(graph):
        first = next(node.id for node in chain.nodes if node.id in ring)
        home.update(dict.fromkeys(ring, first))
    members: dict[str, list[Node]] = {}
    for node in chain.nodes:
        members.setdefault(home[node.id], []).append(node)
    boxes = [_box(tuple(nodes)) for nodes in members.values()]
    return boxes, _redirected(chain.edges, home)


def _box(nodes: tuple[Node, ...]) -> Box:
    if len(nodes) == 1:
        one = nodes[0]
        return Box(one.id, nodes, one.shape, (("", one.label), ("sub", one.sublabel)))
    names = tuple(("", node.label) for node in nodes[:6])
    more = (("sub", _more(len(nodes) - 6)),) if len(nodes) > 6 else ()
    return Box(nodes[0].id, nodes, "ring", (*names, *more, ("sub", gettext("these cite each other"))))


def _more(count: int) -> str:
    return ngettext("+ %(n)d more", "+ %(n)d more", count) % {"n": count}


def _redirected(edges: Iterable[Edge], home: Mapping[str, str]) -> list[Edge]:
    """The edges between homes, once each; a step is dashed only where every one behind it is."""
    kept: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        source, target = home.get(edge.source, edge.source), home.get(edge.target, edge.target)
        if source != target:
            known = kept.get((source, target), edge)
            loose = edge.loose and known.loose
            kept[source, target] = replace(known, source=source, target=target, loose=loose)
    return list(kept.values())


def collapsed(boxes: list[Box], edges: list[Edge]) -> tuple[list[Box], list[Edge]]:
    """At most MOST_BOXES boxes; those left out are one box in each place where some are."""
    if len(boxes) <= MOST_BOXES:
        return boxes, edges
    by_id = {box.id: box for box in boxes}
    drops = _drops(_ranked(by_id, edges))
    home = {one: drop[0] for drop in drops for one in drop}
    kept = [box for box in boxes if box.id not in home]
    return [*kept, *(_left_out(drop, by_id) for drop in drops)], _redirected(edges, home)


def _ranked(by_id: Mapping[str, Box], edges: Sequence[Edge]) -> list[list[str]]:
    """The columns, each with where we read it first, then the best connected: what the picture is about."""
    links = Counter(end for edge in edges for end in (edge.source, edge.target))
    columns = layers.columns(by_id, [(edge.source, edge.target) for edge in edges])
    for column in columns:
        column.sort(key=lambda one: (by_id[one].shape != "here", -links[one]))
    return columns


def _drops(columns: list[list[str]]) -> list[list[str]]:
    """What to leave out: the ends of the fullest columns, and the middle of a chain that is too long."""
    cut = next((n for n in range(MOST_BOXES, 1, -1) if _count(columns, n) <= MOST_BOXES), 2)
    drops: list[list[str]] = []
    if _count(columns, cut) > MOST_BOXES:
        drops.append([one for column in columns[_ENDS:-_ENDS] for one in column])
        columns = columns[:_ENDS] + columns[-_ENDS:]
    return drops + [column[cut - 1 :] for column in columns if len(column) > cut]


def _count(columns: Iterable[Sequence[str]], most: int) -> int:
    return sum(min(len(column), most) for column in columns)


def _left_out(drop: Sequence[str], by_id: Mapping[str, Box]) -> Box:
    nodes = tuple(node for one in drop for node in by_id[one].nodes)
    return Box(drop[0], nodes, "more", (("sub", _more(len(nodes))),))

"""The chain of a claim, drawn and as a list."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pictures.chain import Branch, Chain, Edge, Node, drawing, outline
from claims.pictures.letters import width, wrapped

SVG = "{http://www.w3.org/2000/svg}"

SEMENOV = Chain(
    (
        Node("k", "Kirill Semenov", "Origin, on record", "person", url="/sources/kirill-semenov/"),
        Node("s", "Syria TV", "Named outlet"),
        Node("m", "“Syrian media”", "Not named", "unnamed"),
        Node("c", "Caliber.Az", "26 May 2025", "here"),
    ),
    (Edge("k", "s", "told"), Edge("s", "m", "relayed"), Edge("m", "c", "cited")),
)


def parsed(svg: str) -> ElementTree.Element:
    """The picture as an HTML parser would build it: HTML needs no namespace, XML does."""
    return ElementTree.fromstring(svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


def lefts(svg: str) -> dict[str, float]:
    """Where each box begins, by its first line of text."""
    root = parsed(svg)
    boxes = zip(root.iter(f"{SVG}rect"), root.iter(f"{SVG}g"), strict=True)
    return {words(lines)[0]: float(rect.get("x", "")) for rect, lines in boxes}


def words(box: ElementTree.Element) -> list[str]:
    return [line.text or "" for line in box.iter(f"{SVG}text")]


def fan(outlets: int) -> Chain:
    """One source that many outlets cite."""
    nodes = [Node(f"o{n}", f"Outlet {n}", shape="here") for n in range(outlets)]
    return Chain((Node("a", "Agency"), *nodes), tuple(Edge("a", node.id) for node in nodes))


def test_drawing_has_a_name_and_a_description() -> None:
    """A screen reader hears what the picture shows, and that a list follows."""
    root = parsed(drawing(SEMENOV, title="How it reached Caliber.Az", key="chain-7"))
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root}
    title, description = (root.get("aria-labelledby") or "").split()
    assert named[title] == "How it reached Caliber.Az"
    assert named[description] == "4 voices, origins first. They follow as a list."


def test_drawing_shows_shape_dash_and_word() -> None:
    """A person is rounded, an unnamed outlet dashed, and so is every step to or from one."""
    root = parsed(drawing(SEMENOV, title="Chain"))
    assert [rect.get("class") for rect in root.iter(f"{SVG}rect")] == ["person", "outlet", "loose", "here"]
    steps = [p.get("class") for p in root.iter(f"{SVG}path") if p.get("class") != "tip"]
    assert steps == ["step", "loose", "loose"]
    assert [t.text for t in root.iter(f"{SVG}text") if t.get("class") == "word"] == [
        "told",
        "relayed",
        "cited",
    ]


def test_drawing_dashes_a_step_the_editor_inferred() -> None:
    """An attribution that the article does not print is not drawn as if it did."""
    chain = Chain((Node("a", "A"), Node("b", "B")), (Edge("a", "b", "told", loose=True),))
    assert '<path class="loose"' in drawing(chain, title="Chain")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</svg><b>",
        "&lt;b&gt;",
        "]]><!--",
        "{0} {x} %s",
    ],
)
def test_drawing_of_hostile_names_shows_them_as_text(hostile: str) -> None:
    """Names come from articles: whatever they hold is text, in boxes, words and title alike."""
    chain = Chain((Node("a", hostile, hostile), Node("b", hostile, hostile, "here")), (Edge("a", "b"),))
    root = parsed(drawing(chain, title=hostile))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg", "title", "desc", "rect", "g", "text", "path",
    }  # fmt: skip
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == hostile


def test_drawing_brings_no_style_of_its_own() -> None:
    """The policy of the pages refuses inline style and script."""
    svg = drawing(SEMENOV, title="Chain")
    attributes = {name for element in parsed(svg).iter() for name in element.attrib}
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]


def test_drawing_mirrored_begins_at_the_right() -> None:
    """In Arabic the origin stands where reading begins, and the picture is as large."""
    plain, mirrored = drawing(SEMENOV, title="Chain"), drawing(SEMENOV, title="Chain", mirrored=True)
    order = [name for name, _ in sorted(lefts(plain).items(), key=lambda item: item[1])]
    assert order == ["Kirill Semenov", "Syria TV", "“Syrian media”", "Caliber.Az"]
    assert [name for name, _ in sorted(lefts(mirrored).items(), key=lambda item: -item[1])] == order
    assert parsed(plain).get("viewBox") == parsed(mirrored).get("viewBox")


def test_drawing_of_a_crowd_counts_those_it_leaves_out() -> None:
    """Above 25 boxes a picture says how many more there are, and keeps its size."""
    texts = [" ".join(words(t)) for t in parsed(drawing(fan(31), title="Chain")).iter(f"{SVG}g")]
    assert len([t for t in texts if t.startswith("Outlet")]) == 23
    assert "+ 8 more" in texts


def test_drawing_at_the_limit_leaves_nobody_out() -> None:
    """Twenty-five boxes are all shown."""
    assert "more" not in drawing(fan(24), title="Chain")


def test_drawing_of_a_very_long_chain_leaves_out_its_middle() -> None:
    """A chain of forty voices keeps both ends and counts the rest."""
    nodes = tuple(Node(f"n{n}", f"Voice {n}") for n in range(40))
    chain = Chain(nodes, tuple(Edge(f"n{n}", f"n{n + 1}") for n in range(39)))
    svg = drawing(chain, title="Chain")
    assert "Voice 0" in svg
    assert "Voice 39" in svg
    assert "+ 28 more" in svg


def test_drawing_of_circular_citing_is_one_group() -> None:
    """Outlets that cite each other are one box that says so; who draws on them is drawn after it."""
    chain = Chain(
        (Node("a", "Alpha"), Node("b", "Beta"), Node("c", "Gamma", shape="here")),
        (Edge("a", "b"), Edge("b", "a"), Edge("b", "c")),
    )
    root = parsed(drawing(chain, title="Chain"))
    assert [rect.get("class") for rect in root.iter(f"{SVG}rect")] == ["ring", "here"]
    ring = next(words(t) for t in root.iter(f"{SVG}g") if "Alpha" in words(t))
    assert ring[:2] == ["Alpha", "Beta"]
    assert " ".join(ring[2:]) == "these cite each other"
    branch = outline(chain)[0]
    assert branch.cycle
    assert [node.label for node in branch.nodes] == ["Alpha", "Beta"]
    assert [child.nodes[0].label for child in branch.children] == ["Gamma"]


def test_drawing_of_who_cites_itself_is_one_voice() -> None:
    """A report that cites its own earlier one is no circle of outlets."""
    chain = Chain((Node("a", "Alpha"),), (Edge("a", "a"),))
    assert [rect.get("class") for rect in parsed(drawing(chain, title="Chain")).iter(f"{SVG}rect")] == [
        "outlet"
    ]


def test_drawing_without_voices_is_nothing() -> None:
    """A claim whose chain is not recorded has no picture."""
    assert drawing(Chain((), ()), title="Chain") == ""


NAMES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=90),
    st.sampled_from(
        [
            "Министерство обороны Российской Федерации",
            "وزارة الخارجية والمغتربين في الجمهورية العربية السورية",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
            "朝日新聞の夕刊の国際面",
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=6), st.booleans())
def test_drawing_keeps_every_line_in_its_box(names: list[tuple[str, str]], mirrored: bool) -> None:
    """However long a name is and whatever its script, its lines stay inside the box."""
    nodes = tuple(Node(f"n{n}", label, sub) for n, (label, sub) in enumerate(names))
    chain = Chain(nodes, tuple(Edge(a.id, b.id) for a, b in pairwise(nodes)))
    root = parsed(drawing(chain, title="Chain", mirrored=mirrored))
    for rect, lines in zip(root.iter(f"{SVG}rect"), root.iter(f"{SVG}g"), strict=True):
        top, tall = float(rect.get("y", "")), float(rect.get("height", ""))
        for line in lines.iter(f"{SVG}text"):
            bold = not line.get("class")
            assert (
                width(line.text or "", 13.5 if bold else 12, bold=bold) <= float(rect.get("width", "")) - 20
            )
            assert top < float(line.get("y", "")) - 9
            assert float(line.get("y", "")) < top + tall


def test_drawing_lets_no_boxes_overlap() -> None:
    """Branches that meet again lie beside each other, never on each other."""
    nodes = tuple(Node(f"n{n}", f"Outlet {n}", "2 March 2026") for n in range(12))
    pairs = [(a, b) for a in range(12) for b in range(a + 1, 12) if (a * b + b) % 5 < 2]
    edges = tuple(Edge(f"n{a}", f"n{b}") for a, b in pairs)
    boxes = [
        tuple(float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
        for rect in parsed(drawing(Chain(nodes, edges), title="Chain")).iter(f"{SVG}rect")
    ]
    for n, (x, y, wide, tall) in enumerate(boxes):
        for x2, y2, wide2, tall2 in boxes[n + 1 :]:
            assert x + wide <= x2 or x2 + wide2 <= x or y + tall <= y2 or y2 + tall2 <= y


def test_wrapped_shortens_what_needs_too_many_lines() -> None:
    """A name that would fill the page ends in an ellipsis; the list below has it whole."""
    lines = wrapped("very long name " * 20, 100, 13.5, most=4)
    assert len(lines) == 4
    assert lines[-1].endswith("…")


def test_outline_nests_from_the_origin() -> None:
    """The list reads as the chain ran: told Syria TV, relayed by Syrian media, cited by Caliber.Az."""
    read: list[tuple[str, str]] = []
    branches = outline(SEMENOV)
    while branches:
        (branch,) = branches
        read.append((branch.relation, branch.nodes[0].label))
        branches = branch.children
    assert read == [
        ("", "Kirill Semenov"),
        ("told", "Syria TV"),
        ("relayed", "“Syrian media”"),
        ("cited", "Caliber.Az"),
    ]
    assert outline(SEMENOV)[0].nodes[0].url == "/sources/kirill-semenov/"


def test_outline_shows_shared_branches_once() -> None:
    """Where two sources meet in one outlet, what follows is listed once and pointed at after."""
    chain = Chain(
        (Node("a", "A"), Node("b", "B"), Node("c", "C"), Node("d", "D")),
        (Edge("a", "c"), Edge("b", "c"), Edge("c", "d")),
    )
    first, second = outline(chain)
    assert first.children[0].children == (Branch((Node("d", "D"),), "cited"),)
    assert second.children[0].again
    assert second.children[0].children == ()


def test_drawing_words_never_lie_over_each_other() -> None:
    """In a crowd each word has its own place; one that would fall on its twin is left out."""
    agencies = [Node(f"a{n}", f"Agency {n}") for n in range(6)]
    outlets = [Node(f"o{n}", f"Outlet {n}", shape="here") for n in range(24)]
    steps = [Edge(f"a{n % 6}", f"o{n}") for n in range(24)]
    source = Node("s", "Source", shape="person")
    told = (Edge("s", "a0", "told"), Edge("s", "o5", "told"))
    root = parsed(drawing(Chain((source, *agencies, *outlets), (*steps, *told)), title="A crowd"))
    placed = [
        (float(one.get("x", "")), float(one.get("y", "")), one.text or "")
        for one in root.iter(f"{SVG}text")
        if one.get("class") == "word"
    ]
    assert {"told", "cited"} <= {word for _x, _y, word in placed}
    for place, (x, y, word) in enumerate(placed):
        for left, top, other in placed[:place]:
            apart = (width(word, 12) + width(other, 12)) / 2
            assert abs(x - left) >= apart or abs(y - top) >= 12, (word, other)

"""A text cut into flat marks: nothing lost, nothing nested."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.marks import Mark, blocks, edges, parts
from sources.quotes import sentences

TEXT = "One two three. Four five.\nSix seven."


def marks(*places: tuple[int, int]) -> list[Mark]:
    return [Mark(start, end, number, "says") for number, (start, end) in enumerate(places, 1)]


def test_overlap_is_cut_at_every_edge() -> None:
    """Under two marks a piece knows both; each mark's number stands once, at its end."""
    first = blocks(TEXT, edges(TEXT), sentences(TEXT, "en"), marks((0, 7), (4, 13)))[0].runs[0]
    assert [(piece.text, piece.look, [m.number for m in piece.ends]) for piece in first.pieces] == [
        ("One ", "says", []),
        ("two", "several", [1]),
        (" three", "says", [2]),
        (".", "", []),
    ]


def test_mark_across_blocks_ends_once() -> None:
    """A passage over two paragraphs is marked in both and numbered at its end alone."""
    found = blocks(TEXT, edges(TEXT), sentences(TEXT, "en"), marks((15, 29)))
    ends = [[m.number for run in block.runs for piece in run.pieces for m in piece.ends] for block in found]
    assert ends == [[], [1]]


@given(st.lists(st.tuples(st.integers(0, 34), st.integers(1, 20)), max_size=12))
def test_no_text_is_lost(places: list[tuple[int, int]]) -> None:
    """However marks lie, the pieces joined are the text, and every mark ends exactly once."""
    given_marks = marks(*((start, min(start + length, 36)) for start, length in places))
    found = blocks(TEXT, edges(TEXT), sentences(TEXT, "en"), given_marks)
    assert "\n".join("".join(run.text for run in block.runs) for block in found) == TEXT
    ended = [m for block in found for run in block.runs for piece in run.pieces for m in piece.ends]
    # A mark that ends on the break between blocks has no letter to end with.
    assert sorted(m.number for m in ended) == [m.number for m in given_marks if m.end != 26]


def test_endless_paragraph_comes_in_parts() -> None:
    """A paragraph that no page could show whole is cut between sentences, and nothing of it is lost."""
    text = " ".join(f"Sentence number {number} ends here." for number in range(40))
    cut = sentences(text, "en")
    places = edges(text, cut, most=200)
    assert all(end - start <= 200 for start, end in places)
    assert "".join(text[start:end] for start, end in places).replace(" ", "") == "".join(text.split())
    # No two pieces of it share a part: offsets within one go on from block to block by an LF.
    assert [len(part) for part in parts(places, most=200)] == [1] * len(places)


def test_mark_across_a_cut_ends_once() -> None:
    """A passage that reaches over such a cut is marked on both sides, and numbered at its end alone."""
    text = "One two three. Four five six."
    places = edges(text, sentences(text, "en"), most=15)
    found = blocks(text, places, sentences(text, "en"), marks((4, 19)))
    pieces = [piece for block in found for run in block.runs for piece in run.pieces if piece.marks]
    assert [(piece.text, len(piece.ends)) for piece in pieces] == [("two three.", 0), ("Four", 1)]

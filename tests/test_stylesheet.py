"""The stylesheet keeps to what Firefox and Safari read too (docs/look.md)."""

from __future__ import annotations

import re
from pathlib import Path

STYLES = (Path(__file__).parent.parent / "static" / "sayso.css").read_text(encoding="utf-8")


def test_line_under_a_passage_is_drawn_in_safari() -> None:
    """WebKit drops a text-decoration that says more than which line, and the stance would be lost with it."""
    said = set(re.findall(r"[\s{;]text-decoration:\s*([^;}]+?)\s*[;}]", STYLES))
    assert "underline" in said
    assert said <= {"none", "underline", "line-through"}


def test_selection_keeps_to_the_text_in_safari() -> None:
    """WebKit knows user-select by its prefix alone."""
    plain = re.findall(r"[\s{;]user-select:\s*(\w+)", STYLES)
    assert plain
    assert re.findall(r"-webkit-user-select:\s*(\w+)", STYLES) == plain

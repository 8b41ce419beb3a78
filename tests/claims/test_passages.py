"""The words of a passage that clash, and the days that dates cover together."""

from __future__ import annotations

import pytest

from claims.presenting.passages import Marked, clash_in
from claims.presenting.spans import covered


@pytest.mark.parametrize(
    ("words", "mine", "theirs", "marked"),
    [
        ("The base is in the east.", "The base is in the east", "The base is on the coast", "in the east"),
        ("Fourteen, it said, were lost", "Fourteen were lost", "Nine were lost", "Fourteen"),
        ("ЧЕТЫРНАДЦАТЬ пропали", "Четырнадцать пропали", "Девять пропали", "ЧЕТЫРНАДЦАТЬ"),
        ("No one knows", "Fourteen were lost", "Nine were lost", ""),
        ("Fourteen", "Fourteen were lost", "Nine were lost", ""),
        ("", "Fourteen", "Nine", ""),
    ],
)
def test_clash_in_marks_what_one_side_says_alone(words: str, mine: str, theirs: str, marked: str) -> None:
    """The longest run of words that this claim has and the other has not; nothing where that is all."""
    found = clash_in(words, mine, theirs)
    assert found.exact == marked
    assert found.before + found.exact + found.after == words


def test_clash_in_leaves_the_text_whole() -> None:
    """Without a mark the words stay in front."""
    assert clash_in("Nothing shared", "a", "b") == Marked("Nothing shared")


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ([], ""),
        ([""], ""),
        (["2025-05-26"], "26 May 2025"),
        (["2024-12", "2025-05-26"], "December 2024 to 26 May 2025"),
        (["2024-12/..", "2025-05-26"], "December 2024 to 26 May 2025"),
        (["2024-12/.."], "December 2024 or later"),
        (["2024-12", "2025-02-18/.."], "December 2024 or later"),
        (["../2025-05"], "May 2025 or earlier"),
        (["2025-05-20/2025-05-26", "2025-05-22"], "20 May 2025 to 26 May 2025"),
    ],
)
def test_covered_is_as_precise_as_the_dates(dates: list[str], words: str) -> None:
    """First and last date in their own words; an end stays open until another date reaches beyond it."""
    assert covered(dates) == words

"""What an editor made of a page's text, when the page is read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.rereading import as_edited

READ = "Menu\nThe ferry sank.\nShare this\nIt was late.\nNine were mising.\nThe search goes on."
EDITED = "The ferry sank.\nIt was late.\nNine were missing.\nThe search goes on.\nBy our staff."

texts = st.lists(st.sampled_from(["Menu", "Nine.", "Ten.", "Пропали.", "غرق", "Share"]), min_size=1).map(
    "\n".join
)


@pytest.mark.parametrize(
    ("now", "kept"),
    [
        (READ, EDITED),
        (READ.replace("sank", "went down"), EDITED.replace("sank", "went down")),
        (READ + "\nOne was found.", EDITED.replace("By our staff.", "One was found.")),
        (READ.replace("The ferry sank.\n", ""), EDITED.replace("The ferry sank.\n", "")),
        ("Divers came.\n" + READ, "Divers came.\n" + EDITED),
        (READ.replace("Nine were mising.", "Ten were missing."), EDITED.replace("Nine", "Ten")),
    ],
    ids=["same", "edited", "added at the end", "taken out", "added before", "misread line edited"],
)
def test_hand_of_the_editor_is_laid_over_the_new_reading(now: str, kept: str) -> None:
    """What was taken out, set right and put in stays so; what the page changed is as it is read now."""
    assert as_edited(READ, EDITED, now) == kept


def test_lines_edited_together_stand_as_read_where_one_of_them_changed() -> None:
    """Nobody knows what the editor would have made of the other line."""
    assert as_edited("a\nb\nc\nd", "a\nB and C\nd", "a\nb\nx\nd") == "a\nb\nx\nd"


def test_another_page_is_read_as_it_is() -> None:
    """Of a page that shares no line nothing is left out."""
    assert as_edited(READ, EDITED, "Subscribe to read on.") == "Subscribe to read on."


def test_page_of_which_only_the_rest_is_left_is_read_as_it_is() -> None:
    """A text is never empty: where all that is left was taken out before, that is what the page says."""
    assert as_edited(READ, EDITED, "Menu\nShare this") == "Menu\nShare this"


@given(texts, texts)
def test_untouched_reading_is_the_new_one(then: str, now: str) -> None:
    """Where the editor changed nothing, nothing is changed."""
    assert as_edited(then, then, now) == now


@given(texts, texts)
def test_unchanged_page_reads_as_its_editor_had_it(then: str, edited: str) -> None:
    """Whatever the editor did, the same reading gives the same text."""
    assert as_edited(then, edited, then) == edited


@given(texts, texts, texts)
def test_nothing_is_made_up(then: str, edited: str, now: str) -> None:
    """Each line was read now or comes from the editor."""
    made = set(as_edited(then, edited, now).split("\n"))
    assert made <= set(now.split("\n")) | set(edited.split("\n"))

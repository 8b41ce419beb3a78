"""Sentences that repeat a passage word for word."""

from __future__ import annotations

import pytest

from claims.verbatim import repeats

PASSAGE = " ".join(f"w{n}" for n in range(40))


def run(first: int, last: int) -> str:
    return " ".join(f"w{n}" for n in range(first, last))


@pytest.mark.parametrize(
    ("text", "passage", "copied"),
    [
        ("", PASSAGE, False),
        (run(0, 26), "", False),
        (run(0, 25), PASSAGE, False),
        (run(0, 26), PASSAGE, True),
        (run(14, 40), PASSAGE, True),
        (run(0, 40), run(5, 31), True),
        (run(0, 40), run(5, 30), False),
        (run(0, 26).upper() + "!", PASSAGE, True),
        (run(0, 13) + ", " + run(13, 26), PASSAGE, True),
        (run(0, 13) + " (" + run(13, 26) + ")", PASSAGE.replace("w5 ", "“w5” "), True),
        (run(0, 13) + " not " + run(13, 26), PASSAGE, False),
        (run(0, 13) + " … " + run(13, 26), PASSAGE, True),
        ("w1 " * 26, PASSAGE, False),
        ("x" + run(0, 26), PASSAGE, False),
        (" ".join(["слово"] * 26), "Слово " * 30, True),
        (" ".join(["كلمة"] * 26), "كلمة، " * 30, True),
    ],
)
def test_repeats_more_than_may_be_quoted(text: str, passage: str, copied: bool) -> None:
    """Twenty-five words in a row may be repeated and no more, whatever stands between them."""
    assert repeats(text, [passage]) == copied


def test_repeats_looks_at_every_passage_alone() -> None:
    """Words of two passages do not add up; one of several is enough."""
    assert not repeats(run(0, 30), [run(0, 20), run(20, 30)])
    assert repeats(run(0, 30), ["elsewhere", PASSAGE])


def test_repeats_by_another_measure() -> None:
    """How many words in a row are too many can be said."""
    assert repeats("one two three", ["one two three four"], most=2)
    assert not repeats("one two three", ["one two three four"], most=3)

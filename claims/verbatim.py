"""How much of a passage a sentence repeats word for word: readers may be shown only so much of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Words in a row that may be quoted of an article that is not ours.
QUOTABLE = 25

_MARKS = re.compile(r"\W")


# Punctuation and case do not make a sentence one's own, so that only the words are compared.
def repeats(text: str, passages: Iterable[str], *, most: int = QUOTABLE) -> bool:
    """Whether more than `most` words of `text`, in a row, stand in one of `passages`."""
    words = _words(text)
    runs = [_joined(words[at : at + most + 1]) for at in range(len(words) - most)]
    if not runs:
        return False
    printed = (_joined(_words(passage)) for passage in passages)
    return any(run in passage for passage in printed for run in runs)


def _words(text: str) -> list[str]:
    bare = (_MARKS.sub("", word) for word in text.casefold().split())
    return [word for word in bare if word]


def _joined(words: list[str]) -> str:
    return f" {' '.join(words)} "

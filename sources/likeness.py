"""How alike two names are, word by word. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz

from sources.names import sounds

#: Words that names have or lack without meaning another thing.
LITTLE = {"al", "el", "the", "of", "de", "bin", "ibn", "and", "for", "in"}
#: Below this two words are two words: "russia" and "syria" have 55.
_SAME_WORD = 75
#: What each word more in the longer name takes off.
_EXTRA = 6


def likeness(ones: Iterable[str], others: Collection[str]) -> float:
    """From 0 to 100: how alike the most alike of two entities' folded names are."""
    return max((_alike(one, other) for one in ones for other in others), default=0)


# "The Ministry of Defence of Russia" and "… of Syria" share nearly every letter and are two ministries;
# so each word of the shorter name needs a word of the longer one. Whole-string ratios miss that.
def _alike(one: str, other: str) -> float:
    short, long = sorted((_words(one), _words(other)), key=len)
    if not short:
        return 0
    found = []
    for word in short:
        best = max(_same(word, candidate) for candidate in long)
        if best < _SAME_WORD:
            return 0
        found.append(best)
    return max(sum(found) / len(found) - _EXTRA * (len(long) - len(short)), 0)


def _words(folded: str) -> list[str]:
    words = folded.split()
    return [word for word in words if word not in LITTLE] or words


def _same(one: str, other: str) -> float:
    """Two spellings of the same consonants are as good as nearly the same letters; a number is a number."""
    if any(letter.isdigit() for letter in one + other):
        return 100 if one == other else 0
    ratio = fuzz.ratio(one, other)
    return max(ratio, 92) if sounds(one) == sounds(other) and len(one) > 2 else ratio

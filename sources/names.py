"""Names across spellings and scripts, folded to one form for look-up. Pure."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_POSSESSIVE = re.compile(r"['’]s\b")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


#: Few names have more words, and each more word is another look-up.
_LONGEST = 5


def runs(text: str) -> set[str]:
    """Every run of up to five words in `text`, folded: what to look up to find the names in it."""
    words = fold(_POSSESSIVE.sub("", text)).split()
    return {
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    }


def fold(name: str) -> str:
    """`name` in lower-case Latin letters and digits, words kept apart: Хмеймим gives khmeymim.

    Two spellings of one name need not fold alike; that is what aliases are
    for. Folding only makes accents, case, punctuation and script not matter.
    """
    latin = anyascii(unicodedata.normalize("NFKC", name)).casefold()
    return _NOT_WORD.sub(" ", latin.replace("'", "").replace("`", "")).strip()


#: What transliterations differ in, evened out in turn. The database has the same list, for its indexes
#: (sources/migrations/0004). Capital A stands for whatever vowel a word begins with.
_ALIKE = (
    ("dzh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck|q", "k"),
    ("c(?!h)", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("(^| )[aeiouy]+", r"\1A"),
    ("[aeiouy]", ""),
    (r"([a-z])\1+", r"\1"),
)


def sounds(folded: str) -> list[str]:
    """The words of a folded name by their consonants: khmeimim and hmeymim both give hm.

    It brings spellings together that are to be compared, and says nothing
    about whether they mean the same.
    """
    for pattern, plain in _ALIKE:
        folded = re.sub(pattern, plain, folded)
    return folded.lower().split()

"""Names across spellings and scripts, folded to one form for look-up. Pure."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(name: str) -> str:
    """`name` in lower-case Latin letters and digits, words kept apart: Хмеймим gives khmeymim.

    Two spellings of one name need not fold alike; that is what aliases are
    for. Folding only makes accents, case, punctuation and script not matter.
    """
    latin = anyascii(unicodedata.normalize("NFKC", name)).casefold()
    return _NOT_WORD.sub(" ", latin.replace("'", "").replace("`", "")).strip()

"""Names that somebody may have meant who mistyped one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from rapidfuzz import fuzz, process

from sources.likeness import likeness
from sources.models import Entity, EntityName
from sources.names import fold

#: Names looked through, the newest first: comparing these takes hundredths of a second.
_LOOKED_AT = 20_000
#: Those that share most of their letters are compared word by word; below this they are other names.
_NEAR, _COMPARED, _ALIKE = 75, 60, 78


def near(typed: str, *, most: int = 5) -> list[str]:
    """Up to `most` names like `typed`, the likeliest first. Reads every name: for when nothing was found."""
    sought = fold(typed)
    if len(sought) < 3:
        return []
    known = dict(_names())
    found = process.extract(
        sought, known.keys(), scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=_COMPARED
    )
    ranked = sorted((-likeness([sought], [folded]), known[folded]) for folded, _score, _index in found)
    likely = (name for alike, name in ranked if -alike >= _ALIKE)
    return list(dict.fromkeys(likely))[:most]


def _names() -> Iterator[tuple[str, str]]:
    """Each name's folded form and the name; an entity's own name wins over another's alias."""
    aliases = EntityName.objects.order_by("-pk").values_list("folded", "text")[:_LOOKED_AT]
    own: Iterable[tuple[str, str]] = Entity.objects.order_by("-pk").values_list("folded", "name")[:_LOOKED_AT]
    return chain(aliases, own)

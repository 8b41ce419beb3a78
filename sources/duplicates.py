"""Which other entities may be the same one: suggestions for an editor, who decides.

Candidates are found by index and not by looking at every name: for each of the
entity's names those that have all its words by their consonants, and for each
word up to `_PER_WORD` that have it. A word that thousands share ("ministry")
so brings few of them; those that share a rarer one, or all words, still come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sources.likeness import LITTLE, likeness
from sources.models import Entity, EntityName
from sources.models.entity import SOUNDS, sounding
from sources.names import sounds

#: Below this two names are not worth an editor's look.
_ALIKE = 80
_PER_WORD = 40
_WORDS = 16
#: A press agency may be recorded as an outlet and as an organisation, a person never as a place.
_FAMILIES = (("person",), ("organisation", "outlet"), ("unnamed",), ("place",), ("option",))


@dataclass(frozen=True, slots=True)
class Likely:
    """An entity that may be the same, and from 0 to 100 how alike the names are."""

    entity: Entity
    likeness: float


def likely_duplicates(entity: Entity, *, most: int = 6) -> list[Likely]:
    """The likeliest first, in three queries. Needs the entity's names at hand."""
    own = _names(entity)
    found = _candidates(own)
    family = next(kinds for kinds in _FAMILIES if entity.kind in kinds)
    rows = Entity.objects.unmerged().filter(pk__in=found, kind__in=family).exclude(pk=entity.pk)
    likely = [Likely(row, likeness(own, _names(row))) for row in rows.prefetch_related("names")]
    near = [one for one in likely if one.likeness >= _ALIKE]
    return sorted(near, key=lambda one: (-one.likeness, one.entity.name, one.entity.pk))[:most]


def _names(entity: Entity) -> list[str]:
    return [entity.folded, *(name.folded for name in entity.names.all())]


def _candidates(names: Iterable[str]) -> set[int]:
    """Entities with a name of the same sounds, or with one of its words; in one query."""
    whole = [tuple(sounds(name)) for name in names]
    apart = (
        (sound,) for name in names for word in name.split() if word not in LITTLE for sound in sounds(word)
    )
    sought = list(dict.fromkeys([*islice(whole, _WORDS), *islice(dict.fromkeys(apart), _WORDS)]))
    queries = [query for words in sought if (query := sounding(words)) is not None]
    if not queries:
        return set()
    own = [
        Entity.objects.alias(sounds=SOUNDS).filter(sounds=one).order_by().values_list("pk") for one in queries
    ]
    other = [
        EntityName.objects.alias(sounds=SOUNDS).filter(sounds=one).order_by().values_list("entity")
        for one in queries
    ]
    first, *more = (rows[:_PER_WORD] for rows in (*own, *other))
    return {pk for (pk,) in first.union(*more, all=True)}

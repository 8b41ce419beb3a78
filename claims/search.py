"""Finding claims by words: full text, with the spellings that entities go by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from claims.models import Question
from sources.fulltext import asking, having, words_of
from sources.models import Entity, EntityName
from sources.names import fold, runs

#: Beyond this many names, of one query's entities and of one entity, more do not help, nor do more spellings
#: of the query in all: each is another search.
_MOST_NAMES = 40
#: A word that must not be there. Folding drops the sign, and would ask for the word.
_EXCLUDES = re.compile(r"(?:^|\s)-\w")


def matching(words: str) -> Q:
    """The condition that a claim, or the question it answers, matches `words`.

    Quotes, `or` and `-` work as in web searches. A name that an entity is
    known by also finds its other spellings: Hmeimim finds Khmeimim.
    """
    typed = asking(words)
    claims = reduce(or_, (Q(search=query) for query in [typed, *_folded(words)]))
    return claims | Q(question__in=_questions(typed))


def _questions(query: SearchQuery) -> QuerySet[Any, Any]:
    worded = Question.objects.alias(words=words_of("text"))
    return worded.filter(words=query).values("pk")


def respelled(words: str, *, written: bool = False) -> Iterable[str]:
    """`words`, folded, with each name in it replaced by the other names of the same entity.

    These are folded too, or with `written` as they are written.
    """
    text = fold(words)
    found = runs(text)
    for names in _names_in(found).values():
        for name in sorted(names.keys() & found):
            for other in sorted(names.keys() - {name})[:_MOST_NAMES]:
                put = names[other] if written else other
                yield f" {text} ".replace(f" {name} ", f" {put} ").strip()


def spellings(words: str) -> list[str]:
    """Every name, as written, of the entities that are named in `words`."""
    known = _names_in(runs(words)).values()
    return [name for names in known for name in sorted(names.values())][:_MOST_NAMES]


def asked_in_other_spellings(words: str) -> list[SearchQuery]:
    """Queries for `words` in whatever script its names are written, folded or not."""
    if _EXCLUDES.search(words):
        return []
    return [*_folded(words), *(having(one) for one in islice(respelled(words, written=True), _MOST_NAMES))]


def _folded(words: str) -> list[SearchQuery]:
    """Queries for the folded words, with names in their other spellings."""
    if _EXCLUDES.search(words):
        return []
    texts = [fold(words), *islice(respelled(words), _MOST_NAMES - 1)]
    return [SearchQuery(one, config="simple", search_type="plain") for one in texts if one]


def _names_in(found: set[str]) -> dict[int, dict[str, str]]:
    """The names of the entities that one of `found` names: as written, by their folded form."""
    known = Entity.objects.filter(Q(folded__in=found) | Q(names__folded__in=found)).distinct()[:_MOST_NAMES]
    names = {entity.pk: {entity.folded: entity.name} for entity in known}
    rows = EntityName.objects.filter(entity__in=names).order_by("pk")
    for entity, folded, text in rows.values_list("entity", "folded", "text"):
        names[entity].setdefault(folded, text)
    return names

"""Finding claims by words: full text, with the spellings that entities go by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet

from claims.models import Question
from sources.models import Entity, EntityName
from sources.names import fold, runs

#: Beyond this many names, of one query's entities and of one entity, more do not help, nor do more spellings
#: of the query in all: each is another search.
_MOST_NAMES = 40


def matching(words: str) -> Q:
    """The condition that a claim, or the question it answers, matches `words`.

    Quotes, `or` and `-` work as in web searches. A name that an entity is
    known by also finds its other spellings: Hmeimim finds Khmeimim.
    """
    typed = SearchQuery(words, config="english", search_type="websearch")
    folded = [words, *islice(respelled(words), _MOST_NAMES - 1)]
    plain = [SearchQuery(fold(one), config="simple", search_type="plain") for one in folded if fold(one)]
    claims = reduce(or_, (Q(search=query) for query in [typed, *plain]))
    return claims | Q(question__in=_questions(typed))


def _questions(query: SearchQuery) -> QuerySet[Any, Any]:
    # The same expression as the index on questions.
    worded = Question.objects.annotate(words=SearchVector("text", config="english"))
    return worded.filter(words=query).values("pk")


def respelled(words: str) -> Iterable[str]:
    """`words` with each name in it replaced by the other names of the same entity."""
    text = fold(words)
    found = runs(text)
    known = Entity.objects.filter(Q(folded__in=found) | Q(names__folded__in=found)).distinct()[:_MOST_NAMES]
    spellings: dict[int, set[str]] = {entity.pk: {entity.folded} for entity in known}
    for entity, folded in EntityName.objects.filter(entity__in=spellings).values_list("entity", "folded"):
        spellings[entity].add(folded)
    for names in spellings.values():
        for name in names & found:
            for other in sorted(names - {name})[:_MOST_NAMES]:
                yield f" {text} ".replace(f" {name} ", f" {other} ").strip()

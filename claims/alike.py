"""Recorded claims that look like what is being typed: the likeliest first, the same topic before others."""

from __future__ import annotations

import re
from functools import reduce
from itertools import islice
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from claims.models import Claim
from claims.search import respelled
from sources.fulltext import is_arabic
from sources.names import fold

#: Rows ranked for one answer: common words match more than anyone could choose from.
_RANKED = 500
_WORDS = 24
_SPELLINGS = 8
_WORD = re.compile(r"[^\W_]+")


def alike(typed: str, *, topic: str = "", limit: int = 8) -> list[Claim]:
    """Up to `limit` current claims with the words of `typed`; with some of them where few have all.

    The last word may be unfinished. `topic` is a public id.
    """
    words = _WORD.findall(typed.casefold())[:_WORDS]
    folded = fold(typed).split()[:_WORDS]
    if not folded:
        return []
    some = _some(words, folded)
    found = list(_ranked(_every(words, folded) | _spelled_otherwise(typed), some, topic)[:limit])
    if len(found) < limit and len(words) > 2:
        known = {claim.pk for claim in found}
        more = _ranked(some, some, topic)[: limit * 2]
        found += [claim for claim in more if claim.pk not in known]
    return found[:limit]


def _ranked(wanted: SearchQuery, weigh: SearchQuery, topic: str) -> QuerySet[Claim]:
    some = Claim.objects.current().filter(search=wanted).order_by("-pk").values("pk")[:_RANKED]
    same_topic = Case(
        When(Q(question__topic__public_id=topic), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    found = Claim.objects.filter(pk__in=some).select_related("question__topic")
    return found.annotate(same=same_topic, rank=SearchRank("search", weigh, normalization=Value(1))).order_by(
        "-same", "-rank", "-pk"
    )


def _every(words: list[str], folded: list[str]) -> SearchQuery:
    """All words, in any form that their language gives them, the last one as a beginning."""
    return _in_each(_beginning(words, " & "), words) | _raw(_beginning(folded, " & "), "simple")


def _some(words: list[str], folded: list[str]) -> SearchQuery:
    """Some of the words. Words like "the" are dropped, and short ones in languages that we do not know."""
    query = _in_each(_beginning(words, " | "), words)
    long = [word for word in folded if len(word) > 3]
    return query | _raw(" | ".join(long), "simple") if long else query


def _beginning(words: list[str], operator: str) -> str:
    return operator.join([*words[:-1], f"{words[-1]}:*"]) if words else ""


def _in_each(expression: str, words: list[str]) -> SearchQuery:
    """By the forms of words in English and Russian, which one configuration knows both; in Arabic as well."""
    query = _raw(expression, "russian")
    return query | _raw(expression, "arabic") if any(map(is_arabic, words)) else query


def _raw(expression: str, config: str) -> SearchQuery:
    # Words are letters and digits, so that they cannot be operators.
    return SearchQuery(expression, config=config, search_type="raw")


def _spelled_otherwise(typed: str) -> SearchQuery:
    """The same with names in their other spellings: Hmeimim finds Khmeimim."""
    texts = [fold(typed), *islice(respelled(typed), _SPELLINGS)]
    return reduce(or_, (SearchQuery(text, config="simple", search_type="plain") for text in texts))

"""Recorded claims and questions like what is being typed: the likeliest first, one topic before others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from claims.models import Claim, Question, Statement
from claims.search import respelled
from sources.fulltext import having, is_arabic, words_of
from sources.names import fold

#: Rows ranked for one answer: common words match more than anyone could choose from.
_RANKED = 500
_WORDS = 24
_SPELLINGS = 8
#: Of claims with some of the words, how many times as many as are wanted are compared.
_LOOKED_AT = 4
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A recorded claim with words of what is typed: all of them where `is_whole`."""

    claim: Claim
    is_whole: bool
    #: Whether it says much the same, so that one may ask whether it is meant.
    is_like: bool


def alike(
    typed: str, *, topic: str = "", article: str = "", besides: str = "", limit: int = 8
) -> list[Found]:
    """Up to `limit` current claims with the words of `typed`, and with some of them where it is a sentence.

    Those with all words and those that say much the same stand first, and of
    these the ones tagged in the article, then the topic's. The last word may be
    unfinished. `topic`, `article` and the claim `besides` are public ids.
    """
    words, folded = _taken_apart(typed)
    if not folded:
        return []
    some = _some(words, folded)
    every = _ranked(_every(words, folded) | _spelled_otherwise(typed), some, topic, article, besides)
    rows = [(one, True) for one in every.order_by("-here", "-same", "-rank", "-pk")[:limit]]
    if len(words) > 2:
        # By their words alone first: in a long article or topic any one word would be enough to stand first.
        more = _ranked(some, some, topic, article, besides).order_by("-rank", "-pk")[: limit * _LOOKED_AT]
        known = {one.pk for one, _whole in rows}
        rows += [(one, False) for one in more if one.pk not in known]
    likeness = {one.pk: _is_like(words, one) for one, _whole in rows}
    rows.sort(key=lambda row: (not (row[1] or likeness[row[0].pk]), not row[0].here, not row[0].same))
    return [Found(one, is_whole, likeness[one.pk]) for one, is_whole in rows[:limit]]


def _is_like(words: list[str], claim: Claim) -> bool:
    """Whether most of the longer words of the shorter of the two are in the other, whatever their endings."""
    mine, theirs = _telling(words), _telling(_WORD.findall(claim.text.casefold()))
    shared = len(mine & theirs)
    return shared > 1 and shared * 5 >= min(len(mine), len(theirs)) * 3


def _telling(words: list[str]) -> set[str]:
    # Arabic writes no short vowels, and words of three letters say much.
    return {word[:6] for word in words if len(word) > (2 if is_arabic(word) else 3)}


def questions_alike(typed: str, *, topic: str = "", limit: int = 8) -> list[Question]:
    """Up to `limit` questions that somebody asked, in the same way, with what `with_answers` adds.

    A question that is only a claim with its question mark was asked by nobody.
    """
    words, folded = _taken_apart(typed)
    if not folded:
        return []
    some, spelled = _some(words, folded), islice(respelled(typed, written=True), _SPELLINGS)
    every = reduce(or_, (having(one) for one in spelled), _every(words, folded))
    worded = Question.objects.alias(words=words_of("text"))
    wanted = worded.filter(Q(words=every) | Q(words=some) if len(words) > 2 else Q(words=every))
    known = wanted.exclude(_asks_itself()).order_by("-pk").values("pk")[:_RANKED]
    has_every = Case(When(words=every, then=Value(True)), default=Value(False), output_field=BooleanField())
    found = worded.filter(pk__in=known).annotate(
        same=_of_topic("topic", topic), all=has_every, rank=SearchRank(words_of("text"), some)
    )
    return list(with_answers(found).order_by("-same", "-all", "-rank", "-answers", "-pk")[:limit])


def with_answers(questions: QuerySet[Any]) -> QuerySet[Any]:
    """Each with its topic, how many claims answer it and what the newest says, to tell it from another."""
    current = Claim.objects.current().filter(question=OuterRef("pk"))
    newest = current.order_by("-pk").values("text")[:1]
    number = current.order_by().values("question").annotate(n=Count("pk")).values("n")
    told = {"answers": Coalesce(Subquery(number), 0), "newest": Subquery(newest)}
    found: QuerySet[Any] = questions.select_related("topic").annotate(**told)
    return found


def _asks_itself() -> Exists:
    """Whether it is only its claim, asked back (`claims.models.question.own_question`)."""
    bare = Func(F("text"), Value(" .…"), function="rtrim", output_field=TextField())
    asked = Claim.objects.alias(own=Concat(bare, Value("?"), output_field=TextField()))
    return Exists(asked.filter(question=OuterRef("pk"), own=OuterRef("text")))


def _taken_apart(typed: str) -> tuple[list[str], list[str]]:
    """Its words, and its words folded."""
    return _WORD.findall(typed.casefold())[:_WORDS], fold(typed).split()[:_WORDS]


def _of_topic(field: str, topic: str) -> Case:
    """Whether it belongs to the topic with this public id."""
    same = When(**{f"{field}__public_id": topic}, then=Value(True))
    return Case(same, default=Value(False), output_field=BooleanField())


def _ranked(
    wanted: SearchQuery, weigh: SearchQuery, topic: str, article: str, besides: str
) -> QuerySet[Any, Any]:
    current = Claim.objects.current().exclude(public_id=besides)
    some = current.filter(search=wanted).order_by("-pk").values("pk")[:_RANKED]
    tagged = Statement.objects.standing().filter(claim=OuterRef("pk"), capture__article__public_id=article)
    return (
        Claim.objects.filter(pk__in=some)
        .select_related("question__topic")
        .annotate(
            here=Exists(tagged),
            same=_of_topic("question__topic", topic),
            rank=SearchRank("search", weigh, normalization=Value(1)),
        )
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

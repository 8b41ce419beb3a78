"""Which articles are tagged on a question's topic, which of them answer it, which are read to the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from claims.models import ClaimState, Question, Statement, met_by_readers
from claims.record import Entities
from claims.vocabulary import SILENCES
from newsroom.history import rows_at
from newsroom.models.ledger import stands
from sources.models import Article

#: An outlet after merges, or the article of one that is not named.
Carrier: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many outlets and articles answer the question, of the articles tagged on its topic.

    `unnamed` of the outlets are not named: each is one article, and two of them may be the same.
    `unread` of the articles nobody has read to the end: they may answer it too.
    """

    outlets: int
    articles: int
    of_articles: int
    unnamed: int
    unread: int


@dataclass(frozen=True, slots=True)
class Read:
    """One article of the topic: how many statements it has on the question, and how many that speak.

    `unread`: nobody has said that they read it to the end.
    """

    outlet: int | None
    article: int
    here: int
    speaking: int
    unread: bool = False


@dataclass(slots=True)
class Carried:
    """One outlet with its articles, or one article whose outlet is not named."""

    carrier: Carrier
    outlet: int | None
    articles: list[int] = field(default_factory=list)
    unread: int = 0
    here: int = 0
    speaking: int = 0


def articles_tagged(question: Question, seen: QuerySet[ClaimState], at: datetime | None) -> list[Read]:
    """The articles with a statement on the topic, and those that once had one on the question."""
    here = Q(claim__question=question)
    topic = Q(claim__question__topic=question.topic_id) if question.topic_id else here
    entered = Q() if at is None else Q(entered_at__lte=at)
    shown = Exists(seen.filter(claim=OuterRef("claim")))
    rows = Statement.objects.filter(topic, entered, shown).filter(stands(at) | here & met_by_readers())
    counted = rows.values_list("capture__article__outlet", "capture__article").annotate(
        here=Count("pk", filter=here),
        speaking=Count("pk", filter=here & stands(at) & ~Q(kind__in=SILENCES)),
    )
    found = [Read(*row) for row in counted.order_by("capture__article")]
    unread = not_read_through([one.article for one in found], at)
    return [replace(one, unread=one.article in unread) for one in found]


def not_read_through(articles: Collection[int], at: datetime | None) -> set[int]:
    """Those of `articles` that nobody had read to the end by `at`, as the event log knew it, or has now."""
    rows = list(Article.objects.filter(pk__in=articles).values_list("pk", "public_id", "read_through_at"))
    if at is None:
        return {pk for pk, _name, read in rows if read is None}
    then = rows_at("sources_article", [name for _pk, name, _read in rows], at)
    return {pk for pk, name, _read in rows if then.get(name, {}).get("read_through_at") is None}


def carriers_of(read: Iterable[Read], who: Entities) -> dict[Carrier, Carried]:
    """Articles by outlet; those of outlets that are not named each on their own."""
    found: dict[Carrier, Carried] = {}
    for one in read:
        outlet = None if one.outlet is None else who.canonical(one.outlet)
        carrier = ("article", one.article) if outlet is None else ("outlet", outlet)
        carried = found.setdefault(carrier, Carried(carrier, outlet))
        carried.articles.append(one.article)
        carried.unread += one.unread
        carried.here += one.here
        carried.speaking += one.speaking
    return found


def reach_of(read: Sequence[Read], carriers: Iterable[Carried]) -> Reach:
    speaking = [one for one in carriers if one.speaking]
    return Reach(
        outlets=len(speaking),
        articles=sum(one.speaking > 0 for one in read),
        of_articles=len(read),
        unnamed=sum(one.outlet is None for one in speaking),
        unread=sum(one.unread for one in read),
    )

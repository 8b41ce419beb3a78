"""Which outlets were read on a question's topic, and which of them say something on the question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from claims.models import ClaimState, Question, Statement, met_by_readers
from claims.record import Entities
from claims.vocabulary import SILENCES
from newsroom.models.ledger import stands

#: An outlet after merges, or the article of one that is not named.
Carrier: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many outlets and articles answer the question, of the articles read on its topic.

    `unnamed` of the outlets are not named: each is one article, and two of them may be the same.
    """

    outlets: int
    articles: int
    of_articles: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class Read:
    """One article of the topic: how many statements it has on the question, and how many that speak."""

    outlet: int | None
    article: int
    here: int
    speaking: int


@dataclass(slots=True)
class Carried:
    """One outlet with its articles, or one article whose outlet is not named."""

    carrier: Carrier
    outlet: int | None
    articles: list[int] = field(default_factory=list)
    here: int = 0
    speaking: int = 0


def articles_read(question: Question, seen: QuerySet[ClaimState], at: datetime | None) -> list[Read]:
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
    return [Read(*row) for row in counted.order_by("capture__article")]


def carriers_of(read: Iterable[Read], who: Entities) -> dict[Carrier, Carried]:
    """Articles by outlet; those of outlets that are not named each on their own."""
    found: dict[Carrier, Carried] = {}
    for one in read:
        outlet = None if one.outlet is None else who.canonical(one.outlet)
        carrier = ("article", one.article) if outlet is None else ("outlet", outlet)
        carried = found.setdefault(carrier, Carried(carrier, outlet))
        carried.articles.append(one.article)
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
    )

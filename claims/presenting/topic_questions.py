"""A topic's questions with their competing answers, and who gives each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import ClaimState, Question, Statement, Topic
from claims.paging import page_of
from claims.presenting.carried import not_read_through
from claims.presenting.conflicts import Conflict
from claims.presenting.lettering import Answer, lettered
from claims.presenting.names import Names, names_of
from claims.vocabulary import SPEAKING
from claims.wording import sentences

#: Questions a page, and answers read and shown of each.
PAGE_SIZE = 40
_READ, _SHOWN = 26, 8
#: Outlets named beside an answer.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Given:
    """One answer and who gives it; `letter` is "" where there is no other."""

    answer: Answer
    letter: str
    who: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answers that readers saw; `more` of them are on its own page."""

    question: Question
    answers: tuple[Given, ...]
    more: int

    @property
    def clashes(self) -> bool:
        """Whether some of its answers cannot be true together."""
        return any(one.answer.split for one in self.answers)


@dataclass(frozen=True, slots=True)
class Questions:
    """A page of them; `older` leads to the next."""

    asked: tuple[Asked, ...]
    older: str
    first: bool


def questions_of(topic: Topic, at: datetime | None, after: str) -> Questions:
    """The topic's questions, newest first, in a number of queries that does not grow with them."""
    seen = ClaimState.objects.at(at).published().filter(claim__question=OuterRef("pk"))
    page = page_of(topic.questions.filter(Exists(seen)), ("pk",), size=PAGE_SIZE, after=after)
    states = _states(page.rows, at)
    by_question: defaultdict[int, list[Any]] = defaultdict(list)
    for state in states:
        by_question[state.claim.question_id].append(state)
    who = _Carriers([state.claim_id for state in states], at)
    asked = [_asked(question, by_question[question.pk], who) for question in page.rows]
    # What outlets differ on comes first.
    asked.sort(key=lambda one: (not one.clashes, len(one.answers) == 1))
    return Questions(tuple(asked), page.older, page.first)


def _states(questions: Collection[Question], at: datetime | None) -> list[Any]:
    """The first answers of each question, each with how many there are."""
    own = F("claim__question")
    rows: Any = ClaimState.objects.at(at).published().filter(claim__question__in=questions)
    rows = rows.annotate(
        place=Window(RowNumber(), partition_by=[own], order_by="claim"),
        answers=Window(Count("pk"), partition_by=[own]),
    )
    return list(rows.filter(place__lte=_READ).select_related("claim__question", "claim__entity"))


def _asked(question: Question, states: list[Any], who: _Carriers) -> Asked:
    known = {state.claim.public_id: state for state in states}
    clashing = {
        frozenset((state.claim.public_id, other))
        for state in states
        for other in state.conflicts_with
        if other in known and other != state.claim.public_id
    }
    pairs = (sorted(pair) for pair in clashing)
    conflicts = [Conflict(known[a], known[b], "contradicts") for a, b in pairs]
    answers = lettered(states, conflicts).answers[:_SHOWN]
    total = states[0].answers if states else 0
    alone = total == 1
    return Asked(
        question,
        tuple(Given(one, "" if alone else one.letter, who.of(one.state.claim_id)) for one in answers),
        total - len(answers),
    )


class _Carriers:
    """Which outlets say each of some claims, and which deny it, in words; in three queries."""

    def __init__(self, claims: Collection[int], at: datetime | None) -> None:
        said = Statement.objects.standing(at).filter(claim__in=claims, kind__in=SPEAKING)
        columns = ("claim", "kind", "capture__article__outlet", "capture__article")
        rows = list(said.order_by("claim", "capture__article").values_list(*columns).distinct())
        self._names = names_of((row[2] for row in rows), at)
        self._says: defaultdict[int, list[tuple[int | None, int]]] = defaultdict(list)
        self._denies: defaultdict[int, list[tuple[int | None, int]]] = defaultdict(list)
        for claim, kind, outlet, article in rows:
            (self._denies if kind == "denial" else self._says)[claim].append((outlet, article))

    def of(self, claim: int) -> str:
        """ "Caliber.Az and an outlet not named; denied by TASS"."""
        says, denies = self._listed(self._says[claim]), self._listed(self._denies[claim])
        if says and denies:
            return _("%(says)s; denied by %(denies)s") % {"says": capfirst(says), "denies": denies}
        return capfirst(says) or (_("Denied by %(denies)s") % {"denies": denies} if denies else "")

    def _listed(self, carriers: Iterable[tuple[int | None, int]]) -> str:
        return outlets_listed(carriers, self._names, most=_NAMED)


def outlets_listed(carriers: Iterable[tuple[int | None, int]], names: Names, *, most: int) -> str:
    """Outlets in a row: named ones first, each once; those not named as a number."""
    ones = list(carriers)
    named = list(
        dict.fromkeys(sentences.isolated(names.shown(outlet)) for outlet, _article in ones if outlet)
    )
    unnamed = len({article for outlet, article in ones if outlet is None})
    words = named[:most]
    if len(named) > most:
        words.append(_("%(n)d more") % {"n": len(named) - most})
    if unnamed:
        words.append(ngettext("an outlet not named", "%(n)d outlets not named", unnamed) % {"n": unnamed})
    return sentences.listed(words) if words else ""


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet in a topic: its articles and claims, of so many; `unread` articles may say more."""

    name: str
    url: str
    articles: int
    claims: int
    unread: int = 0


def outlets_of(topic: Topic, at: datetime | None) -> list[OutletRow]:
    """Which outlets carry the topic's claims, most claims first; those not named together, last."""
    seen = ClaimState.objects.at(at).published().filter(claim=OuterRef("claim"))
    said = Statement.objects.standing(at).filter(
        Exists(seen), claim__question__topic=topic, kind__in=SPEAKING
    )
    columns = ("capture__article__outlet", "capture__article", "claim")
    rows = list(said.order_by().values_list(*columns).distinct())
    names = names_of((outlet for outlet, _article, _claim in rows), at)
    held: defaultdict[int | None, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for outlet, article, claim in rows:
        articles, claims = held[names.one(outlet)]
        articles.add(article)
        claims.add(claim)
    unread = not_read_through({article for _outlet, article, _claim in rows}, at)
    return _outlet_rows(held, names, unread)


def _outlet_rows(
    held: Mapping[int | None, tuple[set[int], set[int]]], names: Names, unread: set[int]
) -> list[OutletRow]:
    rows = [
        (
            outlet is None,
            -len(claims),
            OutletRow(
                names.shown(outlet), names.url(outlet), len(articles), len(claims), len(articles & unread)
            ),
        )
        for outlet, (articles, claims) in held.items()
    ]
    return [row for _unnamed, _claims, row in sorted(rows, key=lambda one: one[:2])]

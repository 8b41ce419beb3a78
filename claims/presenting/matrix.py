"""Outlets by answers: who says what on one question, and who was read to the end and says nothing of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import ClaimState, Question, Statement, met_by_readers
from claims.presenting.carried import Carried, Carrier, Reach, articles_tagged, carriers_of, reach_of
from claims.presenting.changed_passages import Changed, changed_here
from claims.presenting.conflicts import Conflict
from claims.presenting.lettering import Answer, Lettering
from claims.presenting.names import Names, names_of
from claims.presenting.passages import passage_url
from claims.record import Entities
from claims.vocabulary import KINDS, SILENCES
from claims.wording import sentences, words
from claims.wording.dates import date_words
from newsroom.models.ledger import stands
from sources.graph import edges_above
from sources.models import Article
from sources.names import fold

#: More answers or outlets than this are for the list of claims, not for a table.
MOST_ANSWERS = 12
MOST_OUTLETS = 30


@dataclass(frozen=True, slots=True)
class Said:
    """One kind of statement by one outlet on one claim: the first of `alike` such passages.

    `changed` is what the outlet has done to this passage since.
    """

    statement: Statement
    alike: int
    party: str = ""
    changed: Sequence[Changed] = ()

    @property
    def url(self) -> str:
        return passage_url(self.statement)

    @property
    def note(self) -> str:
        """When and how: "26 May 2025, as fact". Of a silence: whose."""
        how = lower_first(str(words.CAVEAT[self.statement.caveat])) if self.statement.caveat else ""
        return sentences.aside((self.party, when_said(self.statement), how))

    @property
    def more(self) -> str:
        """The other passages, in words; "" where there is none."""
        if self.alike < 2:
            return ""
        return ngettext("%(n)d more passage", "%(n)d more passages", self.alike - 1) % {"n": self.alike - 1}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet says of one answer.

    Nothing said and nothing withdrawn is "not mentioned" where all its articles
    are read to the end, and else no more than that they are not.
    """

    answer: Answer
    said: tuple[Said, ...] = ()
    withdrawn: datetime | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """Two answers of one outlet that cannot both be true, or one that it says and denies."""

    a: str
    b: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One outlet; one that is not named is an article, which then is at hand."""

    carrier: Carrier
    name: str
    url: str
    articles: int
    unread: int
    article: Article | None = None
    cells: tuple[Cell, ...] = ()
    both: tuple[Both, ...] = ()

    @property
    def title(self) -> str:
        """The first words of the article's headline; "" where it has none."""
        return Truncator(self.article.headline).words(5) if self.article else ""

    @property
    def note(self) -> str:
        """How much of it we read; when, where it is an article of an outlet that is not named."""
        if self.article is None:
            return articles_words(self.articles, self.unread)
        words = [published_words(self.article), _("not read to the end") if self.unread else ""]
        return sentences.aside(words)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table as far as it is shown, and how much is left out."""

    answers: Sequence[Answer]
    rows: Sequence[Row]
    reach: Reach
    more_answers: int
    more_outlets: int

    @property
    def unread(self) -> bool:
        """Whether some cell says no more than that an article is not read to the end."""
        return any(cell.unread for row in self.rows for cell in row.cells)

    @property
    def unmentioned(self) -> bool:
        """Whether some article that is read to the end says nothing of an answer."""
        cells = (cell for row in self.rows for cell in row.cells)
        return any(not (cell.said or cell.withdrawn or cell.unread) for cell in cells)


def read_matrix(
    question: Question,
    lettering: Lettering,
    conflicts: Iterable[Conflict],
    seen: QuerySet[ClaimState],
    at: datetime | None,
) -> Matrix:
    """Who says what among the claims of `seen`, in a number of queries that does not grow."""
    read = articles_tagged(question, seen, at)
    who = Entities(*edges_above({one.outlet for one in read if one.outlet}, at))
    carriers = carriers_of(read, who)
    answers = _whole(lettering.answers[:MOST_ANSWERS])
    shown = sorted(carriers.values(), key=lambda one: (not one.here, one.carrier))[:MOST_OUTLETS]
    statements = _statements(answers, [pk for one in shown for pk in one.articles], at)
    names = names_of(_named(shown, statements), at)
    own = _by_carrier(statements, shown)
    rows = _with_articles([_row(one, answers, own[one.carrier], names) for one in shown])
    letters = {one.state.claim_id: one.letter for one in answers}
    against = (c for c in conflicts if c.relation == "contradicts")
    clashing = [c for c in against if letters.keys() >= {c.a.claim_id, c.b.claim_id}]
    return Matrix(
        answers=answers,
        rows=[replace(row, both=_both(row, clashing, letters)) for row in sorted(rows, key=_row_order)],
        reach=reach_of(read, carriers.values()),
        more_answers=len(lettering.answers) - len(answers),
        more_outlets=len(carriers) - len(shown),
    )


def _whole(answers: Sequence[Answer]) -> list[Answer]:
    """The answers with all that is told of them."""
    states = ClaimState.objects.select_related("claim__question__topic", "claim__entity")
    found = states.in_bulk([one.state.pk for one in answers])
    return [replace(one, state=found[one.state.pk]) for one in answers]


def articles_words(articles: int, unread: int) -> str:
    """How many articles of an outlet there are, and how many of them nobody has read to the end."""
    if not unread:
        return ngettext("%(n)d article read", "%(n)d articles read", articles) % {"n": articles}
    if articles == 1:
        return _("1 article, not read to the end")
    if unread == articles:
        return ngettext(
            "None of its %(n)d articles has been read to the end",
            "None of its %(n)d articles has been read to the end",
            articles,
        ) % {"n": articles}
    return ngettext(
        "%(unread)d of its %(n)d articles not read to the end",
        "%(unread)d of its %(n)d articles not read to the end",
        articles,
    ) % {"unread": unread, "n": articles}


def lower_first(text: str) -> str:
    """The words as they stand within a line, in quotation marks or not."""
    start = 1 if text[:1] in "“«" else 0
    return text[:start] + text[start : start + 1].lower() + text[start + 1 :]


def when_said(statement: Statement) -> str:
    """When a statement was said, as far as anybody printed it."""
    article = statement.capture.article
    if statement.said:
        return date_words(statement.said)
    return date_words("" if article.date_inferred else article.published)


def published_words(article: Article) -> str:
    """An article's date in few words, to tell it from others."""
    return date_words(article.published) if article.published else lower_first(date_words(""))


def _statements(answers: Sequence[Answer], articles: Sequence[int], at: datetime | None) -> list[Any]:
    """The first statement of each kind by each outlet on each answer, with how many are `alike`."""
    claims = [one.state.claim_id for one in answers]
    entered = Q() if at is None else Q(entered_at__lte=at)
    alike: dict[str, Any] = {
        "partition_by": [
            Coalesce("capture__article__outlet", -F("capture__article")),
            F("claim"),
            F("kind"),
            F("standing"),
        ]
    }
    first = [F("capture__article__published_days").asc(nulls_last=True), F("pk").asc()]
    rows = Statement.objects.filter(
        entered, met_by_readers(), claim__in=claims, capture__article__in=articles
    )
    rows = rows.annotate(standing=Case(When(stands(at), then=Value(True)), default=Value(False)))
    rows = rows.annotate(
        place=Window(RowNumber(), order_by=first, **alike), alike=Window(Count("pk"), **alike)
    ).filter(place=1)
    return _with_changes(rows.with_chain().order_by("pk"), at)


def _with_changes(rows: Iterable[Any], at: datetime | None) -> list[Any]:
    """The statements with what their outlets had `changed` of the passages, as the desk knew it at `at`."""
    statements = list(rows)
    changed = changed_here(statements, at)
    for one in statements:
        one.changed = changed.get(one.pk, ())
    return statements


def _by_carrier(statements: Iterable[Any], shown: Iterable[Carried]) -> Mapping[Carrier, list[Any]]:
    carrier_of = {article: one.carrier for one in shown for article in one.articles}
    grouped: defaultdict[Carrier, list[Any]] = defaultdict(list)
    for one in statements:
        grouped[carrier_of[one.capture.article_id]].append(one)
    return grouped


def _named(shown: Iterable[Carried], statements: Iterable[Statement]) -> set[int | None]:
    """The outlets, and the silent parties."""
    silent = (one for one in statements if one.kind in SILENCES)
    parties = {link.entity_id for one in silent for link in list(one.links.all())[:1]}
    return {one.outlet for one in shown} | parties


def _row(carried: Carried, answers: Sequence[Answer], own: Sequence[Any], names: Names) -> Row:
    return Row(
        carrier=carried.carrier,
        name=names.shown(carried.outlet),
        url=names.url(carried.outlet),
        articles=len(carried.articles),
        unread=carried.unread,
        cells=tuple(_cell(answer, own, names, unread=carried.unread > 0) for answer in answers),
    )


def _with_articles(rows: Iterable[Row]) -> list[Row]:
    """Rows of outlets that are not named, with the articles they stand for."""
    held = list(rows)
    articles = Article.objects.in_bulk(
        [key for kind, key in (row.carrier for row in held) if kind == "article"]
    )
    return [
        replace(row, article=articles[row.carrier[1]], url=articles[row.carrier[1]].get_absolute_url())
        if row.carrier[0] == "article"
        else row
        for row in held
    ]


def _cell(answer: Answer, own: Iterable[Any], names: Names, *, unread: bool) -> Cell:
    on_it = [one for one in own if one.claim_id == answer.state.claim_id]
    said: dict[str, Said] = {}
    for one in on_it:
        if one.standing:
            before = said.get(one.kind)
            said[one.kind] = replace(before, alike=before.alike + one.alike) if before else _said(one, names)
    in_order = sorted(said.values(), key=lambda one: KINDS.index(one.statement.kind))
    gone = [one.left_at for one in on_it if not one.standing]
    if said or gone:
        return Cell(answer, tuple(in_order), None if said else max(gone))
    return Cell(answer, unread=unread)


def _said(statement: Any, names: Names) -> Said:
    silent = statement.kind in SILENCES and next(iter(statement.links.all()), None)
    party = sentences.isolated(capfirst(names.shown(silent.entity_id))) if silent else ""
    return Said(statement, statement.alike, party, statement.changed)


def _both(row: Row, clashing: Iterable[Conflict], letters: Mapping[int, str]) -> tuple[Both, ...]:
    """Those of the contradictions of which this outlet carries both sides, as its own or another's words."""
    stances = {cell.answer.state.claim_id: {one.statement.stance for one in cell.said} for cell in row.cells}
    found = []
    for one in clashing:
        a, b = one.a.claim_id, one.b.claim_id
        wanted = {"support", "deny"} if a == b else {"support"}
        if wanted <= stances[a] and wanted <= stances[b]:
            ends = sorted((letters[a], letters[b]))
            found.append(Both(ends[0], ends[1] if a != b else "", one.url))
    return tuple(found)


def _row_order(row: Row) -> tuple[bool, bool, str, int]:
    """Those that say something first, then by name; articles of outlets not named come after."""
    silent = not any(cell.said or cell.withdrawn for cell in row.cells)
    return silent, row.article is not None, fold(row.name), row.carrier[1]

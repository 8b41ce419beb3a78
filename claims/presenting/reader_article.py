"""An article as readers see it: its text or its tagged passages, and the statements found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef
from django.http import Http404

from claims.marks import Block, Mark, blocks, edges, parts
from claims.models import Anchor, ClaimState, Statement, met_by_readers, statements_in
from claims.presenting.changed_passages import Changed, changed_passages
from claims.presenting.manners import Manner, manners_of
from claims.presenting.names import names_of
from claims.presenting.passages import Quote, quotes_of
from claims.presenting.sourcing import entities_in, sourcing
from claims.templatetags.sayso import kind_look
from claims.vocabulary import STANCE
from sources.models import Article, Capture

#: Statements on one page; an article with more is a case for its parts and for the download.
MOST = 1_000
#: Withdrawn ones, and those of other captures, that keep their place on the page.
MOST_BESIDE = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in the article, with its number in the text's order and what there is to say of it."""

    statement: Statement
    number: int
    status: str
    quote: Quote
    sourcing: str
    manner: Manner | None
    changed: Sequence[Changed]

    @property
    def mark(self) -> Mark:
        one: Any = self.statement
        return Mark(one.here_start, one.here_end, self.number, kind_look(one.kind), one.public_id)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A statement whose passage does not stand in this text, and what the outlet has done to it."""

    statement: Statement
    changed: Sequence[Changed]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks: the statements that begin with it, and those that end."""

    text: str
    look: str
    marked: bool
    starts: tuple[str, ...]
    ends: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ReaderArticle:
    """One article, read from one capture. `paragraphs` are empty where passages alone may be quoted."""

    article: Article
    capture: Capture
    captures: Sequence[Capture]
    paragraphs: Sequence[Sequence[Segment]]
    found: Sequence[Found]
    elsewhere: Sequence[Elsewhere]
    withdrawn: Iterable[Statement]
    looked: datetime
    part: int
    parts: int

    @property
    def is_whole(self) -> bool:
        """Whether the text is ours to publish."""
        return self.article.public_text == "full"

    @property
    def quotes(self) -> Sequence[Found]:
        """The statements whose passages stand on the page in their outlet's words."""
        return [one for one in self.found if self.is_whole or one.quote.printed]

    @property
    def keeps_back(self) -> bool:
        """Whether, beside what is quoted, some passages or what became of them may not be."""
        if self.is_whole or (self.found and not self.quotes):
            return False
        changed = [*(one.changed for one in self.found), *(one.changed for one in self.elsewhere)]
        withheld = any(one.withheld for ones in changed for one in ones)
        return withheld or len(self.quotes) < len(self.found)

    @property
    def has_text(self) -> bool:
        """Whether any of the text is shown."""
        return self.is_whole or bool(self.quotes)

    @property
    def stances(self) -> Sequence[str]:
        """Of the marks in the text, for its key."""
        shown = {STANCE[one.statement.kind] for one in self.quotes}
        return [stance for stance in dict.fromkeys(STANCE.values()) if stance in shown]


def read_article(article: Article, *, capture: str = "", part: str = "") -> ReaderArticle:
    """The newest capture in which statements that readers may see stand, or the one named.

    Raises Http404 where the article has no such capture or part.
    """
    captures = _captures(article)
    chosen = _chosen(captures, capture)
    standing = _standing(chosen)
    whole = article.public_text == "full"
    places = parts(edges(chosen.text, chosen.spans())) if whole else [[(0, len(chosen.text))]]
    number = int(part) if part.isascii() and part.isdigit() else 1
    if not 1 <= number <= len(places):
        raise Http404
    here = places[number - 1]
    found = _found(standing, here)
    beside = Statement.objects.on_published_claims().filter(capture__article=article).with_chain()
    elsewhere = beside.standing().exclude(pk__in=standing.values("pk")).order_by("capture", "start")
    gone = beside.filter(met_by_readers(), left_at__isnull=False).order_by("-left_at", "-pk")
    return ReaderArticle(
        article=article,
        capture=chosen,
        captures=captures,
        paragraphs=_paragraphs(chosen, here, found) if whole else (),
        found=found,
        elsewhere=_elsewhere(elsewhere[:MOST_BESIDE]),
        withdrawn=gone.select_related("superseded_by")[:MOST_BESIDE],
        looked=_looked(article, captures),
        part=number,
        parts=len(places),
    )


def _looked(article: Article, captures: Sequence[Capture]) -> datetime:
    """When the desk last saw what the page says: with a new capture, or without."""
    last = article.looks.exclude(found="failed").aggregate(last=Max("looked_at"))["last"]
    taken = captures[0].taken_at
    return max(last, taken) if last else taken


def _captures(article: Article) -> list[Capture]:
    """Captures in which statements that readers may see stand, the newest first; all, where there is none.

    With `carries`: whether passages tagged in others were found in them.
    """
    seen = Statement.objects.standing().on_published_claims().filter(capture=OuterRef("pk"))
    led_on = Anchor.objects.standing().for_readers().filter(capture=OuterRef("pk"), outcome="carried")
    rows = article.captures.defer("raw", "text", "sentences").order_by("-taken_at", "-pk")
    captures: list[Any] = list(rows.annotate(tagged=Exists(seen), carries=Exists(led_on)))
    return [one for one in captures if one.tagged or one.carries] or captures


def _chosen(captures: Iterable[Capture], asked: str) -> Capture:
    for one in captures:
        if not asked or one.public_id == asked:
            one.refresh_from_db(fields=["text", "sentences"])
            return one
    raise Http404


def _standing(capture: Any) -> Any:
    """Statements in this text that readers may see, with where they stand in it."""
    # Most captures are an article's only one: they are spared the question what was carried to them.
    here = statements_in(capture) if capture.carries else Statement.objects.in_own_capture(capture)
    return here.standing().on_published_claims()


def _elsewhere(statements: Iterable[Statement]) -> list[Elsewhere]:
    rows = list(statements)
    changed = changed_passages(rows) if rows else {}
    return [Elsewhere(one, changed.get(one.pk, ())) for one in rows]


def _found(standing: Any, here: Sequence[tuple[int, int]]) -> list[Found]:
    """Those of the statements `standing` in the text that this part of it holds, in its order."""
    before = standing.filter(here_end__lte=here[0][0]).count() if here[0][0] else 0
    rows = standing.filter(here_start__lte=here[-1][1], here_end__gt=here[0][0]).with_chain()
    statements = list(rows.order_by("here_start", "pk")[:MOST])
    claims = {one.claim_id for one in statements}
    states = ClaimState.objects.at().filter(claim__in=claims)
    statuses = dict(states.values_list("claim", "status"))
    names = names_of(entities_in(statements))
    quotes, manners = quotes_of(statements), manners_of([one.pk for one in statements])
    changed = changed_passages(statements)
    return [
        Found(
            one,
            number,
            statuses.get(one.claim_id, ""),
            quotes[one.pk],
            sourcing(one, names),
            manners.get(one.pk),
            changed.get(one.pk, ()),
        )
        for number, one in enumerate(statements, before + 1)
    ]


def _paragraphs(
    capture: Capture, here: Sequence[tuple[int, int]], found: Iterable[Found]
) -> list[list[Segment]]:
    marks = [one.mark for one in found]
    begun: set[str] = set()
    return [list(_segments(block, begun)) for block in blocks(capture.text, here, (), marks)]


def _segments(block: Block, begun: set[str]) -> Iterator[Segment]:
    """The block's pieces; `begun` holds the marks that have begun, in this block or before it."""
    for run in block.runs:
        for piece in run.pieces:
            starts = tuple(mark.key for mark in piece.marks if mark.key not in begun)
            begun.update(starts)
            yield Segment(piece.text, piece.look, bool(piece.marks), starts, piece.ends)

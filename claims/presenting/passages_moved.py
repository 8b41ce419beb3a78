"""Passages that an editor must look at: what was tagged beside what the page says now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.models import Anchor, Statement
from claims.presenting.versions import Version, around, versions
from sources.models import Article, Capture
from sources.quotes import Page, passage_at
from sources.rewording import counterpart, likely

#: Questions on one page; the next come up as these are answered.
SHOWN = 25
#: Answers given that stay on the page, the latest.
ANSWERED = 25
#: Characters around a passage that help to tell where it stands.
_AROUND = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of the new text that may have taken the passage's place, and the sentence they stand in."""

    start: int
    end: int
    text: str
    sentence: str

    @property
    def code(self) -> str:
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One open question: the passage with its statements, then and now, and what may be answered."""

    anchor: Anchor
    exact: str
    statements: Sequence[Statement]
    version: Version
    candidates: Sequence[Candidate] = field(default_factory=tuple)

    @property
    def moved(self) -> bool:
        return self.anchor.outcome == "moved"

    @property
    def is_public(self) -> bool:
        """Whether readers see a claim that rests on it."""
        return any(one.claim.visibility == "published" for one in self.statements)


def open_questions(article: Article) -> list[Asked]:
    """The oldest first, in four queries whatever their number."""
    waiting = (
        Anchor.objects.waiting().filter(capture__article=article).order_by("capture", "tagged_start", "pk")
    )
    rows = list(waiting[:SHOWN])
    pages = _pages({pk for row in rows for pk in (row.tagged_in_id, row.capture_id)})
    said = statements_on(rows)
    fresh = {row.capture_id: _fresh(pages, row) for row in rows if row.outcome == "lost"}
    asked = []
    for row in rows:
        row.tagged_in, row.capture = pages[row.tagged_in_id], pages[row.capture_id]
        asked.append(_asked(row, said[row.place], fresh.get(row.capture_id, ())))
    return asked


def _pages(captures: Iterable[int]) -> Mapping[int, Capture]:
    return Capture.objects.defer("raw").in_bulk(captures)


def statements_on(rows: Iterable[Anchor]) -> Mapping[tuple[int, int, int], list[Statement]]:
    """The standing statements on each passage, in one query."""
    places = {row.place for row in rows}
    captures, starts = {place[0] for place in places}, {place[1] for place in places}
    here = Statement.objects.standing().filter(capture__in=captures, start__in=starts).order_by("pk")
    found: defaultdict[Any, list[Statement]] = defaultdict(list)
    for one in here.select_related("claim__question"):
        found[one.capture_id, one.start, one.end].append(one)
    return found


def _fresh(pages: Mapping[int, Capture], row: Anchor) -> list[tuple[int, int]]:
    """The sentences of the new text that the old one does not have: what came must be among them."""
    old, new = pages[row.tagged_in_id], pages[row.capture_id]
    known = {old.text[start:end] for start, end in old.spans()}
    return [(start, end) for start, end in new.spans() if new.text[start:end] not in known]


def _asked(row: Anchor, statements: Sequence[Statement], fresh: Sequence[tuple[int, int]]) -> Asked:
    old, new = row.tagged_in.page, row.capture.page
    exact = old.text[row.tagged_start : row.tagged_end]
    if row.outcome == "moved":
        here = row.passage
        there, now = _place(old, row.tagged_start, row.tagged_end), _place(new, here.start, here.end)
        version = around(there.inner, exact, now.inner, (*there.outer, *now.outer))
        return Asked(row, exact, statements, version)
    start, end = old.around(row.tagged_start, row.tagged_end)
    candidates = _candidates(
        old.text[start:end], (row.tagged_start - start, row.tagged_end - start), new, fresh
    )
    version = versions(old.text[start:end], candidates[0].sentence if candidates else "")
    return Asked(row, exact, statements, version, candidates)


def _candidates(
    gone: str, tagged: tuple[int, int], new: Page, fresh: Sequence[tuple[int, int]]
) -> list[Candidate]:
    found = []
    for index in likely(gone, [new.text[start:end] for start, end in fresh]):
        at, end = fresh[index]
        sentence = new.text[at:end]
        first, last = counterpart(gone, *tagged, sentence)
        passage = passage_at(new.text, at + first, at + last)
        found.append(Candidate(passage.start, passage.end, passage.exact, sentence))
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage's sentence before and after it, and what stands around the sentence, from word to word."""

    inner: tuple[str, str]
    outer: tuple[str, str]


def _place(page: Page, start: int, end: int) -> _Place:
    first, last = page.around(start, end)
    before, after = page.text[max(0, first - _AROUND) : first], page.text[last : last + _AROUND]
    if first > _AROUND:
        before = "…" + before.partition(" ")[2]
    if last + _AROUND < len(page.text):
        after = after.rpartition(" ")[0] + "…"
    return _Place((page.text[first:start], page.text[end:last]), (before, after))


def answers(article: Article) -> list[Anchor]:
    """What editors have said of the article's passages and stands, the newest first."""
    decided = Anchor.objects.standing().filter(capture__article=article, decided_at__isnull=False)
    related = decided.select_related("capture", "tagged_in", "decided_by").order_by("-decided_at", "-pk")
    big = [f"{capture}__{column}" for capture in ("capture", "tagged_in") for column in ("raw", "sentences")]
    return list(related.defer(*big, "capture__text")[:ANSWERED])

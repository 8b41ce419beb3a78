"""An article as the desk works on it: its text with marks, its tags, what they still lack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from claims.access import TAGGERS, found, may_change
from claims.marks import Block, Mark, blocks, edges, parts
from claims.models import Anchor, Statement, Verdict, statements_in
from claims.presenting.withheld import TOLD, limits_of
from claims.templatetags.sayso import kind_look
from newsroom.access import EDITOR, has_role
from newsroom.models import User
from sources.models import Article, Capture

#: Tags on one page: a hundred thousand on one article must not make one answer.
MOST_TAGS = 1_000

#: What `Statement.to_complete` names, as the desk reads it.
MISSING = {
    "chain": _("who said it"),
    "basis": _("how they know"),
    "certainty": _("how sure the speaker is"),
    "caveat": _("how the outlet puts it"),
}


class Recorded(NamedTuple):
    """A statement as far as the list of all of them needs it."""

    pk: int
    supersedes: int | None
    start: int
    public_id: str
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag of the list."""

    statement: Statement
    number: int
    missing: list[str]
    may_change: bool
    #: What readers will not see of the passage, and what to do; "" where they will see it whole.
    withheld: str = ""

    @property
    def is_unpublished(self) -> bool:
        return self.statement.claim.visibility != "published"

    @property
    def mark(self) -> Mark:
        one = self.statement
        return Mark(*self.place, self.number, kind_look(one.kind), one.public_id)

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the text shown, which may be a later one than it was tagged in."""
        return self.statement.here_start, self.statement.here_end  # type: ignore[attr-defined]


@dataclass(frozen=True)
class DeskArticle:
    """What the page of one article shows to one person of the desk."""

    user: User
    article: Article
    capture: Capture
    part: int
    parts: int
    places: Sequence[tuple[int, int]]

    @property
    def may_tag(self) -> bool:
        return has_role(self.user, *TAGGERS)

    @property
    def may_publish(self) -> bool:
        return has_role(self.user, EDITOR)

    def tags(self) -> Any:
        """The standing tags of this part."""
        first, last = self.places[0][0], self.places[-1][1]
        return self.all_tags().filter(here_start__lt=last, here_end__gt=first)

    def all_tags(self) -> Any:
        """The standing tags of the whole text, those carried to it too."""
        here = statements_in(self.capture) if self.carries else Statement.objects.in_own_capture(self.capture)
        return here.standing()

    @property
    def carries(self) -> bool:
        """Whether passages of earlier captures were looked for in this one. Spares others the question."""
        return bool(self.capture.carries)  # type: ignore[attr-defined]

    @property
    def is_older(self) -> bool:
        """Whether the page has been captured anew since."""
        return bool(self.capture.later)  # type: ignore[attr-defined]

    def rows(self, tags: Any = None) -> list[TagRow]:
        """The rows of `tags`, or of all tags of this part, in the text's order."""
        chosen = self.tags() if tags is None else tags
        # Without the capture: its text is here, and would come again with every row.
        related = (
            chosen.with_links().select_related("claim__question__topic", "recorded_by").defer("claim__search")
        )
        listed = list(related.order_by("here_start", "pk")[:MOST_TAGS])
        judged = self._judged(listed)
        return [
            TagRow(
                one,
                self._numbers[one.pk],
                [str(MISSING[name]) for name in one.to_complete()],
                self.may_tag and may_change(self.user, one, under_verdict=one.claim_id in judged),
                str(TOLD.get(self._limits.get(one.pk, ""), "")),
            )
            for one in listed
        ]

    @cached_property
    def _limits(self) -> dict[int, str]:
        return limits_of(self.article)

    @cached_property
    def _recorded(self) -> list[Recorded]:
        """Every statement of the text, in the order in which they are numbered."""
        # What came with an import at one moment is numbered in the text's order.
        recorded = self._ever_here().order_by("recorded_at", "start", "pk")
        return [Recorded(*row) for row in recorded.values_list(*Recorded._fields)]

    def _ever_here(self) -> Any:
        """The capture's statements, withdrawn ones too; all of the article's where some are carried to it."""
        if self.carries:
            return Statement.objects.filter(capture__article=self.article)
        return Statement.objects.filter(capture=self.capture)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Each statement's number in the article: by when it was first recorded, so that none ever shifts.

        What replaces a statement keeps its number.
        """
        numbers: dict[int, int] = {}
        given = 0
        for one in self._recorded:
            if one.supersedes in numbers:
                numbers[one.pk] = numbers[one.supersedes]
            else:
                given += 1
                numbers[one.pk] = given
        return numbers

    def following(self, statement: Statement) -> str:
        """The tag that the list shows after this one; "" for none."""
        if self.carries:
            same = Q(here_start=statement.start, pk__gt=statement.pk)
            after = self.all_tags().filter(same | Q(here_start__gt=statement.start))
            ids = after.order_by("here_start", "pk").values_list("public_id", flat=True)
            return ids.first() or ""
        place = (statement.start, statement.pk)
        later = [one for one in self._recorded if one.left_at is None and (one.start, one.pk) > place]
        return min(later, key=lambda one: (one.start, one.pk)).public_id if later else ""

    def _judged(self, statements: list[Statement]) -> set[int]:
        """Claims under a verdict; it matters to contributors alone."""
        if has_role(self.user, EDITOR) or not self.may_tag:
            return set()
        claims = {one.claim_id for one in statements}
        return set(Verdict.objects.standing().filter(claim__in=claims).values_list("claim", flat=True))

    def blocks(self, rows: Iterable[TagRow], places: Sequence[tuple[int, int]] | None = None) -> list[Block]:
        """The text of this part, or of some of its blocks, with the marks of `rows`."""
        here = self.places if places is None else places
        first, last = here[0][0], here[-1][1]
        spans = [span for span in self.capture.spans() if span[0] < last and span[1] > first]
        return blocks(self.capture.text, here, spans, [row.mark for row in rows])

    def version(self) -> str:
        """What grows whenever anyone tags or withdraws here: a page that knows it knows the list."""
        found = self._ever_here().aggregate(all=Count("pk"), gone=Count("left_at"))
        return f"{found['all']}-{found['gone']}"

    def incomplete(self, most: int) -> Any:
        """The first few tags of this part that lack something, by key."""
        return self.tags().incomplete().order_by("here_start", "pk").values("pk")[:most]

    def touched(self, *passages: tuple[int, int]) -> list[tuple[int, int]]:
        """The blocks of this part that these passages reach into."""
        return [
            (start, end)
            for start, end in self.places
            if any(first < end and last > start for first, last in passages)
        ]


def desk_article(
    user: User, article: Article, *, capture: str = "", part: str = "", start: int | None = None
) -> DeskArticle:
    """The newest capture or the one named; its first part, the one asked for, or the one with `start`."""
    carries = Exists(Anchor.objects.filter(capture=OuterRef("pk"), outcome="carried"))
    later = Capture.objects.filter(article=article, taken_at__gt=OuterRef("taken_at"))
    captures = article.captures.defer("raw").annotate(carries=carries, later=Exists(later))
    captures = captures.order_by("-taken_at", "-pk")
    shown = found(captures, capture) if capture else captures.first()
    if shown is None:
        raise Http404
    # Reading both ways: forms ask a capture for its article.
    shown.article = article
    cut = parts(edges(shown.text, shown.spans()))
    number = whole_number(part, otherwise=1)
    if start is not None:
        number = next((n for n, places in enumerate(cut, 1) if start <= places[-1][1]), 1)
    if not 1 <= number <= len(cut):
        raise Http404
    return DeskArticle(user, article, shown, number, len(cut), cut[number - 1])


def whole_number(typed: str, *, otherwise: int) -> int:
    """A number as addresses carry it: plain digits, and few enough to be a place in a text."""
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else otherwise


def last_tag(capture: Capture) -> Statement | None:
    """The newest standing tag of the article: the next one often has its topic and its chain."""
    newest: Statement | None = (
        Statement.objects.standing()
        .filter(capture__article=capture.article_id)
        .with_links()
        .select_related("claim__question__topic")
        .order_by("-pk")
        .first()
    )
    return newest

"""An article as the desk works on it: its text with marks, its tags, what they still lack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from claims.access import TAGGERS, captures_for_desk, found, may_change
from claims.actions.putting_back import put_back_key
from claims.forms.tag import sentence_around
from claims.marks import Block, Mark, blocks, edges, parts
from claims.models import Statement, Verdict
from claims.presenting.desk_tags import Passage, Place, Tag, Unpublished, led_to, numbers_of, tags_of
from claims.presenting.withheld import IN_SHORT, Allowance, Limit, allowance, limits_among
from claims.templatetags.sayso import kind_look
from newsroom.access import EDITOR, has_role
from newsroom.models import User
from sources.models import Article, Capture
from sources.quotes import CONTEXT

#: Tags on one page: a hundred thousand on one article must not make one answer.
MOST_TAGS = 1_000
#: Withdrawn ones that are offered back.
MOST_GONE = 50

#: What `Statement.to_complete` names, as the desk reads it.
MISSING = {
    "chain": _("who said it"),
    "basis": _("how they know"),
    "certainty": _("how sure the speaker is"),
    "caveat": _("how the outlet puts it"),
}


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag of the list."""

    tag: Tag
    #: Where it stands in the text shown, which may be a later one than it was tagged in.
    place: Place
    number: int
    may_change: bool
    #: Whether whoever looks may show its claim to readers, who do not see it yet.
    may_publish: bool
    #: What readers will not see of the passage, in short; "" where they will see it whole.
    withheld: str = ""
    #: Who tagged it, where that is somebody else than whoever looks.
    colleague: str = ""

    @property
    def missing(self) -> list[str]:
        """What is still to be recorded, in the words of the desk."""
        return [str(MISSING[name]) for name in self.tag.to_complete()]

    @property
    def mark(self) -> Mark:
        return Mark(*self.place, self.number, kind_look(self.tag.kind), self.tag.public_id)


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A tag that was withdrawn, in the place where it stood: it can be put back from there."""

    tag: Tag
    number: int
    #: The tag that the list shows after it; "" for none.
    next_id: str


class Undoable(NamedTuple):
    """A tag as it was before it was changed, and as it is now."""

    before: Tag
    now: Tag


@dataclass(frozen=True)
class DeskArticle:
    """What the page of one article shows to one person of the desk.

    Its tags are read once, when they are first asked for: after a write, not before it.
    """

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

    @property
    def around(self) -> tuple[str, str]:
        """What stands just before this part and just after it: passages at its edges have it for context."""
        text, start, end = self.capture.text, self.places[0][0], self.places[-1][1]
        return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]

    @cached_property
    def tags(self) -> list[Tag]:
        """The standing tags of this part, in the text's order."""
        return self._among(self._in_order, self.places)

    def tags_on(self, places: Sequence[Place]) -> list[Tag]:
        """The tags of this part from the first of some of its blocks to the last."""
        return self._among(self.tags, places)

    @cached_property
    def is_older(self) -> bool:
        """Whether the page has been captured anew since."""
        later: bool = self.article.captures.filter(taken_at__gt=self.capture.taken_at).exists()
        return later

    def rows(self, tags: Iterable[Tag] | None = None) -> list[TagRow]:
        """The rows of `tags`, or of all tags of this part."""
        chosen = list(self.tags if tags is None else tags)[:MOST_TAGS]
        return [
            TagRow(
                tag,
                self._place[tag.pk],
                self._numbers[tag.pk],
                self._may_change(tag),
                self._may_publish(tag),
                self._withheld(tag),
                self.colleague(tag),
            )
            for tag in chosen
        ]

    def row(self, statement: Statement) -> TagRow | None:
        """The row of one tag; None where it does not stand in this part."""
        return next(iter(self.rows(tag for tag in self.tags if tag.pk == statement.pk)), None)

    def turned(self, new: Statement | None, left: Statement | None) -> list[TagRow]:
        """Rows of other tags of which readers see more or fewer words since one came, or one left."""
        came, gone = new and new.pk, left and left.pk
        then = (tag._replace(left_at=None) if tag.pk == gone else tag for tag in self._tags if tag.pk != came)
        before = limits_among(self.article, then)
        # The last row of a full list may have come into it just now.
        shown = (tag for tag in self.tags[: MOST_TAGS - 1] if tag.pk != came)
        return self.rows(tag for tag in shown if _code(before, tag) != _code(self._limits, tag))

    def to_complete(self, most: int) -> list[TagRow]:
        """The first few tags of this part that lack something, of those that the user may change."""
        lacking = (tag for tag in self.tags if tag.to_complete() and self._may_change(tag))
        return self.rows(islice(lacking, most))

    def following(self, statement: Statement) -> str:
        """The tag that the list shows after this one; "" for none."""
        keys = [tag.pk for tag in self.tags]
        at = keys.index(statement.pk) + 1 if statement.pk in keys else len(keys)
        return self.tags[at].public_id if at < len(keys) else ""

    def gone_row(self, public_id: str) -> GoneRow | None:
        """The row of a withdrawn tag; None where it stood elsewhere or whoever looks may not put it back."""
        tag = next((tag for tag in self._tags if tag.public_id == public_id), None)
        if tag is None or tag not in self._among(self._withdrawn, self.places):
            return None
        if not self._may_put_back(tag):
            return None
        at = self._order(tag)
        after = (other.public_id for other in self.tags if self._order(other) > at)
        return GoneRow(tag, self._numbers[tag.pk], next(after, ""))

    def gone_rows(self) -> list[GoneRow]:
        """The tags withdrawn from this part that whoever looks may put back, the latest few first."""
        gone = [tag for tag in self._among(self._withdrawn, self.places) if self._may_put_back(tag)]
        latest = sorted(gone, key=lambda tag: (tag.left_at or datetime.max, tag.pk), reverse=True)
        return [GoneRow(tag, self._numbers[tag.pk], "") for tag in latest[:MOST_GONE]]

    def undoable(self, public_id: str) -> Undoable | None:
        """The change that replaced this tag, if it is the work of whoever looks and they may undo it."""
        before = next((tag for tag in self._tags if tag.public_id == public_id), None)
        now = before and next((tag for tag in self.tags if tag.supersedes == before.pk), None)
        if before is None or now is None or now.recorded_by != self.user.pk:
            return None
        if before.withdrawn_why != "replaced":
            return None
        if before.moved_to is not None and not _left_its_claim_behind(before):
            return None
        may_return = before.claim == now.claim or self._may_tag(before)
        may = may_return and self._may_change(before) and self._may_change(now)
        return Undoable(before, now) if may else None

    def change_to(self, tag: Tag) -> Undoable | None:
        """The change that made a tag what it is; None where there was none, or it only undid one."""
        by_pk = {one.pk: one for one in self._tags}
        before = by_pk.get(tag.supersedes or 0)
        first = before and by_pk.get(before.supersedes or 0)
        if before is None or (first and tag.key == str(put_back_key(first.public_id))):
            return None
        return self.undoable(before.public_id)

    def place_of(self, statement: Statement) -> Place | None:
        """Where a tag stands, or stood, in the text shown; None where it does not."""
        return self._place.get(statement.pk)

    def unseen_on(self, sentence: Place, version: str) -> list[Tag]:
        """The tags on a sentence that a page which knows `version` does not show yet, the newest first."""
        # What was begun before the newest that it shows, and saved after it, is left out: it may be there.
        shown = whole_number(version.rpartition("-")[2], otherwise=0)
        here = [tag for tag in self._among(self._in_order, [sentence]) if tag.pk > shown]
        return sorted(here, key=lambda tag: -tag.pk)

    def unseen_beside(self, statement: Statement, version: str) -> list[Tag]:
        """The same of the sentence that a tag is in, without it."""
        place = self.place_of(statement)
        if place is None:
            return []
        sentence = sentence_around(self.capture, *place)
        return [tag for tag in self.unseen_on(sentence, version) if tag.pk != statement.pk]

    def colleague(self, tag: Tag) -> str:
        """Who tagged it, where that is somebody else than whoever looks; else ""."""
        return self._colleagues.get(tag.recorded_by, "")

    def unpublished(self) -> Unpublished:
        """How many claims the article's standing tags are on that readers cannot see."""
        return Unpublished.among(self._tags, self.user.pk)

    @property
    def has_earlier(self) -> bool:
        """Whether tags of other texts of the article may stand in this one."""
        return any(tag.capture != self.capture.pk for tag in self._tags)

    def left_behind(self) -> int:
        """How many tags stand on passages of other texts that are not just so in this one."""
        return sum(tag.stands and tag.pk not in self._place for tag in self._tags)

    def allowance(self) -> Allowance | None:
        """How much of the article may be quoted, where its tags are more than that; else None."""
        return allowance(self.capture, self._tags, self._limits)

    def _among(self, tags: Iterable[Tag], places: Sequence[Place]) -> list[Tag]:
        span = (places[0][0], places[-1][1]) if places else (0, 0)
        return [tag for tag in tags if _meet(self._place[tag.pk], span)]

    @cached_property
    def _tags(self) -> list[Tag]:
        return tags_of(self.article)

    @cached_property
    def _led(self) -> dict[Passage, Place | None]:
        """Passages of other captures that were ever found in this one: none where none is tagged."""
        return led_to(self.capture) if self.has_earlier else {}

    @cached_property
    def _place(self) -> dict[int, Place]:
        """Where each stands in this text, or stood before it was withdrawn."""
        own = self.capture.pk
        places = {
            tag.pk: tag.place if tag.capture == own else self._led.get((tag.capture, *tag.place))
            for tag in self._tags
        }
        return {pk: place for pk, place in places.items() if place}

    def _order(self, tag: Tag) -> Place:
        return self._place[tag.pk][0], tag.pk

    @cached_property
    def _in_order(self) -> list[Tag]:
        """Those that stand in this text, as the list shows them."""
        return sorted((tag for tag in self._tags if tag.stands and tag.pk in self._place), key=self._order)

    @cached_property
    def _withdrawn(self) -> list[Tag]:
        """Those taken back from this text, with nothing in their place, and not put back since."""
        replaced, keys = {tag.supersedes for tag in self._tags}, {tag.key for tag in self._tags}
        gone = (tag for tag in self._tags if not tag.stands and tag.pk in self._place)
        away = (tag for tag in gone if tag.pk not in replaced and tag.moved_to is None)
        return [tag for tag in away if str(put_back_key(tag.public_id)) not in keys]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return numbers_of(self._tags)

    @cached_property
    def _limits(self) -> dict[int, Limit]:
        return limits_among(self.article, self._tags)

    def _withheld(self, tag: Tag) -> str:
        limit = self._limits.get(tag.pk)
        return str(IN_SHORT[limit.code]) if limit else ""

    def _may_change(self, tag: Tag) -> bool:
        return self.may_tag and may_change(
            self.user, tag.recorded_by, under_verdict=tag.claim in self._judged
        )

    def _may_publish(self, tag: Tag) -> bool:
        return self.may_publish and tag.is_unpublished and not tag.needs_another(self.user.pk)

    def _may_put_back(self, tag: Tag) -> bool:
        return self._may_change(tag) and self._may_tag(tag)

    def _may_tag(self, tag: Tag) -> bool:
        """Whether its claim takes a new tag of whoever looks: one that readers see only an editor's."""
        return tag.is_unpublished or self.may_publish

    @cached_property
    def _judged(self) -> set[int]:
        """Claims of these tags under a verdict; it matters to contributors alone."""
        if has_role(self.user, EDITOR) or not self.may_tag:
            return set()
        claims = {tag.claim for tag in self._tags}
        return set(Verdict.objects.standing().filter(claim__in=claims).values_list("claim", flat=True))

    @cached_property
    def _colleagues(self) -> dict[int, str]:
        """Who else has tagged here, by name."""
        others = {tag.recorded_by for tag in self._tags} - {self.user.pk}
        return {user.pk: str(user) for user in User.objects.filter(pk__in=others)} if others else {}

    def blocks(self, rows: Iterable[TagRow], places: Sequence[tuple[int, int]] | None = None) -> list[Block]:
        """The text of this part, or of some of its blocks, with the marks of `rows`."""
        here = self.places if places is None else places
        first, last = here[0][0], here[-1][1]
        spans = [span for span in self.capture.spans() if span[0] < last and span[1] > first]
        return blocks(self.capture.text, here, spans, [row.mark for row in rows])

    def version(self) -> str:
        """What grows whenever anyone tags or withdraws here: a page that knows it knows the list.

        How many tags were recorded, how many of them left, and the newest.
        """
        left = sum(not tag.stands for tag in self._tags)
        return f"{len(self._tags)}-{left}-{max((tag.pk for tag in self._tags), default=0)}"

    def is_known(self, version: str, *, new: bool, gone: bool) -> bool:
        """Whether a page that knows `version` knows all but this one change."""
        recorded, left, _newest = map(int, self.version().split("-"))
        return version.rpartition("-")[0] == f"{recorded - new}-{left - gone}"

    def touched(self, *passages: tuple[int, int]) -> list[tuple[int, int]]:
        """The blocks of this part that these passages reach into."""
        return [
            (start, end)
            for start, end in self.places
            if any(_meet(passage, (start, end)) for passage in passages)
        ]


def _code(limits: dict[int, Limit], tag: Tag) -> str:
    return limits[tag.pk].code if tag.pk in limits else ""


def _left_its_claim_behind(tag: Tag) -> bool:
    return Statement.objects.filter(pk=tag.pk).that_left_claims_behind().exists()


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[1] and one[1] > other[0]


def desk_article(
    user: User, public_id: str, *, capture: str = "", part: str = "", start: int | None = None
) -> DeskArticle:
    """The newest capture or the one named; its first part, the one asked for, or the one with `start`."""
    captures = captures_for_desk(public_id)
    shown = found(captures, capture) if capture else captures.first()
    if shown is None:
        raise Http404
    cut = parts(edges(shown.text, shown.spans()))
    number = whole_number(part, otherwise=1)
    if start is not None:
        number = next((n for n, places in enumerate(cut, 1) if start <= places[-1][1]), 1)
    if not 1 <= number <= len(cut):
        raise Http404
    return DeskArticle(user, shown.article, shown, number, len(cut), cut[number - 1])


def where_it_stands(desk: DeskArticle, statement: Statement) -> DeskArticle:
    """The part of the newest text that a tag stands in; `desk`, of its own text, where it is not in that."""
    if not desk.is_older:
        return desk
    newest = desk_article(desk.user, desk.article.public_id)
    place = newest.place_of(statement)
    return desk_article(desk.user, desk.article.public_id, start=place[0]) if place else desk


def whole_number(typed: str, *, otherwise: int) -> int:
    """A number as addresses carry it: plain digits, and few enough to be a place in a text."""
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else otherwise

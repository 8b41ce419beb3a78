"""What readers are told of a passage that its outlet changed: both wordings, as far as we may show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from claims.lineage import replaced_by
from claims.models import Anchor, PublicQuote, Statement
from claims.presenting.versions import Version, versions
from sources.rewording import Step

#: As in the view of public quotes: words of a passage that may be shown, and of so many of an article one.
_MOST_WORDS = 25
_OF_WORDS = 10
#: Words left around a change, the most first; None for all.
_NEAR = (None, 6, 3, 1)


@dataclass(frozen=True, slots=True)
class Changed:
    """One passage that an editor says was altered or taken out, between the captures of `then` and `now`.

    `version` is empty on a side of which no more may be quoted, and may be what changed with a few words
    around it.
    """

    statement: Statement
    outcome: str
    version: Version
    then: datetime
    now: datetime
    note: str
    #: Whether it is the statement's own passage, as it was or as it became, and not one that it left.
    here: bool

    @property
    def altered(self) -> bool:
        return self.outcome == "altered"

    @property
    def withheld(self) -> bool:
        """Whether words of either side are kept back."""
        return not self.version.old or (self.altered and not self.version.new)


def changed_passages(
    statements: Collection[Statement], at: datetime | None = None, *, for_desk: bool = False
) -> dict[int, list[Changed]]:
    """By statement, what an editor had said by `at` of its passage, or of one that it replaced.

    Needs the captures and articles at hand. In one query where nothing was changed, else in three at most.
    `for_desk` has all words of both wordings.
    """
    captures = {one.capture.article_id for one in statements}
    rows = Anchor.objects.changed(at).filter(capture__article__in=captures).select_related("capture__article")
    big = ("raw", "text", "sentences")
    anchors = list(rows.defer(*(f"capture__{name}" for name in big)).order_by("capture__taken_at", "pk"))
    if not anchors:
        return {}
    shown = {} if for_desk else _shown(anchors)
    at_place: defaultdict[tuple[int, int, int], list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        at_place[anchor.place].append(anchor)
    found: dict[int, list[Changed]] = {}
    for one, first in _with_replaced(statements, for_desk=for_desk):
        for anchor in at_place.get((first.capture_id, first.start, first.end), ()):
            version = versions(first.exact, anchor.exact) if for_desk else shown[anchor.pk]
            found.setdefault(one.pk, []).append(_changed(one, first, anchor, version))
    return found


def changed_here(statements: Collection[Statement], at: datetime | None = None) -> dict[int, list[Changed]]:
    """The same where passages stand as evidence: nothing of one that the statement has left."""
    found = changed_passages(statements, at)
    return {key: [was for was in changes if was.here] for key, changes in found.items()}


def _with_replaced(statements: Collection[Statement], *, for_desk: bool) -> list[tuple[Statement, Statement]]:
    """Each statement with itself, and with the last on each other passage along the line it replaced."""
    line = Statement.objects.filter(pk__in=replaced_by(one.pk for one in statements))
    line = line.select_related("capture", "claim").defer("capture__raw", "capture__text")
    known = {one.pk: one for one in line}
    pairs = []
    for one in statements:
        at_place: dict[tuple[int, int, int], Statement] = {}
        earlier: Statement | None = one
        while earlier:
            # What readers never saw tagged, or may not see, is none of their business.
            if for_desk or earlier is one or earlier.claim.visibility == "published":
                at_place.setdefault((earlier.capture_id, earlier.start, earlier.end), earlier)
            earlier = known.get(earlier.supersedes_id or 0)
        pairs += [(one, first) for first in at_place.values()]
    return pairs


def _changed(statement: Statement, first: Statement, anchor: Anchor, version: Version) -> Changed:
    return Changed(
        statement=statement,
        outcome=anchor.outcome,
        version=version,
        then=first.capture.taken_at,
        now=anchor.capture.taken_at,
        note=anchor.note,
        here=_is_here(statement, anchor),
    )


def _is_here(one: Statement, anchor: Anchor) -> bool:
    was = (anchor.tagged_in_id, anchor.tagged_start, anchor.tagged_end)
    became = (anchor.capture_id, anchor.start or 0, anchor.end or 0)
    return any(
        capture == one.capture_id and start < one.end and one.start < end
        for capture, start, end in (was, became)
    )


@dataclass(frozen=True, slots=True)
class _Wording:
    """A passage as it was tagged, and what readers are shown of it anyway."""

    exact: str = ""
    printed: str = ""


def _shown(anchors: Iterable[Anchor]) -> dict[int, Version]:
    """What may be shown of each change: 25 words a side, and of an article a tenth with all its passages.

    Of a text that is ours to publish, all of it.
    """
    articles = {one.capture.article_id for one in anchors}
    was, used = _told_anyway(articles)
    shown = {}
    for anchor in anchors:
        old, capture = was.get(anchor.place, _Wording()), anchor.capture
        if capture.article.public_text == "full" and old.exact:
            shown[anchor.pk] = versions(old.exact, anchor.exact)
            continue
        left = capture.words // _OF_WORDS - used[capture.article_id]
        shown[anchor.pk], uses = _fitting(old, anchor.exact, left)
        used[capture.article_id] += uses
    return shown


def _told_anyway(articles: Collection[int]) -> tuple[dict[tuple[int, int, int], _Wording], Counter[int]]:
    """Of these articles: each tagged passage, and how many words readers are shown of them all."""
    columns = ("quote", "article", "article__headline")
    own = ("statement__capture", "statement__start", "statement__end", "statement__exact", "statement__form")
    was: dict[tuple[int, int, int], _Wording] = {}
    used: Counter[int] = Counter()
    rows = PublicQuote.objects.filter(article__in=articles).values_list(*columns, *own)
    for quote, article, headline, capture, start, end, exact, form in rows:
        place = capture, start, end
        was[place] = _Wording(exact, quote or was.get(place, _Wording()).printed)
        # As in the view: the headline is printed wherever its article is named.
        used[article] += 0 if form == "headline" and exact in headline else len(quote.split())
    return was, used


def _fitting(old: _Wording, new: str, left: int) -> tuple[Version, int]:
    """The fullest version of which `left` words are enough, and how many it uses.

    Both wordings whole; else what changed, with ever fewer of the words around it; else what is shown
    anyway, and the beginning of the new wording where that fits.
    """
    for near in _NEAR if old.exact else ():
        version = versions(old.exact, new, near)
        sides = [_words(side) for side in (version.old, version.new)]
        uses = sides[1] + (0 if old.printed == old.exact else sides[0])
        if max(sides) <= _MOST_WORDS and uses <= left:
            return version, uses
    words = new.split()
    cut = " ".join(words[:_MOST_WORDS]) + ("…" if len(words) > _MOST_WORDS else "")
    uses = min(len(words), _MOST_WORDS)
    if uses > left:
        cut, uses = "", 0
    if old.printed:
        return versions(old.printed, cut), uses
    return Version([], versions(cut, "").old if cut else []), uses


def _words(steps: Iterable[Step]) -> int:
    """How many words a side quotes."""
    return len("".join(one.text for one in steps).replace("…", " ").split())

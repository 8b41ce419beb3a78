"""What readers are told of a passage that its outlet changed: both wordings, as far as we may show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.lineage import replaced_by
from claims.models import Anchor, PublicQuote, Statement
from claims.presenting.versions import Version, versions

#: Words of a passage that may be shown, as in the view of public quotes.
_MOST_WORDS = 25


@dataclass(frozen=True, slots=True)
class Changed:
    """One passage that an editor says was altered or taken out, between the captures of `then` and `now`.

    `version` is empty on a side of which no more may be quoted.
    """

    statement: Statement
    outcome: str
    version: Version
    then: datetime
    now: datetime
    note: str

    @property
    def altered(self) -> bool:
        return self.outcome == "altered"


def changed_passages(
    statements: Collection[Statement], at: datetime | None = None
) -> dict[int, list[Changed]]:
    """By statement, what an editor had said by `at` of its passage, or of one that it replaced.

    Needs the captures and articles at hand. In one query where nothing was changed, else in three.
    """
    captures = {one.capture.article_id for one in statements}
    rows = Anchor.objects.changed(at).filter(capture__article__in=captures).select_related("capture__article")
    big = ("raw", "text", "sentences")
    anchors = list(rows.defer(*(f"capture__{name}" for name in big)).order_by("capture__taken_at", "pk"))
    if not anchors:
        return {}
    quotes = PublicQuote.objects.filter(article__in={one.capture.article_id for one in anchors})
    printed = {
        (article, pk): quote for article, pk, quote in quotes.values_list("article", "statement", "quote")
    }
    shown = _shown(anchors, printed)
    at_place: defaultdict[tuple[int, int, int], list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        at_place[anchor.place].append(anchor)
    found: dict[int, list[Changed]] = {}
    for one, first in _with_replaced(statements):
        for anchor in at_place.get((first.capture_id, first.start, first.end), ()):
            old = printed.get((anchor.capture.article_id, first.pk), "")
            found.setdefault(one.pk, []).append(_changed(one, first, anchor, old, shown))
    return found


def _with_replaced(statements: Collection[Statement]) -> list[tuple[Statement, Statement]]:
    """Each statement with itself, and with the last on each other passage along the line it replaced."""
    line = Statement.objects.filter(pk__in=replaced_by(one.pk for one in statements))
    known = {one.pk: one for one in line.select_related("capture").defer("capture__raw", "capture__text")}
    pairs = []
    for one in statements:
        at_place: dict[tuple[int, int, int], Statement] = {}
        earlier: Statement | None = one
        while earlier:
            at_place.setdefault((earlier.capture_id, earlier.start, earlier.end), earlier)
            earlier = known.get(earlier.supersedes_id or 0)
        pairs += [(one, first) for first in at_place.values()]
    return pairs


def _changed(
    statement: Statement, first: Statement, anchor: Anchor, printed: str, shown: Mapping[int, str]
) -> Changed:
    now = shown[anchor.pk]
    return Changed(
        statement=statement,
        outcome=anchor.outcome,
        version=versions(printed, now) if printed else Version([], versions(now, "").old if now else []),
        then=first.capture.taken_at,
        now=anchor.capture.taken_at,
        note=anchor.note,
    )


def _shown(anchors: Iterable[Anchor], printed: Mapping[tuple[int, int], str]) -> dict[int, str]:
    """What may be shown of each new wording: 25 words, and of an article a tenth with all its passages.

    Of a text that is ours to publish, all of it.
    """
    used: defaultdict[int, int] = defaultdict(int)
    for (key, _statement), quote in printed.items():
        used[key] += len(quote.split())
    shown = {}
    for anchor in anchors:
        article, words = anchor.capture.article, anchor.exact.split()
        if article.public_text == "full":
            shown[anchor.pk] = anchor.exact
            continue
        used[article.pk] += min(len(words), _MOST_WORDS)
        fits = used[article.pk] * 10 <= anchor.capture.words
        cut = " ".join(words[:_MOST_WORDS]) + ("…" if len(words) > _MOST_WORDS else "")
        shown[anchor.pk] = cut if fits else ""
    return shown

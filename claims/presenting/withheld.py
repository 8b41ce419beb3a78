"""Which passages of an article that is not ours readers will not see whole, told to whoever tags them.

The database's view of public quotes decides what is shown (docs/adr/0007), of
claims that are published. Here every tag that stands counts as if its claim
were: what an editor is told before publishing is what readers get after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.models import Statement
from claims.presenting.desk_tags import Tag
from claims.verbatim import QUOTABLE
from sources.models import Article, Capture

#: Of so many words of an article, one may be quoted.
_OF_WORDS = 10
#: Tags looked at; an article with more has used up its tenth long before.
_MOST = 1_000

#: In a row of the list, which has the counts above it.
IN_SHORT = {
    "cut": gettext_lazy("Readers see its first 25 words"),
    "withheld": gettext_lazy("Not quoted to readers"),
}


class Quoted(NamedTuple):
    """A passage that uses some of the words that may be quoted; `whole` where it is the headline."""

    key: int
    start: int
    exact: str
    whole: bool
    of_words: int

    @property
    def words(self) -> int:
        return len(self.exact.split())


class Limit(NamedTuple):
    """What keeps readers from seeing all of a passage.

    cut: it is longer than any passage may be quoted · withheld: it does not fit into the tenth of
    its article, of which passages before it fill `above` words.
    """

    code: str
    passage: Quoted
    above: int


class Allowance(NamedTuple):
    """How much of an article's words its tags are, and how many of them readers will not see at all."""

    tagged: int
    of_words: int
    withheld: int

    def __str__(self) -> str:
        said = _(
            "%(tagged)d words are tagged so far; %(most)d of this article’s %(words)d may be quoted to"
            " readers, those of the passages further up first."
        ) % {"tagged": self.tagged, "words": self.of_words, "most": self.of_words // _OF_WORDS}
        hidden = ngettext(
            "Of %(n)d passage they will see no words. To show more, tag the telling words alone.",
            "Of %(n)d passages they will see no words. To show more, tag the telling words alone.",
            self.withheld,
        )
        return f"{said} {hidden % {'n': self.withheld}}"


def allowance(capture: Capture, tags: Iterable[Tag], limits: dict[int, Limit]) -> Allowance | None:
    """What is to be said of `limits` once for the article; None where no passage is withheld."""
    withheld = sum(one.code == "withheld" for one in limits.values())
    if not withheld:
        return None
    counted = {(one.start, one.exact): one for one in _standing(capture.article, tags) if not one.whole}
    return Allowance(sum(one.words for one in counted.values()), capture.words, withheld)


def limits_among(article: Article, tags: Iterable[Tag]) -> dict[int, Limit]:
    """By key, what limits the article's `tags`, save those that readers will see whole."""
    if article.public_text == "full":
        return {}
    return _limited(_standing(article, tags))


def limit_on(capture: Capture, start: int, end: int) -> str:
    """In a sentence, the same of a passage that is about to be tagged; "" where readers will see it whole."""
    article = capture.article
    if article.public_text == "full" or capture.is_digest:
        return ""
    exact = capture.text[start:end]
    mine = Quoted(0, start, exact, exact in article.headline, capture.words)
    # Of a tag that is edited, the same words are not counted twice.
    tags = Statement.objects.standing().filter(capture__article=article).exclude(capture__method="digest")
    columns = ("pk", "start", "exact", "form", "capture__words")
    rows = tags.order_by("start", "pk").values_list(*columns)[:_MOST]
    standing = [_quoted(article, *row) for row in rows]
    others = [one for one in standing if (one.start, one.exact) != (start, exact)]
    limit = _limited(sorted([*others, mine], key=lambda one: (one.start, one.key))).get(0)
    return _sentence(limit) if limit else ""


def _sentence(limit: Limit) -> str:
    passage = limit.passage
    if limit.code == "cut":
        return _("Readers will see its first 25 words. To show the telling ones, tag these alone.")
    most = passage.of_words // _OF_WORDS
    alone = _(
        "Readers will see none of its %(mine)d words: %(most)d of this article’s %(words)d may be quoted."
        " Tag fewer words."
    )
    with_others = _(
        "Readers will see none of its %(mine)d words: %(most)d of this article’s %(words)d may be quoted,"
        " and passages above use %(above)d of them. Tag fewer words, here or above."
    )
    used_up = _(
        "Readers will see none of its %(mine)d words: passages above use all %(most)d of this article’s"
        " %(words)d that may be quoted. Tag fewer words there."
    )
    fits = min(passage.words, QUOTABLE) <= most
    said = (used_up if limit.above >= most else with_others) if fits else alone
    return said % {"mine": passage.words, "words": passage.of_words, "most": most, "above": limit.above}


def _standing(article: Article, tags: Iterable[Tag]) -> list[Quoted]:
    """The passages in the order in which they may be quoted. Our own summaries quote what was printed."""
    quoted = [tag for tag in tags if tag.stands and tag.method != "digest"]
    quoted.sort(key=lambda tag: (tag.start, tag.pk))
    return [_quoted(article, tag.pk, tag.start, tag.exact, tag.form, tag.words) for tag in quoted[:_MOST]]


def _quoted(article: Article, key: int, start: int, exact: str, form: str, of_words: int) -> Quoted:
    whole = form == "headline" and exact in article.headline
    return Quoted(key, start, exact, whole, of_words)


def _limited(passages: Iterable[Quoted]) -> dict[int, Limit]:
    used, found = 0, {}
    for one in passages:
        if one.whole:
            continue
        left = one.of_words // _OF_WORDS - used
        # Where no word is left, none need be counted.
        words = one.words if left > 0 else 1
        if min(words, QUOTABLE) > left:
            found[one.key] = Limit("withheld", one, used)
            continue
        used += min(words, QUOTABLE)
        if words > QUOTABLE:
            found[one.key] = Limit("cut", one, used)
    return found

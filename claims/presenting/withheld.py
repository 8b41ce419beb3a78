"""Which passages of an article that is not ours readers will not see whole, told to whoever tags them.

The database's view of public quotes decides what is shown (docs/adr/0007), of
claims that are published. Here every tag that stands counts as if its claim
were: what an editor is told before publishing is what readers get after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from claims.models import Statement
from claims.presenting.desk_tags import Tag
from claims.verbatim import QUOTABLE
from sources.models import Article, Capture

#: Of so many words of an article, one may be quoted.
_OF_WORDS = 10
#: Tags looked at; an article with more has used up its tenth long before.
_MOST = 1_000

#: What readers are shown less of, and what to do about it.
TOLD = {
    "cut": _("Readers will see its first 25 words. To show the telling ones, tag these alone."),
    "withheld": _(
        "Readers will see none of its words: with the passages above it, it is more than the tenth of the"
        " article that may be quoted. Tag fewer words, here or above."
    ),
}


class _Quoted(NamedTuple):
    """A passage that uses some of the words that may be quoted; `whole` where it is the headline."""

    key: int
    start: int
    exact: str
    whole: bool
    of_words: int


def limits_among(article: Article, tags: Iterable[Tag]) -> dict[int, str]:
    """By key, "cut" or "withheld", of the article's `tags`, save those that readers will see whole."""
    if article.public_text == "full":
        return {}
    return _limited(_standing(article, tags))


def limit_on(capture: Capture, start: int, end: int) -> str:
    """The same of a passage that is about to be tagged; "" where readers will see it whole."""
    article = capture.article
    if article.public_text == "full" or capture.is_digest:
        return ""
    exact = capture.text[start:end]
    mine = _Quoted(0, start, exact, exact in article.headline, capture.words)
    # Of a tag that is edited, the same words are not counted twice.
    tags = Statement.objects.standing().filter(capture__article=article).exclude(capture__method="digest")
    columns = ("pk", "start", "exact", "form", "capture__words")
    rows = tags.order_by("start", "pk").values_list(*columns)[:_MOST]
    standing = [_quoted(article, *row) for row in rows]
    others = [one for one in standing if (one.start, one.exact) != (start, exact)]
    return _limited(sorted([*others, mine], key=lambda one: (one.start, one.key))).get(0, "")


def _standing(article: Article, tags: Iterable[Tag]) -> list[_Quoted]:
    """The passages in the order in which they may be quoted. Our own summaries quote what was printed."""
    quoted = [tag for tag in tags if tag.stands and tag.method != "digest"]
    quoted.sort(key=lambda tag: (tag.start, tag.pk))
    return [_quoted(article, tag.pk, tag.start, tag.exact, tag.form, tag.words) for tag in quoted[:_MOST]]


def _quoted(article: Article, key: int, start: int, exact: str, form: str, of_words: int) -> _Quoted:
    whole = form == "headline" and exact in article.headline
    return _Quoted(key, start, exact, whole, of_words)


def _limited(passages: Iterable[_Quoted]) -> dict[int, str]:
    counted = [one for one in passages if not one.whole]
    most = max((one.of_words for one in counted), default=0)
    used, found = 0, {}
    for one in counted:
        # Once all that may be quoted of any text is used up, no more words need be counted.
        words = len(one.exact.split()) if used * _OF_WORDS <= most else 0
        used += min(words, QUOTABLE)
        if used * _OF_WORDS > one.of_words:
            found[one.key] = "withheld"
        elif words > QUOTABLE:
            found[one.key] = "cut"
    return found

"""What readers may see of a passage, in whose words, and which of them matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from claims.models import PublicQuote, Statement
from claims.record import Statement as Record

_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Quote:
    """What may be shown of a statement's passage.

    `printed` is the original's own words, "" where we hold none or no more
    may be quoted. `summary` is the passage where that is `ours`: our words and
    not the outlet's, never to be put in quotation marks. `url` is its place on
    our page of the article, `published` the article's own address, if it has one.
    """

    printed: str
    summary: str
    url: str
    published: str
    language: str

    @property
    def ours(self) -> bool:
        """Whether the link leads to our own summary of the article."""
        return bool(self.summary)

    @property
    def words(self) -> str:
        """What is shown: the outlet's own words, else our summary; "" where no more may be quoted."""
        return self.printed or self.summary


def passage_url(statement: Statement) -> str:
    """The statement's place in its article."""
    return f"{statement.capture.article.get_absolute_url()}#{statement.public_id}"


def quotes_of(statements: Collection[Statement], *, for_desk: bool = False) -> dict[int, Quote]:
    """What may be shown of each statement's passage, in one query.

    Needs the captures and their articles at hand. `for_desk` also shows
    passages of claims that readers have never seen.
    """
    # Without the articles PostgreSQL would count the words of every article there is.
    articles = {one.capture.article_id for one in statements}
    allowed = PublicQuote.objects.filter(article__in=articles, statement__in=[one.pk for one in statements])
    printed = dict(allowed.values_list("statement", "quote"))
    return {one.pk: _quote(one, printed.get(one.pk), for_desk) for one in statements}


def without_words(records: Collection[Record]) -> set[int]:
    """Those of which readers are shown nothing, neither the outlet's words nor our summary; in one query."""
    ids = {one.id for one in records}
    shown = PublicQuote.objects.filter(
        ~Q(quote="") | Q(statement__capture__method="digest"),
        article__in={one.article for one in records},
        statement__in=ids,
    )
    return ids - set(shown.values_list("statement", flat=True))


def _quote(statement: Statement, printed: str | None, for_desk: bool) -> Quote:
    if printed is None:
        printed = statement.wording if for_desk else ""
    return Quote(
        printed=printed,
        summary=statement.exact if statement.capture.is_digest else "",
        url=passage_url(statement),
        published=statement.capture.article.url,
        language=statement.capture.article.language,
    )


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with some of them marked; `exact` is "" where none are."""

    before: str
    exact: str = ""
    after: str = ""


def clash_in(words: str, mine: str, theirs: str) -> Marked:
    """`words` with the longest run marked that belongs to one claim (`mine`) and not to the other.

    Nothing is marked where the passage puts it in other words altogether, or
    where all of it would be.
    """
    said = _folded(mine)
    start, end = _longest(list(_WORD.finditer(words)), said, said - _folded(theirs))
    if start == end or end - start >= len(words.strip()):
        return Marked(words)
    return Marked(words[:start], words[start:end], words[end:])


def _folded(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _longest(found: Sequence[re.Match[str]], said: set[str], own: set[str]) -> tuple[int, int]:
    """Where the longest run starts and ends: from one word of `own` to another, by words that are `said`."""
    best, start = (0, 0), -1
    for match in found:
        word = match[0].casefold()
        if word not in said:
            start = -1
        elif word in own:
            start = match.start() if start < 0 else start
            if match.end() - start > best[1] - best[0]:
                best = (start, match.end())
    return best

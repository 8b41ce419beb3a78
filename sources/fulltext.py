"""Full text in English, Russian and Arabic: how words are kept for searching, and how they are asked for.

PostgreSQL's function `sources_words` (sources/migrations) takes a text apart by
the letters it has. Its Russian configuration takes Latin words by the rules of
English, so that one serves for both; a text with Arabic letters is taken apart
in both ways. Other languages are found by the words as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVectorField
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Concat, Length
from django.db.models.lookups import LessThanOrEqual

_ARABIC = re.compile("[\u0600-\u06ff]")
#: What `ts_headline` sets around a word, to be looked for afterwards: no text that is kept has these.
MARK, UNMARK = "\ue000", "\ue001"
#: A text with no more characters is shown whole.
_WHOLE = 300
#: A longer text would not fit into an index, and an article of this length is read by nobody.
SEARCHED = 100_000


def words_of(*fields: str) -> Func:
    """The words of these columns, as the index on them has them: the same expression in both places."""
    return Func(text_of(*fields), function="sources_words", output_field=SearchVectorField())


def text_of(*fields: str) -> F | Concat:
    """These columns one after the other."""
    spaced: list[Any] = [part for field in fields for part in (Value(" "), F(field))][1:]
    return Concat(*spaced, output_field=TextField()) if len(fields) > 1 else F(fields[0])


def is_arabic(words: str) -> bool:
    """Whether any letter of it is Arabic."""
    return bool(_ARABIC.search(words))


def asking(words: str) -> SearchQuery:
    """The query for what somebody typed; quotes, `or` and `-` work as in web searches."""
    return _in_each(words, "websearch")


def having(words: str) -> SearchQuery:
    """The query for texts with all of these words, whatever their forms and signs mean elsewhere."""
    return _in_each(words, "plain")


def naming(names: Iterable[str]) -> SearchQuery | None:
    """The query for texts with one of these names, each as it stands; None where there are none."""
    queries: list[SearchQuery] = [_in_each(name, "phrase") for name in names]
    return reduce(or_, queries) if queries else None


def _in_each(words: str, kind: str) -> SearchQuery:
    query = SearchQuery(words, config="russian", search_type=kind)
    return query | SearchQuery(words, config="arabic", search_type=kind) if is_arabic(words) else query


def excerpt(text: Any, query: Any, words: str) -> Case:
    """The parts of a text where the words are, a short one whole, with `MARK` and `UNMARK` around them."""
    config = "arabic" if is_arabic(words) else "russian"
    marks: dict[str, Any] = {"config": config, "start_sel": MARK, "stop_sel": UNMARK}
    whole = SearchHeadline(text, query, highlight_all=True, **marks)
    parts = SearchHeadline(
        text, query, max_fragments=2, min_words=8, max_words=24, fragment_delimiter=" … ", **marks
    )
    short = LessThanOrEqual(Length(text), _WHOLE)
    return Case(When(short, then=whole), default=parts, output_field=TextField())

"""Random records: a handful of entities, claims and articles, so that they meet often.

Merges, speaking for and lying in are drawn without care, rings and all.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from claims.record import Entities, Link, Question, Statement, Value
from claims.vocabulary import ANSWER_TYPES, BASES, CAVEATS, CERTAINTIES, FORMS, KINDS, NATURES
from sources.dates import DayRange, parse

#: A busy machine must not fail a test, nor every property cost seconds.
unhurried = settings(deadline=None, max_examples=60)

ENTITIES = st.integers(0, 7)

_LINKS = st.dictionaries(ENTITIES, st.frozensets(ENTITIES, max_size=2), max_size=6)

worlds = st.builds(
    Entities,
    merged=st.dictionaries(ENTITIES, ENTITIES, max_size=4),
    speaks_for=_LINKS,
    lies_in=_LINKS,
)

_DAYS = st.integers(0, 40).map(lambda day: date(2025, 1, 1) + timedelta(days=day))


def _window(ends: tuple[date | None, date | None]) -> DayRange:
    first, last = ends
    return DayRange(min(first, last), max(first, last)) if first and last else DayRange(first, last)


windows = st.none() | st.tuples(st.none() | _DAYS, st.none() | _DAYS).map(_window)


def _number(bounds: tuple[int | None, int | None]) -> Value:
    low, high = (None if bound is None else Decimal(bound) for bound in bounds)
    if low is None and high is None:
        return Value("none")
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Value(low=low, high=high)


_BOUND = st.none() | st.integers(-2, 9)
_DATES = st.sampled_from(
    ["2024", "2024~", "2024-12", "2024-12~", "2024-12-08", "2024-12-09~", "2025-01/..", "../2024-11", "2025%"]
)

VALUES = {
    "yes_no": st.booleans().map(lambda yes: Value(yes=yes)),
    "number": st.tuples(_BOUND, _BOUND).map(_number),
    "date": _DATES.map(lambda text: Value(date=parse(text))),
    "entity": ENTITIES.map(lambda entity: Value(entity=entity)),
    "text": st.sampled_from(["one", "another"]).map(lambda text: Value(text=text)),
}
EXTREMES = st.sampled_from([Value("unknown"), Value("none")])

questions = st.builds(
    Question,
    id=st.just("question"),
    answer_type=st.sampled_from(ANSWER_TYPES),
    single_valued=st.sampled_from([True, True, False]),
    varies=st.booleans(),
)

links = st.builds(
    Link,
    entity=st.none() | ENTITIES,
    basis=st.none() | st.sampled_from(BASES),
    inferred=st.booleans(),
    derived_from=st.none() | st.integers(0, 12),
)


@st.composite
def records(draw: st.DrawFn, answer_type: str | None = None) -> tuple[Question, list[Statement]]:
    """A question and statements on its claims, each claim with one value and nature throughout."""
    question = draw(questions)
    if answer_type is not None:
        question = Question(question.id, answer_type, question.single_valued, question.varies)
    answers = st.tuples(VALUES[question.answer_type] | EXTREMES, st.sampled_from(NATURES))
    claims = draw(st.lists(answers, min_size=1, max_size=4))
    count = draw(st.integers(0, 8))
    return question, [draw(statements(place, claims)) for place in range(count)]


@st.composite
def statements(draw: st.DrawFn, place: int, claims: list[tuple[Value, str]]) -> Statement:
    """A statement, of whatever kind, on one of `claims`."""
    claim = draw(st.integers(0, len(claims) - 1))
    value, nature = claims[claim]
    return Statement(
        id=place,
        claim=claim,
        article=draw(st.integers(0, 3)),
        outlet=draw(st.none() | ENTITIES),
        value=value,
        nature=nature,
        kind=draw(st.sampled_from(KINDS)),
        certainty=draw(st.none() | st.sampled_from(["certain", *CERTAINTIES])),
        caveat=draw(st.none() | st.sampled_from(["fact", *CAVEATS])),
        form=draw(st.sampled_from(FORMS)),
        window=draw(windows),
        original_seen=draw(st.booleans()),
        chain=tuple(draw(st.lists(links, max_size=2))),
    )


def on_one_claim() -> st.SearchStrategy[list[Statement]]:
    """Statements that all belong to one claim."""
    claim = [(Value(yes=True), "fact")]
    return st.integers(0, 7).flatmap(
        lambda count: st.tuples(*(statements(place, claim) for place in range(count))).map(list)
    )

"""Statements, values and entities in few words: sensible defaults, and what a case is about on top.

By default everybody asserts a certain fact on record, each in an article and
an outlet of their own, all on one day.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from claims.record import Entities, Id, Link, Question, Statement, Value
from sources.dates import DayRange, parse

YES = Value(yes=True)
NO = Value(yes=False)
NONE = Value("none")
UNKNOWN = Value("unknown")

#: The people and places of the cases.
WORLD = Entities(
    merged={"al-Julani": "al-Sharaa", "Hmeimim": "Khmeimim", "Gazette.example": "Gazette"},
    speaks_for={
        "Peskov": frozenset({"Kremlin"}),
        "Putin": frozenset({"Kremlin"}),
        "Kremlin": frozenset({"Russia"}),
        "Lavrov": frozenset({"ministry"}),
        "ministry": frozenset({"Russia"}),
        "al-Julani": frozenset({"Damascus"}),
    },
    lies_in={
        "near Latakia": frozenset({"Latakia"}),
        "Latakia": frozenset({"coast"}),
        "coast": frozenset({"Syria"}),
        "east": frozenset({"Syria"}),
        "Moscow": frozenset({"Russia (place)"}),
        "asylum": frozenset({"exile"}),
    },
)


def number(low: int | None, high: int | None) -> Value:
    """A range of numbers; None is no bound."""
    return Value(
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
    )


def when(edtf: str) -> Value:
    """A date as the answer."""
    return Value(date=parse(edtf))


def who(entity: Id) -> Value:
    """Somebody, something or some place as the answer."""
    return Value(entity=entity)


def words(text: str) -> Value:
    """An answer that no rule compares."""
    return Value(text=text)


def days(edtf: str | None) -> DayRange | None:
    """When something was said."""
    return None if edtf is None else parse(edtf).days


def voice(entity: Id | None, basis: str | None = "on_record", **more: Any) -> Link:
    """One link of a chain."""
    return Link(entity, basis, **more)


def says(id: Id, claim: Id = "claim", value: Value = YES, **more: Any) -> Statement:
    """A statement; `chain` may be one link, and `window` an EDTF text."""
    fields: dict[str, Any] = {
        "article": f"article of {id}",
        "outlet": f"outlet of {id}",
        "nature": "fact",
        "kind": "assertion",
        "certainty": "certain",
        "caveat": "attributed",
        "window": "2025-02-18",
        "chain": voice(f"voice of {id}"),
        **more,
    }
    if isinstance(fields["chain"], Link):
        fields["chain"] = (fields["chain"],)
    if not isinstance(fields["window"], DayRange):
        fields["window"] = days(fields["window"])
    return Statement(id=id, claim=claim, value=value, **fields)


def silent(id: Id, party: Id | None, kind: str = "silence", **more: Any) -> Statement:
    """A party reported to say nothing: no basis, certainty or caveat."""
    bare = {"certainty": None, "caveat": None, "chain": voice(party, None)}
    return says(id, kind=kind, **{**bare, **more})


def asks(answer_type: str = "yes_no", **more: Any) -> Question:
    """A question with one answer that stays as it is, unless said otherwise."""
    return Question("question", answer_type, **more)

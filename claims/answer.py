"""A claim's value: the answer it gives, of the type its question asks for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from claims.notation import Code, Day, Flag, Id, Notation, Number, Unreadable, Words
from claims.vocabulary import VALUE_STATES
from sources.dates import Edtf


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """One answer. Unknown and none hold nothing more; a known one holds exactly one type's keys.

    A number is the closed range that its words guarantee; None is a side without a bound.
    """

    state: str = "known"
    yes: bool | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    date: Edtf | None = None
    entity: str | None = None
    text: str | None = None

    @property
    def answer_type(self) -> str | None:
        """The type of question that it answers; None for unknown and none, which answer any."""
        for answer_type, names in KEYS.items():
            if any(getattr(self, name) is not None for name in names):
                return answer_type
        return None


#: The keys of each answer type, and how each is written.
KEYS = {
    "yes_no": ("yes",),
    "number": ("min", "max"),
    "date": ("date",),
    "entity": ("entity",),
    "text": ("text",),
}
NOTATIONS: dict[str, Notation] = {
    "yes": Flag(),
    "min": Number(),
    "max": Number(),
    "date": Day(blank=False),
    "entity": Id("E"),
    "text": Words(500, required=True),
}
_STATE = Code(VALUE_STATES)


class Answer(Notation):
    """A value as JSON: its state, and for a known one the keys of its answer type."""

    def read(self, raw: object) -> Value:
        if not isinstance(raw, dict):
            raise Unreadable('must be an object such as {"state": "known", "yes": true}')
        if unknown := raw.keys() - {"state", *NOTATIONS}:
            raise Unreadable(f"unknown key: use state and {', '.join(NOTATIONS)}", under=min(unknown))
        state = _read(_STATE, "state", raw.get("state", "known"))
        names = [name for name in NOTATIONS if raw.get(name) is not None]
        given = {name: _read(NOTATIONS[name], name, raw[name]) for name in names}
        if state == "known":
            _one_type(given)
        elif given:
            raise Unreadable(f"the state is {state}, which has no value: remove {', '.join(given)}")
        return Value(state=state, **given)

    def write(self, value: object) -> dict[str, object]:
        assert isinstance(value, Value)
        written: dict[str, object] = {"state": value.state}
        for name in KEYS.get(value.answer_type or "", ()):
            one = getattr(value, name)
            written[name] = None if one is None else NOTATIONS[name].write(one)
        return written

    def schema(self) -> dict[str, object]:
        known = [_known_schema(names) for names in KEYS.values()]
        other = [state for state in VALUE_STATES if state != "known"]
        return {"oneOf": [*known, _object_schema({"state": {"enum": other}}, required=["state"])]}


def _read(notation: Notation, name: str, raw: object) -> Any:
    try:
        return notation.read(raw)
    except Unreadable as error:
        raise Unreadable(str(error), under=name) from None


def _one_type(given: dict[str, Any]) -> None:
    """Exactly one type's keys are given, and a range is not empty."""
    if not given:
        raise Unreadable("holds no value: give one, or the state unknown or none (a range needs min or max)")
    if not any(given.keys() <= set(names) for names in KEYS.values()):
        raise Unreadable(f"mixes the keys of several answer types: keep only one of {', '.join(given)}")
    if len(given) == 2 and given["min"] > given["max"]:
        raise Unreadable(f"min {given['min']} is above max {given['max']}: swap them or mend one")


def _known_schema(names: tuple[str, ...]) -> dict[str, object]:
    properties: dict[str, object] = {"state": {"const": "known"}}
    if len(names) == 1:
        return _object_schema(properties | {names[0]: NOTATIONS[names[0]].schema()}, required=[*names])
    for name in names:
        properties[name] = {"anyOf": [NOTATIONS[name].schema(), {"type": "null"}]}
    bounded = [{"required": [name], "properties": {name: NOTATIONS[name].schema()}} for name in names]
    return _object_schema(properties, required=[]) | {"anyOf": bounded}


def _object_schema(properties: dict[str, object], *, required: list[str]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }

"""The rules, one function each, its reasons above it. Pure, and each the same both ways round.

The C-rules get two statements that may be compared at all (`comparable`) and
look only at what each says: which claim, which value, said or denied. Its
sourcing, certainty and date decide how grave a clash is (`grading`), never
whether it is one. They hold between all statements of the same two claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeAlias

from claims.origins import speaks_as
from claims.record import Entities, Question, Statement, Value
from claims.vocabulary import CAVEATS, SPEAKING, STANCE

Clash: TypeAlias = Callable[[Statement, Statement, Entities], bool]

#: Attributed, and all that says less; and what says less than attributed.
WEAKER_THAN_FACT = CAVEATS[CAVEATS.index("attributed") :]
HEDGED = CAVEATS[CAVEATS.index("reported") :]


def clashes(question: Question, one: Statement, other: Statement, entities: Entities) -> tuple[str, ...]:
    """The codes of the C-rules that fire between two statements."""
    # Where several answers hold at once (a person's roles), only yes against no on one answer can clash.
    if not question.single_valued and one.claim != other.claim:
        return ()
    if not (comparable(one) and comparable(other)):
        return ()
    return tuple(code for code, clash in C_RULES.items() if clash(one, other, entities))


# Opinions and forecasts never clash: people may differ, and the future is open. "Unknown" clashes
# with nothing: not knowing a number does not speak against any. Doubts and silences take no side.
def comparable(statement: Statement) -> bool:
    """Whether a statement says something that another could clash with."""
    return (
        statement.kind in SPEAKING
        and statement.value.state in ("known", "none")
        and statement.nature not in ("opinion", "forecast")
    )


# C1. Saying a thing and denying the same thing clash, whatever the thing. Between two claims only a
# yes/no question lets a denial be read as an answer: who denies "yes" says "no". So the denial of
# "yes" goes with "no" and clashes with the denial of "no". Who denies "14 missing" names no number.
# One answer worded as fact and as interpretation is two claims that agree.
def opposed(one: Statement, other: Statement, entities: Entities) -> bool:
    """C1: yes against no, or one claim asserted and denied."""
    if one.claim == other.claim:
        return _supports(one) != _supports(other)
    if one.value.yes is None or other.value.yes is None:
        return False
    return _answers_yes(one) != _answers_yes(other)


# C2. A number is the range its words guarantee: "two" is 2 to 2, "several" 2 and up. "At least two"
# and "three" can both be true, so only ranges with nothing in common clash.
def numbers_apart(one: Statement, other: Statement, entities: Entities) -> bool:
    """C2: numbers whose ranges have nothing in common."""
    a, b = one.value, other.value
    if not _both_give_values(one, other) or not (_is_number(a) and _is_number(b)):
        return False
    return _below(a.high, b.low) or _below(b.high, a.low)


# C3. Dates likewise: December 2024 lies within 2024, and the two agree. "About" a date allows one
# unit more on both sides, a day around a day, a month around a month, before dates can clash.
def dates_apart(one: Statement, other: Statement, entities: Entities) -> bool:
    """C3: dates with no day in common."""
    a, b = one.value.date, other.value.date
    if not _both_give_values(one, other) or a is None or b is None:
        return False
    return not a.widened().overlaps(b.widened())


# C4. Two names for one thing are one thing once they are merged, and the wider answer holds where
# the narrower does: Latakia is on the coast, Moscow in Russia. All others differ, as whether two
# places overlap cannot be read from their names: that they do is for an editor to rule.
def entities_apart(one: Statement, other: Statement, entities: Entities) -> bool:
    """C4: different things or places, neither within the other."""
    a, b = one.value.entity, other.value.entity
    if not _both_give_values(one, other) or a is None or b is None:
        return False
    return not (entities.within(a, b) or entities.within(b, a))


# C5. "No casualties" is an answer, and any number or name clashes with it. A number range that holds
# zero does not: "fewer than five" and "none" can both be true.
def known_against_none(one: Statement, other: Statement, entities: Entities) -> bool:
    """C5: an answer against "there is none"."""
    if not (_supports(one) and _supports(other)):
        return False
    if {one.value.state, other.value.state} != {"known", "none"}:
        return False
    known = one.value if one.value.state == "known" else other.value
    return not (_is_number(known) and _holds_zero(known))


C_RULES: dict[str, Clash] = {
    "C1": opposed,
    "C2": numbers_apart,
    "C3": dates_apart,
    "C4": entities_apart,
    "C5": known_against_none,
}


# T1. To report a party silent on a matter that it speaks on in those days is a fault of the report,
# not of the party. Only words on record count, since the party stands by no others, and only those of
# the party or of one who speaks for it: that the Kremlin speaks breaks Russia's silence, while the
# spokesman who declines to comment stays silent when a minister talks. Another party's silence is
# another matter. Without both dates nobody can say that the two fall together.
# Who spoke without confirming was not reported silent.
def silence_broken(silent: Statement, spoken: Statement, entities: Entities) -> bool:
    """T1: `silent` reports a party silent while `spoken` has it on record."""
    if silent.kind not in ("silence", "no_comment", "no_response") or spoken.kind not in SPEAKING:
        return False
    party = silent.chain[0].entity if silent.chain else None
    if party is None or not spoken.chain or spoken.chain[0].basis != "on_record":
        return False
    if silent.window is None or spoken.window is None:
        return False
    return silent.window.overlaps(spoken.window) and speaks_as(spoken, party, entities)


# T2. An article may know more than it says, so that stating a thing flatly is no fault. It is one
# where the article itself shows a weaker ground: (a) the source is a social-media post or a voice
# nobody can find; (b) elsewhere the same article reports or alleges the same claim, or could not
# confirm it; (c) the headline is flat and the text beneath is not, "X said" included, since many read
# no further than the headline. Where the text is flat somewhere, the headline only repeats it, and
# (b) looks at the text. A hedge on the denial is no hedge on the claim, so stances are kept apart.
def escalation(statement: Statement, others: Iterable[Statement]) -> tuple[Statement, ...] | None:
    """T2: the statements whose hedge is dropped, none if its source alone shows it; else None.

    `others` are those of its article on its claim, whatever they say of it.
    """
    if statement.caveat != "fact" or statement.kind not in SPEAKING or statement.value.state == "unknown":
        return None
    beside = [one for one in others if one.kind in SPEAKING and _supports(one) == _supports(statement)]
    dropped = tuple(other for other in beside if other.caveat in HEDGED)
    if statement.form == "headline":
        dropped += tuple(other for other in _weaker_body(beside) if other not in dropped)
    weak_source = bool(statement.chain) and statement.chain[0].basis in ("social_media", "anonymous")
    return dropped if dropped or weak_source else None


def _weaker_body(beside: list[Statement]) -> list[Statement]:
    """The text beneath the headline, if it is hedged wherever it speaks of the claim."""
    body = [one for one in beside if one.form != "headline" and one.caveat is not None]
    return body if all(one.caveat in WEAKER_THAN_FACT for one in body) else []


def _supports(statement: Statement) -> bool:
    return STANCE[statement.kind] == "support"


def _answers_yes(statement: Statement) -> bool:
    return bool(statement.value.yes) == _supports(statement)


def _both_give_values(one: Statement, other: Statement) -> bool:
    """A denial says which value is wrong, not which is right."""
    return _supports(one) and _supports(other) and one.value.state == other.value.state == "known"


def _is_number(value: Value) -> bool:
    return value.low is not None or value.high is not None


def _holds_zero(value: Value) -> bool:
    return (value.low is None or value.low <= 0) and (value.high is None or value.high >= 0)


def _below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low

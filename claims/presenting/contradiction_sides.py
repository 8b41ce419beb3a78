"""The two passages of a contradiction in their context, each with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimState, Statement
from claims.presenting.answers import answer
from claims.presenting.changed_passages import Changed, changed_here
from claims.presenting.claim_record import public_rows, rows_behind
from claims.presenting.conflicts import Conflict
from claims.presenting.names import Names, names_in
from claims.presenting.passages import Marked, Quote, clash_in, quotes_of, without_words
from claims.presenting.sourcing import came_from, entities_in, path_of, states_itself
from claims.presenting.telling_pair import Pair, first_that_says, telling_pair
from claims.reading import Reading, read_questions
from claims.record import Statement as Record
from claims.vocabulary import STANCE
from claims.wording.dates import date_words

#: How far around a passage its sentence is looked for.
_AROUND = 400


@dataclass(frozen=True, slots=True)
class Side:
    """One claim with the statement that shows it.

    `printed` are the outlet's words, `ours` our summary with the sentence
    around it; each may be empty. `changed` is what its outlet has done to the
    passage since. `more` further statements say the same.
    """

    state: ClaimState
    letter: str
    statement: Statement
    record: Record
    quote: Quote
    printed: Marked | None
    ours: Marked | None
    before: str
    after: str
    outlet: str
    outlet_url: str
    when: str
    came_from: SafeString
    more: int
    changed: Sequence[Changed]

    @property
    def words(self) -> str:
        return answer(self.state.claim)

    @property
    def is_unnamed(self) -> bool:
        """Whether the article does not name its outlet."""
        return self.statement.capture.article.outlet_id is None

    @property
    def keeps_back(self) -> bool:
        """Whether words of the passage, or of what became of it, may not be quoted."""
        nothing = not (self.printed or self.ours)
        return nothing or any(one.withheld for one in self.changed)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides, and what of the record they were read from."""

    a: Side
    b: Side
    readings: tuple[Reading, Reading]

    @property
    def ends(self) -> tuple[Side, Side]:
        return self.a, self.b


def sides_of(conflict: Conflict, letters: Mapping[int, str], at: datetime | None) -> Sides | None:
    """The two passages that show the conflict best; None where a claim has no statement any more."""
    states = conflict.a, conflict.b
    held = read_questions({one.claim.question_id for one in states}, at)
    readings = held[states[0].claim.question_id], held[states[1].claim.question_id]
    records = _pair(readings, conflict)
    if records is None:
        return None
    behind = rows_behind(records, {**readings[0].relays, **readings[1].relays})
    rows = public_rows(behind, at, *(one.claim_id for one in states))
    names = names_in(readings[0].entities, entities_in(rows.values()))
    own = [rows[one.id] for one in records]
    shown = _Shown(rows, names, quotes_of(own), _around(own), letters, changed_here(own, at))
    a = shown.side(conflict.a, conflict.b, records[0], readings[0])
    b = shown.side(conflict.b, conflict.a, records[1], readings[1])
    if a.is_unnamed and b.is_unnamed and records[0].article != records[1].article:
        b = replace(b, outlet=_("Outlet not named (another one)"))
    return Sides(a, b, readings)


def _pair(readings: tuple[Reading, Reading], conflict: Conflict) -> Pair | None:
    """Two statements between which the rule fires; the first of each where a person relates the claims.

    Where there is a choice, two whose words may be shown.
    """
    a, b = conflict.a.claim_id, conflict.b.claim_id
    ones, others = readings[0].on(a), readings[1].on(b)
    wordless = without_words([*ones, *others])
    pair = telling_pair(readings[0], a, b, conflict.rule, wordless) if conflict.rule else None
    if pair is None:
        one, other = first_that_says(ones, wordless), first_that_says(others, wordless)
        return (one, other) if one and other else None
    return pair


@dataclass(frozen=True, slots=True)
class _Shown:
    """What both sides are made of."""

    rows: Mapping[int, Statement]
    names: Names
    quotes: Mapping[int, Quote]
    around: Mapping[int, tuple[str, str]]
    letters: Mapping[int, str]
    changed: Mapping[int, Sequence[Changed]]

    def side(self, state: ClaimState, against: ClaimState, record: Record, reading: Reading) -> Side:
        row = self.rows[record.id]
        quote = self.quotes[row.pk]
        article = row.capture.article
        mine, theirs = _wording(state.claim), _wording(against.claim)
        before, after = self.around.get(row.pk, ("", ""))
        alike = [one for one in reading.on(state.claim_id) if STANCE[one.kind] == STANCE[record.kind]]
        return Side(
            state=state,
            letter=self.letters.get(state.claim_id, ""),
            statement=row,
            record=record,
            quote=quote,
            printed=clash_in(quote.printed, mine, theirs) if quote.printed else None,
            ours=clash_in(quote.summary, mine, theirs) if quote.ours else None,
            before=before,
            after=after,
            outlet=self.names.shown(article.outlet_id),
            outlet_url=self.names.url(article.outlet_id),
            when=date_words(row.said or article.published, inferred=not row.said and article.date_inferred),
            came_from=came_from(path_of(row, self.names, self.rows), own_voice=states_itself(row)),
            more=len(alike) - 1,
            changed=self.changed.get(row.pk, ()),
        )


def _wording(claim: Claim) -> str:
    """All words in which a claim gives its answer."""
    return f"{claim.text} {answer(claim)}"


def _around(statements: Sequence[Statement]) -> dict[int, tuple[str, str]]:
    """The rest of each passage's sentence, before and after it, where the text is ours to publish."""
    whole = [one.pk for one in statements if one.capture.article.public_text == "full"]
    first = Greatest(F("start") - Value(_AROUND), Value(0))
    rows = Statement.objects.filter(pk__in=whole).annotate(
        first=first,
        window=Substr("capture__text", first + 1, F("end") - first + Value(_AROUND)),
    )
    columns = ("pk", "start", "end", "first", "window", "capture__sentences")
    return {row[0]: _rest(*row[1:]) for row in rows.values_list(*columns)}


def _rest(start: int, end: int, first: int, window: str, sentences: list[int]) -> tuple[str, str]:
    """What of the sentences that `start` and `end` lie in stands in `window`, which begins at `first`."""
    begins = max((one for one in sentences[::2] if one <= start), default=start)
    ends = min((one for one in sentences[1::2] if one >= end), default=end)
    cut_before, cut_after = begins < first, ends > first + len(window)
    before = window[max(begins - first, 0) : start - first]
    after = window[end - first : ends - first]
    return ("…" if cut_before else "") + before, after + ("…" if cut_after else "")

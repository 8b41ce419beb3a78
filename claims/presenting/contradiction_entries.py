"""Rows of the list of contradictions: a sentence, who carries each side, who has looked at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from claims.models import ClaimState, Statement
from claims.presenting.conflicts import Conflict, earlier_first, related, states_of
from claims.presenting.conflicts_then import MannerRow
from claims.presenting.manners import manners_of
from claims.presenting.names import OUTLET_NOT_NAMED, names_of
from claims.presenting.passages import passage_url
from claims.vocabulary import SPEAKING
from claims.wording import words
from claims.wording.sentences import isolated, listed

#: Outlets named on each side; more are a number.
_FEW = 3
#: Before all that is dated.
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: one claim or two, who carries each, and where to read on."""

    sides: Sequence[ClaimState]
    sentence: str
    url: str
    labelled: str
    ruled: bool
    since: datetime | None
    clashes: bool
    who: Sequence[str]


def entries_of(rows: Collection[Any]) -> list[Entry]:
    """The rows of `claims.presenting.relation_rows` made ready, in a number of queries that does not grow.

    Left out is what readers no longer see although the row is still there.
    """
    claims = {pk for row in rows for pk in (row.claim_a_id, row.claim_b_id) if pk}
    states, who = states_of(claims, None), _who(claims, None)
    pairs = [row for row in rows if row.claim_a_id in states and row.claim_b_id in states]
    conflicts = earlier_first([related(row, states) for row in pairs], None)
    entries = {
        (type(row), row.pk): _between(conflict, who) for row, conflict in zip(pairs, conflicts, strict=True)
    }
    entries |= _on_statements([row for row in rows if row.subject_id and row.claim_a_id in states], states)
    return [entries[type(row), row.pk] for row in rows if (type(row), row.pk) in entries]


def entries_then(found: Collection[Conflict | MannerRow], at: datetime) -> list[Entry]:
    """What bore on each other at an earlier moment made ready, the newest first."""
    newest = sorted(found, key=lambda one: one.since or _LONG_AGO, reverse=True)
    pairs = [one for one in newest if isinstance(one, Conflict)]
    who = _who({side.claim_id for one in pairs for side in one.sides}, at)
    alone = [one for one in newest if isinstance(one, MannerRow)]
    told = _on_statements(alone, states_of({one.claim_a_id for one in alone}, at), at) if alone else {}
    entries = [
        _between(one, who) if isinstance(one, Conflict) else told.get((MannerRow, one.pk)) for one in newest
    ]
    return [one for one in entries if one is not None]


def _between(conflict: Conflict, who: Mapping[int, str]) -> Entry:
    return Entry(
        sides=conflict.sides,
        sentence=conflict.sentence,
        url=conflict.url,
        labelled=conflict.labelled,
        ruled=conflict.ruled,
        since=conflict.since,
        clashes=conflict.relation == "contradicts",
        who=_each_once(
            [who.get(side.claim_id, "") for side in conflict.sides], across=conflict.label == "across_outlets"
        ),
    )


def _each_once(who: list[str], *, across: bool) -> list[str]:
    """Those of both sides; one outlet is told once, and of two that are not named the other one as such."""
    if len(set(who)) == len(who):
        return who
    unnamed = across and who[0] == str(OUTLET_NOT_NAMED)
    return [who[0], _("Another article, outlet not named")] if unnamed else who[:1]


def _on_statements(
    rows: Collection[Any], states: Mapping[int, ClaimState], at: datetime | None = None
) -> dict[tuple[type, int], Entry]:
    """Findings about a manner of reporting, each with the passage it is about."""
    manners = manners_of([row.subject_id for row in rows], at)
    statements = Statement.objects.filter(pk__in=manners).with_chain().in_bulk() if manners else {}
    names = names_of({one.capture.article.outlet_id for one in statements.values()}) if manners else None
    return {
        (type(row), row.pk): Entry(
            sides=(states[row.claim_a_id],),
            sentence=manners[row.subject_id].sentence,
            url=passage_url(statements[row.subject_id]),
            labelled=str(words.LABELLED["tension", row.label]),
            ruled=True,
            since=row.since,
            clashes=False,
            who=[names.shown(statements[row.subject_id].capture.article.outlet_id)] if names else [],
        )
        for row in rows
        if row.subject_id in manners and row.claim_a_id in states
    }


def _who(claims: Collection[int], at: datetime | None) -> dict[int, str]:
    """Who carried each claim at `at`, in a line."""
    spoken = Statement.objects.standing(at).filter(claim__in=claims, kind__in=SPEAKING)
    pairs = set(spoken.values_list("claim", "capture__article__outlet"))
    names = names_of({outlet for _claim, outlet in pairs})
    found: defaultdict[int, set[str]] = defaultdict(set)
    for claim, outlet in pairs:
        found[claim].add(names.shown(outlet))
    return {
        claim: listed([isolated(one) for one in _few(sorted(outlets))]) for claim, outlets in found.items()
    }


def _few(names: list[str]) -> list[str]:
    if len(names) <= _FEW:
        return names
    return [*names[:_FEW], _("%(n)d more") % {"n": len(names) - _FEW}]

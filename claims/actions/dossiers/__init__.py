"""Dossiers loaded into the record: all or nothing, and what is here already is left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import DataError, IntegrityError

from claims import dossier as plain
from claims.actions.dossiers.adding import Adding, Progress
from claims.actions.dossiers.conflicts import conflicts
from claims.actions.dossiers.given import Given, Here, New, added_to, gathered, looked_up
from claims.actions.entities import naming
from claims.actions.refresh import hold, refresh_questions
from claims.dossier import Dossier
from claims.imports.problems import DossierError, Problem
from claims.models import Claim, Question
from newsroom.actions import acting
from newsroom.models import User

__all__ = ["Loaded", "Progress", "load"]

#: Questions brought up to date in one step: their whole record is held in memory.
_STEP = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was new. `anything` counts what is none of these three too, such as an alias or a check."""

    questions: int = 0
    claims: int = 0
    statements: int = 0
    anything: bool = False


def load(dossiers: Mapping[str, Dossier], *, by: User | None, progress: Progress = lambda *_: None) -> Loaded:
    """Add what these dossiers, by file, hold and the record does not have.

    Times, people and ids stay as they are in the files. Raises DossierError
    where an id is here with other content, a reference leads nowhere, or the
    record holds something that excludes it; nothing is kept then.
    """
    given = gathered(dossiers)
    with acting(by=by, action="load dossier"):
        here = looked_up(given)
        new = added_to(given, here)
        if problems := conflicts(given, here, new):
            raise DossierError(problems)
        if not new:
            return Loaded()
        _add(given, here, new, progress)
    return Loaded(
        len(new.of(plain.Question)), len(new.of(plain.Claim)), len(new.of(plain.Statement)), anything=True
    )


def _add(given: Given, here: Here, new: New, progress: Progress) -> None:
    held, moment = hold(_touched(here, new))
    adding = Adding(given, new, here.keys, moment)
    try:
        adding.add(progress)
    except (DataError, IntegrityError) as error:
        raise DossierError([_refused(error, given)]) from error
    # Nobody can hold the new questions: nobody has seen them.
    questions = sorted({*held, *(adding.keys[one.id] for one in new.of(plain.Question))})
    for at in range(0, len(questions), _STEP):
        refresh_questions(set(questions[at : at + _STEP]), moment)


def _touched(here: Here, new: New) -> set[int]:
    """The questions that are here and get something new, on them or on whom they name."""
    claims = {one.claim for cls in (plain.Statement, plain.Check, plain.Verdict) for one in new.of(cls)}
    claims |= {claim for one in new.of(plain.Ruling) for claim in (one.claim_a, one.claim_b) if claim}
    claims |= {here.parts[verdict].claim for verdict, _part in new.added[plain.Verdict, "approvals"]}
    asked = {one.question for one in new.of(plain.Claim)}
    entities = {
        here.keys[one]
        for name in ("links", "merges")
        for one, _part in new.below(plain.Entity, name)
        if one in here.keys
    }
    questions = Question.objects.filter(public_id__in=asked).values_list("pk", flat=True)
    answered = Claim.objects.filter(public_id__in=claims).values_list("question", flat=True)
    return {*questions, *answered, *naming(entities)}


def _refused(error: Exception, given: Given) -> Problem:
    """What the database would not take: mostly what somebody else wrote a moment ago."""
    report = getattr(error.__cause__, "diag", None)
    detail = getattr(report, "message_detail", None) or str(error).splitlines()[0]
    files = ", ".join(dict.fromkeys(given.file.values()))
    return Problem("", f"the database refuses it ({detail}): try again", files)

"""Tagging: a passage becomes a statement on a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from claims.actions.anchoring import follow
from claims.actions.refresh import hold, refresh_questions
from claims.models import Claim, SourceLink, Statement
from newsroom.access import CONTRIBUTOR, EDITOR, has_role
from newsroom.actions import acting
from newsroom.models import User
from sources.actions import days_of
from sources.models import Capture, Entity
from sources.quotes import Passage, check


class CannotTag(Exception):
    """Nothing is recorded on this claim now; `reason` is one of `REASONS`."""

    REASONS = ("moved", "published")

    def __init__(self, claim: Claim, reason: str) -> None:
        super().__init__(f"{claim.public_id}: {reason}")
        self.claim = claim
        self.reason = reason


class AlreadyWithdrawn(Exception):
    """The statement had been withdrawn before, perhaps by a colleague a moment ago."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """One step of a chain as an editor records it; `entity` None is the outlet that is not named."""

    entity: Entity | None
    basis: str | None = None
    as_printed: str = ""
    inferred: bool = False
    derived_from: Statement | None = None


@dataclass(frozen=True, slots=True)
class NewStatement:
    """What an editor records of a passage. The rest stays null, never a default that may be false."""

    kind: str = "assertion"
    certainty: str | None = None
    caveat: str | None = None
    form: str = "paraphrase"
    cue: str = ""
    said: str = ""
    wording: str | None = None
    original_seen: bool = False
    chain: Sequence[NewLink] = field(default_factory=tuple)


def tag(
    *,
    by: User,
    claim: Claim,
    capture: Capture,
    passage: Passage,
    new: NewStatement,
    supersedes: Statement | None = None,
    key: UUID | None = None,
) -> Statement:
    """Record that `passage` takes a position on `claim`.

    With `supersedes` the earlier statement is withdrawn in the same step. The
    database takes each `key` once (`claims.actions.tag_passage` minds that).
    Raises QuoteNotFound where the passage is not what the capture says there,
    EdtfError where `said` is no date, AlreadyWithdrawn where the statement to
    supersede no longer stands, and CannotTag where the claim has moved or the
    tagger may not add to what readers see; nothing is saved then.
    """
    check(capture.text, passage)
    questions = {claim.question_id} | ({supersedes.claim.question_id} if supersedes else set())
    with acting(by=by, action="tag"):
        held, moment = hold(questions, reading=relayed(new.chain))
        statement = record(by, claim, capture, passage, new, supersedes, moment, key)
        refresh_questions(held, moment)
    return statement


def record(
    by: User,
    claim: Claim,
    capture: Capture,
    passage: Passage,
    new: NewStatement,
    supersedes: Statement | None,
    moment: datetime,
    key: UUID | None,
) -> Statement:
    """The rows of a tag, for an action that holds the questions from `moment` and refreshes them after."""
    _refuse_claim(claim, by, supersedes, moment)
    if supersedes:
        _leave(supersedes, by=by, why="replaced", moment=moment)
    statement = _record(by, claim, capture, passage, new, supersedes, moment, key)
    follow(statement, moment)
    return statement


def _refuse_claim(claim: Claim, by: User, supersedes: Statement | None, moment: datetime) -> None:
    """Under the lock: a colleague may have moved or published it a moment ago."""
    if claim.recorded_at == moment:
        # Made in this very action: nobody else can have seen it.
        return
    claim.refresh_from_db(fields=["moved_to", "visibility"])
    if claim.moved_to_id:
        raise CannotTag(claim, "moved")
    new_here = supersedes is None or supersedes.claim_id != claim.pk
    if claim.visibility == "published" and new_here and _only_contributes(by):
        raise CannotTag(claim, "published")


def _only_contributes(by: User) -> bool:
    """Whose tags readers see once an editor publishes the claim, not before."""
    return has_role(by, CONTRIBUTOR) and not has_role(by, EDITOR)


def relayed(chain: Iterable[NewLink]) -> set[int]:
    """The questions of the statements that a chain passes on."""
    return {link.derived_from.claim.question_id for link in chain if link.derived_from}


def _record(
    by: User,
    claim: Claim,
    capture: Capture,
    passage: Passage,
    new: NewStatement,
    supersedes: Statement | None,
    moment: datetime,
    key: UUID | None,
) -> Statement:
    statement = Statement.objects.create(
        claim=claim,
        capture=capture,
        start=passage.start,
        end=passage.end,
        exact=passage.exact,
        prefix=passage.prefix,
        suffix=passage.suffix,
        wording=_wording(capture, passage, new.wording),
        kind=new.kind,
        certainty=new.certainty,
        caveat=new.caveat,
        form=new.form,
        cue=new.cue,
        said=new.said,
        said_days=days_of(new.said),
        original_seen=new.original_seen,
        recorded_at=moment,
        recorded_by=by,
        entered_at=moment,
        supersedes=supersedes,
        client_key=key,
    )
    SourceLink.objects.bulk_create(
        SourceLink(
            statement=statement,
            position=position,
            entity=link.entity,
            basis=link.basis,
            as_printed=link.as_printed,
            inferred=link.inferred,
            derived_from=link.derived_from,
        )
        for position, link in enumerate(new.chain)
    )
    return statement


def _wording(capture: Capture, passage: Passage, typed: str | None) -> str:
    """What the original printed: the passage itself, but over our own digest only what was copied from it."""
    return (typed or "") if capture.is_digest else passage.exact


def withdraw(*, by: User, statement: Statement, why: str = "") -> Statement:
    """Take a statement back; it stays readable, and shows in as-of views of the time it stood.

    Raises AlreadyWithdrawn where it no longer stands.
    """
    with acting(by=by, action="withdraw"):
        held, moment = hold([statement.claim.question_id])
        _leave(statement, by=by, why=why, moment=moment)
        refresh_questions(held, moment)
    return statement


def carry(*, by: User, statement: Statement, claim: Claim, moment: datetime) -> Statement:
    """Record on `claim` what `statement` says, word for word, in its place. Needs its links.

    For actions that hold both claims' questions from `moment` on and refresh
    them. Raises AlreadyWithdrawn where the statement no longer stands.
    """
    _leave(statement, by=by, why="moved", moment=moment)
    new = as_recorded(statement, statement.links.all())
    return _record(by, claim, statement.capture, statement.passage, new, statement, moment, None)


def as_recorded(statement: Statement, links: Iterable[SourceLink]) -> NewStatement:
    """What a statement says, to be recorded again word for word."""
    return NewStatement(
        kind=statement.kind,
        certainty=statement.certainty,
        caveat=statement.caveat,
        form=statement.form,
        cue=statement.cue,
        said=statement.said,
        wording=statement.wording,
        original_seen=statement.original_seen,
        chain=[
            NewLink(link.entity, link.basis, link.as_printed, link.inferred, link.derived_from)
            for link in links
        ],
    )


def _leave(statement: Statement, *, by: User, why: str, moment: datetime) -> None:
    left = Statement.objects.standing().filter(pk=statement.pk)
    if not left.update(withdrawn_at=moment, withdrawn_by=by, withdrawn_why=why, left_at=moment):
        raise AlreadyWithdrawn(statement.public_id)
    statement.refresh_from_db(fields=["withdrawn_at", "withdrawn_by", "withdrawn_why", "left_at"])

"""A dossier as plain values: one topic with everything said about it, and on whose word.

These dataclasses are the format. The reader, the writer, the JSON Schema and a
test of docs/formats.md all walk their annotations: a key is named, typed and
placed here and nowhere else. A key with a default may be left out of a file
written by hand; the writer writes every key. Keys stand in this order, ids are
public ids, people are labels, and None is what JSON calls null. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, TypeAlias

from claims.answer import Answer, Value
from claims.notation import (
    Base64,
    Code,
    Day,
    Digest,
    Flag,
    Id,
    Moment,
    Opaque,
    Shaped,
    Url,
    Whole,
    Words,
)
from claims.shape import By, ordered
from claims.vocabulary import (
    ANSWER_TYPES,
    ANSWERED,
    BASES,
    CAVEATS,
    CERTAINTIES,
    CHECK_RESULTS,
    FORMS,
    KINDS,
    NATURES,
    RELATIONS,
    RULES,
    STATUSES,
    VISIBILITIES,
)
from sources.dates import Edtf
from sources.vocabulary import CAPTURE_METHODS, ENTITY_KINDS, LINK_KINDS, PUBLIC_TEXTS

FORMAT = "sayso-dossier/1"
#: The value of an offset that a file leaves to be found.
NOT_GIVEN = -1


_BY_ID = By(("id",))

Text: TypeAlias = Annotated[str, Words()]
Wording: TypeAlias = Annotated[str, Words(required=True)]
Short: TypeAlias = Annotated[str, Words(300)]
Name: TypeAlias = Annotated[str, Words(200, required=True)]
Sentence: TypeAlias = Annotated[str, Words(500, required=True)]
Person: TypeAlias = Annotated[str, Words(150, required=True)]
Slug: TypeAlias = Annotated[
    str, Shaped("[-a-zA-Z0-9_]+", "use letters a to z, digits, hyphens and underscores", 220)
]
Language: TypeAlias = Annotated[
    str, Shaped("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", "use a BCP 47 tag such as en, ru or zh-Hant", 12)
]
MediaType: TypeAlias = Annotated[str, Words(100)]
Bool: TypeAlias = Annotated[bool, Flag()]
Time: TypeAlias = Annotated[datetime, Moment()]
Date: TypeAlias = Annotated[Edtf | None, Day()]
WebAddress: TypeAlias = Annotated[str, Url()]
Sha256: TypeAlias = Annotated[str, Digest()]

TopicId: TypeAlias = Annotated[str, Id("T")]
EntityId: TypeAlias = Annotated[str, Id("E")]
ArticleId: TypeAlias = Annotated[str, Id("A")]
CaptureId: TypeAlias = Annotated[str, Id("P")]
QuestionId: TypeAlias = Annotated[str, Id("Q")]
ClaimId: TypeAlias = Annotated[str, Id("C")]
StatementId: TypeAlias = Annotated[str, Id("S")]
CheckId: TypeAlias = Annotated[str, Id("K")]
VerdictId: TypeAlias = Annotated[str, Id("V")]
RulingId: TypeAlias = Annotated[str, Id("R")]
ChangeId: TypeAlias = Annotated[str, Id("N")]
AnyClaimId: TypeAlias = Annotated[str, Id("C", outside=True)]
AnyStatementId: TypeAlias = Annotated[str, Id("S", outside=True)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """The story that the dossier is about."""

    id: TopicId
    title: Name
    slug: Slug
    summary: Text = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EntityName:
    """Another spelling, script or style of an entity's name."""

    text: Name
    language: Language
    added_by: Person


@dataclass(frozen=True, kw_only=True, slots=True)
class EntityLink:
    """This entity speaks for, is owned by or lies in another."""

    kind: Annotated[str, Code(LINK_KINDS)]
    to: EntityId
    reason: Short = ""
    recorded_at: Time
    recorded_by: Person
    ended_at: Time | None = None
    ended_by: Person | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EntityMerge:
    """This entity was found to be another; ended when that was undone."""

    into: EntityId
    merged_at: Time
    merged_by: Person
    ended_at: Time | None = None
    ended_by: Person | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """Anything a claim or a chain names: a person, an outlet, a place, one answer of several."""

    id: EntityId
    kind: Annotated[str, Code(ENTITY_KINDS)]
    name: Name
    slug: Slug
    description: Short = ""
    do_not_name: Bool = False
    same_as: Annotated[tuple[Annotated[str, Url(500, required=True)], ...], By()] = ()
    names: Annotated[tuple[EntityName, ...], By(("language", "text"))] = ()
    links: Annotated[tuple[EntityLink, ...], By(("kind", "to", "recorded_at"))] = ()
    merges: Annotated[tuple[EntityMerge, ...], By(("merged_at", "into"))] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """What an article said at one moment. A digest is the desk's own summary, without bytes or hash."""

    id: CaptureId
    taken_at: Time
    taken_by: Person
    method: Annotated[str, Code(CAPTURE_METHODS)]
    media_type: MediaType = "text/plain"
    raw: Annotated[bytes, Base64()] | None = None
    sha256: Sha256 = ""
    text: Wording
    archive_url: WebAddress = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One piece of journalism. An outlet or a date that it does not give stays empty."""

    id: ArticleId
    outlet: EntityId | None = None
    url: WebAddress = ""
    headline: Annotated[str, Words(500)] = ""
    byline: Annotated[str, Words(200)] = ""
    published: Date = None
    date_inferred: Bool = False
    language: Language
    terms: Annotated[str, Words(500)] = ""
    public_text: Annotated[str, Code(PUBLIC_TEXTS)] = "excerpts"
    read_through_at: Time | None = None
    read_through_by: Person | None = None
    recorded_at: Time
    recorded_by: Person
    captures: Annotated[tuple[Capture, ...], _BY_ID] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What claims answer; only answers to one question are compared."""

    id: QuestionId
    text: Sentence
    answer_type: Annotated[str, Code(ANSWER_TYPES)]
    unit: Annotated[str, Words(60)] = ""
    single_valued: Bool = True
    varies: Bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One answer to one question."""

    id: ClaimId
    question: QuestionId
    text: Sentence
    nature: Annotated[str, Code(NATURES)]
    value: Annotated[Value, Answer()]
    alleges_wrongdoing: Bool = False
    marked_at: Time | None = None
    marked_by: Person | None = None
    visibility: Annotated[str, Code(VISIBILITIES)] = "desk"
    published_at: Time | None = None
    published_by: Person | None = None
    moved_to: AnyClaimId | None = None
    recorded_at: Time
    recorded_by: Person


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceLink:
    """One step of a chain, the origin first. No entity means the article's own outlet, not named there."""

    entity: EntityId | None = None
    basis: Annotated[str, Code(BASES)] | None = None
    as_printed: Short = ""
    inferred: Bool = False
    derived_from: AnyStatementId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """One voice takes a position on one claim, at one passage of one capture."""

    id: StatementId
    claim: ClaimId
    capture: CaptureId
    start: Annotated[int, Whole()] = NOT_GIVEN
    end: Annotated[int, Whole()] = NOT_GIVEN
    exact: Wording
    prefix: Text = ""
    suffix: Text = ""
    wording: Text = ""
    kind: Annotated[str, Code(KINDS)]
    certainty: Annotated[str, Code(CERTAINTIES)] | None = None
    form: Annotated[str, Code(FORMS)]
    caveat: Annotated[str, Code(CAVEATS)] | None = None
    cue: Annotated[str, Words(200)] = ""
    said: Date = None
    original_seen: Bool = False
    recorded_at: Time
    recorded_by: Person
    withdrawn_at: Time | None = None
    withdrawn_by: Person | None = None
    withdrawn_why: Short = ""
    supersedes: AnyStatementId | None = None
    chain: tuple[SourceLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A document or picture kept with a check."""

    name: Name
    media_type: MediaType = ""
    sha256: Sha256 = ""
    data: Annotated[bytes, Base64()]


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """The desk's own work on a claim: what was looked at, or who was asked and what they replied."""

    id: CheckId
    claim: ClaimId
    what_we_did: Wording
    url: WebAddress = ""
    archive_url: WebAddress = ""
    result: Annotated[str, Code(CHECK_RESULTS)]
    attachment: Attachment | None = None
    person_asked: Annotated[str, Words(200)] = ""
    asked_at: Time | None = None
    deadline: Time | None = None
    reply: Text = ""
    replied_at: Time | None = None
    recorded_at: Time
    recorded_by: Person
    withdrawn_at: Time | None = None
    withdrawn_by: Person | None = None
    withdrawn_why: Short = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Approval:
    """A second person agrees, on the evidence as shown to them."""

    approved_at: Time
    approved_by: Person
    digest: Sha256 = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What the desk concludes about a claim; `evidence` is what the record showed then."""

    id: VerdictId
    claim: ClaimId
    status: Annotated[str, Code(STATUSES)]
    note: Wording
    evidence: Annotated[dict[str, object], Opaque()] = field(default_factory=dict)
    decided_at: Time
    decided_by: Person
    withdrawn_at: Time | None = None
    withdrawn_by: Person | None = None
    approvals: Annotated[tuple[Approval, ...], By(("approved_at", "approved_by"))] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """What a person decided about two claims, or about one statement (`subject`, rules T1 and T2)."""

    id: RulingId
    claim_a: AnyClaimId
    claim_b: AnyClaimId | None = None
    subject: StatementId | None = None
    rule: Annotated[str, Code(RULES, blank=True)] = ""
    relation: Annotated[str, Code(RELATIONS)]
    note: Wording
    statements_seen: Annotated[tuple[AnyStatementId, ...], By()] = ()
    ruled_at: Time
    ruled_by: Person
    ended_at: Time | None = None
    ended_by: Person | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What a person said became of a tagged passage in a later capture of its article."""

    id: ChangeId
    tagged_in: CaptureId
    tagged_start: Annotated[int, Whole()]
    tagged_end: Annotated[int, Whole()]
    capture: CaptureId
    outcome: Annotated[str, Code(ANSWERED)]
    start: Annotated[int, Whole()] | None = None
    end: Annotated[int, Whole()] | None = None
    exact: Text = ""
    note: Short = ""
    decided_at: Time
    decided_by: Person
    ended_at: Time | None = None
    ended_by: Person | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """A topic with its questions, claims and statements, and all that these name."""

    topic: Topic
    entities: Annotated[tuple[Entity, ...], _BY_ID] = ()
    articles: Annotated[tuple[Article, ...], _BY_ID] = ()
    questions: Annotated[tuple[Question, ...], _BY_ID] = ()
    claims: Annotated[tuple[Claim, ...], _BY_ID] = ()
    statements: Annotated[tuple[Statement, ...], _BY_ID] = ()
    checks: Annotated[tuple[Check, ...], _BY_ID] = ()
    verdicts: Annotated[tuple[Verdict, ...], _BY_ID] = ()
    rulings: Annotated[tuple[Ruling, ...], _BY_ID] = ()
    changes: Annotated[tuple[Change, ...], _BY_ID] = ()


def canonical(dossier: Dossier) -> Dossier:
    """`dossier` with its lists in order and the two claims of each ruling too: what the writer writes."""
    return ordered(replace(dossier, rulings=tuple(_claims_in_order(one) for one in dossier.rulings)))


def _claims_in_order(ruling: Ruling) -> Ruling:
    if ruling.claim_b is None or ruling.claim_a <= ruling.claim_b:
        return ruling
    return replace(ruling, claim_a=ruling.claim_b, claim_b=ruling.claim_a)

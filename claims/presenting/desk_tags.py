"""Every tag that an article ever had, as far as the desk's page of the article needs them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import F

from claims.actions.putting_back import put_back_key
from claims.models import Anchor, Statement
from claims.models.question import own_question
from claims.unrecorded import unrecorded
from sources.models import Article, Capture

#: A stretch of a text: where it starts and ends.
Place = tuple[int, int]
#: The capture that a passage was tagged in, and its place there.
Passage = tuple[int, int, int]


class Tag(NamedTuple):
    """A statement with what the list says of its claim, its capture and the origin of its chain.

    By columns and not as a row of the model: an article has hundreds, and all of them are read at each save.
    """

    pk: int
    supersedes: int | None
    public_id: str
    start: int
    end: int
    exact: str
    kind: str
    form: str
    certainty: str | None
    caveat: str | None
    recorded_by: int
    left_at: datetime | None
    withdrawn_why: str
    claim: int
    claim_id: str
    claim_text: str
    claim_by: int
    alleges: bool
    visibility: str
    moved_to: int | None
    value_state: str
    capture: int
    method: str
    words: int
    question: str
    origin: int | None
    basis: str | None
    #: As the article has it; None where nobody is recorded, and where the outlet that names nobody says it.
    said_by: str | None
    key: str | None

    @property
    def stands(self) -> bool:
        return self.left_at is None

    @property
    def place(self) -> Place:
        """In the text of its own capture."""
        return self.start, self.end

    @property
    def is_unpublished(self) -> bool:
        return self.visibility != "published"

    @property
    def asks_itself(self) -> bool:
        """As `Claim.asks_itself`."""
        return self.question == own_question(self.claim_text)

    def needs_another(self, editor: int) -> bool:
        """Whether its claim accuses somebody and is this editor's own: another must publish it."""
        return self.alleges and self.claim_by == editor

    def to_complete(self) -> list[str]:
        """What a quick tag left unrecorded, as `Statement.to_complete` names it."""
        known = self.value_state == "known"
        return unrecorded(self.kind, self.certainty, self.caveat, known, self.origin is not None, self.basis)


#: By name what is named otherwise in the tables. The query is written out, since it is read at each save: put
#: together anew each time, it takes longer than it runs.
_COLUMNS = {
    "pk": "tag.id",
    "supersedes": "tag.supersedes_id",
    "recorded_by": "tag.recorded_by_id",
    "claim": "claim.id",
    "claim_id": "claim.public_id",
    "claim_text": "claim.text",
    "claim_by": "claim.recorded_by_id",
    "alleges": "claim.alleges_wrongdoing",
    "visibility": "claim.visibility",
    "moved_to": "claim.moved_to_id",
    "value_state": "claim.value_state",
    "capture": "tag.capture_id",
    "method": "capture.method",
    "words": "capture.words",
    "question": "question.text",
    "origin": "origin.id",
    "basis": "origin.basis",
    "said_by": "coalesce(nullif(origin.as_printed, ''), voice.name)",
    "key": "tag.client_key::text",
}
_TAGS = f"""
SELECT {", ".join(_COLUMNS.get(name, f'tag."{name}"') for name in Tag._fields)}
FROM sources_capture AS capture
JOIN claims_statement AS tag ON tag.capture_id = capture.id
JOIN claims_claim AS claim ON claim.id = tag.claim_id
JOIN claims_question AS question ON question.id = claim.question_id
LEFT JOIN claims_sourcelink AS origin ON origin.statement_id = tag.id AND origin.position = 0
LEFT JOIN sources_entity AS voice ON voice.id = origin.entity_id
WHERE capture.article_id = %s
ORDER BY tag.recorded_at, tag.start, tag.id
"""


def tags_of(article: Article) -> list[Tag]:
    """Withdrawn ones too, in the order in which they are numbered, in one query.

    What came with an import at one moment is numbered in the text's order.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAGS, [article.pk])
        return [Tag(*row) for row in cursor.fetchall()]


class Unpublished(NamedTuple):
    """How many claims of an article readers cannot see, and of how many of them another must publish."""

    claims: int
    for_another: int

    @property
    def publishable(self) -> int:
        """How many whoever looks may publish, as far as that goes by whose they are."""
        return self.claims - self.for_another

    @classmethod
    def among(cls, tags: Iterable[Tag], editor: int) -> Unpublished:
        hidden = [tag for tag in tags if tag.stands and tag.visibility == "desk" and tag.moved_to is None]
        claims = {tag.claim: tag.needs_another(editor) for tag in hidden}
        return cls(len(claims), sum(claims.values()))


def numbers_of(tags: Iterable[Tag]) -> dict[int, int]:
    """Each tag's number in the article: by when it was first recorded, so that none ever shifts.

    What replaces a tag keeps its number, and so does what puts it back.
    """
    numbers: dict[int, int] = {}
    back: dict[str, int] = {}
    given = 0
    for tag in tags:
        before = tag.supersedes if tag.supersedes in numbers else back.get(tag.key or "")
        if not tag.stands:
            back[str(put_back_key(tag.public_id))] = tag.pk
        if before is not None:
            numbers[tag.pk] = numbers[before]
        else:
            given += 1
            numbers[tag.pk] = given
    return numbers


def led_to(capture: Capture) -> dict[Passage, Place | None]:
    """Where passages of other captures stand in this one; None for one that was in it and is not now."""
    # What stands has not left, and comes last.
    rows = Anchor.objects.filter(capture=capture, outcome="carried").order_by("left_at")
    columns = rows.values_list("tagged_in", "tagged_start", "tagged_end", "left_at", F("start"), F("end"))
    return {(one, *place): None if left else (start, end) for one, *place, left, start, end in columns}


def last_tag(capture: Capture) -> Statement | None:
    """The newest standing tag of the article: the next one often has its topic and its chain."""
    newest: Statement | None = (
        Statement.objects.standing()
        .filter(capture__article=capture.article_id)
        .select_related("claim__question__topic")
        .order_by("-pk")
        .first()
    )
    return newest

"""Every tag that an article ever had, as far as the desk's page of the article needs them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q

from claims.models import Anchor, Statement
from claims.unrecorded import unrecorded
from sources.models import Article, Capture

#: A stretch of a text: where it starts and ends.
Place = tuple[int, int]


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
    claim: int
    claim_id: str
    claim_text: str
    visibility: str
    moved_to: int | None
    value_state: str
    capture: int
    method: str
    words: int
    origin: int | None
    basis: str | None

    @property
    def stands(self) -> bool:
        return self.left_at is None

    @property
    def is_unpublished(self) -> bool:
        return self.visibility != "published"

    def to_complete(self) -> list[str]:
        """What a quick tag left unrecorded, as `Statement.to_complete` names it."""
        known = self.value_state == "known"
        return unrecorded(self.kind, self.certainty, self.caveat, known, self.origin is not None, self.basis)


#: Where the columns lie whose names here are not their paths.
_PATHS = {
    "claim_id": "claim__public_id",
    "claim_text": "claim__text",
    "visibility": "claim__visibility",
    "moved_to": "claim__moved_to",
    "value_state": "claim__value_state",
    "method": "capture__method",
    "words": "capture__words",
    "origin": "first__pk",
    "basis": "first__basis",
}


def tags_of(article: Article) -> list[Tag]:
    """Withdrawn ones too, in the order in which they are numbered, in one query.

    What came with an import at one moment is numbered in the text's order.
    """
    first = FilteredRelation("links", condition=Q(links__position=0))
    rows = Statement.objects.filter(capture__article=article).annotate(first=first)
    columns = [_PATHS.get(name, name) for name in Tag._fields]
    return [Tag(*row) for row in rows.order_by("recorded_at", "start", "pk").values_list(*columns)]


def numbers_of(tags: Iterable[Tag]) -> dict[int, int]:
    """Each tag's number in the article: by when it was first recorded, so that none ever shifts.

    What replaces a tag keeps its number.
    """
    numbers: dict[int, int] = {}
    given = 0
    for tag in tags:
        if tag.supersedes in numbers:
            numbers[tag.pk] = numbers[tag.supersedes]
        else:
            given += 1
            numbers[tag.pk] = given
    return numbers


def places_in(capture: Capture, tags: Sequence[Tag], *, carried: bool) -> dict[int, Place]:
    """Where the tags among `tags` stand that stand in this text; with `carried`, those led to it too."""
    own = capture.pk
    found = {tag.pk: (tag.start, tag.end) for tag in tags if tag.capture == own}
    if carried:
        led = Anchor.objects.standing().filter(capture=capture, outcome="carried")
        columns = led.values_list("tagged_in", "tagged_start", "tagged_end", F("start"), F("end"))
        here = {(one, *place): (start, end) for one, *place, start, end in columns}
        for tag in tags:
            if place := here.get((tag.capture, tag.start, tag.end)):
                found.setdefault(tag.pk, place)
    return found

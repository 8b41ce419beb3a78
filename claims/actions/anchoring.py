"""Tagged passages carried to a newer capture of their article, and what editors say of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import Count, QuerySet

from claims.models import Anchor, Statement
from claims.vocabulary import CHANGED, WAITING
from newsroom.actions import acting, lock_questions
from newsroom.models import User
from sources.models import Capture
from sources.quotes import Carried, Lost, Moved, Outcome, Page, Passage, carry, passage_at

#: A tagged passage: its capture, start and end.
Place: TypeAlias = tuple[int, int, int]
#: Rows written in one step.
_BATCH = 500


class AlreadyDecided(Exception):
    """Somebody has answered for this passage, or a newer capture asks anew."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Where a passage was last found, and whether an editor has said since that it is gone."""

    capture: int
    start: int
    end: int
    gone: bool = False


def carry_on(capture: Capture, moment: datetime, places: Iterable[Place] | None = None) -> list[Anchor]:
    """Look for the standing tags' passages of earlier captures, or for those at `places`, in `capture`.

    A passage that an editor has said is gone, and that still is, asks nobody again.
    """
    wanted = set(_tagged_before(capture) if places is None else places)
    known = _last_known(capture, wanted)
    pages = _Pages()
    rows = []
    for place in sorted(wanted):
        outcome = _outcome(known[place], capture, pages)
        if known[place].gone and outcome == Lost(still_printed=False):
            continue
        rows.append(_row(place, capture, outcome, moment))
    _leave_older(rows, capture, moment)
    return Anchor.objects.bulk_create(rows, _BATCH)


def follow(statement: Statement, moment: datetime) -> None:
    """Carry a passage that is tagged when newer captures are there already to the newest of them."""
    if statement.capture.is_digest:
        return
    captures = captures_of(statement.capture.article_id)
    newest: int = captures.values_list("pk", flat=True)[0]
    if newest == statement.capture_id:
        return
    place = (statement.capture_id, statement.start, statement.end)
    asked = Anchor.objects.standing().filter(
        tagged_in=place[0], tagged_start=place[1], tagged_end=place[2], capture=newest
    )
    if not asked.exists():
        carry_on(captures.get(pk=newest), moment, [place])


def catch_up(captures: Iterable[int], moment: datetime) -> None:
    """Look for the standing tags of these captures' articles in the newest of each, where nobody has yet.

    For captures and statements that came from elsewhere, in whichever order they were taken and tagged.
    """
    own = Capture.objects.exclude(method="digest").filter(article__captures__in=set(captures)).order_by()
    changed = own.values("article").annotate(texts=Count("pk", distinct=True)).filter(texts__gt=1)
    for article in changed.values_list("article", flat=True):
        newest: Capture = captures_of(article)[0]
        asked = {row.place for row in Anchor.objects.standing().filter(capture=newest)}
        carry_on(newest, moment, set(_tagged_before(newest)) - asked)


def captures_of(article: int) -> QuerySet[Any]:
    """The outlet's own words, the newest first. Digests are ours, and no outlet changes them."""
    captures = Capture.objects.filter(article=article).exclude(method="digest").defer("raw")
    return captures.order_by("-taken_at", "-pk")


def _tagged_before(capture: Capture) -> Any:
    tagged = Statement.objects.standing().filter(capture__article=capture.article_id)
    elsewhere = tagged.exclude(capture=capture).exclude(capture__method="digest").order_by()
    return elsewhere.values_list("capture", "start", "end").distinct()


def _last_known(capture: Capture, places: Iterable[Place]) -> dict[Place, _Known]:
    """Each passage's own place, or the newest one that it was carried to."""
    known = {place: _Known(*place) for place in places}
    rows = Anchor.objects.standing().filter(capture__article=capture.article_id).exclude(capture=capture)
    for row in rows.exclude(outcome__in=WAITING).order_by("capture__taken_at", "capture", "pk"):
        if row.place not in known:
            continue
        if row.outcome in CHANGED:
            last = known[row.place]
            known[row.place] = _Known(last.capture, last.start, last.end, gone=True)
        else:
            known[row.place] = _Known(row.capture_id, row.passage.start, row.passage.end)
    return known


class _Pages:
    """The captures' texts, each read once."""

    def __init__(self) -> None:
        self._pages: dict[int, Page] = {}

    def of(self, capture: int) -> Page:
        if capture not in self._pages:
            self._pages[capture] = Capture.objects.defer("raw").get(pk=capture).page
        return self._pages[capture]


def _outcome(known: _Known, capture: Capture, pages: _Pages) -> Outcome:
    old = pages.of(known.capture)
    return carry(passage_at(old.text, known.start, known.end), old, capture.page)


def _row(place: Place, capture: Capture, outcome: Outcome, moment: datetime) -> Anchor:
    row = Anchor(
        tagged_in_id=place[0],
        tagged_start=place[1],
        tagged_end=place[2],
        capture=capture,
        outcome={Carried: "carried", Moved: "moved", Lost: "lost"}[type(outcome)],
        entered_at=moment,
    )
    if not isinstance(outcome, Lost):
        _put(row, outcome.passage)
    return row


def _put(row: Anchor, passage: Passage) -> None:
    row.start, row.end, row.exact = passage.start, passage.end, passage.exact


def _leave_older(rows: Iterable[Anchor], capture: Capture, moment: datetime) -> None:
    """An older capture's open question that the new one asks again need not be answered twice.

    Where the passage is back, it was gone in between: that question stays.
    """
    asked = {row.place for row in rows if row.outcome in WAITING}
    open_ = Anchor.objects.standing().filter(outcome__in=WAITING, capture__article=capture.article_id)
    Anchor.objects.filter(pk__in=[row.pk for row in open_ if row.place in asked]).update(left_at=moment)


def confirm(*, by: User, anchor: Anchor) -> Anchor:
    """The passage that moved is the one tagged: its place in the new capture is as good as its own."""
    return _decide(by, anchor, "carried", anchor.passage)


def refuse(*, by: User, anchor: Anchor) -> Anchor:
    """The words found elsewhere are not the passage tagged, which an editor must now look for."""
    with acting(by=by, action="refuse moved passage"):
        moment = lock_questions(())
        _leave(anchor, moment)
        return _copy(anchor, outcome="lost", entered_at=moment)


def say_changed(*, by: User, anchor: Anchor, now: Passage | None, note: str = "") -> Anchor:
    """The outlet altered the passage, which reads `now`, or took it out. Readers see it from now on.

    Raises AlreadyDecided where this is no open question any more; the database
    refuses a passage that the capture does not have.
    """
    return _decide(by, anchor, "altered" if now else "removed", now, note)


def take_back(*, by: User, anchor: Anchor) -> Anchor:
    """An editor's answer was wrong: the question is open again, as the rule had put it."""
    with acting(by=by, action="take back passage"):
        moment = lock_questions(())
        standing = Anchor.objects.standing().filter(pk=anchor.pk, decided_at__isnull=False)
        if not standing.update(left_at=moment, ended_at=moment, ended_by=by):
            raise AlreadyDecided(anchor.public_id)
        known = _last_known(anchor.capture, [anchor.place])[anchor.place]
        row = _row(anchor.place, anchor.capture, _outcome(known, anchor.capture, _Pages()), moment)
        row.save()
        return row


def _decide(by: User, anchor: Anchor, outcome: str, passage: Passage | None, note: str = "") -> Anchor:
    with acting(by=by, action="decide on passage"):
        moment = lock_questions(())
        _leave(anchor, moment)
        decided = {"entered_at": moment, "decided_at": moment, "decided_by": by}
        return _copy(anchor, passage, outcome=outcome, note=note, **decided)


def _leave(anchor: Anchor, moment: datetime) -> None:
    open_ = Anchor.objects.standing().filter(pk=anchor.pk, outcome__in=WAITING)
    if not open_.update(left_at=moment):
        raise AlreadyDecided(anchor.public_id)


def _copy(anchor: Anchor, passage: Passage | None = None, **more: Any) -> Anchor:
    row = Anchor(
        tagged_in=anchor.tagged_in,
        tagged_start=anchor.tagged_start,
        tagged_end=anchor.tagged_end,
        capture=anchor.capture,
        **more,
    )
    if passage:
        _put(row, passage)
    row.save()
    return row


def answer_open(asked: Iterable[tuple[Place, int]], moment: datetime) -> None:
    """End what the rules had found on these passages in these captures: a file brings a person's word."""
    wanted = set(asked)
    rows = Anchor.objects.standing().filter(capture__in={capture for _place, capture in wanted})
    found = [row.pk for row in rows.filter(decided_at=None) if (row.place, row.capture_id) in wanted]
    Anchor.objects.filter(pk__in=found).update(left_at=moment)


def told(rows: Iterable[Anchor]) -> Mapping[str, int]:
    """How many passages came to what."""
    counted = dict.fromkeys(("carried", "moved", "lost"), 0)
    for row in rows:
        counted[row.outcome] += 1
    return counted

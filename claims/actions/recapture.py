"""An article looked at again: nothing changed, or a new capture with what became of its tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from claims.actions.anchoring import captures_of, carry_on, told
from newsroom.actions import acting, lock_questions
from newsroom.models import User
from sources.actions import add_capture, record_look
from sources.intake_actions import hold_ready
from sources.models import Article, Capture, Intake, Look
from sources.quotes import canonical

#: A shorter sentence ("Read more.") may stand on any page.
_TELLING = 20


class CannotRecapture(Exception):
    """Nothing is captured; `reason` is one of `REASONS`."""

    #: It is our own summary; not one sentence of the article is in the text.
    REASONS = ("digest", "another_text")

    def __init__(self, article: Article, reason: str) -> None:
        super().__init__(f"{article.public_id}: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Recaptured:
    """What looking again found: a new capture, and how many passages came to what in it; or none."""

    look: Look
    capture: Capture | None = None
    outcomes: Mapping[str, int] = field(default_factory=dict)


def recapture(
    *,
    by: User,
    article: Article,
    text: str,
    method: str,
    raw: bytes | None = None,
    media_type: str = "text/plain; charset=utf-8",
    taken_at: datetime | None = None,
    sure: bool = False,
) -> Recaptured:
    """Record what the article says now.

    A text that reads as before is no new capture: that it was looked at is
    recorded. `sure` takes a text that shares no sentence with the newest
    capture, which else is most likely another page. Raises CannotRecapture,
    and TextRefused where the text cannot be kept; nothing is saved then.
    """
    kept = canonical(text)
    with acting(by=by, action="recapture"):
        # As everywhere, whoever mends what is derived comes first, or the two could wait for each other.
        lock_questions(())
        # One at a time: two looks at once must not make two captures of one change. A file that brings a
        # capture of the article meanwhile names it and leaves it as it is: it need not wait for us.
        Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
        newest = captures_of(article.pk).first()
        if newest is None:
            raise CannotRecapture(article, "digest")
        if newest.text == kept:
            return Recaptured(record_look(by=by, article=article, found="same", capture=newest))
        capture = add_capture(
            by=by,
            article=article,
            text=text,
            method=method,
            raw=raw,
            media_type=media_type,
            taken_at=taken_at,
        )
        if not sure and not _same_article(newest, capture):
            raise CannotRecapture(article, "another_text")
        rows = carry_on(capture, lock_questions(()))
        look = record_look(by=by, article=article, found="changed", capture=capture)
        return Recaptured(look, capture, told(rows))


def recapture_page(
    *, by: User, article: Article, intake: Intake, text: str, sure: bool = False
) -> Recaptured:
    """Record what an uploaded page of the article says: its bytes as they came, `text` as confirmed.

    Raises NotReady where the page is not to be confirmed, and what `recapture` raises.
    """
    with acting(by=by, action="recapture"):
        page = hold_ready(intake)
        found = recapture(by=by, article=article, text=text, sure=sure, **page.as_it_came())
        page.end("recorded", article)
    return found


def _same_article(old: Capture, new: Capture) -> bool:
    before, after = _sentences(old), _sentences(new)
    telling = {one for one in before if len(one) >= _TELLING} or before
    return not telling.isdisjoint(after)


def _sentences(capture: Capture) -> set[str]:
    return {capture.text[start:end] for start, end in capture.spans()}

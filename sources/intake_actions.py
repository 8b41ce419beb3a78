"""Getting pages into the record: asked for, then, once the worker has read them, confirmed."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from newsroom.models import User
from sources.actions import add_article
from sources.models import Article, Capture, Intake
from sources.tasks import read_page
from sources.web_addresses import canonical, spellings

#: Namespace of the advisory locks on addresses and texts (any number that no other lock uses).
_LOCK = 7_203


class AlreadyHeld(Exception):
    """The page at this address is an article of ours: `article`."""

    def __init__(self, article: Article) -> None:
        super().__init__(article.public_id)
        self.article = article


class NotReady(Exception):
    """The page is not to be confirmed: it was confirmed or discarded before, or is not read yet."""


def ask_for_page(*, by: User, url: str) -> Intake:
    """The page at `url`, to be fetched by the worker. Asking twice asks once.

    Raises AlreadyHeld where an article has that address.
    """
    with transaction.atomic():
        alone_with(canonical(url))
        _refuse_held(url)
        asked = Intake.objects.open().exclude(state="failed").filter(url__in=spellings(url)).light().first()
        return asked or _queued(Intake(method="fetched", url=url, asked_by=by))


def take_in_file(
    *, by: User, raw: bytes, media_type: str, file_name: str, url: str = "", again: Article | None = None
) -> Intake:
    """A page that somebody saved, to be read by the worker; `url` is where they found it, if they know.

    With `again` it is that article's page as it is now.

    Raises AlreadyHeld where an article has that address.
    """
    with transaction.atomic():
        _refuse_held(url)
        return _queued(
            Intake(
                method="uploaded",
                url=url,
                again=again,
                file_name=file_name[-200:],
                raw=raw,
                media_type=media_type,
                received_at=timezone.now(),
                asked_by=by,
            )
        )


def try_again(*, by: User, intake: Intake) -> Intake:
    """A page that could not be read, once more. One that did not fail stays as it is."""
    with transaction.atomic():
        failed = Intake.objects.light().select_for_update().filter(pk=intake.pk, state="failed").first()
        if failed is None:
            return intake
        failed.state, failed.problem, failed.answered, failed.attempts = "waiting", "", 0, 0
        return _queued(failed)


def discard(*, by: User, intake: Intake) -> None:
    """A page that will not be an article. What is recorded stays recorded."""
    Intake.objects.filter(pk=intake.pk).exclude(state="recorded").delete()


def record_page(*, by: User, intake: Intake, text: str, url: str = "", **about: Any) -> Capture:
    """The page as an article: its bytes as they came, `text` and what is said `about` it as confirmed.

    Raises AlreadyHeld where an article has that address by now, NotReady where the page
    is not to be confirmed, and what `add_article` raises.
    """
    with transaction.atomic():
        alone_with(canonical(url))
        ready = hold_ready(intake)
        _refuse_held(url)
        capture = add_article(
            by=by,
            text=text,
            url=url,
            **ready.as_it_came(),
            **about,
        )
        ready.end("recorded", capture.article)
    return capture


def hold_ready(intake: Intake) -> Intake:
    """The page with its bytes, for an action that confirms it: nobody else can until it is done.

    Raises NotReady where it is not to be confirmed.
    """
    ready = Intake.objects.select_for_update().filter(pk=intake.pk, state="ready").first()
    if ready is None:
        raise NotReady
    return ready


def _queued(intake: Intake) -> Intake:
    """The row and its job in one transaction: neither is there without the other."""
    intake.save()
    read_page.defer(intake=intake.pk)
    return intake


def _refuse_held(url: str) -> None:
    if article := Article.objects.found_at(url).first():
        raise AlreadyHeld(article)


def alone_with(*contents: str) -> None:
    """Let nobody else record or ask for these, an address or a text, until the transaction ends."""
    digests = (hashlib.sha256(one.encode()).digest()[:4] for one in contents)
    with connection.cursor() as cursor:
        # In one order for everybody, or two could wait for each other.
        for key in sorted(int.from_bytes(digest, signed=True) for digest in digests):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, key])

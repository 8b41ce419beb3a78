"""What the worker does with a page: have it, read it, keep what it says or why that failed.

Other people's servers and hostile pages are met between transactions, never inside one.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from sources.extraction import Extracted, ExtractionFailed, extract
from sources.fetching import FetchFailed, FetchRefused, fetch
from sources.models import Article, Intake
from sources.rereading import as_edited

#: A page that stopped the worker this often is not tried again by itself.
ATTEMPTS = 3
#: How long a page that nobody confirmed is kept, and the trace of one that was.
KEPT = timedelta(days=30)


def read_intake(pk: int) -> None:
    """Fetch the page if need be, and read it. Nothing where it was discarded or read before."""
    intake = _begun(pk)
    if intake is None:
        return
    try:
        _finish(intake, _read(intake))
    except (FetchRefused, FetchFailed, ExtractionFailed) as problem:
        intake.fail(problem.code, getattr(problem, "status", 0))
    except Exception:
        # The worker's log has it; the desk must not wait for ever.
        intake.fail("fault")
        raise


def as_recorded(article: Article, read: str, url: str) -> str:
    """`read`, from the page of `article` as it is now, as the editor of its newest text had that.

    What a person took out or set right then is no change of the page, nor is what a former
    program left out: the page that was kept is read again by today's. A pasted text has none.
    """
    newest = article.captures.exclude(method="digest").defer("raw").order_by("taken_at", "pk").last()
    if newest is None or newest.method == "pasted" or newest.text == read:
        return read
    try:
        then = extract(bytes(newest.raw or b""), newest.media_type, url)
    except ExtractionFailed:
        return read
    return as_edited(then.text, newest.text, read)


def forget_old_pages() -> None:
    """Drop pages that nobody confirmed in good time, and the traces of those that are recorded."""
    Intake.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()


def _begun(pk: int) -> Intake | None:
    """The page, now being read."""
    with transaction.atomic():
        intake = Intake.objects.select_for_update().filter(pk=pk, state__in=("waiting", "reading")).first()
        if intake is None:
            return None
        if intake.attempts >= ATTEMPTS:
            intake.fail("fault")
            return None
        intake.state, intake.attempts = "reading", intake.attempts + 1
        intake.save(update_fields=["state", "attempts"])
    return intake


def _read(intake: Intake) -> Extracted:
    if intake.raw is None:
        page = fetch(intake.url)
        intake.receive(page.raw, page.media_type, page.url, page.taken_at)
    url = intake.found_url or intake.url
    found = extract(bytes(intake.raw or b""), intake.media_type, url)
    if intake.again is None:
        return found
    return replace(found, text=as_recorded(intake.again, found.text, url))


def _finish(intake: Intake, found: Extracted) -> None:
    """Leave the page to an editor, unless it turns out to be an article of ours, by one of its addresses."""
    addresses = () if intake.again_id else (found.canonical_url, intake.found_url, intake.url)
    for url in filter(None, addresses):
        if article := Article.objects.found_at(url).first():
            intake.end("held", article)
            return
    intake.be_ready(asdict(found))

"""Look at articles' pages again: `manage.py recapture --due` for a timer, or the articles named.

One page at a time, and between two of one host a pause: other people's
servers are not ours to hurry.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from claims.actions.looking import due as overdue
from claims.actions.looking import look
from claims.actions.recapture import Recaptured
from newsroom.actions import SYSTEM, people_labelled
from newsroom.models import User
from sources.models import Article

#: No other run of this command holds it.
_RUN_LOCK = 7_204


class Command(BaseCommand):
    help = "Read the pages of articles again; say what changed. Runs from a timer with --due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", nargs="*", metavar="A-…", help="ids of articles to look at")
        parser.add_argument("--due", action="store_true", help="all that are due by their schedule")
        parser.add_argument("--most", type=int, default=50, help="pages in one run (50)")
        parser.add_argument(
            "--pause", type=float, default=10, help="seconds between two pages of one host (10)"
        )

    def handle(self, *, articles: list[str], due: bool, most: int, pause: float, **options: Any) -> None:
        if bool(articles) == due:
            raise CommandError("Name articles, or ask for all that are due with --due.")
        if not _alone():
            self.stdout.write("Another run is under way; this one does nothing.")
            return
        chosen = _chosen(articles)[:most]
        by = people_labelled([SYSTEM])[SYSTEM]
        found = [self._told(article, by) for article in _politely(chosen, pause)]
        changed = sum(one.look.found == "changed" for one in found)
        failed = sum(one.look.found == "failed" for one in found)
        waiting = sum(one.outcomes.get("moved", 0) + one.outcomes.get("lost", 0) for one in found)
        self.stdout.write(
            f"Looked at {len(found)}: {changed} changed, {failed} failed; {waiting} passages to confirm."
        )

    def _told(self, article: Article, by: User) -> Recaptured:
        found = look(by=by, article=article)
        told = ", ".join(f"{count} {name}" for name, count in found.outcomes.items() if count)
        more = found.look.problem or told
        self.stdout.write(f"{article.public_id} {found.look.found}{f': {more}' if more else ''}")
        return found


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_RUN_LOCK])
        return bool(cursor.fetchone()[0])


def _chosen(ids: list[str]) -> list[Article]:
    if not ids:
        return overdue(timezone.now())
    known = {one.public_id: one for one in Article.objects.filter(public_id__in=ids).exclude(url="")}
    if missing := [one for one in ids if one not in known]:
        raise CommandError(f"No article with an address has the id {', '.join(missing)}.")
    return [known[one] for one in ids]


def _politely(articles: Iterable[Article], pause: float) -> Iterator[Article]:
    """In their order, but a host that was asked a moment ago waits for its turn."""
    asked: dict[str, float] = {}
    waiting = list(articles)
    while waiting:
        article = min(waiting, key=lambda one: asked.get(_host(one), 0.0))
        waiting.remove(article)
        time.sleep(max(0.0, asked.get(_host(article), 0.0) + pause - time.monotonic()))
        yield article
        asked[_host(article)] = time.monotonic()


def _host(article: Article) -> str:
    return urlsplit(article.url).hostname or ""

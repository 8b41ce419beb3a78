"""The desk over many claims: its pages, the tabs, each queue, and the search by common and by rare words.

`./run bench desk-work [CLAIMS]`. All hits of a common word are ranked by nobody: the cap is what is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import connections
from django.test import Client
from django.urls import reverse

from benchmarks.database import scratch_database
from benchmarks.filling import fill
from benchmarks.measuring import cost
from claims.models import Claim
from claims.paging import page_of
from claims.presenting.desk_queue import counts
from claims.presenting.desk_search import search_desk
from claims.presenting.names_searched import names_searched
from claims.presenting.queues import QUEUES
from claims.presenting.queues.queue import Queue
from newsroom.actions import create_account
from newsroom.models import User
from newsroom.roles import EDITOR
from sources.actions import make_searchable
from sources.models import Capture
from sources.spelling import near


def main(arguments: Sequence[str]) -> int:
    claims = int(arguments[0]) if arguments else 100_000
    with scratch_database():
        by = create_account(username="bench", name="Bench", roles=[EDITOR], password=None, by=None)
        fill(claims, by=by)
        make_searchable(dict(Capture.objects.values_list("pk", "text")))
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
        client = Client(SERVER_NAME="localhost")
        client.force_login(by)
        print(f"{claims:,} claims")
        for name, address in _addresses().items():
            _told(f"page: {name}", partial(client.get, address))
        _told("the tabs", partial(counts, by))
        for queue in QUEUES:
            _told(f"queue: {queue.code}", partial(_page, queue, by))
        _told("search: a word in everything", partial(search_desk, "fire"))
        _told("search: one claim", partial(search_desk, "hurt in fire 1000042"))
        _told("search: nothing", partial(search_desk, "zzyzx"))
        _told("names: one", partial(names_searched, "Voice 1000042", "Names"))
        _told("names: mistyped", partial(near, "Voise 1000042"))
    return 0


def _addresses() -> dict[str, str]:
    """By what is measured; each page has the tabs above it."""
    claim = Claim.objects.get(pk=1_000_042)
    article = claim.statements.get().capture.article
    return {
        "the first": reverse("claims:desk-home"),
        "statements to complete": reverse("claims:desk-queue", args=["complete"]),
        "names": reverse("claims:entity-list"),
        "a claim": reverse("claims:claim-desk", args=[claim.public_id]),
        "an article": reverse("claims:article-desk", args=[article.public_id]),
    }


def _page(queue: Queue, by: User) -> None:
    page = page_of(queue.rows(by), queue.keys, size=25, ascending=queue.ascending)
    queue.show(page.rows)


def _told(name: str, act: Any) -> None:
    print(f"{name:32} {cost(act, times=5)}")

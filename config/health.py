"""Whether this server can do its work, for the reverse proxy and for monitoring."""

from __future__ import annotations

import threading
from contextlib import closing
from queue import Empty, SimpleQueue

from django.db import Error, connections
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

#: Whoever asks wants an answer within a second; a database that hangs gives none at all.
PATIENCE = 0.8

_asking = threading.Lock()


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer ok after the database has answered us, 503 while it does not."""
    if _database_answers():
        return HttpResponse("ok\n", content_type="text/plain")
    headers = {"Retry-After": "5"}
    return HttpResponse("database unavailable\n", status=503, content_type="text/plain", headers=headers)


def _database_answers() -> bool:
    answer: SimpleQueue[bool] = SimpleQueue()
    threading.Thread(target=_ask, args=(answer,), daemon=True).start()
    try:
        return answer.get(timeout=PATIENCE)
    except Empty:
        return False


def _ask(answer: SimpleQueue[bool]) -> None:
    """Ask over a connection of our own: one in use may hang, and no timeout of libpq is below two seconds."""
    # One question at a time, so that a long outage piles up no threads.
    if not _asking.acquire(timeout=PATIENCE):
        return
    try:
        with closing(connections.create_connection("default")) as fresh, fresh.cursor() as cursor:
            cursor.execute("SELECT 1")
        answer.put(True)
    except Error:
        answer.put(False)
    finally:
        _asking.release()

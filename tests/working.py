"""The worker, for tests: does what is queued now, as the site's own role, and ends."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


def work_once() -> None:
    """Do every job that is due."""
    assert isinstance(app.connector, DjangoConnector)
    # The worker's threads must not keep connections to a database that is dropped soon.
    kept, connections.settings["default"]["CONN_MAX_AGE"] = connections.settings["default"]["CONN_MAX_AGE"], 0
    try:
        with app.replace_connector(app.connector.get_worker_connector()):
            run_apart(_work())
    finally:
        connections.settings["default"]["CONN_MAX_AGE"] = kept


def run_apart(work: Coroutine[Any, Any, None]) -> None:
    """`asyncio.run` in a thread of its own: in this one the browser's loop may be running."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        apart.submit(asyncio.run, work).result()


async def _work() -> None:
    async with app.open_async():
        await app.run_worker_async(
            wait=False, listen_notify=False, install_signal_handlers=False, delete_jobs="successful"
        )

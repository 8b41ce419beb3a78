"""The worker, for tests: does what is queued now, as the site's own role, and ends."""

from __future__ import annotations

import asyncio

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
            asyncio.run(_work())
    finally:
        connections.settings["default"]["CONN_MAX_AGE"] = kept


async def _work() -> None:
    async with app.open_async():
        await app.run_worker_async(
            wait=False, listen_notify=False, install_signal_handlers=False, delete_jobs="successful"
        )

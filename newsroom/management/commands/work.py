"""The worker: does what takes longer than a visitor should wait."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

#: Seconds between looks at a database that is away, and until unfinished jobs are left to the next worker.
_AGAIN, _GRACE = 2, 30


class Command(BaseCommand):
    help = "Does the jobs that the desk queued, until it is told to stop. Run one beside the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--jobs", type=int, default=2, help="jobs at a time, each with a connection to the database"
        )
        parser.add_argument(
            "--with-parent", action="store_true", help="stop too when standard input closes, as a child does"
        )

    def handle(self, *args: Any, jobs: int, with_parent: bool, **options: Any) -> None:
        """Work until SIGINT or SIGTERM; a database that goes away is waited for."""
        if with_parent:
            threading.Thread(target=_stop_with_stdin, daemon=True).start()
        try:
            asyncio.run(self._work(jobs))
        except KeyboardInterrupt:
            sys.exit(0)

    async def _work(self, jobs: int) -> None:
        assert isinstance(app.connector, DjangoConnector)
        while True:
            try:
                with app.replace_connector(app.connector.get_worker_connector()) as worker:
                    async with worker.open_async():
                        await worker.run_worker_async(
                            concurrency=jobs, delete_jobs="successful", shutdown_graceful_timeout=_GRACE
                        )
                return
            except (ConnectorException, PoolTimeout) as problem:
                self.stderr.write(f"The database is away ({problem}); trying again.")
                await asyncio.sleep(_AGAIN)


def _stop_with_stdin() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)

"""A database of its own for a benchmark, made by the migrations and dropped at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def scratch_database() -> Iterator[None]:
    """Inside, both roles work in an empty database; whatever the site holds stays untouched."""
    settings.DATABASES["owner"]["TEST"]["NAME"] = f"bench_sayso_{os.getpid()}"
    made = setup_databases(0, interactive=False, aliases=dict.fromkeys(("default", "owner")))
    try:
        yield
    finally:
        # PostgreSQL drops no database that a mirror is still connected to.
        connections.close_all()
        teardown_databases(made, 0)

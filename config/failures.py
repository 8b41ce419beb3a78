"""The failures of a first start, each told in one line."""

from __future__ import annotations

import errno

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import OperationalError

#: What a person can mend: settings, the database, the disk, the arguments.
MENDABLE = (ImproperlyConfigured, OperationalError, CommandError, OSError)

DISK_FULL = "The disk is full: free some space, then start again."


def in_one_line(error: BaseException) -> str:
    """Say what went wrong without a traceback."""
    full = isinstance(error, OSError) and error.errno == errno.ENOSPC
    text = str(error).strip()
    if full or "could not extend file" in text or "could not write" in text:
        return f"Error: {DISK_FULL}"
    return f"Error: {text.splitlines()[0] if text else type(error).__name__}"

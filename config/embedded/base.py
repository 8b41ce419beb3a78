from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from config.embedded import server
from config.embedded.place import ServerProblem


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL, with the server started when a connection needs it."""

    def get_connection_params(self) -> dict[str, Any]:
        """Name the server of the data folder, starting it first if it is not running."""
        try:
            socket_folder = server.running(settings.DATA_FOLDER)
        except ServerProblem as problem:
            raise OperationalError(str(problem)) from problem
        return {**super().get_connection_params(), "host": str(socket_folder)}

"""The site on a port, served as `./run demo` serves it, over whatever database is set up here."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

from config.demo import HOST, Demo


class _Quiet(Demo):
    def greet_once(self, worker: Any) -> None:
        """Nobody is to visit it."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where it answers, and the process that began its workers."""

    address: str
    pid: int

    def busy(self) -> float:
        """Milliseconds of processor time that its workers have used, however busy the machine is."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[1]) == self.pid:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def served() -> Iterator[Site]:
    """The site in processes of its own; they end with the block."""
    call_command("collectstatic", verbosity=0, interactive=False)
    # A connection must not be shared with the processes that serve.
    connections.close_all()
    port = _free_port()
    pid = os.fork()
    if pid == 0:
        try:
            _Quiet(port, "").run()
        finally:
            # Its workers end by an exception, which must not unwind into the caller's block.
            os._exit(0)
    try:
        _wait_for(port)
        yield Site(f"http://{HOST}:{port}", pid)
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the site did not start")

"""`./run demo`: the whole product on this machine, ready to be looked at.

One process prepares everything and then serves, so that Django is loaded once
and the embedded server has one user from the first step to Ctrl-C.
"""

from __future__ import annotations

import http.client
import io
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from config.embedded import server
from config.failures import MENDABLE, in_one_line
from config.garbage import settle

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
HOST = "127.0.0.1"
#: How long Ctrl-C waits for a page that is being read.
WORKER_SECONDS = 5


class Demo(BaseApplication):  # type: ignore[misc]
    """Gunicorn serving the prepared site until Ctrl-C."""

    def __init__(self, port: int, welcome: str) -> None:
        self.port, self.welcome = port, welcome
        super().__init__()

    def load_config(self) -> None:
        """Set what a demonstration needs; deploy/gunicorn.conf.py is a newsroom's."""
        options: dict[str, Any] = {
            "bind": f"{HOST}:{self.port}",
            "worker_class": "gthread",
            "workers": 2,
            "threads": 8,
            "loglevel": "warning",
            # By default it would lie in the home folder, one for all checkouts.
            "control_socket_disable": True,
            "post_worker_init": self.greet_once,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        application = get_wsgi_application()
        settle()
        return application

    def greet_once(self, worker: Any) -> None:
        """Print the address from the first worker, as soon as the site answers."""
        if worker.age == 1:
            threading.Thread(target=_greet, args=(self.port, self.welcome), daemon=True).start()


def main() -> None:
    """Prepare the demonstration and serve it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if os.environ.get("DATABASE_URL"):
        _stay_on_this_machine()
    try:
        port = _free_port()
        welcome = _prepare()
    except MENDABLE as problem:
        sys.exit(in_one_line(problem))
    except KeyboardInterrupt:
        sys.exit(130)
    # Workers are forked: a connection must not be shared between them.
    connections.close_all()
    with _worker():
        Demo(port, welcome).run()


@contextmanager
def _worker() -> Iterator[None]:
    """The worker, beside the site for as long as that is served.

    It ends when its standard input closes: by our hand, or because we were killed.
    """
    command = [sys.executable, "manage.py", "work", "--with-parent"]
    worker = subprocess.Popen(command, cwd=SEEDS.parent, stdin=subprocess.PIPE)
    assert worker.stdin is not None
    try:
        yield
    finally:
        worker.stdin.close()
        try:
            worker.wait(timeout=WORKER_SECONDS)
        except subprocess.TimeoutExpired:
            # In the middle of a page; the next start takes it up again.
            worker.kill()
            worker.wait()


def _stay_on_this_machine() -> None:
    """Set what settings ask of a newsroom's installation, where it is a demonstration on its database."""
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))
    os.environ.setdefault("ALLOWED_HOSTS", f"localhost,{HOST}")
    os.environ.setdefault("SAYSO_HTTPS", "0")


def _free_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise OSError(f"PORT is {text!r}: name a number from 1 to 65535.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            hint = (
                f"Port {port} cannot be used ({error.strerror}). Choose another: PORT={port + 1} ./run demo"
            )
            raise OSError(hint) from None
    return port


def _prepare() -> str:
    """Bring the database and the files up to date; return the log-ins to print."""
    django.setup()
    if "owner" not in connections:
        raise ImproperlyConfigured("DATABASE_OWNER_URL is not set: the site itself makes no tables.")
    _step("Preparing the database")
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    _step("Loading the example dossiers")
    # What became of them since, here, is kept.
    call_command("load_dossier", *sorted(map(str, SEEDS.glob("*.json"))), skip_known=True)
    log_ins = io.StringIO()
    call_command("create_demo_accounts", stdout=log_ins)
    _step("Collecting static files")
    call_command("collectstatic", verbosity=0, interactive=False)
    return log_ins.getvalue() + _kept()


def _kept() -> str:
    """Where the data stays after Ctrl-C, which differs for root; "" where somebody else's server has it."""
    return f"\nYour data stays in {server.home(settings.DATA_FOLDER)}\n" if settings.EMBEDDED else ""


def _step(words: str) -> None:
    print(words, flush=True)


def _greet(port: int, welcome: str) -> None:
    for _ in range(300):
        if _answers(port):
            print(f"\nSayso is at http://{HOST}:{port}/\n{welcome}\nCtrl-C stops it.", flush=True)
            return
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main()

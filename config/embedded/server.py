"""Start, share and stop the embedded PostgreSQL of a data folder.

Every process that uses the server holds a shared lock on the users file for as
long as it lives. Whoever can take that lock alone on leaving was the last user
and stops the server. The kernel drops the locks of killed processes, so nothing
has to be counted and nothing can be miscounted.
"""

from __future__ import annotations

import atexit
import errno
import fcntl
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from config.embedded.place import MAJOR, Place, ServerProblem, place_for

START_SECONDS = 60
STOP_SECONDS = 30
ROLES = {"sayso_owner": sql.SQL("LOGIN CREATEDB"), "sayso_app": sql.SQL("LOGIN")}
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "max_wal_size": "256MB",
    # The record lies in memory, or on a disk that finds any page as fast as the next.
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class _Use:
    """What this process holds while it uses a server."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.lock = _open_lock(place.home / "users.lock")
        #: Set where this process is the server's parent and must reap it.
        self.started: subprocess.Popen[bytes] | None = None


_uses: dict[Path, _Use] = {}
_guard = threading.Lock()


def running(data: Path) -> Path:
    """Return the socket folder of the data folder's server, which runs until its last user leaves."""
    with _guard:
        try:
            use = _uses.get(data)
            if use is None or not _alive(use):
                use = use or _join(data)
                # Also where it runs: whoever is starting it holds the lock until it answers.
                with _locked(use.place.home / "start.lock"):
                    _start(use)
        except OSError as error:
            raise ServerProblem(_reason(error, data)) from error
        return use.place.socket


def home(data: Path) -> Path:
    """Where the data of the server that we use lies. Raises KeyError where we use none."""
    return _uses[data].place.home


def release(data: Path) -> None:
    """Let go of the server, and stop it if nobody else holds on to it.

    Asking for the lock needs the file opened anew: a forked child shares its
    parent's lock, which holds until the last of them has let go.
    """
    use = _uses.pop(data, None)
    if use is None:
        return
    os.close(use.lock)
    lock = _open_lock(use.place.home / "users.lock")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _stop(use)
    except BlockingIOError:
        if use.started:
            # It outlives us; Popen would warn of a child left behind.
            use.started.returncode = 0
    finally:
        os.close(lock)


def _join(data: Path) -> _Use:
    use = _Use(place_for(data))
    # Waits here while the last user before us stops the server.
    fcntl.flock(use.lock, fcntl.LOCK_SH)
    atexit.register(_leave, data, os.getpid())
    _uses[data] = use
    return use


def _leave(data: Path, pid: int) -> None:
    # A forked child leaves with its parent, or is left behind by one that was
    # killed; then whoever uses the server next stops it.
    if pid != os.getpid():
        return
    for late in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
        # A second Ctrl-C must not leave the server behind.
        signal.signal(late, signal.SIG_IGN)
    release(data)


def _start(use: _Use) -> None:
    place = use.place
    if _alive(use):
        return
    _check_version(place)
    place.give(place.socket)
    if not (place.cluster / "PG_VERSION").exists():
        _create_cluster(place)
    _disown_lock_files(place)
    _create_roles(_launch(use))


def _launch(use: _Use) -> psycopg.Connection:
    """Run the server, again and again while a killed one's processes still cling to its memory."""
    options = [f"--{name}={value}" for name, value in SETTINGS.items()]
    options.append(f"--unix_socket_directories={_quoted(use.place.socket)}")
    command = use.place.command("postgres", "-D", use.place.cluster, *options)
    deadline = time.monotonic() + START_SECONDS
    while True:
        with use.place.log.open("wb") as log:
            # A session of its own keeps the terminal's Ctrl-C from reaching it before us.
            use.started = subprocess.Popen(**command, stdout=log, stderr=log, start_new_session=True)
        try:
            return _first_connection(use, deadline)
        except ServerProblem as problem:
            if "still in use" not in str(problem) or time.monotonic() > deadline:
                raise
        time.sleep(0.2)


def _alive(use: _Use) -> bool:
    if use.started and use.started.poll() is not None:
        use.started = None
    pid = _pid(use.place.pid_file)
    return pid is not None and _serves(pid, use.place)


def _pid(file: Path) -> int | None:
    try:
        return int(file.read_text().split("\n")[0])
    except (FileNotFoundError, ValueError):
        return None


def _serves(pid: int, place: Place) -> bool:
    """Say whether the process is this cluster's server; the number may be another program's by now."""
    try:
        return str(place.cluster) in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False


def _disown_lock_files(place: Place) -> None:
    """Put our own number into lock files of a server that is no more.

    PostgreSQL clears up after a dead process by itself, and looks for survivors
    that still use its memory; but it takes a zombie, or another program that was
    given the old number, for a living server. Its parent's number it knows for
    stale, and then does all its usual checks.
    """
    for file in (place.pid_file, place.socket / ".s.PGSQL.5432.lock"):
        pid = _pid(file)
        if pid and psutil.pid_exists(pid) and not _serves(pid, place):
            lines = file.read_text().split("\n")
            file.write_text("\n".join([str(os.getpid()), *lines[1:]]))


def _create_cluster(place: Place) -> None:
    """Make the cluster beside its place and move it there whole, so that it is there or not at all."""
    scratch = place.home / "postgresql.new"
    shutil.rmtree(scratch, ignore_errors=True)
    place.give(scratch)
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
    done = subprocess.run(
        **place.command("initdb", "-D", scratch, *options), capture_output=True, text=True, check=False
    )
    if done.returncode:
        shutil.rmtree(scratch, ignore_errors=True)
        raise ServerProblem(_plain(done.stderr, place))
    scratch.rename(place.cluster)


def _first_connection(use: _Use, deadline: float) -> psycopg.Connection:
    """Wait until the server answers."""
    while True:
        try:
            return psycopg.connect(
                host=str(use.place.socket), user="postgres", dbname="postgres", autocommit=True
            )
        except psycopg.OperationalError as error:
            stopped = use.started is None or use.started.poll() is not None
            if stopped or time.monotonic() > deadline:
                log = use.place.log.read_text(errors="replace")
                raise ServerProblem(_plain(log or str(error), use.place)) from None
        time.sleep(0.05)


def _create_roles(connection: psycopg.Connection) -> None:
    """Make what a newsroom's own server is given by hand: the two roles and the database."""
    with connection:
        roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role, rights in ROLES.items():
            if role not in roles:
                connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), rights))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'sayso'").fetchone():
            connection.execute("CREATE DATABASE sayso OWNER sayso_owner")


def _stop(use: _Use) -> None:
    pid = _pid(use.place.pid_file)
    if pid is None or not _serves(pid, use.place):
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    while use.place.pid_file.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    if use.started:
        use.started.wait(STOP_SECONDS)


def _check_version(place: Place) -> None:
    try:
        version = (place.cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return
    if version != str(MAJOR):
        raise ServerProblem(
            f"The data folder {place.cluster} was made by PostgreSQL {version}, and this version of Sayso "
            f"brings PostgreSQL {MAJOR}. Move the folder away to start afresh, or go back to the version "
            "that made it."
        )


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = _open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _quoted(path: Path) -> str:
    # The setting is a list: without quotes a comma in the path would end an item.
    return '"' + str(path).replace('"', '""') + '"'


def _reason(error: OSError, folder: Path) -> str:
    if error.errno == errno.ENOSPC:
        return _full(folder)
    return f"The data folder {folder} cannot be used: {error.strerror} ({error.filename})."


def _plain(output: str, place: Place) -> str:
    """Turn PostgreSQL's own words into one line."""
    if "No space left on device" in output:
        return _full(place.home)
    if place.user and "Permission denied" in output:
        user = place.user.pw_name
        return f"The system user {user}, who runs the server for root, cannot enter {place.home}."
    lines = output.splitlines() or ["no reason given"]
    telling = [line for line in lines if "FATAL" in line or "error:" in line] or lines
    return f"The embedded PostgreSQL did not start: {telling[-1]}"


def _full(folder: Path) -> str:
    return (
        f"The disk is full: free some space where {folder} is, or set SAYSO_DATA to a folder on another disk."
    )

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from config.embedded import server
from config.embedded.place import ServerProblem, place_for

ROOT = Path(__file__).resolve().parents[2]
USE = """
import sys
from pathlib import Path
from config.embedded import server
print(server.running(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""

Join = Callable[[], "User"]


class User:
    """Another process that uses the server until it is told to leave."""

    def __init__(self, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USE, data],
            cwd=ROOT,
            env={**os.environ, "SAYSO_DATA": str(data)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.socket = self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)

    def ask(self, query: str = "SELECT current_user", role: str = "sayso_app") -> object:
        with psycopg.connect(host=self.socket, user=role, dbname="sayso") as connection:
            cursor = connection.execute(query.encode())
            row = cursor.fetchone() if cursor.description else None
        return row and row[0]


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder with a space in its path that the system user can reach too."""
    parent = Path(tempfile.mkdtemp(prefix="sayso test "))
    parent.chmod(0o711)
    yield parent / "data"
    shutil.rmtree(parent)


@pytest.fixture
def join(data: Path) -> Iterator[Join]:
    users: list[User] = []

    def join() -> User:
        users.append(User(data))
        return users[-1]

    yield join
    for user in users:
        if user.process.poll() is None:
            user.leave()


def _postmaster(data: Path) -> int | None:
    try:
        return int((data / "postgresql" / "postmaster.pid").read_text().split()[0])
    except FileNotFoundError:
        return None


def _kill_server(data: Path) -> None:
    pid = _postmaster(data)
    assert pid is not None
    with suppress(psutil.NoSuchProcess):
        postmaster = psutil.Process(pid)
        postmaster.kill()
        while postmaster.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)


def test_last_user_stops_the_server(data: Path, join: Join) -> None:
    """Two commands share one server; it outlives the first to leave and ends with the second."""
    first, second = join(), join()
    first.leave()
    assert second.ask() == "sayso_app"
    second.leave()
    assert _postmaster(data) is None


def test_join_while_another_starts_it(data: Path, join: Join) -> None:
    """Whoever comes while the server is being started is told of it when it answers, and not before."""
    first = join()
    with (data / "start.lock").open("w") as starting, ThreadPoolExecutor(1) as later:
        fcntl.flock(starting, fcntl.LOCK_EX)
        second = later.submit(join)
        with pytest.raises(TimeoutError):
            second.result(timeout=2)
        fcntl.flock(starting, fcntl.LOCK_UN)
        assert second.result().socket == first.socket


def test_server_listens_to_nobody_else(data: Path, join: Join) -> None:
    """No network address, and a socket in a folder that is closed to other accounts."""
    user = join()
    assert user.ask("SHOW listen_addresses") == ""
    assert Path(user.socket).stat().st_mode & 0o077 == 0
    assert (data / "postgresql").stat().st_mode & 0o077 == 0


def test_start_after_the_app_was_killed(data: Path, join: Join) -> None:
    """A killed app leaves the server running; the next one takes it over and stops it."""
    join().kill()
    after = join()
    assert after.ask() == "sayso_app"
    after.leave()
    assert _postmaster(data) is None


def test_start_after_the_server_was_killed(data: Path, join: Join) -> None:
    """A server killed with its app starts again, and its own recovery finds every row."""
    before = join()
    before.ask("CREATE TABLE kept AS SELECT 7 AS row", role="sayso_owner")
    _kill_server(data)
    before.kill()
    assert join().ask("SELECT row FROM kept", role="sayso_owner") == 7


def test_start_beside_a_recycled_process_number(data: Path, join: Join) -> None:
    """After a power cut the old server's number may be another program's: ours, for one."""
    before = join()
    _kill_server(data)
    before.kill()
    for file in (data / "postgresql" / "postmaster.pid", Path(before.socket) / ".s.PGSQL.5432.lock"):
        file.write_text("\n".join([str(os.getpid()), *file.read_text().split("\n")[1:]]))
    assert join().ask() == "sayso_app"
    assert _postmaster(data) != os.getpid()


def test_server_does_not_run_as_root(data: Path, join: Join) -> None:
    """PostgreSQL refuses root, so root's server belongs to a system user."""
    join()
    uid = psutil.Process(_postmaster(data)).uids().effective
    assert uid != 0
    assert os.geteuid() in {0, uid}


@pytest.fixture
def own_data(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = data.with_name("own")
    folder.mkdir()
    monkeypatch.setenv("SAYSO_DATA", str(folder))
    yield folder
    server.release(folder)
    shutil.rmtree(folder)


def test_server_killed_under_a_running_app(own_data: Path) -> None:
    """The app's next connection starts it again."""
    server.running(own_data)
    _kill_server(own_data)
    socket = server.running(own_data)
    with psycopg.connect(host=str(socket), user="sayso_app", dbname="sayso") as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_data_folder_of_another_version(own_data: Path) -> None:
    """A folder made by an older PostgreSQL is named, not touched."""
    (own_data / "postgresql").mkdir()
    (own_data / "postgresql" / "PG_VERSION").write_text("16\n")
    with pytest.raises(ServerProblem, match=r"made by PostgreSQL 16, .* brings PostgreSQL 18"):
        server.running(own_data)


def test_full_disk(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's pages about a full disk become one line."""
    said = 'creating template1 ... FATAL:  could not write to file "x": No space left on device\nchild exited'
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr=said)
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: failed)
    with pytest.raises(ServerProblem, match=r"^The disk is full: [^\n]*$"):
        server.running(own_data)
    assert not (own_data / "postgresql").exists()


def test_long_path_gets_a_short_socket(own_data: Path) -> None:
    """A socket's address holds about a hundred bytes, a path to a checkout may be longer."""
    folder = own_data / ("deep" * 30)
    assert len(str(place_for(folder).socket)) < 90

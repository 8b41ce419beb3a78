from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[1]
OLD_PYTHON = """#!/bin/sh
case $2 in *platform*) echo 3.10.13 ;; *) exit 1 ;; esac
"""


def _run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def _only_line(text: str) -> str:
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    return lines[0]


def test_old_python_is_told_in_one_line(tmp_path: Path) -> None:
    """Python 3.10 gets no traceback, and nothing is made for it."""
    shutil.copy(ROOT / "run", tmp_path)
    old = tmp_path / "python3"
    old.write_text(OLD_PYTHON)
    old.chmod(0o755)
    done = _run("./run", "demo", cwd=tmp_path, PYTHON=str(old))
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; found 3.10.13" in _only_line(done.stderr)
    assert not (tmp_path / ".venv").exists()


def test_unknown_command_shows_the_known_ones() -> None:
    """The one door says what it leads to."""
    done = _run("./run", "dmeo")
    assert done.returncode == 1
    assert "./run demo" in done.stderr


def test_busy_port_is_told_before_anything_starts(tmp_path: Path) -> None:
    """The line names another port; no data folder is made for a demo that cannot serve."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        data = tmp_path / "data"
        done = _run(sys.executable, "-m", "config.demo", PORT=str(port), SAYSO_DATA=str(data))
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in _only_line(done.stderr)
    assert f"PORT={port + 1} ./run demo" in done.stderr
    assert not data.exists()


@pytest.mark.parametrize("port", ["eighty", "0", "65536"])
def test_port_that_is_none_is_told(port: str) -> None:
    """A port that cannot be is named as such."""
    done = _run(sys.executable, "-m", "config.demo", PORT=port)
    assert done.returncode == 1
    assert _only_line(done.stderr) == f"Error: PORT is {port!r}: name a number from 1 to 65535."


def test_command_without_a_database_is_told_in_one_line() -> None:
    """A newsroom whose database is away reads that, and no traceback."""
    away = "postgresql://sayso_app@127.0.0.1:1/sayso"
    done = _run(
        sys.executable,
        "manage.py",
        "refresh",
        "--check",
        DATABASE_URL=away,
        SECRET_KEY="x",
        ALLOWED_HOSTS="x",
    )
    assert done.returncode == 1
    assert "port 1 failed: Connection refused" in _only_line(done.stderr)


@pytest.fixture
def data() -> Iterator[Path]:
    # Not below pytest's own folder, which root's system user may not enter.
    parent = Path(tempfile.mkdtemp(prefix="sayso demo "))
    parent.chmod(0o711)
    yield parent / "data"
    shutil.rmtree(parent)


def _free_port() -> int:
    """Below those that the system hands out: while the demo prepares, nobody is given it by chance."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with suppress(OSError), socket.socket() as free:
            free.bind(("127.0.0.1", port))
            return port
    raise OSError("every port is in use")


def _words(process: psutil.Process) -> list[str]:
    """The command of a process; none of the database's own, which come and go."""
    with suppress(psutil.Error):
        return process.cmdline()
    return []


def _lives(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def test_demo_serves_until_interrupted(data: Path) -> None:
    """From nothing to a served home page with log-ins; Ctrl-C stops the worker and the database too."""
    port = _free_port()
    demo = subprocess.Popen(
        [sys.executable, "-m", "config.demo"],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port), "SAYSO_DATA": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with demo:
        assert demo.stdout is not None
        said = []
        try:
            for line in demo.stdout:
                said.append(line)
                if "Ctrl-C" in line:
                    break
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as home:
                assert home.status == 200
            begun = psutil.Process(demo.pid).children(recursive=True)
            assert [child for child in begun if "work" in _words(child)]
        finally:
            demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=60) == 0
    # Whoever has lost its parent is gone when the system has noticed.
    until = time.monotonic() + 30
    while any(map(_lives, begun)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [child for child in begun if _lives(child)]
    assert f"http://127.0.0.1:{port}/" in "".join(said)
    assert "demo-editor" in "".join(said)
    assert f"Your data stays in {data}" in "".join(said)
    assert (data / "postgresql" / "PG_VERSION").exists()
    assert not (data / "postgresql" / "postmaster.pid").exists()

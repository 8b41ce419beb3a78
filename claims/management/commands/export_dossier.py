"""Write a topic as a dossier: `manage.py export_dossier port-alder-fire -o fire.json`."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from claims.dossier_rows import dossier_of
from claims.exports.as_dossier import write
from claims.imports.from_dossier import DossierError, parse
from claims.models import Topic
from newsroom.snapshot import one_moment


class Command(BaseCommand):
    help = "Write a topic, with all that is recorded on it, as a dossier (docs/formats.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("topic", metavar="TOPIC", help="its address (slug) or its id")
        parser.add_argument("-o", "--output", metavar="FILE", help="the file to write; else standard output")

    def handle(self, *, topic: str, output: str | None, **options: Any) -> None:
        with one_moment():
            data = write(dossier_of(_topic(topic)))
        if output:
            _write_whole(Path(output), data)
        else:
            self._print(data)
        self._try_reading(data)

    def _print(self, data: bytes) -> None:
        """The bytes as they are, where standard output takes bytes."""
        binary = getattr(self.stdout, "buffer", None)
        if binary is None:
            self.stdout.write(data.decode(), ending="")
        else:
            binary.write(data)
            binary.flush()

    def _try_reading(self, data: bytes) -> None:
        """What would not load again is said now, while the record can still be mended."""
        try:
            parse(data)
        except DossierError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError("The dossier was written, but as it is it will not load again.") from None


def _topic(name: str) -> Topic:
    try:
        return Topic.objects.get(Q(slug=name) | Q(public_id=name))
    except Topic.DoesNotExist:
        slugs = ", ".join(Topic.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise CommandError(f"There is no topic {name}. The topics are: {slugs or 'none yet'}.") from None


def _write_whole(path: Path, data: bytes) -> None:
    """The file is there whole or as it was before."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        scratch.write_bytes(data)
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from None

"""Compute what is derived anew: `manage.py refresh`; or only compare it: `manage.py refresh --check`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions.refresh import hold, refresh_questions
from claims.models import ClaimState, Finding, Question
from claims.stale import stale
from newsroom.actions import acting
from newsroom.snapshot import one_moment

#: Questions at a time: each is locked until its step ends, and PostgreSQL has room for some thousand locks.
STEP = 200


class Command(BaseCommand):
    help = "Compute all findings and states of claims anew from the record, and store what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="store nothing; name each row that differs, and fail if any does",
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        if check:
            self._check()
        else:
            self._refresh()

    def _refresh(self) -> None:
        for step in _steps():
            with acting(by=None, action="refresh"):
                held, moment = hold(step)
                refresh_questions(held, moment)
        self.stdout.write(f"Refreshed: {_counts()}")

    def _check(self) -> None:
        with one_moment():
            differing = [line for step in _steps() for line in stale(step)]
            counts = _counts()
        for line in differing:
            self.stderr.write(line)
        if differing:
            raise CommandError(f"{len(differing)} stored values differ from the record: run refresh.")
        self.stdout.write(f"Clean: {counts}")


def _steps() -> Iterator[list[int]]:
    ids = list(Question.objects.order_by("pk").values_list("pk", flat=True))
    return (ids[at : at + STEP] for at in range(0, len(ids), STEP))


def _counts() -> str:
    states, findings = ClaimState.objects.at().count(), Finding.objects.count()
    return f"{states} states and {findings} findings of {Question.objects.count()} questions"

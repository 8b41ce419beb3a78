"""Three accounts to try the desk with: `manage.py create_demo_accounts`."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.actions import acting, create_account
from newsroom.models import User
from newsroom.roles import ADMIN, EDITOR, REVIEWER

ACCOUNTS = {
    "demo-editor": (EDITOR, "Editor (demo account)", "tags, checks, proposes verdicts, publishes"),
    "demo-reviewer": (REVIEWER, "Reviewer (demo account)", "approves what the editor proposed"),
    "demo-admin": (ADMIN, "Admin (demo account)", "manages accounts, and /admin/"),
}
#: No letters that are mistaken for digits, or for each other.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Create the demo accounts with one password, made on the first call; print their log-ins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--yes", action="store_true", help="even where a newsroom has accounts of its own"
        )
        parser.add_argument("--reset", action="store_true", help="give all three the printed password again")

    def handle(self, *, yes: bool, reset: bool, **options: Any) -> None:
        if not yes and _is_a_newsroom():
            raise CommandError(
                "DATABASE_URL leads to a desk with accounts of its own. Demo accounts there are a way in for "
                "whoever reads their password: add --yes if you want them."
            )
        password = _kept_password(settings.DATA_FOLDER / "demo-password")
        for username in ACCOUNTS:
            _ensure(username, password, reset=reset)
        self.stdout.write(_log_ins(password))


def _is_a_newsroom() -> bool:
    people = User.objects.filter(is_active=True).exclude(username__in=ACCOUNTS)
    return not settings.EMBEDDED and people.exists()


def _kept_password(file: Path) -> str:
    """The password of this data folder, the same on every start. Nobody else can know it."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write("-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3)))
    except FileExistsError:
        pass
    return file.read_text().strip()


def _ensure(username: str, password: str, *, reset: bool) -> None:
    role, name, _does = ACCOUNTS[username]
    user = User.objects.filter(username=username).first()
    if user is None:
        user = create_account(username=username, name=name, roles=[role], password=password, by=None)
        if role == ADMIN:
            user.is_staff = user.is_superuser = True
            user.save(update_fields=["is_staff", "is_superuser"])
    elif reset:
        user.set_password(password)
        with acting(by=None, action="reset demo password"):
            user.save(update_fields=["password"])


def _log_ins(password: str) -> str:
    """One line for each account: user name, password, what it does."""
    users = User.objects.in_bulk(ACCOUNTS, field_name="username")
    lines = ["Log in at /desk/ as"]
    for username, (_role, _name, does) in ACCOUNTS.items():
        kept = users[username].check_password(password)
        shown = password if kept else "(changed)     "
        lines.append(f"  {username:<14} {shown}  {does}")
    if any("(changed)" in line for line in lines):
        lines.append("Changed passwords are set anew by: ./run manage create_demo_accounts --reset")
    return "\n".join(lines)

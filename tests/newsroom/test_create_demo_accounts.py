"""`manage.py create_demo_accounts`: three ways in for whoever tries the desk, and none into a newsroom."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from newsroom.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_FOLDER = tmp_path / "data"
    settings.EMBEDDED = True
    return tmp_path / "data"


def create(**options: Any) -> list[str]:
    """What is printed, by lines."""
    out = StringIO()
    call_command("create_demo_accounts", stdout=out, **options)
    return out.getvalue().splitlines()


def password(lines: list[str]) -> str:
    return lines[1].split()[1]


@pytest.mark.parametrize(
    ("username", "role", "superuser"),
    [
        ("demo-editor", "editor", False),
        ("demo-reviewer", "reviewer", False),
        ("demo-admin", "admin", True),
    ],
)
def test_printed_log_ins_open_the_desk(username: str, role: str, superuser: bool) -> None:
    """Each account has its role; only the admin may enter /admin/."""
    printed = password(create())
    assert Client().login(username=username, password=printed)
    user = User.objects.get(username=username)
    assert user.groups.get().name == role
    assert (user.is_staff, user.is_superuser) == (superuser, superuser)


def test_each_account_is_printed_on_a_line() -> None:
    """Whoever starts the demo reads user name, password and what the account may do."""
    lines = create()
    secret = password(lines)
    assert [line.split()[0] for line in lines[1:]] == ["demo-editor", "demo-reviewer", "demo-admin"]
    assert all(secret in line for line in lines[1:])


def test_second_call_prints_the_same(data_folder: Path) -> None:
    """The password is made once, kept for this folder's owner alone, and found again."""
    assert create() == create()
    assert User.objects.count() == 3
    assert (data_folder / "demo-password").stat().st_mode & 0o777 == 0o600


def test_two_installations_have_two_passwords(settings: Settings, tmp_path: Path) -> None:
    """Nobody knows the password of somebody else's demonstration."""
    first = password(create())
    settings.DATA_FOLDER = tmp_path / "other"
    assert password(create(reset=True)) != first


def test_changed_password_is_kept_unless_reset() -> None:
    """A password that someone set at the desk stays; the way back is named."""
    secret = password(create())
    editor = User.objects.get(username="demo-editor")
    editor.set_password("another one entirely")
    editor.save()
    lines = create()
    assert lines[1].split()[1] == "(changed)"
    assert "--reset" in lines[-1]
    assert password(create(reset=True)) == secret
    assert Client().login(username="demo-editor", password=secret)


def test_newsroom_is_left_alone(settings: Settings, editor: User) -> None:
    """Where colleagues work, demo accounts come only when asked for by name."""
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="add --yes"):
        create()
    assert not User.objects.filter(username__startswith="demo-").exists()
    assert len(create(yes=True)) == 4


def test_demonstration_on_a_database_of_ones_own(settings: Settings) -> None:
    """With DATABASE_URL and nobody working there, labels of an import do not count as colleagues."""
    settings.EMBEDDED = False
    User.objects.create(username="Demo editor", is_active=False)
    assert len(create()) == 4
    assert len(create()) == 4

"""Changes to accounts, in the event log: who may enter, decide and grant roles, and never a password."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client
from django.utils import timezone

from newsroom.actions import acting
from newsroom.models import Event, User
from newsroom.roles import EDITOR
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def events(user: User) -> list[tuple[str, str, dict[str, Any]]]:
    """What was recorded of an account, oldest first: by whom, what, and the row."""
    rows = Event.objects.filter(object=f"newsroom_user {user.pk}").order_by("seq")
    return [(one.actor, one.action, json.loads(one.payload)) for one in rows]


def last(user: User) -> tuple[str, str, dict[str, Any]]:
    return events(user)[-1]


def test_new_account_is_recorded(desk_admin: User) -> None:
    """An account is in the log from its first row on, with what it may do."""
    ((actor, action, row),) = events(make_user(EDITOR, name="Nora"))
    assert (actor, action) == ("system", "insert: create account")
    assert (row["username"], row["is_superuser"], row["is_active"]) == ("nora", False, True)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"is_superuser": True}, {"is_superuser": True}),
        ({"is_staff": True}, {"is_staff": True}),
        ({"is_active": False}, {"is_active": False}),
        ({"username": "anders"}, {"username": "anders"}),
        ({"email": "a@example.org"}, {"email": "a@example.org"}),
        ({"first_name": "Anders"}, {"first_name": "Anders"}),
    ],
)
def test_change_of_an_account_is_recorded(
    changes: dict[str, Any], told: dict[str, Any], editor: User, desk_admin: User
) -> None:
    """Whatever changes who an account is or what it may do is recorded under whoever did it."""
    with acting(by=desk_admin, action="admin: user"):
        User.objects.filter(pk=editor.pk).update(**changes)
    actor, action, row = last(editor)
    assert (actor, action) == ("ada", "update: admin: user")
    assert told.items() <= row.items()
    assert row["password_set"] is False


def test_password_that_is_set_is_recorded_without_it(editor: User) -> None:
    """That a password was set is told; neither it nor what is kept of it stands in any event."""
    editor.set_password("a wholly other phrase")
    with acting(by=editor, action="password"):
        editor.save(update_fields=["password"])
    actor, _action, row = last(editor)
    assert (actor, row["password_set"]) == ("edith", True)
    for payload in Event.objects.values_list("payload", flat=True):
        assert editor.password not in payload
        assert '"password":' not in payload


def test_account_without_a_password_is_told_as_that(editor: User) -> None:
    """A label from a dossier lets nobody in, and no password is said to be set."""
    locked = User(username="label", is_active=False)
    locked.set_unusable_password()
    with acting(by=editor, action="import"):
        locked.save()
    assert last(locked)[2]["password_set"] is False


def test_signing_in_is_no_change_of_the_account(editor: User) -> None:
    """When somebody was last here is not part of the record, and signing in needs no action."""
    before = Event.objects.count()
    assert Client().post("/desk/login/", {"username": "edith", "password": PASSWORD}).status_code == 302
    editor.refresh_from_db()
    assert editor.last_login
    assert Event.objects.count() == before


def _command(editor: User) -> None:
    call_command("createsuperuser", interactive=False, username="root", email="", verbosity=0)


def _unannounced(editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(is_superuser=True)


def _permission(editor: User) -> None:
    editor.user_permissions.add(Permission.objects.get(codename="add_topic"))


def _group_permission(editor: User) -> None:
    Group.objects.get(name=EDITOR).permissions.add(Permission.objects.get(codename="add_topic"))


@pytest.mark.parametrize("write", [_command, _unannounced, _permission, _group_permission])
def test_write_that_nobody_announced_is_recorded_as_the_systems(
    write: Callable[[User], None], editor: User
) -> None:
    """Django's commands and a careless view work, and are in the log all the same."""
    before = Event.objects.count()
    write(editor)
    recorded = Event.objects.order_by("seq")[before:]
    assert {one.actor for one in recorded} == {"system"}
    assert {one.action for one in recorded} <= {"insert: account", "update: account"}
    assert recorded


def test_admin_page_records_who_made_whom_a_superuser(editor: User, desk_admin: User) -> None:
    """Through the admin too, and under the name of whoever is signed in there."""
    with acting(by=None, action="test"):
        User.objects.filter(pk=desk_admin.pk).update(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(desk_admin)
    sent = {"username": "edith", "is_active": "on", "is_superuser": "on", "first_name": "Edith"}
    page = f"/admin/newsroom/user/{editor.pk}/change/"
    sent |= {"date_joined_0": str(timezone.now().date()), "date_joined_1": "10:00:00"}
    assert client.post(page, sent).status_code == 302
    actor, action, row = last(editor)
    assert (actor, action, row["is_superuser"]) == ("ada", "update: admin: user", True)


@pytest.mark.parametrize("function", ["newsroom_append('x', 'y', 'z', '{}')", "newsroom_record_account()"])
def test_site_cannot_write_events_itself(function: str) -> None:
    """What the triggers write with is closed to the site's own role."""
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match=r"permission denied|can only be"):
        cursor.execute(f"SELECT {function}")


def test_chain_goes_on_over_accounts(editor: User, desk_admin: User) -> None:
    """Events of accounts are links of the one chain, each with the hash of the one before."""
    with acting(by=desk_admin, action="admin: user"):
        User.objects.filter(pk=editor.pk).update(is_active=False)
    rows = list(Event.objects.order_by("seq").values_list("previous", "hash"))
    assert [one[0] for one in rows[1:]] == [one[1] for one in rows[:-1]]

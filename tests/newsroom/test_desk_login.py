"""The one door: in, out, and no other way around."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from newsroom.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def test_sign_in_leads_to_the_desk(client: Client, editor: User) -> None:
    """A name and its password open the desk."""
    answer = client.post("/desk/login/", {"username": editor.username, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_wrong_password_keeps_the_name(client: Client, editor: User) -> None:
    """A wrong password says so, keeps what was typed as the name, and tells nothing more."""
    answer = client.post("/desk/login/", {"username": editor.username, "password": "wrong"})
    html = answer.content.decode()
    assert 'role="alert"' in html
    assert f'value="{editor.username}"' in html
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("next_url", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_never_leads_elsewhere(client: Client, editor: User, next_url: str) -> None:
    """An address of another site given as the way back is ignored."""
    data = {"username": editor.username, "password": PASSWORD, "next": next_url}
    assert client.post("/desk/login/", data)["Location"] == "/desk/"


def test_admin_has_no_door_of_its_own(client: Client) -> None:
    """The admin's log-in leads to the desk's, and back to where one wanted to go."""
    answer = client.get("/admin/login/?next=/admin/claims/")
    assert answer["Location"] == "/desk/login/?next=%2Fadmin%2Fclaims%2F"
    assert client.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 302


def test_signed_in_without_the_right_is_told_no(editor_client: Client) -> None:
    """Someone signed in whom the admin does not admit is told so, not led in a circle."""
    assert editor_client.get("/admin/", follow=True).status_code == 403


def test_sign_out_closes_the_desk(editor_client: Client) -> None:
    """Signing out needs a form, not a link, and ends the session."""
    assert editor_client.get("/desk/logout/").status_code == 405
    assert editor_client.post("/desk/logout/").status_code == 302
    assert editor_client.get("/desk/").status_code == 302


def test_guessing_passwords_has_to_wait(client: Client, editor: User) -> None:
    """After ten tries in a minute even the right password waits, with the name kept; elsewhere it opens."""
    typed = {"username": editor.username, "password": "wrong"}
    assert [client.post("/desk/login/", typed).status_code for _ in range(10)] == [200] * 10
    right = {**typed, "password": PASSWORD}
    answer = client.post("/desk/login/", right)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    html = answer.content.decode()
    assert "wait a minute" in html
    assert f'value="{editor.username}"' in html
    assert PASSWORD not in html
    assert client.get("/desk/login/").status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.7").post("/desk/login/", right).status_code == 302


def test_guessing_one_account_slowly_has_to_wait(client: Client, editor: User) -> None:
    """A hundred tries at one name within an hour end that hour's tries, however slow."""
    with connection.cursor() as cursor:
        for _ in range(10):
            for _ in range(10):
                client.post("/desk/login/", {"username": editor.username, "password": "wrong"})
            cursor.execute(
                "UPDATE newsroom_ratecounter SET ends = now() - '1 second'::interval WHERE what = 'sign in'"
            )
    answer = client.post("/desk/login/", {"username": editor.username, "password": PASSWORD})
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "wait an hour" in answer.content.decode()

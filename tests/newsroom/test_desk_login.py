"""The one door: in, out, and no other way around."""

from __future__ import annotations

import pytest
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

"""A form with the token of another session."""

from __future__ import annotations

from django.test import Client

from claims.models import DeskNote
from newsroom.models import User
from tests.factories import make_claim

OURS = {"Origin": "http://testserver"}


def stale(user: User) -> Client:
    """Signed in anew since the page with the form was opened."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    client.get("/desk/")
    return client


def test_form_expired_offers_what_was_typed(editor: User) -> None:
    """The words are on the page, with a button that sends them with the present token."""
    claim, client = make_claim(), stale(editor)
    path = f"/desk/claims/{claim.public_id}/notes/"
    typed = {"csrfmiddlewaretoken": "x" * 64, "note-text": "Ask the <harbour> master\nagain"}
    response = client.post(path, typed, headers=OURS)
    page = response.content.decode()
    assert response.status_code == 403
    assert not DeskNote.objects.exists()
    assert f'action="{path}"' in page
    assert 'name="note-text" value="Ask the &lt;harbour&gt; master\nagain"' in page
    assert "Send it again" in page
    token = response.context["csrf_token"]
    assert client.post(path, typed | {"csrfmiddlewaretoken": token}, headers=OURS).status_code == 302
    assert DeskNote.objects.get().text == "Ask the <harbour> master\nagain"


def test_form_expired_repeats_nothing_of_another_site(editor: User) -> None:
    """What a page elsewhere sends is no wish of whoever is signed in: no button sends it again."""
    path = f"/desk/claims/{make_claim().public_id}/notes/"
    for origin in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {}):
        response = stale(editor).post(path, {"note-text": "Planted elsewhere"}, headers=origin)
        assert response.status_code == 403
        assert "Planted" not in response.content.decode()
        assert "<form" not in response.content.decode().partition("<main")[2].partition("</main")[0]


def test_form_expired_repeats_no_password(editor: User) -> None:
    """A door that was open for too long does not write the password into a page."""
    typed = {"username": "Edith", "password": "correct horse battery"}
    response = stale(editor).post("/desk/login/", typed, headers=OURS)
    assert response.status_code == 403
    assert "correct horse" not in response.content.decode()


def test_form_of_somebody_who_was_signed_in_before(editor: User, reviewer: User) -> None:
    """What one wrote is not recorded as the next one's, who is told so and may send it as their own."""
    claim, client = make_claim(), stale(reviewer)
    path = f"/desk/claims/{claim.public_id}/notes/"
    token = client.cookies["csrftoken"].value
    typed = {"csrfmiddlewaretoken": token, "signed_in": str(editor.pk), "note-text": "Ask the mayor"}
    response = client.post(path, typed, headers=OURS)
    assert response.status_code == 403
    assert f"You are signed in as <bdi>{reviewer}</bdi>." in response.content.decode()
    assert not DeskNote.objects.exists()
    assert response.context["typed"] == [("note-text", "Ask the mayor")]
    assert client.post(path, typed | {"signed_in": str(reviewer.pk)}, headers=OURS).status_code == 302


def test_form_of_a_reader_without_cookies_is_told_of_no_signing_in() -> None:
    """Whoever reports an error from a browser that keeps none learns why, and is sent to no log-in."""
    typed = {"csrfmiddlewaretoken": "x" * 64, "message": "It was ten, not nine"}
    response = Client(enforce_csrf_checks=True).post("/report/", typed, headers=OURS)
    told = response.content.decode()
    assert response.status_code == 403
    assert "cookies are switched off" in told
    assert "signed" not in told

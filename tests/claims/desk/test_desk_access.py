"""Who may do what at the desk: every route of tagging, by every role, to a declared answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from claims.actions.verdicts import propose_verdict
from claims.models import Statement
from newsroom.models import User
from sources.models import Intake
from tests.claims.desk.tags import client_of, sent
from tests.factories import make_capture, make_claim, make_statement, make_user

pytestmark = pytest.mark.django_db

#: By role: what a reader, a contributor, an editor, a reviewer and an administrator are answered.
ROUTES = {
    "GET /desk/": (302, 200, 200, 200, 200),
    "GET /desk/counts/": (302, 200, 200, 200, 200),
    "GET /desk/search/?q=ferry": (302, 200, 200, 200, 200),
    "GET /desk/search/?q=ferry&in=nonsense": (302, 400, 400, 400, 400),
    "GET /desk/queues/publish/": (302, 200, 200, 200, 200),
    "GET /desk/queues/reports/": (302, 403, 302, 302, 302),
    "GET /desk/queues/nonsense/": (302, 404, 404, 404, 404),
    "GET /desk/queues/publish/publish/": (302, 403, 302, 403, 403),
    "POST /desk/queues/publish/publish/": (302, 403, 302, 403, 403),
    "POST /desk/queues/file/file/": (302, 403, 302, 403, 403),
    "POST /desk/queues/rule/rule/": (302, 403, 302, 302, 403),
    "POST /desk/queues/approve/approve/": (302, 404, 404, 404, 404),
    "GET /desk/articles/new/": (302, 200, 200, 403, 403),
    "POST /desk/articles/new/": (302, 422, 422, 403, 403),
    "GET /desk/articles/{article}/": (302, 200, 200, 200, 200),
    "GET /desk/articles/{article}/?list": (302, 200, 200, 200, 200),
    "POST /desk/articles/{article}/": (405, 405, 405, 405, 405),
    "GET /desk/articles/{article}/edit/": (302, 403, 200, 403, 403),
    "POST /desk/articles/{article}/edit/": (302, 403, 422, 403, 403),
    "GET /desk/articles/{article}/hints/?start=0&end=5": (302, 200, 200, 403, 403),
    "GET /desk/articles/{article}/again/": (302, 200, 200, 403, 403),
    "POST /desk/articles/{article}/again/": (302, 422, 422, 403, 403),
    "POST /desk/articles/{article}/again/upload/": (302, 422, 422, 403, 403),
    "GET /desk/articles/{article}/again/upload/": (405, 405, 405, 405, 405),
    "POST /desk/articles/{article}/look/": (302, 403, 404, 403, 403),
    "GET /desk/articles/{article}/changes/": (302, 200, 200, 200, 200),
    "POST /desk/articles/{article}/changes/N-0000000000/": (302, 403, 409, 403, 403),
    "POST /desk/articles/{article}/changes/N-0000000000/back/": (302, 403, 404, 403, 403),
    "GET /desk/articles/{article}/tags/": (405, 405, 405, 405, 405),
    "POST /desk/articles/{article}/tags/": (302, 422, 422, 403, 403),
    "GET /desk/articles/{article}/tags/{tag}/": (302, 403, 200, 403, 403),
    "POST /desk/articles/{article}/tags/{tag}/": (302, 403, 422, 403, 403),
    "POST /desk/articles/{article}/tags/{tag}/withdraw/": (302, 403, 302, 403, 403),
    "POST /desk/articles/{article}/tags/{tag}/restore/": (302, 403, 302, 403, 403),
    "POST /desk/articles/{article}/publish/": (302, 403, 302, 403, 403),
    "POST /desk/articles/{article}/read/": (302, 403, 302, 403, 403),
    "GET /desk/options/claims/?q=ferry": (302, 200, 200, 403, 403),
    "GET /desk/options/questions/?q=ferry": (302, 200, 200, 403, 403),
    "GET /desk/options/entities/?q=ferry": (302, 200, 200, 403, 403),
    "GET /desk/options/answers/?type=number&typed=nine": (302, 200, 200, 403, 403),
    "GET /desk/articles/A-0000000000/": (302, 404, 404, 404, 404),
    "GET /desk/articles/{article}/tags/S-0000000000/": (302, 404, 404, 403, 403),
    "GET /desk/articles/x/": (302, 404, 404, 404, 404),
    "GET /desk/articles/A-%00000000000/": (302, 404, 404, 404, 404),
    "GET /desk/articles/{article}/?part=0": (302, 404, 404, 404, 404),
    "GET /desk/articles/{article}/?part=٣": (302, 200, 200, 200, 200),
    "GET /desk/articles/{article}/?capture=%00": (302, 404, 404, 404, 404),
    "POST /desk/claims/{claim}/wording/": (302, 422, 422, 403, 403),
    "POST /desk/claims/{claim}/rulings/settle/": (302, 403, 302, 302, 403),
    "POST /desk/claims/{claim}/assign/": (302, 403, 422, 403, 403),
    "POST /desk/claims/{claim}/assign/end/": (302, 302, 302, 302, 302),
    "POST /desk/claims/{claim}/notes/": (302, 422, 422, 422, 422),
    "POST /desk/claims/{claim}/watch/": (302, 302, 302, 302, 302),
    "GET /desk/claims/{claim}/watch/": (302, 302, 302, 302, 302),
    "POST /desk/claims/C-0000000000/notes/": (302, 404, 404, 404, 404),
    "POST /desk/news/seen/": (302, 302, 302, 302, 302),
    "GET /desk/news/seen/": (405, 405, 405, 405, 405),
    "POST /desk/intakes/fetch/": (302, 403, 422, 403, 403),
    "POST /desk/intakes/upload/": (302, 422, 422, 403, 403),
    "GET /desk/intakes/{intake}/": (302, 403, 200, 403, 403),
    "POST /desk/intakes/{intake}/": (302, 403, 200, 403, 403),
    "GET /desk/intakes/{intake}/state/": (302, 403, 200, 403, 403),
    "POST /desk/intakes/{intake}/state/": (405, 405, 405, 405, 405),
    "POST /desk/intakes/{intake}/retry/": (302, 403, 302, 403, 403),
    "POST /desk/intakes/{intake}/discard/": (302, 403, 302, 403, 403),
    "GET /desk/intakes/W-0000000000/": (302, 404, 404, 403, 403),
    "GET /desk/?after=nonsense": (302, 400, 400, 400, 400),
}
ROLES = ("reader", "contributor", "editor", "reviewer", "admin")


@pytest.fixture
def tag(editor: User) -> Statement:
    """An editor's tag, to everyone else a colleague's."""
    return make_statement(capture=make_capture(by=editor), by=editor)


@pytest.fixture
def client_with(editor: User, contributor: User, reviewer: User, desk_admin: User) -> Callable[[str], Client]:
    people = {"contributor": contributor, "editor": editor, "reviewer": reviewer, "admin": desk_admin}
    return lambda role: client_of(people[role]) if role in people else Client()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", ROUTES)
def test_route_answers_as_declared(
    route: str, role: str, tag: Statement, client_with: Callable[[str], Client]
) -> None:
    """Each route answers each role as the table says."""
    method, path = route.split(" ")
    intake = Intake.objects.create(method="uploaded", asked_by=tag.recorded_by, raw=b"x")
    path = path.format(
        article=tag.capture.article.public_id,
        tag=tag.public_id,
        claim=tag.claim.public_id,
        intake=intake.public_id,
    )
    answer = client_with(role).generic(method, path)
    assert answer.status_code == ROUTES[route][ROLES.index(role)]


def test_stranger_is_led_to_the_one_door(client: Client) -> None:
    """Whoever is not signed in is asked to, and led back afterwards."""
    assert client.get("/desk/articles/new/")["Location"] == "/desk/login/?next=/desk/articles/new/"


@pytest.mark.parametrize("path", ["/desk/articles/{}/tags/{}/", "/desk/articles/{}/tags/{}/withdraw/"])
def test_contributor_changes_their_own(contributor: User, path: str) -> None:
    """A contributor may edit and withdraw what they recorded themselves."""
    tag = make_statement(make_claim(published=False), by=contributor)
    path = path.format(tag.capture.article.public_id, tag.public_id)
    client = client_of(contributor)
    assert (client.post(path) if "withdraw" in path else client.get(path)).status_code in (200, 302)


def test_contributor_stops_at_a_verdict(contributor: User, editor: User) -> None:
    """Once the desk has a verdict on the claim, only an editor changes what it rests on."""
    tag = make_statement(make_claim(published=False), by=contributor)
    propose_verdict(by=editor, claim=tag.claim, status="unverified", note="We asked.")
    path = f"/desk/articles/{tag.capture.article.public_id}/tags/{tag.public_id}/"
    assert client_of(contributor).get(path).status_code == 403
    assert client_of(contributor).post(path + "withdraw/").status_code == 403
    assert client_of(editor).get(path).status_code == 200


def test_tag_of_another_article_is_no_page(editor_client: Client, tag: Statement) -> None:
    """A tag is found only under its own article."""
    other = make_capture().article
    path = f"/desk/articles/{other.public_id}/tags/{tag.public_id}/withdraw/"
    assert editor_client.post(path).status_code == 404
    tag.refresh_from_db()
    assert tag.left_at is None


def test_account_without_a_role_sees_no_desk() -> None:
    """An account that holds no role is told no, not shown an empty desk."""
    assert client_of(make_user(name="Nobody")).get("/desk/").status_code == 403


def test_forged_form_is_refused(editor: User, tag: Statement) -> None:
    """A form without the site's token does nothing."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    path = f"/desk/articles/{tag.capture.article.public_id}/tags/"
    assert client.post(path, sent(tag.capture, "at nine")).status_code == 403
    assert Statement.objects.count() == 1

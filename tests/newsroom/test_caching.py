"""What caches may keep: public pages for a second, and nothing else at all."""

from __future__ import annotations

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from newsroom.caching import private_by_default, public_page

PUBLIC = {"public", "max-age=1", "stale-while-revalidate=4", "stale-if-error=86400"}


def directives(response: HttpResponseBase) -> set[str]:
    return set(response["Cache-Control"].replace(" ", "").split(","))


def varies(response: HttpResponseBase) -> set[str]:
    return set(response.get("Vary", "").replace(" ", "").split(","))


@public_page
def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello", status=int(request.GET.get("status", 200)))


@public_page
def greets(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("Hello again")
    response.set_cookie("seen", "yes")
    return response


urlpatterns = [path("hello", hello), path("greets", greets)]
ours = override_settings(ROOT_URLCONF=__name__)


@ours
def test_public_page_may_be_shared_for_a_second() -> None:
    """A reader's copy is fresh for a second, an older one may stand in, and each language has its own."""
    response = Client().get("/hello")
    assert directives(response) == PUBLIC
    assert varies(response) == {"Accept-Language", "Cookie"}


@ours
def test_public_page_is_not_sent_twice() -> None:
    """Who holds the page already gets 304 with the headers that keep it, and no body."""
    first = Client().get("/hello")
    assert first["ETag"].startswith('W/"')
    again = Client().get("/hello", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert directives(again) == PUBLIC
    assert again["ETag"] == first["ETag"]
    assert Client().get("/hello", headers={"If-None-Match": 'W/"other"'}).status_code == 200


@ours
def test_public_page_of_a_colleague_is_theirs_alone() -> None:
    """Whoever has a session may see more: no shared cache keeps their copy."""
    client = Client()
    client.cookies["sessionid"] = "anything"
    assert directives(client.get("/hello")) == {"private", "no-cache"}


@ours
@pytest.mark.parametrize("status", [400, 404, 410, 500])
def test_public_page_in_trouble_is_not_kept(status: int) -> None:
    """A page that is not there yet, or broke, is asked for again."""
    response = Client().get("/hello", {"status": status})
    assert directives(response) == {"no-store", "private"}
    assert "ETag" not in response


@ours
def test_cookie_is_never_handed_to_others() -> None:
    """An answer that sets a cookie is kept by nobody, whatever its view says."""
    assert directives(Client().get("/greets")) == {"no-store", "private"}


def test_stream_is_known_by_the_tag_of_its_view() -> None:
    """A download is not read to be hashed; it is closed where the reader has it already."""
    closed = []

    @public_page
    def download(request: HttpRequest) -> FileResponse:
        response = FileResponse([b"a", b"b"], headers={"ETag": 'W/"ab"'})
        response._resource_closers.append(lambda: closed.append(True))  # type: ignore[attr-defined]
        return response

    assert download(RequestFactory().get("/")).status_code == 200
    known = RequestFactory().get("/", headers={"If-None-Match": 'W/"ab"'})
    assert (download(known).status_code, closed) == (304, [True])


def test_middleware_leaves_a_views_own_word() -> None:
    """A view that says how long its answer keeps is believed."""
    said = HttpResponse(headers={"Cache-Control": "max-age=60"})
    assert (
        private_by_default(lambda request: said)(RequestFactory().get("/"))["Cache-Control"] == "max-age=60"
    )


@pytest.mark.parametrize(
    "address", ["/about/statuses/", "/", "/claims/", "/claims.csv", "/feeds/status.atom"]
)
@pytest.mark.django_db
def test_readers_pages_are_public(client: Client, address: str) -> None:
    """What everybody may read, a cache may keep; no reader gets a cookie."""
    response = client.get(address)
    assert response.status_code == 200
    assert directives(response) == PUBLIC
    assert varies(response) >= {"Accept-Language", "Cookie"}
    assert response["ETag"]
    assert not response.cookies
    # A download is read to its end, which closes it.
    assert b"".join(response)


@pytest.mark.parametrize("address", ["/desk/", "/desk/articles/new/", "/desk/reports/"])
def test_desk_pages_are_kept_nowhere(editor_client: Client, client: Client, address: str) -> None:
    """Neither the desk's pages nor the way to its door stay in any cache."""
    assert directives(editor_client.get(address)) == {"no-store", "private"}
    assert "no-store" in directives(client.get(address))
    assert "no-store" in directives(client.get("/desk/login/"))


def test_not_found_is_asked_for_again(client: Client) -> None:
    """A claim that is published a second later is there a second later."""
    response = client.get("/nowhere/")
    assert (response.status_code, directives(response)) == (404, {"no-store", "private"})

"""The one door to other people's servers: where it does not lead, and how long it stays open.

Each protection has a broken twin: the same check with the protection taken out, which must then fail.
"""

from __future__ import annotations

import socket
import threading
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sources import fetching
from sources.addresses import is_public
from sources.fetching import FetchFailed, FetchRefused, Reach, fetch
from tests.sources.servers import PAGE, Server, misbehaving, page, serving

FORMS = [
    form.replace("\\t", "\t").replace("\\n", "\n")
    for form in (Path(__file__).parent / "url_forms.txt").read_text().splitlines()
]
PUBLIC = "93.184.216.34"
#: What each name of the forms resolves to, look-up by look-up; the last answer stays.
NAMES = {
    "pub.test": [[PUBLIC]],
    "int.test": [["10.0.0.1"]],
    "int6.test": [["fc00::1"]],
    "mapped.test": [["::ffff:127.0.0.1"]],
    "mixed.test": [[PUBLIC, "127.0.0.1"]],
    "mixed2.test": [["127.0.0.1", PUBLIC]],
    "rebind.test": [[PUBLIC], ["127.0.0.1"]],
    "rebind2.test": [[PUBLIC], ["::1"]],
}


class Resolver:
    """Answers for the test's names as told, for numbers as the system does, and for nobody else."""

    def __init__(self) -> None:
        self.asked: dict[str, int] = {}

    def __call__(self, host: str, port: int) -> list[str]:
        if host in NAMES:
            count = self.asked[host] = self.asked.get(host, -1) + 1
            return NAMES[host][min(count, len(NAMES[host]) - 1)]
        if host == "localhost":
            return ["127.0.0.1", "::1"]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(address[0]) for *_rest, address in found]


@pytest.fixture
def listener() -> Iterator[list[Server]]:
    """The house: a server on both loopback addresses, under one port."""
    with serving(page) as four, serving(page, "::1", four.port) as six:
        yield [four, six]


@pytest.fixture(autouse=True)
def nobody_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The world beyond this machine refuses connections."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if address[0] not in ("127.0.0.1", "127.0.0.2", "::1"):
            raise ConnectionRefusedError(f"{address} is outside")
        connect(self, address)

    monkeypatch.setattr(fetching._LimitedSocket, "connect", guarded, raising=False)


def _hits(listener: list[Server], reach: Reach) -> int:
    """How many of the forms got to the house."""
    for form in FORMS:
        with pytest.raises((FetchRefused, FetchFailed)) if reach.allowed is is_public else _whatever():
            fetch(form.replace("PORT", str(listener[0].port)), reach)
    return sum(len(server.hits) for server in listener)


class _whatever:
    """For twins, which may get anywhere."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> bool:
        return kind is not None and issubclass(kind, FetchRefused | FetchFailed)


def _reach(**changes: Any) -> Reach:
    # Time enough on any machine, where time is not what is tried.
    return replace(Reach(seconds=30, resolve=Resolver()), **changes)


def test_no_form_of_address_reaches_the_house(listener: list[Server]) -> None:
    """63 ways to name a private address, names that resolve to one and names that change: not one hit."""
    assert len(FORMS) == 63
    assert _hits(listener, _reach()) == 0


def test_twin_without_vetting_reaches_the_house(listener: list[Server]) -> None:
    """The listener does count: with every address allowed, many of the same forms get there."""
    assert _hits(listener, _reach(allowed=lambda address: True)) > 15


def test_twin_that_connects_by_name_is_rebound(
    listener: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vetting one look-up and connecting by another is what rebinding waits for."""
    vet = fetching._Door.open

    def vet_then_resolve_again(self: fetching._Door, host: str, port: int) -> socket.socket:
        with _whatever():
            return vet(self, host, port)
        return self._connected(self.reach.resolve(host, port)[0], port)

    monkeypatch.setattr(fetching._Door, "open", vet_then_resolve_again)
    with _whatever():
        fetch(f"http://rebind.test:{listener[0].port}/", _reach())
    assert listener[0].hits == ["/"]


def _redirected_hits(reach: Reach) -> int:
    """How often 127.0.0.2, which is the house here, is reached by way of 127.0.0.1, which is the world."""
    with serving(page, "127.0.0.2") as house:

        def lead_in(asked: socket.socket, path: str) -> None:
            asked.sendall(f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:{house.port}/\r\n\r\n".encode())

        with serving(lead_in) as world, _whatever():
            fetch(f"http://127.0.0.1:{world.port}/", reach)
        return len(house.hits)


def test_redirect_into_the_house_is_refused() -> None:
    """Each hop goes through the same door."""
    assert _redirected_hits(_reach(allowed=lambda address: address == "127.0.0.1")) == 0


def test_twin_that_vets_the_first_hop_only_is_led_in() -> None:
    """A door that looks at the first address alone is led into the house by the second."""
    looked: list[str] = []

    def first_only(address: str) -> bool:
        looked.append(address)
        return len(looked) > 1 or address == "127.0.0.1"

    assert _redirected_hits(_reach(allowed=first_only)) == 1


@pytest.fixture
def world() -> Iterator[Server]:
    """A server that misbehaves; for these tests this machine is the open internet."""
    with serving(misbehaving) as server:
        yield server


def _get(world: Server, path: str, **changes: Any) -> fetching.Fetched:
    return fetch(f"http://127.0.0.1:{world.port}{path}", _reach(allowed=lambda address: True, **changes))


def _reason(world: Server, path: str, **changes: Any) -> str:
    """Why no page came, "" where one did."""
    try:
        _get(world, path, **changes)
    except (FetchFailed, FetchRefused) as error:
        return error.code
    return ""


def test_page_comes_as_it_was_sent(world: Server) -> None:
    """Address, type and bytes are kept as they came."""
    page = _get(world, "/story?id=1#top")
    assert (page.raw, page.media_type, page.status) == (PAGE, "text/html", 200)
    assert world.hits == ["/story?id=1"]


def test_address_in_other_letters_is_asked_for_in_ascii(world: Server) -> None:
    """Letters of other scripts go out escaped; what is escaped already is not escaped again."""
    _get(world, "/новость/%D0%B0?q=паром&x=1")
    path = "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C/%D0%B0?q=%D0%BF%D0%B0%D1%80%D0%BE%D0%BC&x=1"
    assert world.hits == [path]


@pytest.mark.parametrize(
    ("path", "code"),
    [("/loop", "hops"), ("/picture", "media_type"), ("/broken", "broken"), ("/gone", "status")],
)
def test_what_is_no_page_is_named(world: Server, path: str, code: str) -> None:
    """A loop ends after four redirects; whatever else came, the reason is told."""
    assert _reason(world, path) == code
    assert len(world.hits) == (5 if path == "/loop" else 1)


def test_twin_with_hops_to_spare_goes_on(world: Server) -> None:
    """It was the count: let further, the same loop is followed as far."""
    assert _reason(world, "/loop", hops=20) == "hops"
    assert len(world.hits) == 21


def test_answer_of_the_server_is_kept() -> None:
    """Whoever asks can tell a page that is gone from one that is refused."""
    with serving(misbehaving) as world, pytest.raises(FetchFailed) as failed:
        _get(world, "/gone")
    assert failed.value.status == 410


def test_nobody_there_is_named() -> None:
    """A port where nobody listens."""
    with serving(page) as server, socket.socket() as held:
        # Bound and not listening, so that no other program can take the port meanwhile.
        held.bind(("127.0.0.1", 0))
        server.port = held.getsockname()[1]
        assert _reason(server, "/") == "unreachable"


def test_plain_server_behind_https_is_named(world: Server) -> None:
    """A server that cannot prove itself gets no question."""
    with pytest.raises(FetchFailed) as failed:
        fetch(f"https://127.0.0.1:{world.port}/", _reach(allowed=lambda address: True))
    assert failed.value.code == "tls"


@pytest.mark.parametrize("port", [22, 25, 110, 443_000])
def test_ports_of_other_services_are_refused(port: int) -> None:
    """No page lies behind a mail server's port."""
    with pytest.raises(FetchRefused):
        fetch(f"http://pub.test:{port}/", _reach())


def test_slow_resolver_is_left_behind() -> None:
    """A name server that does not answer takes no longer than a page may."""
    left = threading.Event()

    def late(host: str, port: int) -> list[str]:
        # Whoever waits for this is refused for where it leads.
        left.wait(60)
        return ["127.0.0.1"]

    with pytest.raises(FetchFailed) as failed:
        fetch("http://pub.test/", _reach(resolve=late, seconds=0.2))
    left.set()
    assert failed.value.code == "slow"


@pytest.mark.parametrize("path", ["/slow-head", "/slow-body", "/silent"])
def test_slow_server_is_left_in_time(world: Server, path: str) -> None:
    """However slowly bytes drip, the whole fetch ends at its deadline."""
    assert _reason(world, path, seconds=0.3) == "slow"
    assert world.ended == []


@pytest.mark.parametrize("path", ["/slow-head", "/slow-body"])
def test_twin_with_a_timeout_for_each_read_is_held(
    world: Server, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A timeout that starts anew with each byte never ends."""
    monkeypatch.setattr(fetching._Allowance, "seconds", lambda self: 30.0)
    assert _reason(world, path, seconds=0.3) == ""


@pytest.mark.parametrize("path", ["/endless", "/endless-head", "/nothing-packed"])
def test_endless_answer_is_cut(world: Server, path: str) -> None:
    """More bytes than a page may have, in its head or its body, unpacked or not."""
    assert _reason(world, path, limit=100_000) == "large"


@pytest.mark.parametrize("path", ["/endless-head", "/nothing-packed"])
def test_twin_that_counts_unpacked_bytes_only_is_fed(
    world: Server, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What never becomes part of the page is not counted there."""
    monkeypatch.setattr(fetching._Allowance, "spend", lambda self, received: None)
    assert _reason(world, path, limit=100_000, seconds=0.5) != "large"


def _peak(world: Server) -> tuple[str, int]:
    """Why the bomb was refused, "" where it was not; and the most memory that took."""
    tracemalloc.start()
    try:
        code = _reason(world, "/bomb", limit=200_000)
        return code, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_packed_bomb_is_not_unpacked(world: Server) -> None:
    """30 MB in 30 kB: refused with little more than the limit in memory."""
    code, memory = _peak(world)
    assert code == "large"
    assert memory < 10_000_000


def test_twin_that_unpacks_first_holds_it_all(world: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at the size after unpacking is too late."""
    monkeypatch.setattr(fetching, "_body", lambda response, limit: response.read(decode_content=True))
    assert _peak(world)[1] > 30_000_000

"""Two people write at once to what depends on each other: what is stored is what the record then says."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction

from claims.actions.articles import edit_article
from claims.actions.entities import merge
from claims.actions.recapture import recapture
from claims.actions.tag import NewLink, withdraw
from claims.models import Anchor, Claim, ClaimState
from claims.stale import stale
from newsroom.actions import lock_deriving
from newsroom.models import User
from sources.actions import add_capture
from sources.models import Capture
from tests.claims.cases import ferry
from tests.claims.cases.loading import load, load_ferry
from tests.claims.cases.past import questions
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_statement,
    named_media,
    on_record,
)


class Meanwhile:
    """Somebody else's write, begun while ours is not finished: it ends after ours has."""

    def __init__(self, act: Callable[[], Any]) -> None:
        self._act = act
        self._thread = threading.Thread(target=self._run)
        self.error: BaseException | None = None

    def _run(self) -> None:
        try:
            self._act()
        except BaseException as error:
            self.error = error
        finally:
            connections.close_all()

    def begin(self) -> None:
        """Start it, and leave it time to do whatever it may do before it has to wait."""
        self._thread.start()
        self._thread.join(timeout=1)

    def end(self) -> None:
        self._thread.join(timeout=30)
        assert not self._thread.is_alive()
        assert self.error is None


def while_we(ours: Callable[[], Any], theirs: Callable[[], Any]) -> None:
    """Do `ours`, begin `theirs` before it is final, then finish both."""
    meanwhile = Meanwhile(theirs)
    with transaction.atomic():
        ours()
        meanwhile.begin()
    meanwhile.end()


def origins(claim: Claim) -> int:
    return ClaimState.objects.at().get(claim=claim).origins_for


@pytest.mark.django_db(transaction=True)
def test_relaying_a_statement_while_it_is_withdrawn(editor: User) -> None:
    """Whoever relays a statement that a colleague is taking back sees it go: the chain stands as printed."""
    master, agency = make_entity("Harbour master", "person"), make_entity("Agency", "outlet")
    told = make_statement(chain=[on_record(master)])
    claim, capture = make_claim(), make_capture(outlet=make_outlet())
    make_statement(claim, chain=[on_record(master)])
    link = NewLink(agency, "named_media", derived_from=told)
    while_we(
        lambda: withdraw(by=editor, statement=told),
        lambda: make_statement(claim, capture, chain=[link], by=editor),
    )
    assert origins(claim) == 2
    assert stale(questions()) == []


@pytest.mark.django_db(transaction=True)
def test_naming_an_entity_while_it_is_merged(editor: User) -> None:
    """A statement that comes in while two voices become one counts them as one."""
    one, other = make_outlet("Post"), make_outlet("The Post")
    claim, capture = make_claim(), make_capture(outlet=make_outlet())
    make_statement(claim, chain=[named_media(one)])
    while_we(
        lambda: merge(by=editor, source=other, target=one),
        lambda: make_statement(make_claim(claim.question), capture, chain=[named_media(other)], by=editor),
    )
    assert stale(questions()) == []
    elsewhere = make_claim()
    while_we(
        lambda: merge(by=editor, source=one, target=make_outlet("Wire")),
        lambda: make_statement(elsewhere, capture, chain=[named_media(one)], by=editor),
    )
    assert stale(questions()) == []


@pytest.mark.django_db(transaction=True)
def test_tagging_an_article_while_its_outlet_is_mended(editor: User) -> None:
    """A tag on a question of its own counts the outlet that the article turns out to have."""
    capture = make_capture(outlet=None)
    post, claim = make_outlet("Post"), make_claim()
    make_statement(claim, make_capture(outlet=post))
    while_we(
        lambda: edit_article(by=editor, article=capture.article, outlet=post),
        lambda: make_statement(claim, capture, by=editor),
    )
    assert ClaimState.objects.at().get(claim=claim).outlets == 1
    assert stale(questions()) == []
    assert not connection.in_atomic_block


@pytest.fixture(params=["tagged", "loaded"])
def passage(
    request: pytest.FixtureRequest, editor: User, tmp_path: Path
) -> tuple[Capture, Callable[[], Any]]:
    """A text, and the act of recording one more statement on it: by hand, or from a file."""
    load_ferry(tmp_path)
    capture, words = Capture.objects.get(), "number at nine"
    if request.param == "tagged":
        claim = Claim.objects.order_by("pk")[0]
        return capture, lambda: make_statement(claim, capture, exact=words, by=editor)
    more = replace(ferry.ferry(), statements=(*ferry.ferry().statements, ferry.statement(3, 2, words)))
    paths = ferry.saved(tmp_path, more=more)
    return capture, lambda: load(*paths)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["look", "statement"])
def test_statement_that_comes_in_while_the_page_is_looked_at(
    passage: tuple[Capture, Callable[[], Any]], editor: User, first: str
) -> None:
    """Its passage is looked for in the new text whichever is final first: the event log has one writer."""
    capture, record = passage
    text = capture.text.replace("nine", "ten")

    def look() -> None:
        recapture(by=editor, article=capture.article, text=text, method="pasted")

    while_we(*((look, record) if first == "look" else (record, look)))
    start = capture.text.index("number at nine")
    assert Anchor.objects.waiting().filter(tagged_start=start).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ours", ["mend it", "add to it"])
def test_looking_at_an_article_while_a_colleague_writes_to_it(editor: User, ours: str) -> None:
    """Neither waits for the other for ever, wherever the colleague's longer work has got to."""
    capture, post = make_capture(outlet=None), make_outlet("Post")
    text: dict[str, Any] = {"by": editor, "article": capture.article, "method": "pasted"}
    meanwhile = Meanwhile(lambda: recapture(text=f"{capture.text} Later.", **text))
    with transaction.atomic():
        if ours == "mend it":
            lock_deriving()
            meanwhile.begin()
            edit_article(by=editor, article=capture.article, outlet=post)
        else:
            make_outlet("Wire")
            meanwhile.begin()
            add_capture(text=f"{capture.text} Sooner.", raw=None, media_type="text/plain", **text)
    meanwhile.end()
    assert Capture.objects.filter(text__endswith=" Later.").exists()

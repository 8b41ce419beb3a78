"""The queues of the desk: what waits in each, in pages, and at a cost that does not grow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions.claims import NewValue, quick_claim
from claims.actions.tag import NewLink, withdraw
from claims.actions.verdicts import approve_verdict, evidence_digest, propose_verdict, record_check
from claims.models import Claim, Statement
from claims.presenting.desk_queue import COUNTED, counts
from claims.presenting.queues import QUEUES
from claims.views.desk.desk_queue import PAGE_SIZE
from newsroom.models import ErrorReport, User
from newsroom.reports import receive_report
from tests.claims.desk.claim_page import conflicting
from tests.claims.desk.tags import client_of
from tests.factories import make_capture, make_claim, make_entity, make_question, make_statement, on_record
from tests.pages import see

pytestmark = pytest.mark.django_db

#: Session, user, roles; the count of all queues; the rows; for some what stands beside them.
MOST_QUERIES = 9


def test_tags_of_one_claim_are_told_apart(editor: User, editor_client: Client) -> None:
    """By who says it, as the article has it; by the passage where nobody is recorded."""
    claim = make_claim(text="Nine missing")
    make_statement(claim, certainty=None, chain=[on_record(make_entity("The coastguard"))])
    make_statement(claim, exact="at nine", certainty=None, chain=[])
    words = see(editor_client, "/desk/queues/complete/").words
    assert "Nine missing The coastguard · How sure the speaker is" in words
    assert "Nine missing “at nine” · " in words


def waits(user: User) -> dict[str, int]:
    return {tab.queue.code: tab.number for tab in counts(user)}


def verdict_on(claim: Claim, by: User, status: str = "unverified") -> Any:
    record_check(by=by, claim=claim, what_we_did="Looked.", url="https://example.org/")
    return propose_verdict(by=by, claim=claim, status=status, note="We looked.")


def untagged(editor: User) -> str:
    return make_capture(headline="Ferry sinks", by=editor).article.headline


def incomplete(editor: User) -> str:
    return make_statement(make_claim(text="Nine missing"), certainty=None, caveat=None).claim.text


def unruled(editor: User) -> str:
    conflicting()
    return "cannot both be true"


def waiting(editor: User) -> str:
    claim = make_claim(text="The ferry sank")
    return str(verdict_on(claim, editor, "confirmed").claim.text)


def changed(editor: User) -> str:
    claim = make_claim(text="The ferry was full")
    verdict_on(claim, editor)
    make_statement(claim, chain=[on_record(make_entity("The owner"))])
    return claim.text


def unfiled(editor: User) -> str:
    return quick_claim(by=editor, text="The captain fled").question.text


def unpublished(editor: User) -> str:
    return make_claim(text="The radio failed", published=False).text


def test_tag_undone_leaves_no_work(editor: User, editor_client: Client) -> None:
    """A claim that came with a tag leaves the queues when the tag is withdrawn, and comes back with one."""
    claim = quick_claim(by=editor, text="The captain fled")
    withdraw(by=editor, statement=make_statement(claim, by=editor))
    assert not _waits(editor_client, claim)
    make_statement(claim, by=editor)
    assert _waits(editor_client, claim)


def _waits(client: Client, claim: Claim) -> bool:
    pages = ("/desk/queues/publish/", "/desk/queues/file/")
    there = {claim.text in client.get(page).content.decode() for page in pages}
    assert len(there) == 1
    return there.pop()


MAKERS: dict[str, Callable[[User], str]] = {
    "untagged": untagged,
    "complete": incomplete,
    "rule": unruled,
    "approve": waiting,
    "changed": changed,
    "file": unfiled,
    "publish": unpublished,
}


@pytest.mark.parametrize("code", MAKERS)
def test_queue_shows_what_waits(code: str, editor: User, editor_client: Client) -> None:
    """Empty, it says so in a sentence; then what waits is in it, counted, and leads to where it is done."""
    before = waits(editor)[code]
    empty = see(editor_client, f"/desk/queues/{code}/")
    assert next(str(one.done) for one in QUEUES if one.code == code) in empty.words
    said = MAKERS[code](editor)
    page = see(editor_client, f"/desk/queues/{code}/")
    assert waits(editor)[code] == before + 1
    link = next(url for words, url in page.links.items() if said in words)
    assert editor_client.get(link).status_code == 200
    assert link.split("#")[-1] in see(editor_client, link).ids or "#" not in link


@pytest.mark.parametrize("code", MAKERS)
def test_queue_costs_the_same_however_long(
    code: str, editor: User, editor_client: Client, django_assert_max_num_queries: Any
) -> None:
    """Three rows or one: as many questions to the database, and few."""
    for _number in range(3):
        MAKERS[code](editor)
    with django_assert_max_num_queries(MOST_QUERIES):
        editor_client.get(f"/desk/queues/{code}/")


def test_complete_queue_holds_whatever_lacks_something(editor: User) -> None:
    """No chain, a voice without how it knows, nothing on how sure anyone is: each waits, and these alone."""
    voice, unsure = make_entity("The owner"), make_claim(make_question(), NewValue("unknown"))
    withdraw(by=editor, statement=make_statement(certainty=None, by=editor))
    made = [
        make_statement(),
        make_statement(caveat=None),
        make_statement(certainty=None),
        make_statement(unsure, certainty=None),
        make_statement(unsure, caveat=None, certainty=None),
        make_statement(chain=[]),
        make_statement(chain=[NewLink(voice)]),
        make_statement(kind="silence", chain=[NewLink(voice)]),
        make_statement(kind="silence", chain=[]),
    ]
    lacking = {one.pk for one in made if one.to_complete()}
    assert lacking == {made[n].pk for n in (1, 2, 4, 5, 6, 8)}
    queue = next(one for one in QUEUES if one.code == "complete")
    assert set(queue.rows(editor).values_list("pk", flat=True)) == lacking
    assert set(Statement.objects.standing().incomplete().values_list("pk", flat=True)) == lacking


def test_tabs_are_counted_in_one_query(editor: User, django_assert_num_queries: Any) -> None:
    """All queues of a person together cost one query, and none is counted past the limit."""
    assert editor.groups.exists()
    counts(editor)
    for number in range(COUNTED + 1):
        receive_report(page="", message=f"Wrong {number}")
    with django_assert_num_queries(1):
        tabs = counts(editor)
    assert str(next(tab for tab in tabs if tab.queue.code == "reports")) == f"more than {COUNTED - 1}"


def test_queue_pages_follow_on(editor: User, editor_client: Client) -> None:
    """Newest first; the next page holds the rest, and each row once."""
    names = [f"Claim number {n}" for n in range(PAGE_SIZE + 2)]
    for name in names:
        make_claim(text=name, published=False)
    first = see(editor_client, "/desk/queues/publish/")
    second = see(editor_client, first.links["Next page"])
    listed = [words for page in (first, second) for words in page.links if words.startswith("Claim number")]
    assert listed == names[::-1]


def test_queue_with_a_page_of_its_own_leads_there(editor_client: Client) -> None:
    """Reported errors have their page, and its tab leads there."""
    assert editor_client.get("/desk/queues/reports/")["Location"] == "/desk/reports/"


def test_queue_says_where_you_are(editor_client: Client) -> None:
    """The tab of the queue shown is marked for everyone, the others are not."""
    html = editor_client.get("/desk/queues/publish/").content.decode()
    assert html.count('aria-current="page"') == 1
    assert 'href="/desk/queues/publish/" aria-current="page"' in html


def test_queue_of_others_is_closed(contributor: User) -> None:
    """Readers' reports are for those who answer them: no tab, no page, no count."""
    receive_report(page="", message="Wrong")
    assert ErrorReport.objects.open().exists()
    assert "reports" not in waits(contributor)
    assert client_of(contributor).get("/desk/queues/reports/").status_code == 403


@pytest.mark.parametrize("path", ["/desk/queues/nonsense/", "/desk/queues/publish/approve/"])
def test_unknown_queue_is_no_page(editor_client: Client, path: str) -> None:
    """What is no queue, and what cannot be done to several, is no page."""
    assert editor_client.get(path).status_code == 404


def test_damaged_page_of_a_queue_is_refused(editor_client: Client) -> None:
    """An address that no page gave answers 400, not the first page."""
    assert editor_client.get("/desk/queues/publish/?after=nonsense").status_code == 400


def test_verdict_leaves_the_changed_when_decided_again(editor: User, reviewer: User) -> None:
    """A verdict on today's evidence waits for nobody, however it was reached."""
    claim = make_claim(text="The ferry was full")
    first = verdict_on(claim, editor, "confirmed")
    approve_verdict(by=reviewer, verdict=first, digest=evidence_digest(claim))
    assert waits(editor)["changed"] == 0
    record_check(by=editor, claim=claim, what_we_did="Asked again.", url="https://example.org/2")
    assert waits(editor)["changed"] == 1
    propose_verdict(by=editor, claim=claim, status="disputed", note="They differ.")
    assert waits(editor)["changed"] == 0


def test_approving_several_is_not_offered(reviewer: User, editor: User) -> None:
    """The queue says why there is no button for several verdicts."""
    waiting(editor)
    page = see(client_of(reviewer), "/desk/queues/approve/")
    assert "One at a time" in page.words
    assert "on this page" not in page.words


def test_tab_says_what_a_question_waits_for(editor_client: Client, editor: User) -> None:
    """What waits for a topic is called so in the tabs, and its list says why that matters."""
    unfiled(editor)
    page = see(editor_client, "/desk/queues/file/")
    assert page.links["1 without a topic"] == "/desk/queues/file/"
    assert "Until it has a topic, readers find it by search alone." in page.words

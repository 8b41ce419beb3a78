"""Taking a tag back, without a time limit, and putting it back."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.actions.claims import publish
from claims.actions.moving import merge_claims
from claims.actions.recapture import recapture
from claims.actions.tag import NewStatement, withdraw
from claims.actions.tag import tag as retag
from claims.models import Statement
from newsroom.models import Event, User
from sources.models import Capture
from tests.claims.desk.tags import HTMX, client_of
from tests.factories import make_capture, make_claim, make_entity, make_statement, on_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag(editor: User) -> Statement:
    chain = [on_record(make_entity("Coastguard"), as_printed="the coastguard")]
    return make_statement(capture=make_capture(by=editor), exact="at nine", chain=chain, by=editor)


def url(tag: Statement, act: str) -> str:
    return f"/desk/articles/{tag.capture.article.public_id}/tags/{tag.public_id}/{act}/"


def test_withdrawn_tag_leaves_the_text_and_stays_in_the_record(
    editor_client: Client, editor: User, tag: Statement
) -> None:
    """The mark and the row go; who, when and why stay."""
    answer = editor_client.post(url(tag, "withdraw"), {"why": "Misread", "version": "1-0-0"}, headers=HTMX)
    html = answer.content.decode()
    assert f'id="tag-{tag.public_id}" hx-swap-oob="delete"' in html
    assert "<mark" not in html
    assert "Put it back" in html
    tag.refresh_from_db()
    assert (tag.withdrawn_by, tag.withdrawn_why) == (editor, "Misread")
    assert Event.objects.filter(action="update: withdraw", actor=editor.username).exists()


def test_withdrawing_twice_is_told(editor_client: Client, tag: Statement) -> None:
    """Who comes second is told, and the first withdrawal stands."""
    editor_client.post(url(tag, "withdraw"), {"why": "Misread"}, headers=HTMX)
    answer = editor_client.post(url(tag, "withdraw"), {"why": "Other"}, headers=HTMX)
    assert answer.status_code == 409
    assert "has been withdrawn or replaced meanwhile" in answer.content.decode()
    tag.refresh_from_db()
    assert tag.withdrawn_why == "Misread"


def test_put_back_as_it_was(editor_client: Client, tag: Statement) -> None:
    """What was withdrawn is recorded again with its chain; the record keeps both."""
    editor_client.post(url(tag, "withdraw"), headers=HTMX)
    assert editor_client.post(url(tag, "restore"), headers=HTMX).status_code == 200
    again = Statement.objects.standing().get()
    assert (again.claim, again.passage, again.caveat) == (tag.claim, tag.passage, tag.caveat)
    link = again.links.get()
    assert (link.basis, link.as_printed) == ("on_record", "the coastguard")
    assert Statement.objects.count() == 2


def test_standing_tag_is_not_put_back(editor_client: Client, tag: Statement) -> None:
    """Putting back what stands makes no second one."""
    assert editor_client.post(url(tag, "restore"), headers=HTMX).status_code == 409
    assert Statement.objects.count() == 1


def test_tag_is_put_back_once(editor_client: Client, tag: Statement) -> None:
    """A second press, or one in another window, makes no second tag."""
    editor_client.post(url(tag, "withdraw"), headers=HTMX)
    assert editor_client.post(url(tag, "restore"), headers=HTMX).status_code == 200
    answer = editor_client.post(url(tag, "restore"), headers=HTMX)
    assert answer.status_code == 409
    assert "This tag has been put back or replaced since." in answer.content.decode()
    assert Statement.objects.standing().count() == 1
    again = Statement.objects.standing().get()
    editor_client.post(url(again, "withdraw"), headers=HTMX)
    assert editor_client.post(url(again, "restore"), headers=HTMX).status_code == 200


def test_tag_that_another_replaced_is_not_put_back(
    editor_client: Client, editor: User, tag: Statement
) -> None:
    """What was edited meanwhile stands as it reads now, and not a second time as it was."""
    new = NewStatement(kind="denial")
    retag(by=editor, claim=tag.claim, capture=tag.capture, passage=tag.passage, new=new, supersedes=tag)
    assert editor_client.post(url(tag, "restore"), headers=HTMX).status_code == 409
    assert Statement.objects.standing().get().kind == "denial"


def test_tag_that_moved_is_not_put_back(editor_client: Client, editor: User, tag: Statement) -> None:
    """What moved with its claim counts there; it does not come back on the claim that was left."""
    left, target = tag.claim, make_claim()
    merge_claims(by=editor, claim=left, into=target)
    answer = editor_client.post(url(tag, "restore"), headers=HTMX)
    assert answer.status_code == 409
    assert "This claim has moved." in answer.content.decode()
    assert not Statement.objects.standing().filter(claim=left).exists()


def test_contributor_puts_nothing_back_before_readers(contributor: User, editor: User) -> None:
    """What was taken from a published claim only an editor puts back, and is offered to."""
    claim = make_claim(published=False)
    tag, own = (
        make_statement(claim, make_capture(by=contributor), exact="at nine", by=contributor) for _ in range(2)
    )
    publish(by=editor, claims=[claim])
    sent = in_list(own, own.capture, version="1-0-0")
    answer = client_of(contributor).post(url(own, "withdraw"), sent, headers=HTMX).content.decode()
    assert "Withdrawn." in answer
    assert "Put it back" not in answer
    withdraw(by=editor, statement=tag)
    assert client_of(contributor).post(url(tag, "restore"), headers=HTMX).status_code == 409
    assert not Statement.objects.standing().exists()


@pytest.fixture
def later(editor: User, tag: Statement) -> Capture:
    """The newest text of the article, longer by a line above the tag's, to which it is carried."""
    text = tag.capture.text.replace("\n", "\nThe port was closed.\n")
    newest = recapture(by=editor, article=tag.capture.article, text=text, method="pasted").capture
    assert newest is not None
    return newest


def shown(client: Client, tag: Statement, query: str = "") -> str:
    return client.get(f"/desk/articles/{tag.capture.article.public_id}/{query}").content.decode()


def in_list(tag: Statement, capture: Capture, **more: str) -> dict[str, str]:
    """What the list's buttons send of the page that they are on."""
    return {"capture": capture.public_id, "part": "1", "place": f"tag-{tag.public_id}", **more}


def test_carried_tag_is_changed_in_the_text_that_is_shown(
    editor_client: Client, tag: Statement, later: Capture
) -> None:
    """Withdrawn or put back, what changes is a paragraph of the newest text, tagged in an older one."""
    sent = in_list(tag, later, version="1-0-0")
    gone = editor_client.post(url(tag, "withdraw"), sent, headers=HTMX)
    assert "HX-Redirect" not in gone
    start = later.text.index("The coastguard")
    assert f'id="b-{start}"' in gone.content.decode()
    assert "<mark" not in gone.content.decode()
    assert "Put it back" in gone.content.decode()
    back = editor_client.post(url(tag, "restore"), in_list(tag, later, version="1-1-0"), headers=HTMX)
    assert '<mark class="says">at nine</mark>' in back.content.decode()
    assert f'id="b-{start}"' in back.content.decode()


def test_without_script_it_is_put_back_where_it_stood(
    editor_client: Client, tag: Statement, later: Capture
) -> None:
    """The answer leads to the tag's place in the text that was shown, the one thing to undo there."""
    answer = editor_client.post(url(tag, "withdraw"), in_list(tag, later, why="Mis\0read"))
    assert answer["Location"].endswith(f"?part=1&withdrawn={tag.public_id}#tag-{tag.public_id}")
    page = editor_client.get(answer["Location"]).content.decode()
    assert f'<tr role="row" id="tag-{tag.public_id}" class="gone"' in page
    assert url(tag, "restore") in page
    assert 'id="undo"' not in page
    back = editor_client.post(url(tag, "restore"), in_list(tag, later), follow=True).content.decode()
    again = Statement.objects.standing().get()
    assert "Put back." in back.split(f'id="tag-{again.public_id}"')[1]
    assert url(again, "withdraw") in back


def test_list_of_sentences_stays_one(editor_client: Client, tag: Statement) -> None:
    """Whoever works without script on the list of sentences is led back to it by what is done in a row."""
    page = shown(editor_client, tag, "?list")
    form = page.split(f'action="{url(tag, "withdraw")}" hx-post')[-1].split("</form>")[0]
    assert 'name="list" value="1"' in form
    for _twice in range(2):
        answer = editor_client.post(url(tag, "withdraw"), in_list(tag, tag.capture, list="1"))
        assert "&list=1" in answer["Location"]


def test_only_what_may_be_put_back_is_offered(
    contributor: User, editor_client: Client, editor: User, tag: Statement
) -> None:
    """An address that names a standing tag, a replaced one, a colleague's or none offers nothing."""
    asked = f"?withdrawn={tag.public_id}"
    assert "Put it back" not in shown(editor_client, tag, asked)
    withdraw(by=editor, statement=tag)
    assert "Put it back" in shown(editor_client, tag, asked)
    assert "Put it back" not in shown(client_of(contributor), tag, asked)
    for wrong in ("?withdrawn=S-0000000000", "?withdrawn=%00", "?withdrawn="):
        assert 'class="gone"' not in shown(editor_client, tag, wrong)
    replaced = make_statement(capture=tag.capture, exact="The owner", by=editor)
    retag(
        by=editor,
        claim=replaced.claim,
        capture=tag.capture,
        passage=replaced.passage,
        new=NewStatement(),
        supersedes=replaced,
    )
    html = shown(editor_client, tag, f"?withdrawn={replaced.public_id}")
    assert f'id="tag-{replaced.public_id}" class="gone"' not in html
    assert 'class="gone"' not in html


def test_what_was_put_back_is_not_offered_again(editor_client: Client, tag: Statement) -> None:
    """An old address of the tag's withdrawal shows the list as it is, and offers the last tag's undo."""
    editor_client.post(url(tag, "withdraw"))
    editor_client.post(url(tag, "restore"))
    page = shown(editor_client, tag, f"?withdrawn={tag.public_id}")
    assert "Put it back" not in page
    assert page.count('<tr role="row" id="tag-') == 1
    assert url(Statement.objects.standing().get(), "withdraw") in page


def test_text_in_which_it_is_not_offers_nothing(editor_client: Client, editor: User, tag: Statement) -> None:
    """A tag whose passage the newest text does not have is put back from the text that has it."""
    recapture(by=editor, article=tag.capture.article, text="The owner declined to comment.", method="pasted")
    withdraw(by=editor, statement=tag)
    asked = f"?withdrawn={tag.public_id}"
    assert "Put it back" not in shown(editor_client, tag, asked)
    assert "Put it back" in shown(editor_client, tag, f"{asked}&capture={tag.capture.public_id}")


def test_withdrawn_tags_can_be_put_back_later(editor_client: Client, editor: User, tag: Statement) -> None:
    """However long ago a tag was taken back, the article's page offers it; and once it is back no more."""
    desk = f"/desk/articles/{tag.capture.article.public_id}/"
    assert "Withdrawn tags" not in editor_client.get(desk).content.decode()
    withdraw(by=editor, statement=tag)
    html = editor_client.get(desk).content.decode()
    assert "Withdrawn tags" in html
    assert f'action="{desk}tags/{tag.public_id}/restore/"' in html
    editor_client.post(
        f"{desk}tags/{tag.public_id}/restore/", {"capture": tag.capture.public_id, "part": "1"}
    )
    assert Statement.objects.standing().get().exact == tag.exact
    html = editor_client.get(desk).content.decode()
    assert "Withdrawn tags" not in html
    assert 'aria-label="Tag 1">1</a>' in html

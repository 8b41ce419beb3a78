"""An editor's word on passages that a newer capture moved or lost, and the way there."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import pytest
from django.test import Client

from claims.actions.anchoring import confirm, say_changed
from claims.actions.tag import NewStatement, tag
from claims.models import Anchor, Statement
from claims.presenting.queues.passages import PASSAGES
from newsroom.models import User
from sources.models import Capture, Look
from tests.claims.cases.recaptured import AFTER, BEFORE, CARRIED, LOST, MOVED, NOW, TOLD, again
from tests.factories import make_capture, make_claim, make_statement
from tests.pages import see
from tests.sources.test_unwrapping import PROSE

pytestmark = pytest.mark.django_db
#: Session, user, roles; article; questions, texts, statements; answers; the queues.
QUERIES = 9


@pytest.fixture
def capture() -> Capture:
    capture = make_capture(BEFORE, headline="The ferry sank")
    for number, words in enumerate((CARRIED, MOVED, LOST)):
        make_statement(make_claim(text=f"Claim {number}"), capture, exact=words)
    return capture


def pasted(client: Client, capture: Capture, text: str = AFTER, **more: str) -> Any:
    address = f"/desk/articles/{capture.article.public_id}/again/"
    return client.post(address, {"text": text, **more}, follow=True)


def waiting(outcome: str) -> Anchor:
    found: Anchor = Anchor.objects.waiting().get(outcome=outcome)
    return found


def answer(client: Client, anchor: Anchor, choice: str, **more: str) -> Any:
    own = {f"{anchor.public_id}-{name}": value for name, value in {"answer": choice, **more}.items()}
    return client.post(f"{page_of(anchor)}{anchor.public_id}/", own, follow=True)


def page_of(anchor: Anchor) -> str:
    return f"/desk/articles/{anchor.capture.article.public_id}/changes/"


def test_pasting_again_leads_to_what_waits(editor_client: Client, capture: Capture) -> None:
    """The new text is kept beside the old, and the passages that moved or went wait with both wordings."""
    answered = pasted(editor_client, capture)
    html = answered.content.decode()
    assert answered.redirect_chain[-1][0] == f"/desk/articles/{capture.article.public_id}/changes/"
    assert TOLD in html
    assert "<del>" in html
    assert "<ins>" in html
    assert "Nine people were missing, the harbour master said." in html
    # Its words and the note to readers may both stay empty.
    assert html.count('<span class="need">optional</span>') == 2
    assert Capture.objects.filter(article=capture.article).count() == 2


def test_broken_lines_are_joined_before_they_are_compared(editor_client: Client) -> None:
    """The text pasted from a mail, its lines broken there, is asked about; joined, it reads as before."""
    capture = make_capture("\n".join(PROSE["en"]))
    make_statement(make_claim(), capture, exact="put a number on the lost")
    mailed = "\r\n\r\n".join(textwrap.fill(one, 60) for one in PROSE["en"])
    asked = pasted(editor_client, capture, mailed)
    assert asked.status_code == 422
    assert "Joined, it has 2." in asked.content.decode()
    assert re.search(r'value="join"[^>]* checked', asked.content.decode())
    # It is not doubted that it is the article.
    assert "not one sentence is left" not in asked.content.decode()
    assert not Look.objects.exists()
    assert "It reads as before." in pasted(editor_client, capture, mailed, lines="join").content.decode()
    assert Look.objects.get().found == "same"
    changed = mailed.replace("Nine of them", "Ten of them")
    pasted(editor_client, capture, changed, lines="join")
    newest = Capture.objects.latest("pk")
    assert newest.text == capture.text.replace("Nine of them", "Ten of them")
    assert bytes(newest.raw or b"") == changed.encode()


def test_lines_that_were_kept_by_mistake_are_asked_about_again(editor_client: Client) -> None:
    """Once kept as the author's, they are not taken for that where the article was first recorded without."""
    capture = make_capture("\n".join(PROSE["en"]))
    mailed = "\n".join(textwrap.fill(one, 60) for one in PROSE["en"])
    pasted(editor_client, capture, mailed, lines="keep")
    assert Capture.objects.latest("pk").text == mailed
    assert pasted(editor_client, capture, mailed).status_code == 422
    pasted(editor_client, capture, mailed, lines="join")
    assert Capture.objects.latest("pk").text == capture.text


def test_lines_that_were_kept_are_compared_as_they_are(editor_client: Client) -> None:
    """Of an article recorded with its own lines nobody is asked what they are, nor are they joined."""
    lines = "\n\n".join(textwrap.fill(one, 60) for one in PROSE["en"])
    capture = make_capture(lines)
    assert "It reads as before." in pasted(editor_client, capture, lines).content.decode()
    pasted(editor_client, capture, lines.replace("Nine", "Ten"), lines="join")
    assert Capture.objects.latest("pk").text == capture.text.replace("Nine", "Ten")


def test_moved_and_lost_are_called_what_is_true_of_both(editor_client: Client, capture: Capture) -> None:
    """A sentence whose neighbours alone changed has not moved, and a reworded one is not gone."""
    near = BEFORE.replace("Families waited at the quay until the morning.", "The owner lives abroad.")
    html = pasted(editor_client, capture, near.replace("were missing", "were missed")).content.decode()
    assert "2 are found again, but what stands around them has changed." in html
    assert "1 is not found word for word, or more than once." in html
    assert "Found again, but what stands around it has changed: is it the same?" in html
    assert not re.search(r"Stands elsewhere|\bmoved\.|is gone\.", html)


def test_marks_are_carried_to_the_new_text(editor_client: Client, capture: Capture) -> None:
    """The desk's page shows the newest text with the tags that stand in it, under their old numbers."""
    pasted(editor_client, capture)
    html = editor_client.get(f"/desk/articles/{capture.article.public_id}/").content.decode()
    assert html.count("<mark ") == 1
    assert f">{CARRIED}</mark>" in html
    old = editor_client.get(f"/desk/articles/{capture.article.public_id}/?capture={capture.public_id}")
    assert old.content.decode().count("<mark ") == 3
    assert "The page has changed since" in old.content.decode()


def test_unchanged_text_is_only_looked_at(editor_client: Client, capture: Capture) -> None:
    """Pasting the same text makes no capture, and says so."""
    html = pasted(editor_client, capture, BEFORE).content.decode()
    assert "It reads as before." in html
    assert (Capture.objects.count(), Look.objects.get().found) == (1, "same")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "This field is required."),
        ("a\0b", "a NUL character at position 2"),
        ("Subscribe to read on. We value your privacy.", "Not one sentence of the article is in this text."),
    ],
)
def test_text_that_will_not_do_is_refused(
    editor_client: Client, capture: Capture, text: str, says: str
) -> None:
    """What is wrong is said beside the field; nothing is saved and what was pasted stays."""
    answered = pasted(editor_client, capture, text)
    assert answered.status_code == 422
    assert says in answered.content.decode()
    assert (Capture.objects.count(), Look.objects.count()) == (1, 0)


def test_someone_sure_may_replace_the_whole_text(editor_client: Client, capture: Capture) -> None:
    """An outlet may rewrite an article from end to end: whoever says so is believed."""
    pasted(editor_client, capture, "Subscribe to read on. We value your privacy.", sure="on")
    assert Capture.objects.count() == 2


def test_moved_passage_is_confirmed(editor_client: Client, capture: Capture) -> None:
    """Confirmed, its mark stands in the new text and nobody is asked again."""
    pasted(editor_client, capture)
    html = answer(editor_client, waiting("moved"), "same").content.decode()
    assert "Confirmed." in html
    page = editor_client.get(f"/desk/articles/{capture.article.public_id}/").content.decode()
    assert f">{MOVED}</mark>" in page


def test_moved_passage_is_refused(editor_client: Client, capture: Capture) -> None:
    """Refused, it is asked what became of it."""
    pasted(editor_client, capture)
    answer(editor_client, waiting("moved"), "other")
    assert Anchor.objects.waiting().filter(outcome="lost").count() == 2


def test_lost_passage_was_altered(editor_client: Client, editor: User, capture: Capture) -> None:
    """The likeliest sentence is chosen already; what it reads now is kept with who said so."""
    pasted(editor_client, capture)
    lost = waiting("lost")
    start = AFTER.index(NOW)
    answer(editor_client, lost, f"{start}-{start + len(NOW)}", note="Corrected.")
    row = Anchor.objects.changed().get()
    assert (row.outcome, row.exact, row.note, row.decided_by) == ("altered", NOW, "Corrected.", editor)


def test_lost_passage_reads_otherwise(editor_client: Client, capture: Capture) -> None:
    """Where we guess wrong, the editor copies the words."""
    pasted(editor_client, capture)
    answer(editor_client, waiting("lost"), "words", words="The sea was rough.")
    assert Anchor.objects.changed().get().exact == "The sea was rough."


@pytest.mark.parametrize(
    ("choice", "words", "says"),
    [
        ("", "", "This field is required."),
        ("words", "", "do not stand in the new text"),
        ("words", "Nine persons", "do not stand in the new text"),
        ("words", "the", "stand there more than once"),
        ("words", "a\0b", "Null characters are not allowed"),
        ("0-9999", "", "Select a valid choice"),
    ],
)
def test_answer_that_will_not_do_is_refused(
    editor_client: Client, capture: Capture, choice: str, words: str, says: str
) -> None:
    """What is wrong is said, what was typed stays, and the question stays open."""
    pasted(editor_client, capture)
    answered = answer(editor_client, waiting("lost"), choice, words=words, note="Mine")
    html = answered.content.decode()
    assert answered.status_code == 422
    assert says in html
    assert 'value="Mine"' in html
    assert not Anchor.objects.changed().exists()


def test_lost_passage_was_taken_out_and_the_answer_taken_back(
    editor_client: Client, capture: Capture
) -> None:
    """An answer can be taken back from the page, and the question is open again."""
    pasted(editor_client, capture)
    html = answer(editor_client, waiting("lost"), "removed").content.decode()
    row = Anchor.objects.changed().get()
    assert "Readers see from now on" in html
    editor_client.post(f"{page_of(row)}{row.public_id}/back/")
    assert waiting("lost").pk > row.pk
    assert not Anchor.objects.changed().exists()


def test_second_editor_learns_that_the_first_was_faster(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    """Two answers to one question are not two decisions."""
    pasted(editor_client, capture)
    lost = waiting("lost")
    say_changed(by=editor, anchor=lost, now=None)
    assert "This has been answered meanwhile" in answer(editor_client, lost, "removed").content.decode()
    assert Anchor.objects.changed().count() == 1


@pytest.mark.parametrize("recorded", ["same", "", "taken back", "overtaken"])
def test_what_is_typed_for_other_passages_stays(
    editor_client: Client, editor: User, capture: Capture, recorded: str
) -> None:
    """Recording one passage brings the page back with the choice, the words and the note of the others."""
    again(capture)
    lost, moved = waiting("lost"), waiting("moved")
    page = page_of(lost)
    if recorded in ("taken back", "overtaken"):
        confirm(by=editor, anchor=moved)
    typed = {"answer": "words", "words": "Twelve people", "note": "They said “sorry”"}
    sent = {f"{lost.public_id}-{name}": value for name, value in typed.items()}
    to = f"{page}{moved.public_id}/" + ("back/" if recorded == "taken back" else "")
    html = editor_client.post(
        to, sent | {f"{moved.public_id}-answer": recorded}, follow=True
    ).content.decode()
    assert 'value="Twelve people"' in html
    assert 'value="They said “sorry”"' in html
    assert re.search(r'value="words"[^>]* checked', html)
    # Nobody has asked to record it: it is no fault yet.
    assert "do not stand in the new text" not in html
    assert Anchor.objects.waiting().filter(pk=lost.pk).exists()


def test_lost_passage_is_tagged_anew(editor_client: Client, capture: Capture) -> None:
    """A tag recorded anew in the new text supersedes the old one, which asks nothing any more."""
    pasted(editor_client, capture)
    old = Statement.objects.get(exact=LOST)
    newest = Capture.objects.exclude(pk=capture.pk).get()
    address = f"/desk/articles/{capture.article.public_id}/tags/{old.public_id}/"
    page = editor_client.get(f"{address}?capture={newest.public_id}").content.decode()
    assert NOW in page
    assert "Claim 2" in page
    form = {"capture": newest.public_id, "list": "1", "sentence": str(AFTER.index(NOW)), "stance": "support"}
    editor_client.post(address, form | {"claim": old.claim.public_id, "text": old.claim.text})
    new = Statement.objects.standing().get(supersedes=old)
    assert (new.capture, new.exact) == (newest, NOW)
    assert [row.outcome for row in Anchor.objects.waiting()] == ["moved"]


def test_link_to_tag_anew_leads_to_what_stands_now(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    """Corrected by colleagues since the page was opened, the tag is found at the end of its line."""
    newest = again(capture).capture
    assert newest
    first = last = Statement.objects.get(exact=LOST)
    for certainty in ("probable", "possible"):
        new = NewStatement(certainty=certainty)
        last = tag(
            by=editor, claim=last.claim, capture=capture, passage=last.passage, new=new, supersedes=last
        )
    tags = f"/desk/articles/{capture.article.public_id}/tags"
    answer = editor_client.get(f"{tags}/{first.public_id}/?capture={newest.public_id}", follow=True)
    assert answer.redirect_chain[-1][0] == f"{tags}/{last.public_id}/?capture={newest.public_id}"
    assert NOW in answer.content.decode()


def test_queue_lists_what_waits(editor_client: Client, capture: Capture) -> None:
    """The desk's home counts the passages to confirm, with the words and the way to each."""
    again(capture)
    seen = see(editor_client, PASSAGES.url)
    assert [LOST in seen.links, MOVED in seen.links, CARRIED in seen.links] == [True, True, False]
    assert seen.links[LOST].endswith(f"/changes/#{waiting('lost').public_id}")


def test_page_costs_the_same_with_many_questions(
    editor_client: Client, capture: Capture, django_assert_num_queries: Any
) -> None:
    """Ten passages that wait cost no more queries than two."""
    again(capture)
    address = page_of(waiting("lost"))
    with django_assert_num_queries(QUERIES):
        editor_client.get(address)
    for words in ("Families waited", "at the quay", "Fourteen people", "Divers were called"):
        make_statement(capture=capture, exact=words)
    with django_assert_num_queries(QUERIES):
        editor_client.get(address)


def test_digest_has_no_page_to_look_at(editor_client: Client) -> None:
    """Our own summary offers no second look, and refuses one that is asked for all the same."""
    digest = make_capture(BEFORE, method="digest")
    html = editor_client.get(f"/desk/articles/{digest.article.public_id}/").content.decode()
    assert "Look at the page again" not in html
    assert pasted(editor_client, digest).status_code == 422


def test_article_says_how_many_tags_its_text_no_longer_has(editor_client: Client, capture: Capture) -> None:
    """Their numbers are missing from the list: it says so, with the way to what became of them."""
    address = f"/desk/articles/{capture.article.public_id}/"
    told, way = (
        "on passages that have moved in the page or are gone from it.",
        "What became of the passages tagged before",
    )
    assert way not in see(editor_client, address).links
    again(capture)
    seen = see(editor_client, address)
    assert f"2 tags are {told}" in seen.words
    assert seen.links[way] == f"{address}changes/"
    assert told not in see(editor_client, f"{address}?capture={capture.public_id}").words
    confirm(by=capture.taken_by, anchor=waiting("moved"))
    assert (
        "1 tag is on a passage that has moved in the page or is gone from it."
        in see(editor_client, address).words
    )


def test_article_leads_to_what_became_of_its_passages(editor_client: Client, capture: Capture) -> None:
    """Where every passage stands in the new text too, the answers are still one step away."""
    again(capture, BEFORE + " It is over.")
    seen = see(editor_client, f"/desk/articles/{capture.article.public_id}/")
    assert "What became of the passages tagged before" in seen.links
    assert "gone from it" not in seen.words

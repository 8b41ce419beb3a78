"""Changing a tag: what takes its place, and how that is undone."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.actions.claims import publish
from claims.actions.moving import merge_claims
from claims.actions.questions import set_alleges_wrongdoing
from claims.actions.recapture import recapture
from claims.actions.tag import withdraw
from claims.actions.verdicts import propose_verdict, record_check
from claims.models import Claim, Question, Statement
from claims.stale import stale
from newsroom.models import User
from sources.models import Capture
from tests.claims.desk.tags import HTMX, client_of, edit, link, make_colleague, sent, tag_url
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_question,
    make_statement,
    make_topic,
    make_user,
    on_record,
)

pytestmark = pytest.mark.django_db


def test_panel_opens_with_the_tag_in_it(editor_client: Client, tag: Statement) -> None:
    """Passage, claim, chain and the rest stand in the panel as they are recorded."""
    html = editor_client.get(tag_url(tag)).content.decode()
    assert f'name="claim" value="{tag.claim.public_id}"' in html
    assert "Nine were missing</textarea>" in html
    assert 'value="the coastguard"' in html
    assert '<option value="on_record" selected>' in html
    assert f'name="start" value="{tag.start}"' in html


def test_edit_replaces_and_keeps_the_number(editor_client: Client, tag: Statement) -> None:
    """The old tag is withdrawn as replaced; the new one stands under the same number."""
    answer = editor_client.post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX)
    assert answer.status_code == 200
    tag.refresh_from_db()
    new = Statement.objects.standing().get()
    assert (tag.withdrawn_why, new.supersedes, new.caveat) == ("replaced", tag, "alleged")
    assert answer["HX-Redirect"].endswith(f"#tag-{new.public_id}")
    html = editor_client.get(f"/desk/articles/{tag.capture.article.public_id}/").content.decode()
    assert f'id="m-{new.public_id}" href="#tag-{new.public_id}" aria-label="Tag 1">1</a>' in html


def test_change_is_said_in_the_row(editor_client: Client, tag: Statement) -> None:
    """The page that an edit leads to says so where it leads to, and not out of sight at its top."""
    saved = editor_client.post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX)
    page = editor_client.get(saved["HX-Redirect"]).content.decode()
    new = Statement.objects.standing().get()
    top, row = page.split(f'id="tag-{new.public_id}"')
    assert "Changed." in row.split("</tr>")[0]
    assert "Changed." not in top


def undo(page: str) -> tuple[str, str]:
    """Where the page's one undo leads, and what it puts its tag in the place of."""
    form = page.split('id="undo" method="post" action="')[1].split("</form>")[0]
    over = form.split('name="over" value="')[1:]
    return form.split('"')[0], over[0].split('"')[0] if over else ""


def test_undo_of_an_edit_brings_back_what_was_there(editor_client: Client, tag: Statement) -> None:
    """After a change undo is of that change: the tag as it was takes its place, once, with its number."""
    saved = editor_client.post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX)
    changed = Statement.objects.standing().get()
    page = editor_client.get(saved["HX-Redirect"]).content.decode()
    address, over = undo(page)
    assert (address, over) == (f"{tag_url(tag)}restore/", changed.public_id)
    row = {"over": over, "place": f"tag-{over}", "capture": tag.capture.public_id, "version": "2-1-0"}
    html = editor_client.post(address, row, headers=HTMX).content.decode()
    now = Statement.objects.standing().get()
    assert (now.caveat, now.supersedes, str(now.links.get().entity)) == (tag.caveat, changed, "Coastguard")
    assert f'id="tag-{changed.public_id}" hx-swap-oob="delete"' in html
    assert "Put back." in html
    assert 'aria-label="Tag 1">1</a>' in html
    assert editor_client.post(address, row, headers=HTMX).status_code == 409
    assert Statement.objects.standing().count() == 1


def test_undo_of_an_edit_without_script(editor_client: Client, tag: Statement) -> None:
    """Without script the same: the page that the change leads to undoes it, and so does the next."""
    page = editor_client.post(tag_url(tag), edit(tag, caveat="alleged"), follow=True).content.decode()
    address, over = undo(page)
    page = editor_client.post(address, {"over": over}, follow=True).content.decode()
    assert "Put back." in page
    assert Statement.objects.standing().get().caveat == tag.caveat


def test_undo_is_offered_only_of_a_change_that_it_undoes(
    editor_client: Client, editor: User, contributor: User, tag: Statement
) -> None:
    """Not of a colleague's change, or of none."""
    article = f"/desk/articles/{tag.capture.article.public_id}/"
    assert undo(editor_client.get(article).content.decode()) == (f"{tag_url(tag)}withdraw/", "")
    nothing = editor_client.get(f"{article}?replaced={tag.public_id}").content.decode()
    assert undo(nothing) == (f"{tag_url(tag)}withdraw/", "")
    same = edit(tag, caveat="alleged", text=tag.claim.text, same="1")
    page = editor_client.post(tag_url(tag), same, headers=HTMX)["HX-Redirect"]
    assert undo(editor_client.get(page).content.decode())[1]
    assert "Undo" not in client_of(make_colleague()).get(page).content.decode()
    assert "Undo" not in client_of(contributor).get(page).content.decode()


def test_undo_of_another_claim_returns_to_the_first(
    editor_client: Client, editor: User, tag: Statement
) -> None:
    """After other words for the tag alone, undo tags the first claim again; the other leads back to it."""
    old = make_claim(published=False, text="nine ppl missing", by=editor)
    first = make_statement(old, tag.capture, exact="The owner", by=editor)
    words = edit(first, claim="", text="Nine people were missing", same="0")
    saved = editor_client.post(tag_url(first), words, headers=HTMX)
    changed = Statement.objects.standing().get(claim__text="Nine people were missing")
    address, over = undo(editor_client.get(saved["HX-Redirect"]).content.decode())
    assert (address, over) == (f"{tag_url(first)}restore/", changed.public_id)
    assert editor_client.post(address, {"over": over}, headers=HTMX).status_code == 200
    assert Statement.objects.standing().get(claim=old).supersedes == changed
    old.refresh_from_db()
    changed.claim.refresh_from_db()
    assert (old.moved_to, changed.claim.moved_to) == (None, old)
    assert stale([old.question_id, changed.claim.question_id]) == []
    assert editor_client.post(address, {"over": over}, headers=HTMX).status_code == 409


def test_undo_of_another_answer_leaves_no_claim_behind(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    """The answer that the edit made is nobody's once the edit is undone, and leads back to the first."""
    asked = make_question("How many are missing?")
    first = make_statement(make_claim(asked, 14), capture, exact="Fourteen people", by=editor)
    other = sent(capture, "Fourteen people", "Forty are missing", question=asked.public_id, answer="40")
    saved = editor_client.post(tag_url(first), other, headers=HTMX)
    address, over = undo(editor_client.get(saved["HX-Redirect"]).content.decode())
    editor_client.post(address, {"over": over}, headers=HTMX)
    assert Claim.objects.get(text="Forty are missing").moved_to == first.claim
    assert stale([asked.pk]) == []


def test_undo_tells_of_a_claim_that_readers_see_by_now(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    """Other words that were published since the edit keep their page, and whoever undoes it is told."""
    first = make_statement(make_claim(published=False), capture, exact="at nine", by=editor)
    editor_client.post(tag_url(first), edit(first, claim="", text="Nine people", same="0"), headers=HTMX)
    now = Statement.objects.standing().get()
    publish(by=editor, claims=[now.claim])
    answer = editor_client.post(f"{tag_url(first)}restore/", {"over": now.public_id}, headers=HTMX)
    assert "Put back. Readers still see “Nine people”, and no tag carries it now." in answer.content.decode()
    now.claim.refresh_from_db()
    assert now.claim.moved_to is None


def test_undo_does_not_part_what_was_merged(editor_client: Client, editor: User, capture: Capture) -> None:
    """A claim that an editor has counted as another one, with its tag or after it, stays there."""
    target = make_claim(published=False)
    merged, edited = make_claim(published=False), make_claim(published=False)
    carried = make_statement(merged, capture, exact="at nine", by=editor)
    merge_claims(by=editor, claim=merged, into=target)
    one, other = (make_statement(edited, capture, exact="The owner", by=editor) for _ in range(2))
    editor_client.post(tag_url(one), edit(one, claim=target.public_id), headers=HTMX)
    withdraw(by=editor, statement=other)
    merge_claims(by=editor, claim=edited, into=target)
    for before in (carried, one):
        over = Statement.objects.get(supersedes=before).public_id
        page = editor_client.get(f"/desk/articles/{capture.article.public_id}/?replaced={before.public_id}")
        assert "Undo the change" not in page.content.decode()
        answer = editor_client.post(f"{tag_url(before)}restore/", {"over": over}, headers=HTMX)
        assert answer.status_code == 409
        assert "This claim has moved." in answer.content.decode()


def test_undo_returns_to_no_claim_that_has_a_twin(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    """Where the claim's question has been given the same answer again, that one is the claim."""
    old = make_claim(make_question("How many?"), 9, published=False)
    first = make_statement(old, capture, exact="at nine", by=editor)
    editor_client.post(tag_url(first), edit(first, claim="", text="Nine people", same="0"), headers=HTMX)
    now = Statement.objects.standing().get()
    make_claim(old.question, 9, published=False)
    answer = editor_client.post(f"{tag_url(first)}restore/", {"over": now.public_id}, headers=HTMX)
    assert answer.status_code == 409
    assert Statement.objects.standing().get() == now


def test_undo_keeps_what_was_found_to_be_an_accusation(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    """Whoever marked the other words has marked those that come back."""
    old = make_claim(published=False)
    first = make_statement(old, capture, exact="at nine", by=editor)
    editor_client.post(tag_url(first), edit(first, claim="", text="The owner lied", same="0"), headers=HTMX)
    now = Statement.objects.standing().get()
    marker = make_user("editor", name="Carol")
    set_alleges_wrongdoing(by=marker, claim=now.claim, alleges=True)
    editor_client.post(f"{tag_url(first)}restore/", {"over": now.public_id}, headers=HTMX)
    old.refresh_from_db()
    assert (old.alleges_wrongdoing, old.marked_by, old.moved_to) == (True, marker, None)


def test_undo_names_what_it_undoes(editor_client: Client, tag: Statement) -> None:
    """A tag that did not take the place of this one is not replaced by it."""
    other = make_statement(capture=tag.capture, exact="The owner", by=tag.recorded_by)
    editor_client.post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX)
    answer = editor_client.post(f"{tag_url(tag)}restore/", {"over": other.public_id}, headers=HTMX)
    assert answer.status_code == 409
    assert editor_client.post(f"{tag_url(tag)}restore/", {"over": "S-1"}, headers=HTMX).status_code == 404
    other.refresh_from_db()
    assert other.left_at is None


@pytest.mark.parametrize("kept", [True, False])
def test_edited_in_an_older_text(editor_client: Client, editor: User, tag: Statement, kept: bool) -> None:
    """Saving leads to the newest text where the passage stands in it, else to the one that has it."""
    text = tag.capture.text.replace("\n", "\nThe port was closed.\n")
    text = text if kept else text.replace("at nine", "at ten")
    newest = recapture(by=editor, article=tag.capture.article, text=text, method="pasted").capture
    assert newest is not None
    saved = editor_client.post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX)
    page = editor_client.get(saved["HX-Redirect"]).content.decode()
    shown = newest if kept else tag.capture
    assert f'data-capture="{shown.public_id}"' in page
    assert f'id="m-{Statement.objects.standing().get().public_id}"' in page


def test_what_the_panel_does_not_ask_is_kept(editor_client: Client, editor: User) -> None:
    """Editing keeps what stands in no field: the form, the printed words, the statement relayed."""
    relayed = make_statement(make_claim(text="Nine lost"))
    chain = [on_record(make_entity("Coastguard"), derived_from=relayed)]
    capture = make_capture("A ferry sank, the post says.", method="digest", by=editor)
    tag = make_statement(
        capture=capture, exact="A ferry sank", chain=chain, form="headline", cue="says", wording="sank, sank"
    )
    html = editor_client.get(tag_url(tag)).content.decode()
    assert 'value="sank, sank"' in html
    assert f'value="{relayed.public_id}"' in html
    entity = tag.links.get().entity
    row = link(0, entity=entity.public_id if entity else "", basis="on_record", relays=relayed.public_id)
    answer = editor_client.post(tag_url(tag), edit(tag, **{**row, "wording": "sank, sank"}), headers=HTMX)
    assert answer.status_code == 200
    new = Statement.objects.get(supersedes=tag)
    assert (new.form, new.cue, new.wording) == ("headline", "says", "sank, sank")
    assert new.links.get().derived_from == relayed


def test_rewording_keeps_the_claim(editor_client: Client, tag: Statement) -> None:
    """Other words for the same claim make no second one; the panel says that readers see them."""
    html = editor_client.get(tag_url(tag)).content.decode()
    assert "They are other words for the same claim" in html
    assert "Readers see other words for this claim at once" in html
    words = edit(tag, claim="", text="Nine people were missing", same="1")
    assert editor_client.post(tag_url(tag), words, headers=HTMX).status_code == 200
    claim = Claim.objects.get()
    assert (claim, claim.text) == (tag.claim, "Nine people were missing")
    assert Statement.objects.standing().get().claim == claim


def test_rewording_is_refused_with_the_reason(editor_client: Client, editor: User, tag: Statement) -> None:
    """Words that a second person is asked to agree to stay; nothing of the tag is saved, and all is kept."""
    record_check(by=editor, claim=tag.claim, what_we_did="Read it.", url="https://list.example/")
    propose_verdict(by=editor, claim=tag.claim, status="confirmed", note="It is so.")
    assert "Changed words make another claim here." in editor_client.get(tag_url(tag)).content.decode()
    taken = make_claim(make_question(topic=None), text="Nobody is missing", published=False)
    mine = make_statement(taken, tag.capture, exact="The owner")
    twin = make_claim(taken.question, text="No one is missing", published=False)
    answer = editor_client.post(tag_url(mine), edit(tag, claim="", text=twin.text, same="1"), headers=HTMX)
    assert answer.status_code == 422
    assert "Another claim of this topic says exactly that." in answer.content.decode()
    mine.refresh_from_db()
    assert mine.left_at is None


def test_words_are_asked_for_in_the_topic_that_the_edit_gives(editor_client: Client, tag: Statement) -> None:
    """Moved and reworded at once, a claim may have the words of one left behind, and not of one joined."""
    left, joined = tag.claim.question.topic, make_topic()
    for topic, words in ((left, "Nine had been missing"), (joined, "Nine are missing")):
        make_claim(make_question(topic=topic), text=words)
    how = {"same": "1", "topic": joined.public_id}
    taken = editor_client.post(tag_url(tag), edit(tag, text="Nine are missing", **how), headers=HTMX)
    assert "Another claim of this topic says exactly that." in taken.content.decode()
    assert Question.objects.get(pk=tag.claim.question_id).topic == left
    free = editor_client.post(tag_url(tag), edit(tag, text="Nine had been missing", **how), headers=HTMX)
    assert free.status_code == 200
    assert Question.objects.get(pk=tag.claim.question_id).topic == joined


def test_another_claim_leaves_none_behind(editor_client: Client, tag: Statement) -> None:
    """A claim that readers never saw, and that nothing carries any more, leads on to the one in its place."""
    old = make_claim(published=False, text="nine ppl missing")
    first = make_statement(old, tag.capture, exact="The owner")
    words = edit(tag, claim="", text="Nine people were missing", same="0")
    editor_client.post(tag_url(first), words, headers=HTMX)
    old.refresh_from_db()
    assert old.moved_to is not None
    assert old.moved_to.text == "Nine people were missing"


def test_published_claim_stays_when_its_tag_goes_elsewhere(editor_client: Client, tag: Statement) -> None:
    """A claim that readers have seen keeps its page, and the editor is told that nothing carries it now."""
    answer = editor_client.post(
        tag_url(tag), edit(tag, claim="", text="Something else", same="0"), follow=True
    )
    tag.claim.refresh_from_db()
    assert tag.claim.moved_to is None
    assert "Readers still see “Nine were missing”, and no tag carries it now." in answer.content.decode()


def test_link_to_a_replaced_tag_leads_to_its_successor(editor_client: Client, tag: Statement) -> None:
    """Editing a tag that has been replaced opens the one that took its place."""
    editor_client.post(tag_url(tag), edit(tag, caveat="alleged"), headers=HTMX)
    new = Statement.objects.standing().get()
    assert editor_client.get(tag_url(tag))["Location"] == tag_url(new)
    withdraw(by=new.recorded_by, statement=new)
    assert "/tags/" not in editor_client.get(tag_url(tag))["Location"]

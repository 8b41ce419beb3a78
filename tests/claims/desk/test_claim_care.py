"""Looking after a claim: whose it is, notes among colleagues, and being told when it changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.actions.claims import unpublish
from claims.actions.desk_work import (
    NotAColleague,
    assign_claim,
    end_assignment,
    mark_seen,
    stop_watching,
    watch_claim,
    write_note,
)
from claims.actions.moving import merge_claims
from claims.actions.rulings import rule_on_claims
from claims.actions.tag import withdraw
from claims.actions.verdicts import propose_verdict, record_check, withdraw_verdict
from claims.actions.wording import reword_claim
from claims.models import Assignment, Claim, DeskNote, Statement, Watch
from claims.presenting.desk_care import today
from newsroom.actions import acting
from newsroom.models import Event, User
from newsroom.roles import EDITOR
from tests.claims.desk.claim_page import conflicting, desk, shown, signed_in, text_of
from tests.claims.desk.tags import HTMX, sent, tag_url
from tests.factories import make_capture, make_claim, make_statement, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(db: None) -> Claim:
    return make_claim(text="Fourteen people are missing")


def home(client: Client) -> str:
    return text_of(client.get("/desk/").content.decode())


def assigned(person: User, due: date | str = "") -> dict[str, Any]:
    return {"assign-assignee": person.pk, "assign-deadline": due}


def see_news(client: Client) -> None:
    """Press "Mark as seen" as the page offers it."""
    context = client.get("/desk/").context
    shown = [one.claim.public_id for one in context["news"]]
    client.post("/desk/news/seen/", {"until": context["news_until"], "claim": shown})


def test_claim_is_given_to_a_person(
    claim: Claim, editor_client: Client, contributor: User, editor: User
) -> None:
    """An editor names who looks after it and until when; that person's desk begins with it."""
    due = today() + timedelta(days=2)
    editor_client.post(desk(claim, "assign/"), assigned(contributor, due))
    told = f"{contributor} , due {due.day} {due:%B %Y}"
    assert told in shown(editor_client, claim)
    page = home(signed_in(contributor))
    assert f"Assigned to me Fourteen people are missing due {due.day} {due:%B %Y}" in page
    assert "Assigned to me" not in home(editor_client)


def test_overdue_comes_first_and_undated_last(contributor: User, editor: User) -> None:
    """What is late leads, what has no day ends the list."""
    # Not today, which may be over before the page is asked for.
    days = {"Late": today() - timedelta(days=1), "Soon": today() + timedelta(days=1), "Whenever": None}
    for text in ("Whenever", "Soon", "Late"):
        assign_claim(by=editor, claim=make_claim(text=text), assignee=contributor, deadline=days[text])
    page = home(signed_in(contributor))
    places = [page.index(one) for one in ("Late overdue since", "Soon due", "Whenever no day set")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"assign-assignee": "", "assign-deadline": ""}, "This field is required."),
        ({"assign-assignee": "0"}, "Select a valid choice."),
        ({"assign-deadline": "2020-01-01"}, "That day is over. Choose today or a later day."),
        ({"assign-deadline": "soon"}, "Enter a valid date."),
    ],
)
def test_assigning_wrongly_says_why(
    claim: Claim, editor_client: Client, editor: User, typed: dict[str, str], error: str
) -> None:
    """The error is named, what was typed stays, and nothing is saved."""
    response = editor_client.post(desk(claim, "assign/"), assigned(editor) | typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert error in page
    assert f'value="{typed.get("assign-deadline", "")}"' in page
    assert not Assignment.objects.exists()


def test_only_who_works_here_is_given_work(claim: Claim, editor: User) -> None:
    """Neither an account that was closed nor a label that came with an import can be given a claim."""
    gone = make_user(EDITOR)
    with acting(by=None, action="test"):
        gone.is_active = False
        gone.save()
    for nobody in (gone, make_user()):
        with pytest.raises(NotAColleague):
            assign_claim(by=editor, claim=claim, assignee=nobody)


def test_one_person_at_a_time(claim: Claim, editor: User, contributor: User) -> None:
    """Giving it to somebody else takes it from who had it, in the database too; the past stays."""
    assign_claim(by=editor, claim=claim, assignee=contributor)
    held = assign_claim(by=editor, claim=claim, assignee=editor)
    assert list(Assignment.objects.open()) == [held]
    assert Assignment.objects.count() == 2
    moment = timezone.now()
    with pytest.raises(IntegrityError), acting(by=editor, action="test"):
        Assignment.objects.create(claim=claim, assignee=editor, assigned_at=moment, assigned_by=editor)


def test_work_ends_by_who_has_it_or_an_editor(
    claim: Claim, editor: User, editor_client: Client, contributor: User, reviewer: User
) -> None:
    """Who was given it says that it is done; a colleague does not, an editor may."""
    for person in (contributor, editor):
        assign_claim(by=editor, claim=claim, assignee=contributor)
        assert signed_in(reviewer).post(desk(claim, "assign/end/")).status_code == 403
        assert signed_in(person).post(desk(claim, "assign/end/")).status_code == 302
        assert "Nobody in particular." in shown(editor_client, claim)
    assert "It is done" not in shown(signed_in(reviewer), claim)


def test_note_is_added_for_colleagues(claim: Claim, contributor: User, editor_client: Client) -> None:
    """Everyone of the desk may add one; it stands with its author and time, the latest first."""
    for text in ("Ask the harbour again.", "They never answer on Mondays."):
        signed_in(contributor).post(desk(claim, "notes/"), {"note-text": text})
    page = shown(editor_client, claim)
    assert page.index("They never answer") < page.index("Ask the harbour again.")
    assert f"Ask the harbour again. {contributor} , " in page
    response = editor_client.post(desk(claim, "notes/"), {"note-text": " "})
    assert response.status_code == 422
    assert DeskNote.objects.count() == 2


def test_note_stays_as_it_was_written(claim: Claim, editor: User) -> None:
    """The site's own role can neither change nor remove a note, and the log keeps none of its words."""
    write_note(by=editor, claim=claim, text="Ask the harbour again.")
    for wrong in (lambda: DeskNote.objects.update(text="x"), lambda: DeskNote.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    logged = Event.objects.get(action="insert: write note")
    assert logged.actor == editor.username
    assert "harbour" not in logged.payload


def test_readers_see_nothing_of_it(claim: Claim, client: Client, editor: User, contributor: User) -> None:
    """Notes, who looks after a claim and who watches it are in no page, sheet, feed or dossier."""
    make_statement(claim)
    write_note(by=editor, claim=claim, text="Zyzzyva")
    with acting(by=None, action="test"):
        contributor.first_name = "Xylophone"
        contributor.save()
    assign_claim(by=editor, claim=claim, assignee=contributor)
    watch_claim(by=contributor, claim=claim)
    topic = claim.question.topic
    assert topic
    public = [claim.get_absolute_url(), claim.question.get_absolute_url(), topic.get_absolute_url()]
    public += ["/", "/claims/", "/feeds/status.atom", f"{claim.get_absolute_url()}status.atom"]
    public += ["/claims.csv", "/claims.csv.json", f"{topic.get_absolute_url()}timeline/"]
    answers = [client.get(path) for path in public]
    answers.append(signed_in(editor).get(f"{topic.get_absolute_url()}dossier.json"))
    for answer in answers:
        assert answer.status_code == 200
        text = b"".join(answer).decode()
        assert "Zyzzyva" not in text
        assert "Xylophone" not in text


def test_watching_tells_what_others_changed(reviewer: User, editor_client: Client) -> None:
    """The home page says of a watched claim what changed and how often, until it is marked as seen."""
    nine, fourteen = conflicting()
    colleague = make_user(EDITOR)
    make_statement(make_claim(text="Not watched"), by=colleague)
    editor_client.post(desk(nine, "watch/"), {"watch": "1"})
    assert "Nothing changed on the claims you watch." in home(editor_client)
    statement = make_statement(nine, make_capture(), by=colleague)
    make_statement(nine, make_capture(), by=colleague)
    withdraw(by=colleague, statement=statement, why="Misread.")
    record_check(by=reviewer, claim=nine, what_we_did="Read the log.")
    write_note(by=reviewer, claim=nine, text="Look again.")
    verdict = propose_verdict(by=reviewer, claim=nine, status="disputed", note="They differ.")
    withdraw_verdict(by=reviewer, verdict=verdict)
    rule_on_claims(by=reviewer, claim=fourteen, other=nine, relation="unrelated", note="So.", rule="C2")
    unpublish(by=reviewer, claims=[nine])
    page = home(editor_client)
    assert (
        "Nine people are missing 2 statements recorded, 1 statement withdrawn, 1 decision or proposal, "
        "1 decision withdrawn, 1 check recorded, 1 ruling, 1 contradiction fewer, 1 desk note, "
        "taken back to the desk · "
    ) in page
    assert "Not watched" not in page[page.index("Changed since you last looked") : page.index("Mark as seen")]
    see_news(editor_client)
    assert "Nothing changed on the claims you watch." in home(editor_client)


def test_watching_tells_of_other_words(claim: Claim, editor: User, editor_client: Client) -> None:
    """A claim that somebody else put in other words says so once, under the words that it has now."""
    watch_claim(by=editor, claim=claim)
    reword_claim(by=editor, claim=claim, text="Fourteen are missing")
    assert "Nothing changed on the claims you watch." in home(editor_client)
    colleague = make_user(EDITOR)
    reword_claim(by=colleague, claim=claim, text="Fourteen are still missing")
    reword_claim(by=colleague, claim=claim, text="Fourteen were still missing")
    reword_claim(by=colleague, claim=make_claim(), text="Nobody asked to be told of this")
    page = home(editor_client)
    news = page[page.index("Changed since you last looked") : page.index("Mark as seen")]
    assert "Fourteen were still missing put in other words · " in news
    assert "Nobody asked" not in news
    see_news(editor_client)
    assert "Nothing changed on the claims you watch." in home(editor_client)


def test_watching_tells_nothing_of_ones_own_acts(claim: Claim, editor: User, editor_client: Client) -> None:
    """Who tags, notes and decides knows that already."""
    watch_claim(by=editor, claim=claim)
    make_statement(claim, by=editor)
    write_note(by=editor, claim=claim, text="Look again.")
    propose_verdict(by=editor, claim=claim, status="unverified", note="One source.")
    assert "Nothing changed on the claims you watch." in home(editor_client)


def test_watching_ends_and_begins_anew(
    claim: Claim, editor: User, reviewer: User, editor_client: Client
) -> None:
    """Asking twice is asking once; after the end nothing is told, nor what happened meanwhile."""
    for _ in range(2):
        watch_claim(by=editor, claim=claim)
    assert Watch.objects.count() == 1
    assert "Tell me no more" in shown(editor_client, claim)
    editor_client.post(desk(claim, "watch/"), {"watch": "0"})
    write_note(by=reviewer, claim=claim, text="Meanwhile.")
    assert "Changed since you last looked" not in home(editor_client)
    watch_claim(by=editor, claim=claim)
    assert "Nothing changed on the claims you watch." in home(editor_client)


def test_marking_as_seen_is_ones_own_and_never_goes_back(
    claim: Claim, editor: User, reviewer: User, editor_client: Client
) -> None:
    """It touches no colleague's list, no moment that is not over, and nothing that came after the page."""
    for person in (editor, reviewer):
        watch_claim(by=person, claim=claim)
    before = timezone.now()
    write_note(by=make_user(EDITOR), claim=claim, text="News.")
    assert mark_seen(by=editor, claims=[claim.public_id], until=before) == 1
    assert "1 desk note" in home(editor_client)
    assert mark_seen(by=editor, claims=[claim.public_id], until=before - timedelta(hours=1)) == 0
    editor_client.post("/desk/news/seen/", {"until": "2999-01-01T00:00Z", "claim": claim.public_id})
    assert Watch.objects.get(user=editor).seen <= timezone.now()
    assert "1 desk note" in home(signed_in(reviewer))
    for damaged in ("", "soon", "2025-13-01T00:00Z", "2025-01-01T00:00"):
        response = editor_client.post("/desk/news/seen/", {"until": damaged}, follow=True)
        assert "Not marked as seen" in response.content.decode()


def test_moved_claim_takes_its_people_along(editor: User, reviewer: User, contributor: User) -> None:
    """Who had the claim has the one it became, unless somebody has it; who watched is told and watches on."""
    old, into = make_claim(text="9 missing"), make_claim(text="Nine people are missing")
    due = today()
    make_statement(old)
    assign_claim(by=editor, claim=old, assignee=contributor, deadline=due)
    for claim, person in ((old, reviewer), (old, editor), (into, editor)):
        watch_claim(by=person, claim=claim)
    merge_claims(by=editor, claim=old, into=into)
    held = Assignment.objects.open().get()
    assert (held.claim, held.assignee, held.deadline) == (into, contributor, due)
    assert {one.user for one in Watch.objects.open().filter(claim=into)} == {reviewer, editor}
    assert Watch.objects.open().count() == 2
    assert "Nine people are missing 1 statement corrected or moved here" in home(signed_in(reviewer))
    other = make_claim()
    assign_claim(by=editor, claim=other, assignee=editor)
    merge_claims(by=editor, claim=into, into=other)
    assert Assignment.objects.open().get().assignee == editor


@pytest.fixture
def edited(editor: User, editor_client: Client, reviewer: User, contributor: User) -> Statement:
    """The one tag of a claim that somebody has and others watch, after an edit that gave it another claim."""
    capture = make_capture(by=editor)
    old, new = (make_claim(text=text, published=False) for text in ("9 missing", "Nine people are missing"))
    make_statement(new, capture, exact="The owner")
    tag = make_statement(old, capture, exact="at nine", by=editor)
    assign_claim(by=editor, claim=old, assignee=contributor, deadline=today())
    for claim, person in ((old, reviewer), (old, editor), (new, editor)):
        watch_claim(by=person, claim=claim)
    editor_client.post(tag_url(tag), sent(capture, "at nine", claim=new.public_id), headers=HTMX)
    return Statement.objects.get(supersedes=tag)


def people_of(claim: Claim) -> tuple[list[User], set[User]]:
    """Who has the claim and who watches it."""
    held, watched = Assignment.objects.open().filter(claim=claim), Watch.objects.open().filter(claim=claim)
    return [one.assignee for one in held], {one.user for one in watched}


def test_claim_that_an_edit_leaves_takes_its_people_along(
    edited: Statement, editor: User, reviewer: User, contributor: User
) -> None:
    """It is the same as when an editor moves it: no work is lost on a page that nobody comes to."""
    old = edited.supersedes.claim if edited.supersedes else None
    assert old is not None
    assert old.moved_to == edited.claim
    assert people_of(edited.claim) == ([contributor], {reviewer, editor})
    assert people_of(old) == ([], set())
    assert "9 missing" not in home(signed_in(contributor))
    assert "Nine people are missing 1 statement corrected or moved here" in home(signed_in(reviewer))


def test_damaged_name_of_a_claim_marks_nothing(claim: Claim, editor: User, editor_client: Client) -> None:
    """A form with a sign that no text of ours can hold is answered as one that names no claim."""
    watch_claim(by=editor, claim=claim)
    write_note(by=make_user(EDITOR), claim=claim, text="News.")
    sent = {"until": "2999-01-01T00:00Z", "claim": "\0"}
    assert "1 desk note" in editor_client.post("/desk/news/seen/", sent, follow=True).content.decode()


def test_people_return_when_the_edit_is_undone(
    edited: Statement, editor: User, editor_client: Client, reviewer: User, contributor: User
) -> None:
    """Who came along with the claim has and watches it again; who watched the other too goes on."""
    first = edited.supersedes
    assert first is not None
    newcomer = make_user("editor", name="Carol")
    watch_claim(by=newcomer, claim=edited.claim)
    editor_client.post(f"{tag_url(first)}restore/", {"over": edited.public_id}, headers=HTMX)
    assert people_of(first.claim) == ([contributor], {reviewer, editor})
    assert people_of(edited.claim) == ([], {editor, newcomer})


def test_home_cost_does_not_grow(
    editor: User, reviewer: User, editor_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """However many claims are assigned, watched and changed."""
    for count in (1, 4):
        for _ in range(count):
            claim = make_claim()
            assign_claim(by=reviewer, claim=claim, assignee=editor)
            watch_claim(by=editor, claim=claim)
            write_note(by=reviewer, claim=claim, text="News.")
        with django_assert_max_num_queries(21):
            home(editor_client)


def test_lists_on_the_home_page_are_cut(
    editor: User, reviewer: User, editor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit is counted, and marking as seen touches only what was shown."""
    monkeypatch.setattr("claims.presenting.desk_care._SHOWN", 1)
    for _ in range(3):
        claim = make_claim()
        assign_claim(by=reviewer, claim=claim, assignee=editor)
        watch_claim(by=editor, claim=claim)
        write_note(by=reviewer, claim=claim, text="News.")
    assert home(editor_client).count("+ 2 more") == 2
    see_news(editor_client)
    assert "+ 1 more" in home(editor_client)


def test_ended_work_and_watches_change_nothing_when_ended_again(claim: Claim, editor: User) -> None:
    """Pressing twice is pressing once."""
    assign_claim(by=editor, claim=claim, assignee=editor)
    watch_claim(by=editor, claim=claim)
    for _ in range(2):
        end_assignment(by=editor, claim=claim)
        stop_watching(by=editor, claim=claim)
        ended = (Assignment.objects.get().ended_at, Watch.objects.get().ended)
    assert ended == (Assignment.objects.get().ended_at, Watch.objects.get().ended)

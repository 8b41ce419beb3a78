"""An article looked at again: what stays, what waits for a person, and what is never touched."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from claims.actions.anchoring import AlreadyDecided, confirm, refuse, say_changed, take_back
from claims.actions.recapture import CannotRecapture, Recaptured, recapture
from claims.actions.tag import withdraw
from claims.models import Anchor, ClaimState, Statement
from newsroom.models import Event
from sources.models import Capture, Look
from sources.quotes import TextRefused, passage_at
from tests.claims.cases.recaptured import AFTER, BEFORE, CARRIED, LOST, MOVED, again, now_reads
from tests.factories import make_capture, make_claim, make_statement, some_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def capture() -> Capture:
    return make_capture(BEFORE)


def anchor_of(statement: Statement) -> Anchor:
    """The standing row of the statement's passage in the newest capture."""
    rows: list[Anchor] = list(Anchor.objects.standing().filter(tagged_start=statement.start))
    return rows[-1]


def test_passages_are_carried_moved_or_lost(capture: Capture) -> None:
    """What stands between its neighbours is carried; what moved and what is gone wait for an editor."""
    carried, moved, lost = (make_statement(capture=capture, exact=one) for one in (CARRIED, MOVED, LOST))
    found = again(capture)
    assert found.capture is not None
    assert dict(found.outcomes) == {"carried": 1, "moved": 1, "lost": 1}
    rows = {one: anchor_of(one) for one in (carried, moved, lost)}
    assert [row.outcome for row in rows.values()] == ["carried", "moved", "lost"]
    for one in (carried, moved):
        assert AFTER[rows[one].start : rows[one].end] == one.exact
    assert (rows[lost].start, rows[lost].exact) == (None, "")
    assert set(Anchor.objects.waiting()) == {rows[moved], rows[lost]}


def test_statements_and_their_evidence_stay_as_they_were(capture: Capture) -> None:
    """A new capture edits no statement and changes nothing that readers are shown of a claim."""
    statement = make_statement(capture=capture, exact=LOST)
    before = Statement.objects.values().get(), list(ClaimState.objects.values())
    again(capture)
    say_changed(by=some_editor(), anchor=anchor_of(statement), now=None)
    assert (Statement.objects.values().get(), list(ClaimState.objects.values())) == before
    assert Capture.objects.get(pk=capture.pk).text == BEFORE


def test_unchanged_page_is_no_new_capture(capture: Capture) -> None:
    """The same text with other blanks is the same; that somebody looked is recorded."""
    found = recapture(
        by=some_editor(), article=capture.article, text=BEFORE.replace("\n", " \r\n\r\n"), method="pasted"
    )
    assert found == Recaptured(Look.objects.get())
    assert (found.look.found, found.look.capture) == ("same", capture)
    assert Capture.objects.count() == 1


def test_digest_is_never_recaptured() -> None:
    """Our own summary is ours: no page is compared with it."""
    digest = make_capture(BEFORE, method="digest")
    with pytest.raises(CannotRecapture, match="digest"):
        again(digest)
    assert not Look.objects.exists()


def test_another_text_is_taken_only_by_someone_sure(capture: Capture) -> None:
    """A page that shares no sentence with the article is most likely another page, and nothing is saved."""
    text = "Subscribe to read on.\nWe value your privacy and so do our partners."
    with pytest.raises(CannotRecapture, match="another_text"):
        again(capture, text)
    assert (Capture.objects.count(), Look.objects.count()) == (1, 0)
    assert again(capture, text, sure=True).capture is not None


def test_text_that_cannot_be_kept_saves_nothing(capture: Capture) -> None:
    """A NUL in the new text is refused as in the first."""
    with pytest.raises(TextRefused):
        again(capture, "a\0b")
    assert (Capture.objects.count(), Look.objects.count()) == (1, 0)


def test_withdrawn_statements_are_not_looked_for(capture: Capture) -> None:
    """What was taken back asks nobody anything."""
    withdraw(by=some_editor(), statement=make_statement(capture=capture, exact=LOST))
    assert dict(again(capture).outcomes) == {"carried": 0, "moved": 0, "lost": 0}


def test_statements_on_the_same_words_are_asked_about_once(capture: Capture) -> None:
    """Two claims on one passage are one question to the editor."""
    for _ in range(2):
        make_statement(capture=capture, exact=LOST)
    again(capture)
    assert Anchor.objects.waiting().count() == 1


def test_confirmed_passage_is_looked_for_where_it_moved_to(capture: Capture) -> None:
    """Once a person has said that it is the passage, its new neighbours count."""
    statement = make_statement(capture=capture, exact=MOVED)
    again(capture)
    confirm(by=some_editor(), anchor=anchor_of(statement))
    assert not Anchor.objects.waiting().exists()
    found = again(capture, AFTER + "\nUpdated at noon.")
    assert dict(found.outcomes) == {"carried": 1, "moved": 0, "lost": 0}


def test_refused_passage_is_lost(capture: Capture) -> None:
    """Words that an editor does not recognise are offered to nobody any more."""
    statement = make_statement(capture=capture, exact=MOVED)
    again(capture)
    row = refuse(by=some_editor(), anchor=anchor_of(statement))
    assert (row.outcome, row.start) == ("lost", None)
    assert [one.pk for one in Anchor.objects.waiting()] == [row.pk]


def test_change_that_was_told_asks_nobody_again(capture: Capture) -> None:
    """A passage that is gone stays gone in later captures, until it is back."""
    statement = make_statement(capture=capture, exact=LOST)
    again(capture)
    say_changed(
        by=some_editor(), anchor=anchor_of(statement), now=now_reads(), note="It was corrected openly."
    )
    assert sum(again(capture, AFTER + "\nUpdated at noon.").outcomes.values()) == 0
    assert dict(again(capture, BEFORE).outcomes) == {"carried": 1, "moved": 0, "lost": 0}
    assert Anchor.objects.changed().count() == 1


def test_newer_capture_asks_in_place_of_an_older_one(capture: Capture) -> None:
    """Nobody need answer twice for one passage that is lost in two captures."""
    statement = make_statement(capture=capture, exact=LOST)
    again(capture)
    newest = again(capture, AFTER + "\nUpdated at noon.").capture
    assert [one.capture for one in Anchor.objects.waiting()] == [newest]
    assert Anchor.objects.filter(tagged_start=statement.start).count() == 2


def test_passage_that_came_back_was_gone_in_between(capture: Capture) -> None:
    """An outlet that puts its words back has still changed them: that question stays open."""
    make_statement(capture=capture, exact=LOST)
    gone = again(capture).capture
    assert dict(again(capture, BEFORE).outcomes) == {"carried": 1, "moved": 0, "lost": 0}
    assert [one.capture for one in Anchor.objects.waiting()] == [gone]


def test_twin_left_over_waits_for_a_person() -> None:
    """Of two like sentences the tagged one is taken out: the other is offered, and not taken."""
    text = "Officials met at noon.\nNine were missing.\nA storm rose later.\nNine were missing.\nIt passed."
    capture = make_capture(text)
    statement = make_statement(capture=capture, exact="Nine were missing.")
    again(capture, text.replace("Nine were missing.\nA storm", "A storm", 1))
    assert anchor_of(statement).outcome in ("moved", "lost")


def test_tag_on_an_older_capture_is_looked_for_in_the_newest(capture: Capture) -> None:
    """An editor who tags what the page used to say is told at once that it no longer does."""
    again(capture)
    make_statement(capture=capture, exact=LOST)
    assert [one.outcome for one in Anchor.objects.waiting()] == ["lost"]


def test_answer_is_given_once(capture: Capture) -> None:
    """The second of two editors learns that the first has answered."""
    anchor = anchor_of_lost(capture)
    say_changed(by=some_editor(), anchor=anchor, now=None)
    with pytest.raises(AlreadyDecided):
        refuse(by=some_editor(), anchor=anchor)
    with pytest.raises(AlreadyDecided):
        say_changed(by=some_editor(), anchor=anchor, now=now_reads())


def test_answer_taken_back_is_asked_anew(capture: Capture) -> None:
    """A wrong answer stays in the record of its time, and the question is open again."""
    decided = say_changed(by=some_editor(), anchor=anchor_of_lost(capture), now=None)
    then = moment()
    row = take_back(by=some_editor(), anchor=decided)
    assert [one.pk for one in Anchor.objects.waiting()] == [row.pk]
    assert [one.pk for one in Anchor.objects.changed(then)] == [decided.pk]
    assert not Anchor.objects.changed().exists()
    with pytest.raises(AlreadyDecided):
        take_back(by=some_editor(), anchor=decided)


def test_no_row_says_what_the_text_does_not(capture: Capture) -> None:
    """The database refuses words that the capture does not have, and an accusation without a person."""
    anchor = anchor_of_lost(capture)
    wrong = passage_at("Somewhere else entirely", 0, 9)
    with pytest.raises(IntegrityError, match="not at its place"):
        say_changed(by=some_editor(), anchor=anchor, now=wrong)


def test_nobody_accuses_without_a_name(capture: Capture) -> None:
    """That an outlet took words out is always somebody's word."""
    row = anchor_of_lost(capture)
    row.pk, row.outcome, row.public_id = None, "removed", "N-0000000000"
    with pytest.raises(IntegrityError, match="anchor_only_a_person_accuses"):
        row.save()


def test_every_step_is_in_the_event_log(capture: Capture) -> None:
    """Who looked again and who answered is recorded with the rest of what the desk does."""
    say_changed(by=some_editor(), anchor=anchor_of_lost(capture), now=None)
    done = set(Event.objects.values_list("action", flat=True))
    assert {"insert: capture article", "insert: recapture", "insert: decide on passage"} <= done


def anchor_of_lost(capture: Capture) -> Anchor:
    statement = make_statement(make_claim(), capture, exact=LOST)
    again(capture)
    return anchor_of(statement)


def moment() -> datetime:
    return timezone.now()

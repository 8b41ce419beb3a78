"""What readers are told once an editor has said that an outlet changed a passage, and not before."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions.anchoring import say_changed, take_back
from claims.actions.tag import NewStatement, tag
from claims.models import Anchor, Statement
from claims.presenting.changed_passages import changed_passages
from claims.wording.dates import day_short
from sources.quotes import Passage, passage_at
from tests.claims.cases.recaptured import (
    AFTER,
    BEFORE,
    CARRIED,
    LONG,
    LOST,
    NOW,
    again,
    altered,
    now_reads,
    on_altered_passage,
)
from tests.factories import make_capture, make_claim, make_outlet, make_statement, some_editor
from tests.pages import see

pytestmark = pytest.mark.django_db
NOTE = "The outlet changed this passage."


@pytest.fixture
def statement() -> Statement:
    return on_altered_passage()


def pages(statement: Statement) -> dict[str, str]:
    return {
        "claim": statement.claim.get_absolute_url(),
        "article": statement.capture.article.get_absolute_url(),
    }


@pytest.mark.parametrize("page", ["claim", "article"])
def test_reader_sees_both_wordings_after_an_editor_has_said_so(
    client: Client, statement: Statement, page: str
) -> None:
    """Not when the machine finds it, but once a person has said it: both texts and both times."""
    address = pages(statement)[page]
    again(statement.capture, AFTER + LONG)
    assert NOTE not in see(client, address).words
    waiting = Anchor.objects.waiting().get()
    say_changed(by=some_editor(), anchor=waiting, now=now_reads(), note="It says why below its text.")
    words = see(client, address).words
    assert NOTE in words
    assert "It says why below its text." in words
    assert "[taken out: Fourteen] people were missing, the harbour master said." in words
    assert "[put in: Nine] people were missing, the harbour master said." in words
    assert words.count("As we read it, ") == 2


def test_word_that_came_before_a_comma_leaves_no_blank(client: Client, statement: Statement) -> None:
    """Each side is spaced as its outlet printed it, wherever the change begins and ends."""
    new = (AFTER + LONG).replace("Nine people were missing,", "Fourteen people were missing at sea,")
    again(statement.capture, new)
    passage = passage_at(new, start := new.index("Fourteen"), new.index("said.", start) + 5)
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=passage)
    words = see(client, statement.claim.get_absolute_url()).words
    assert "were missing, the harbour master said." in words
    assert "missing ," not in words


def test_timeline_tells_when_the_outlet_changed_it(client: Client, statement: Statement) -> None:
    """The claim's course has the change, linked to the passage."""
    altered(statement)
    seen = see(client, statement.claim.get_absolute_url())
    told = next(text for text in seen.links if "changed a passage that we had tagged" in text)
    assert "The Harbour Post" in told
    assert seen.links[told].endswith(f"#{statement.public_id}")


def test_page_of_the_past_shows_what_was_known_then(client: Client, statement: Statement) -> None:
    """As of a moment before the editor's word the note is not there; taken back, it stays in the past."""
    before = timezone.now()
    decided = altered(statement)
    after = timezone.now()
    take_back(by=some_editor(), anchor=decided)
    address = statement.claim.get_absolute_url()
    for at, shown in ((before, False), (after, True)):
        words = see(client, f"{address}?as_of={at:%Y-%m-%dT%H:%M:%S.%fZ}").words
        assert (NOTE in words) is shown
    assert NOTE not in see(client, address).words


def clashing(statement: Statement) -> dict[str, str]:
    """The pages on which the statement stands against another claim's."""
    other = make_statement(make_claim(statement.claim.question, False)).claim
    return {
        "contradiction": f"/contradictions/{statement.claim.public_id}/{other.public_id}/",
        "question": statement.claim.question.get_absolute_url(),
        "home": "/",
    }


@pytest.mark.parametrize("page", ["contradiction", "question", "home"])
def test_evidence_of_a_contradiction_says_that_it_was_changed(
    client: Client, statement: Statement, page: str
) -> None:
    """Where it stands against another passage, readers are told, and not before an editor has said so."""
    address = clashing(statement)[page]
    again(statement.capture, AFTER + LONG)
    assert NOTE not in see(client, address).words
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=now_reads())
    assert see(client, address).words.count(NOTE) == 1


@pytest.mark.parametrize("page", ["contradiction", "question"])
def test_contradiction_of_the_past_shows_what_was_known_then(
    client: Client, statement: Statement, page: str
) -> None:
    """As of a moment before the editor's word the passage stands as it was; of one after it, changed."""
    address = clashing(statement)[page]
    before = timezone.now()
    decided = altered(statement)
    after = timezone.now()
    take_back(by=some_editor(), anchor=decided)
    for at, shown in ((before, False), (after, True)):
        words = see(client, f"{address}?as_of={at:%Y-%m-%dT%H:%M:%S.%fZ}").words
        assert (NOTE in words) is shown
    assert NOTE not in see(client, address).words


def test_contradiction_shows_both_wordings(client: Client, statement: Statement) -> None:
    """Below the passage as it was tagged stands what it says now, when that was read, and the article."""
    address = clashing(statement)["contradiction"]
    altered(statement)
    seen = see(client, address)
    assert "[taken out: Fourteen] people were missing" in seen.words
    assert "[put in: Nine] people were missing" in seen.words
    assert seen.words.count("As we read it, ") == 2
    assert any(url.endswith(f"#{statement.public_id}") for url in seen.links.values())


def test_contradiction_without_the_words_gives_the_reason(client: Client) -> None:
    """Where neither wording may be quoted, the page says so and why."""
    statement = in_short(f"{LOST} {CARRIED}", f"{NOW} {CARRIED}")
    words = see(client, clashing(statement)["contradiction"]).words
    assert NOTE in words
    assert words.count("Not quoted") == 2
    assert "It is no longer there" not in words
    assert "Not quoted No more than a tenth of an article may be quoted." in words


def test_passage_taken_out_is_told_among_the_answers(client: Client, statement: Statement) -> None:
    """The cell of the outlet that took it out says so."""
    address = clashing(statement)["question"]
    again(statement.capture, AFTER + LONG)
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=None)
    assert "The outlet took this passage out." in see(client, address).words


def test_claim_at_the_desk_shows_both_wordings_whole(editor_client: Client) -> None:
    """Whoever rules on it reads all of it, whatever readers may be shown."""
    statement = in_short(f"{LOST} {CARRIED}", f"{NOW} {CARRIED}")
    words = see(editor_client, f"/desk/claims/{statement.claim.public_id}/").words
    assert NOTE in words
    assert "[taken out: Fourteen] people were missing, the harbour master said." in words
    assert "[put in: Nine] people were missing, the harbour master said." in words


@pytest.mark.parametrize(
    ("now", "says"), [(now_reads(), "changed this sentence"), (None, "taken this sentence out")]
)
def test_copied_wording_says_what_the_outlet_did_since(
    client: Client, statement: Statement, now: Passage | None, says: str
) -> None:
    """Whoever pastes what was reported also pastes that the outlet no longer prints it, with the day."""
    address = statement.claim.get_absolute_url()
    again(statement.capture, AFTER + LONG)
    assert "has since" not in see(client, address).words
    row = say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=now)
    told = f"The Harbour Post has since {says} (found on {day_short(row.capture.taken_at)})."
    assert told in see(client, address).words


def test_copied_wording_of_the_new_sentence_needs_no_such_word(client: Client, statement: Statement) -> None:
    """Tagged anew in the changed text, the sentence stands as it is reported."""
    row = altered(statement)
    tag(
        by=some_editor(),
        claim=statement.claim,
        capture=row.capture,
        passage=now_reads(),
        new=NewStatement(),
        supersedes=statement,
    )
    assert "has since" not in see(client, statement.claim.get_absolute_url()).words


def test_passage_taken_out_is_told(client: Client, statement: Statement) -> None:
    """Where the outlet took it out there is no new wording to show."""
    again(statement.capture, AFTER + LONG)
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=None)
    words = see(client, statement.claim.get_absolute_url()).words
    assert "The outlet took this passage out." in words
    assert "It is no longer there." in words


def test_outlets_page_counts_it_and_opens_its_list(client: Client, statement: Statement) -> None:
    """The count is of claims, against all that it carries; another outlet's are not in its list."""
    make_statement(make_claim(), make_capture(outlet=statement.capture.article.outlet))
    altered(statement)
    seen = see(client, "/sources/the-harbour-post/")
    assert "1 of 2 claims" in seen.words
    link = next(url for url in seen.links.values() if "altered=true" in url)
    listed = see(client, link)
    assert "Fourteen are missing" in listed.links
    assert statement.claim.text not in see(client, link.replace("true", "false")).links
    make_statement(statement.claim, make_capture(outlet=make_outlet("Other")))
    assert "Fourteen are missing" not in see(client, "/claims/?outlet=other&altered=true").links


def test_statement_recorded_anew_still_tells_of_the_change(client: Client, statement: Statement) -> None:
    """An editor who tags the new wording in place of the old one hides nothing from readers."""
    row = altered(statement)
    tag(
        by=some_editor(),
        claim=statement.claim,
        capture=row.capture,
        passage=now_reads(),
        new=NewStatement(),
        supersedes=statement,
    )
    assert NOTE in see(client, statement.claim.get_absolute_url()).words


def test_statement_recorded_anew_twice_still_tells_of_the_change(
    client: Client, statement: Statement
) -> None:
    """However often it was replaced since, readers are told, and the outlet's list finds it."""
    row, last = altered(statement), statement
    for certainty in ("certain", "probable"):
        last = tag(
            by=some_editor(),
            claim=statement.claim,
            capture=row.capture,
            passage=now_reads(),
            new=NewStatement(certainty=certainty),
            supersedes=last,
        )
    assert see(client, statement.claim.get_absolute_url()).words.count(NOTE) == 1
    assert "Fourteen are missing" in see(client, "/claims/?altered=true").links
    assert last.supersedes_id != statement.pk


def test_no_more_is_shown_than_the_terms_allow() -> None:
    """Twenty-five words of the new wording, and with all other passages a tenth of the article."""
    long = " ".join(f"word{number}" for number in range(60)) + "."
    capture = make_capture(f"{LOST}\n{CARRIED}{LONG}")
    statement = make_statement(capture=capture, exact=LOST)
    new = f"{long}\n{CARRIED}{LONG}"
    again(capture, new)
    passage = passage_at(new, 0, len(long))
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=passage)
    shown = told(statement)
    assert len(shown.split()) == 25
    assert shown.endswith("…")


def in_short(before: str = BEFORE, after: str = AFTER, **more: Any) -> Statement:
    """A statement on a passage that its outlet alters, in an article of which a tenth holds not even one."""
    capture = make_capture(before, **more)
    statement = make_statement(capture=capture, exact=LOST)
    again(capture, after)
    start = after.index(NOW)
    now = passage_at(after, start, start + len(NOW))
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=now)
    return statement


def test_short_article_shows_the_words_that_changed(client: Client) -> None:
    """Where both wordings are more than a tenth, readers see what changed with a word or so around it."""
    words = see(client, in_short().claim.get_absolute_url()).words
    assert "[taken out: Fourteen] people …" in words
    assert "[put in: Nine] people …" in words
    assert "harbour master" not in words
    assert "No more than a tenth" not in words


def test_words_that_changed_count_with_all_others() -> None:
    """What readers see of a change and of other passages is together no more than a tenth."""
    capture = make_capture(BEFORE + LONG[: len(LONG) // 10])
    other = make_statement(capture=capture, exact="The ferry Calypso sank off Port")
    statement = make_statement(capture=capture, exact=LOST)
    again(capture, AFTER + LONG[: len(LONG) // 10])
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(outcome="lost"), now=now_reads())
    (changed,) = changed_passages([Statement.objects.with_chain().get(pk=statement.pk)])[statement.pk]
    sides = ["".join(step.text for step in side) for side in (changed.version.old, changed.version.new)]
    shown = [other.public_quote.quote, *sides]
    assert all(shown)
    assert sum(len(one.replace("…", " ").split()) for one in shown) <= capture.words // 10


def test_change_far_into_a_long_passage_is_shown(client: Client) -> None:
    """Of a passage of more than 25 words the words that changed are shown, wherever they stand in it."""
    long = "The report goes on " + "and on " * 15 + "until fourteen are missing."
    capture = make_capture(long + LONG)
    statement = make_statement(capture=capture, exact=long)
    new = long.replace("fourteen", "nine")
    again(capture, new + LONG)
    now = passage_at(new + LONG, 0, len(new))
    say_changed(by=some_editor(), anchor=Anchor.objects.waiting().get(), now=now)
    words = see(client, statement.claim.get_absolute_url()).words
    assert "until [taken out: fourteen] are missing." in words
    assert "until [put in: nine] are missing." in words


def test_change_without_its_words_gives_the_reason(client: Client) -> None:
    """It is the tenth that keeps the words back, not terms that nobody entered; nothing is "as printed"."""
    statement = in_short(f"{LOST} {CARRIED}", f"{NOW} {CARRIED}", url="https://post.example/ferry")
    words = see(client, statement.claim.get_absolute_url()).words
    assert words.count("No more than a tenth of an article may be quoted.") == 1
    assert words.count("Not quoted") == 2
    assert "1 statement. No more than a tenth of an article may be quoted. Outlet" in words
    assert "as printed" not in words
    assert "terms" not in words


def told(statement: Statement) -> str:
    """The new wording as readers see it."""
    row = Statement.objects.with_chain().get(pk=statement.pk)
    (changed,) = changed_passages([row])[row.pk]
    return "".join(step.text for step in changed.version.new)


def test_unchanged_claim_costs_one_query_more(django_assert_num_queries: Any, statement: Statement) -> None:
    """Most claims have no such passage: they ask once."""
    row = Statement.objects.with_chain().get(pk=statement.pk)
    with django_assert_num_queries(1):
        assert changed_passages([row]) == {}

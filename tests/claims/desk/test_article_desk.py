"""An article at the desk: the text, the marks, the list, and what each costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.actions.recapture import recapture
from claims.actions.tag import withdraw
from newsroom.models import User
from sources.models import Capture
from tests.claims.desk.tags import client_of, sent
from tests.factories import make_capture, make_claim, make_entity, make_statement, on_record
from tests.pages import see

pytestmark = pytest.mark.django_db


def page(client: Client, capture: Capture, query: str = "") -> str:
    return client.get(f"/desk/articles/{capture.article.public_id}/{query}").content.decode()


def test_sentences_have_stable_ids(editor_client: Client, capture: Capture) -> None:
    """Each sentence is a span whose id is its place in the text."""
    html = page(editor_client, capture)
    for start, _end in capture.spans():
        assert f'<span id="s-{start}" data-sentence tabindex="-1">' in html


def test_text_comes_whole(editor_client: Client, editor: User) -> None:
    """Nothing is added to or lost from the text between the marks."""
    capture = make_capture("A  b <i>c</i> & d.\nÉté\u200f “e”.", by=editor)
    make_statement(capture=capture, exact="b <i>c</i>")
    html = page(editor_client, capture)
    assert '<mark class="says">b &lt;i&gt;c&lt;/i&gt;</mark>' in html
    assert "Été\u200f “e”." in html


def test_numbers_do_not_shift(editor_client: Client, capture: Capture) -> None:
    """A tag keeps its number when an earlier one is withdrawn, and another takes a new one."""
    first, second = (make_statement(capture=capture, exact=words) for words in ("Fourteen", "at nine"))
    withdraw(by=second.recorded_by, statement=first)
    make_statement(capture=capture, exact="Fourteen people")
    html = page(editor_client, capture)
    assert f'<a id="m-{second.public_id}" href="#tag-{second.public_id}" aria-label="Tag 2">2</a>' in html
    assert 'aria-label="Tag 3">3</a>' in html
    assert f'id="tag-{first.public_id}"' not in html


def test_numbers_do_not_shift_in_a_later_text(editor_client: Client, editor: User) -> None:
    """A tag of the text of today keeps its number when one of an earlier text is first found in it."""
    rest = "Its owner said nothing about it at all. The sea was calm, and all boats were in the harbour."
    before = make_capture(f"The ferry sank at nine. {rest}", by=editor)
    make_statement(capture=before, exact="sank at nine")
    text = f"Divers went down in the morning. {rest}"
    later = recapture(by=editor, article=before.article, text=text, method="pasted").capture
    assert later is not None
    mine = make_statement(capture=later, exact="Divers went down", by=editor)
    number = f'<a id="m-{mine.public_id}" href="#tag-{mine.public_id}" aria-label="Tag 2">2</a>'
    assert number in page(editor_client, later)
    made = make_statement(capture=before, exact="The sea was calm")
    html = page(editor_client, later)
    assert number in html
    assert f'href="#tag-{made.public_id}" aria-label="Tag 3"' in html


def test_undo_is_there_after_a_reload(editor_client: Client, editor: User, capture: Capture) -> None:
    """Whoever comes back later can still undo their own last tag, and nobody else's from there."""
    mine = make_statement(capture=capture, exact="Fourteen", by=editor)
    make_statement(capture=capture, exact="at nine")
    html = page(editor_client, capture)
    assert "Your last tag is number 1." in html
    assert (
        f'id="undo" method="post" action="/desk/articles/{capture.article.public_id}/tags/{mine.public_id}'
        in html
    )


def test_list_says_what_is_missing(editor_client: Client, capture: Capture) -> None:
    """A quick tag waits with what it lacks; a full one is saved."""
    editor_client.post(
        f"/desk/articles/{capture.article.public_id}/tags/", sent(capture, "at nine", "Nine were missing")
    )
    make_statement(capture=capture, exact="Fourteen people", chain=[on_record(make_entity("Master"))])
    html = page(editor_client, capture)
    assert "who said it" in html
    assert "Next to complete" in html
    assert ">Saved</span><br>" in html


def test_tags_say_who_says_it(editor_client: Client, capture: Capture) -> None:
    """Two tags of one claim are told apart in the list, and among those to complete by their numbers too."""
    claim = make_claim(text="Nine were missing")
    for exact, who in (("at nine", "The coastguard"), ("Fourteen people", "The harbour master")):
        make_statement(claim, capture, exact=exact, certainty=None, chain=[on_record(make_entity(who))])
    seen = see(editor_client, f"/desk/articles/{capture.article.public_id}/")
    for number, who in ((1, "The coastguard"), (2, "The harbour master")):
        assert f"Tag {number} · {who} · how sure the speaker is" in seen.words
        assert f"Nine were missing {who}" in seen.words.partition("Tags in this article")[2]


def test_reviewer_reads_and_does_not_tag(reviewer: User, capture: Capture) -> None:
    """A reviewer sees text and tags, and neither the panel nor a way to change anything."""
    make_statement(capture=capture)
    html = page(client_of(reviewer), capture)
    assert "tag-form" not in html
    assert "Withdraw it" not in html
    assert "Publish this claim" not in html


def test_contributor_cannot_publish(contributor: User, capture: Capture) -> None:
    """A contributor tags; showing claims to readers is for editors."""
    make_statement(make_claim(published=False), capture)
    html = page(client_of(contributor), capture)
    assert "tag-form" in html
    assert "Publish this claim" not in html
    assert "Publish the" not in html


def test_digest_says_whose_words_it_is(editor_client: Client, editor: User) -> None:
    """Over our own summary the page says so."""
    capture = make_capture("A ferry sank, the post says.", method="digest", by=editor)
    assert "Our summary, not the outlet’s words." in page(editor_client, capture)


def test_sentence_list_needs_no_script(editor_client: Client, capture: Capture) -> None:
    """Every sentence is a choice in the list, and the page loads no script of the desk."""
    html = page(editor_client, capture, "?list")
    assert html.count('type="radio" name="sentence"') == len(capture.spans())
    assert "desk/panel.js" not in html


def test_long_article_comes_in_parts(editor_client: Client, editor: User) -> None:
    """A long article is cut between blocks; each part has its own tags, and no part is too long."""
    capture = make_capture("\n".join(f"Sentence number {n} stands here." for n in range(12_000)), by=editor)
    early, late = (make_statement(capture=capture, exact=f"Sentence number {n} stands") for n in (5, 11_990))
    first, last = page(editor_client, capture), page(editor_client, capture, "?part=3")
    assert "Part 1 of 3" in first
    assert f"m-{early.public_id}" in first
    assert f"m-{late.public_id}" not in first
    assert f"m-{late.public_id}" in last
    assert len(first) < 3_000_000


def test_arabic_text_has_its_own_direction(editor_client: Client, editor: User) -> None:
    """Text and headline carry their language; each paragraph finds its own direction."""
    capture = make_capture("غرقت العبارة. فقد تسعة أشخاص.", language="ar", by=editor)
    html = page(editor_client, capture)
    assert 'id="text" lang="ar"' in html
    assert '<p class="block" id="b-0" data-start="0" dir="auto">' in html


def test_page_costs_the_same_with_many_tags(
    editor_client: Client, capture: Capture, django_assert_num_queries: Any
) -> None:
    """One tag or forty, with chains: the page asks the database as often."""
    make_statement(capture=capture, chain=[on_record(make_entity("Master"))])
    with django_assert_num_queries(QUERIES):
        page(editor_client, capture)
    for number in range(40):
        chain = [on_record(make_entity(f"Voice {number}"))]
        make_statement(make_claim(published=False), capture, exact="at nine", chain=chain)
    with django_assert_num_queries(QUERIES):
        page(editor_client, capture)


#: Session, user, roles; the capture with its article, whether a later one is there; the tags; the last and
#: its chain; topics; the queues.
QUERIES = 11


def test_answer_stands_right_below_what_it_answers(editor_client: Client, capture: Capture) -> None:
    """What it is counted in comes after it, where no number is looked for, with examples of units."""
    html = page(editor_client, capture)
    places = [html.index(f'name="{name}"') for name in ("new_question", "answer_type", "answer", "unit")]
    assert places == sorted(places)
    assert "people, barges, kilometres" in html

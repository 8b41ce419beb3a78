"""/questions/<id>/: which answers cannot both be true, and who says what."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from claims.actions import entities
from claims.actions.questions import set_desk_settings
from claims.actions.rulings import rule_on_claims
from claims.actions.tag import NewLink, withdraw
from claims.models import Claim, Question
from claims.presenting import matrix
from claims.presenting.pages import as_written
from claims.views import question_detail
from newsroom.models import User
from sources.actions import say_read_through
from sources.models import Article, Entity
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    on_record,
    some_editor,
)
from tests.pages import Seen, see

pytestmark = pytest.mark.django_db


def shown(client: Client, question: Question, query: str = "") -> Seen:
    return see(client, f"/questions/{question.public_id}/{query}")


def place(name: str, within: Entity | None = None) -> Entity:
    made = make_entity(name, "place")
    if within:
        entities.link(by=some_editor(), source=made, target=within, kind="lies_in", reason="It lies there.")
    return made


def read_all() -> None:
    for article in Article.objects.all():
        say_read_through(by=some_editor(), article=article)


@pytest.fixture
def where(db: None) -> Question:
    """Where a base is: one article says in the east, two say on the coast, more or less precisely."""
    question = make_question("Where is the base?", "entity", topic=make_topic("The base"))
    coast = place("The coast")
    east = make_claim(question, place("The east"), text="The base is in the east")
    near = make_claim(question, coast, text="The base is on the coast")
    port = make_claim(question, place("The port", within=coast), text="The base is at the port")
    make_statement(near, make_capture(outlet=make_outlet("Coast Daily")), caveat="fact")
    make_statement(port, make_capture(outlet=make_outlet("Port Post")), caveat="reported")
    make_statement(east, make_capture(headline="Bases abroad", published="2024-12", date_inferred=True))
    read_all()
    return question


def test_question_detail_says_what_cannot_both_be_true(client: Client, where: Question) -> None:
    """The odd answer is A; each conflict is a sentence with letters, its level and who has looked at it."""
    page = shown(client, where)
    assert "A “The east” and B “The coast” cannot both be true." in page.words
    assert "A “The east” and C “The port” cannot both be true." in page.words
    assert "“The coast” and C" not in page.words
    assert page.words.count("Across outlets · found by rule; no editor has reviewed this") == 2
    assert "One answer cannot be true together with any of the others" in page.words


def test_question_detail_counts_with_denominators(client: Client, where: Question) -> None:
    """The lead says how many answers, from how many outlets, in how many of the articles tagged."""
    other = make_question(topic=where.topic)
    make_statement(make_claim(other), make_capture(outlet=make_outlet("Inland News")))
    assert "Three answers from 3 outlets in 3 of 4 articles." in shown(client, where).words


def test_question_detail_sets_outlets_against_answers(client: Client, where: Question) -> None:
    """A cell links to its passage and says when and how; who was read and says nothing is "not mentioned"."""
    other = make_question(topic=where.topic)
    make_statement(make_claim(other), make_capture(outlet=make_outlet("Inland News")))
    make_capture(outlet=make_outlet("Never Read"))
    read_all()
    page = shown(client, where)
    said = ["Not mentioned", "Says it, claim B, Coast Daily 26 May 2025, as fact", "Not mentioned"]
    assert page.row("Coast Daily 1 article read") == said
    assert page.row("Inland News") == ["Not mentioned"] * 3
    assert "Never Read" not in page.words
    assert "/articles/A-" in page.links["Says it, claim B, Coast Daily"]
    assert "#S-" in page.links["Says it, claim B, Coast Daily"]


def test_question_detail_unnamed_outlets_are_rows_of_their_own(client: Client, where: Question) -> None:
    """Two articles whose outlets are not named may be of two outlets; each is told by its headline."""
    east = Claim.objects.get(text="The base is in the east")
    make_statement(east, make_capture(headline="", published="2025-01"))
    read_all()
    page = shown(client, where)
    assert page.row("Outlet not named “Bases abroad”, December 2024")[0].startswith("Says it")
    assert page.row("Outlet not named No headline, January 2025")[0].startswith("Says it")
    counted = "2 of these outlets are not named: each article counts as one, and some may be the same."
    assert counted in page.words


def test_question_detail_one_unnamed_outlet_is_one(client: Client, where: Question) -> None:
    """Where a single article names no outlet there is nothing to be said of the count."""
    assert "Outlet not named" in shown(client, where).words
    assert "are not named" not in shown(client, where).words


def test_question_detail_reads_only_the_answers_it_shows(
    client: Client, where: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers beyond the table are counted, and neither they nor their questions are read whole."""
    monkeypatch.setattr("claims.presenting.matrix.MOST_ANSWERS", 1)
    with CaptureQueriesContext(connection) as queries:
        assert "more answers" in shown(client, where).words
    whole = [q["sql"] for q in queries if '"suggested"' in q["sql"] and "claims_question" in q["sql"]]
    assert all(" IN (" in sql for sql in whole)


def test_question_detail_heads_carry_statuses(client: Client, where: Question) -> None:
    """Each answer's head has its letter, its words, its status, and stays a head for screen readers."""
    heads = shown(client, where).rows[0]
    assert heads == [
        "Outlet",
        "A The east Not reviewed yet",
        "B The coast Not reviewed yet",
        "C The port Not reviewed yet",
    ]


def test_question_detail_seam_stands_between_what_clashes(client: Client, where: Question) -> None:
    """The broken line runs before the second answer, on its head and every cell, and nowhere else."""
    html = client.get(where.get_absolute_url()).content.decode()
    assert html.count('class="split"') + html.count("gap split") == 1 + 3


def test_question_detail_withdrawn_is_its_own(client: Client, where: Question) -> None:
    """A statement taken back is neither said nor "not mentioned"."""
    gone = Claim.objects.get(text="The base is at the port").statements.get()
    withdraw(by=some_editor(), statement=gone, why="Misread.")
    page = shown(client, where)
    assert page.row("Port Post")[2].startswith("Withdrawn by the desk")


def test_question_detail_flags_who_carries_both(client: Client, where: Question) -> None:
    """An outlet that carries two answers that cannot both be true is flagged beside its name."""
    daily = Entity.objects.get(name="Coast Daily")
    make_statement(Claim.objects.get(text="The base is in the east"), make_capture(outlet=daily))
    read_all()
    page = shown(client, where)
    assert page.row("Coast Daily 2 articles read Carries both A and B")
    assert page.links["Carries both A and B"].startswith("/contradictions/C-")


def test_question_detail_one_claim_said_and_denied(client: Client) -> None:
    """A claim that is both said and denied is a conflict of its own, under one letter."""
    claim = make_claim(make_question(answer_type="yes_no"), True, text="The ferry sank")
    capture = make_capture(outlet=make_outlet("Post"))
    make_statement(claim, capture, chain=[on_record(make_entity("Owner"))])
    make_statement(claim, capture, kind="denial", chain=[on_record(make_entity("Crew"))])
    page = shown(client, claim.question)
    assert "A “The ferry sank” is both said and denied." in page.words
    assert page.row("Post")[0].startswith("Says it, claim A, Post")
    assert "Denies it, claim A, Post" in page.links
    assert "Says and denies A" in page.links


def test_question_detail_keeps_tensions_and_updates_apart(client: Client) -> None:
    """What is only hard to reconcile, or was said later, does not stand among contradictions."""
    why = make_question("Why?", "entity")
    for name in ("Money", "Fear"):
        make_statement(make_claim(why, make_entity(name, "option"), nature="interpretation"))
    page = shown(client, why)
    assert "What cannot both be true" not in page.words
    assert "What is hard to reconcile A “" in page.words
    assert "One pair of them is hard to reconcile." in page.words
    many = make_question("How many?", varies=True)
    make_statement(make_claim(many, 9), make_capture(published="2025-06-02", outlet=make_outlet()))
    make_statement(make_claim(many, 14), make_capture(published="2025-05-26", outlet=make_outlet()))
    page = shown(client, many)
    words = page.words
    assert "What was updated later" in words
    assert words.index("“14”, later") < words.index("“9”: an update, not a contradiction.")


def test_question_detail_rulings_win(client: Client, where: Question, editor: User) -> None:
    """A conflict that an editor dismissed is gone; one that was confirmed says so, with the reason."""
    east, near, port = (Claim.objects.get(text__endswith=end) for end in ("east", "coast", "port"))
    rule_on_claims(by=editor, claim=east, other=near, relation="unrelated", note="Two bases.", rule="C4")
    rule_on_claims(by=editor, claim=east, other=port, relation="contradicts", note="One base.", rule="C4")
    page = shown(client, where)
    assert page.words.count("cannot both be true. Across outlets") == 1
    assert "an editor has ruled on this" in page.words
    assert "One base." in page.words
    assert "Two bases." not in page.words


def test_question_detail_waits_for_rulings_where_the_desk_does(client: Client, where: Question) -> None:
    """With that setting, what a rule found is not shown before an editor has ruled."""
    set_desk_settings(by=some_editor(), shows_found=False)
    assert "cannot both be true" not in shown(client, where).words


def test_question_detail_tells_silences(client: Client, where: Question) -> None:
    """Who was reported silent on the question is told in a sentence, and is no denial."""
    near = Claim.objects.get(text="The base is on the coast")
    silent = NewLink(make_entity("The ministry"))
    make_statement(near, make_capture(outlet=make_outlet("Third")), kind="no_comment", chain=[silent])
    page = shown(client, where)
    assert "Who has not spoken The ministry. Asked, declined to comment as of 26 May 2025" in page.words
    assert page.row("Third")[1].startswith("Declined to comment, claim B, Third The ministry, 26 May 2025")
    assert "Three answers from 3 outlets" in page.words


def test_question_detail_merged_outlets_are_one_row(client: Client, where: Question) -> None:
    """Two names of one outlet make one row once they are merged."""
    daily, post = (Entity.objects.get(name=name) for name in ("Coast Daily", "Port Post"))
    entities.merge(by=some_editor(), source=post, target=daily)
    page = shown(client, where)
    assert len(page.row("Coast Daily 2 articles read")) == 3
    assert "Port Post" not in page.words


def test_question_detail_long_tables_are_cut(
    client: Client, where: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond its bounds the page says how much more there is, and links to all of it."""
    monkeypatch.setattr(matrix, "MOST_OUTLETS", 2)
    monkeypatch.setattr(matrix, "MOST_ANSWERS", 2)
    monkeypatch.setattr(question_detail, "MOST_CONFLICTS", 1)
    page = shown(client, where)
    assert "and 1 more outlet and 1 more answer" in page.words
    assert page.links["All claims that answer this question"] == f"/claims/?question={where.public_id}"
    assert page.links["and 1 more"] == f"/contradictions/?question={where.public_id}"


def test_question_detail_is_for_published_claims(
    client: Client, editor_client: Client, where: Question
) -> None:
    """Readers see no claim that is for the desk only, and no question that has no other."""
    hidden = make_claim(where, place("The north"), text="The base is in the north", published=False)
    make_statement(hidden, make_capture(outlet=make_outlet("Hidden Herald")))
    page = shown(client, where)
    assert "The north" not in page.words
    assert "Hidden Herald" not in page.words
    assert "Desk only" in shown(editor_client, where).words
    alone = make_claim(published=False).question
    assert client.get(alone.get_absolute_url()).status_code == 404
    assert editor_client.get(alone.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("address", ["Q-0000000000", "q-1", "C-0000000000", "%00"])
def test_question_detail_unknown(client: Client, address: str) -> None:
    """An address that names no question is not found."""
    assert client.get(f"/questions/{address}/").status_code == 404


def test_question_detail_downloads_its_statements(client: Client, where: Question) -> None:
    """The sheet has this question's rows and no others, as many as the page says."""
    make_statement()
    page = shown(client, where)
    assert "Download as CSV 3 rows" in page.words
    sheet = client.get(page.links["Download as CSV"])
    assert len(b"".join(sheet).decode().strip().split("\r\n")) == 1 + 3


def test_question_detail_as_it_stood(client: Client, where: Question, editor: User) -> None:
    """At an earlier moment later statements and rulings are left out, under a banner."""
    east = Claim.objects.get(text="The base is in the east")
    state = Claim.objects.get(text="The base is at the port").states.get(shown_to__isnull=True)
    before = as_written(state.shown_from)
    late = make_claim(where, place("The sky"), text="The base is in the sky")
    make_statement(late, make_capture(outlet=make_outlet("Late Edition")))
    rule_on_claims(
        by=editor,
        claim=east,
        other=Claim.objects.get(text="The base is on the coast"),
        relation="unrelated",
        note="Two bases.",
        rule="C4",
    )
    page = shown(client, where, f"?as_of={before}")
    assert "This page as it stood on" in page.words
    assert "The sky" not in page.words
    assert "Late Edition" not in page.words
    assert "A “The east” and B “The coast” cannot both be true." in page.words
    assert any("as_of=" in address for address in page.links.values() if "/contradictions/C-" in address)


@pytest.mark.parametrize(
    ("moment", "status"), [("soon", 400), ("2999-01-01", 400), ("2001-01-01", 404), ("2025-13-01", 400)]
)
def test_question_detail_at_no_such_moment(client: Client, where: Question, moment: str, status: int) -> None:
    """A moment that cannot be read or has not come is refused; before it was shown it was not here."""
    assert client.get(f"/questions/{where.public_id}/?as_of={moment}").status_code == status


def test_question_detail_may_be_kept_by_caches(client: Client, where: Question) -> None:
    """The page is the same for all readers of a language, and says so."""
    response = client.get(where.get_absolute_url())
    assert "public" in response["Cache-Control"]
    assert response["ETag"]
    assert "csrf" not in response.content.decode()


def test_question_detail_sets_apart_a_party_of_another_script(client: Client) -> None:
    """Its own full stop stays with its name, and the date after it with the line."""
    said = make_statement(make_claim(make_question("How many?"), 4), capture=make_capture())
    make_statement(said.claim, kind="no_comment", chain=[NewLink(make_entity("Norse Haul Ltd."))])
    address = f"/questions/{said.claim.question.public_id}/"
    with translation.override("en"):
        html = client.get(address, headers={"Accept-Language": "ar"}).content.decode()
    assert "\u2068Norse Haul Ltd.\u2069" in html.partition("<tbody")[2].partition("</tbody>")[0]


def test_question_detail_lead_says_they_of_the_answers(client: Client) -> None:
    """Right after they are counted; that their one article is not read to the end comes last."""
    question, capture = make_question("How many?"), make_capture(outlet=make_outlet("Coast Daily"))
    for number in (4, 7):
        make_statement(make_claim(question, number), capture)
    assert (
        "Two answers from 1 outlet in 1 article, the only one so far. They cannot both be true. "
        "The article has not been read to the end."
    ) in shown(client, question).words


def test_question_detail_query_count_does_not_grow(
    client: Client, where: Question, django_assert_num_queries: Any
) -> None:
    """A page with many answers, outlets and silences takes as many queries as one with few."""
    for number in range(2):
        for _ in range(4):
            claim = make_claim(where, place(f"Elsewhere {number}"))
            make_statement(
                claim, make_capture(outlet=make_outlet()), chain=[on_record(make_entity("Someone"))]
            )
            make_statement(claim, make_capture(), kind="silence", chain=[NewLink(make_entity("Ministry"))])
        with django_assert_num_queries(27):
            client.get(where.get_absolute_url())


def test_question_detail_keeps_quiet_about_who_must_not_be_named(client: Client, where: Question) -> None:
    """Someone who must not be named is described, and no address gives the name away."""
    witness = make_entity("Jane Doe", "person", description="A witness", do_not_name=True)
    near = Claim.objects.get(text="The base is on the coast")
    make_statement(near, kind="no_comment", chain=[NewLink(witness)])
    html = client.get(where.get_absolute_url()).content.decode()
    assert "A witness" in html
    assert "jane" not in html.lower()

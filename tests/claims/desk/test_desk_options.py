"""What the desk offers while one types: claims, names, cues and readings."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from newsroom.models import User
from sources.actions import add_name
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    make_user,
    some_editor,
)

pytestmark = pytest.mark.django_db


def claims(client: Client, typed: str, **more: str) -> list[str]:
    html = client.get("/desk/options/claims/", {"q": typed, **more}).content.decode()
    return [part.split('"')[0] for part in html.split('data-text="')[1:]]


def names(client: Client, typed: str, **more: str) -> list[str]:
    html = client.get("/desk/options/entities/", {"q": typed, **more}).content.decode()
    return [part.split('"')[0] for part in html.split('data-text="')[1:]]


def test_claims_match_while_typing(editor_client: Client) -> None:
    """All words count, in any form, and the last one may be unfinished."""
    make_claim(text="Two servicemen were killed")
    make_claim(text="The ferry sank")
    assert claims(editor_client, "servicemen kill") == ["Two servicemen were killed"]
    assert claims(editor_client, "killing servicem") == ["Two servicemen were killed"]
    assert claims(editor_client, "") == []
    assert claims(editor_client, "the of") == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Двое военнослужащих были убиты", "убитых военнослужащий"),
        ("Двое военнослужащих были убиты", "военнослужащих уб"),
        ("قتل جنديان روسيان في القاعدة", "للقاعدة جنديين"),
        ("قتل جنديان روسيان في القاعدة", "القاع"),
        ("Убиты двое, заявил Rosatom", "rosatom заявила"),
    ],
)
def test_claims_match_in_any_form_of_their_language(editor_client: Client, text: str, typed: str) -> None:
    """Russian and Arabic words are found in other forms than the claim has them in."""
    make_claim(text=text)
    make_claim(text="The ferry sank")
    assert claims(editor_client, typed) == [text]


def test_same_topic_comes_first(editor_client: Client) -> None:
    """Claims of the article's topic stand before better matches of others."""
    topic = make_topic("The ferry")
    make_claim(text="Ferry ferry ferry sank")
    make_claim(make_question(topic=topic), text="The ferry sank at night")
    assert claims(editor_client, "ferry sank", topic=topic.public_id)[0] == "The ferry sank at night"


def test_claims_of_the_article_come_first(editor_client: Client, editor: User) -> None:
    """What its own article says much the same of stands before another story's, though that shares more."""
    capture = make_capture("Three to four attackers died.", by=editor)
    make_claim(text="Three to four dead soldiers")
    here = make_claim(text="Three to four attackers died")
    make_claim(text="Four ferries are dead in the water")
    make_statement(here, capture)
    article = capture.article.public_id
    assert claims(editor_client, "three to four are dead", article=article)[0] == here.text
    assert here.text not in claims(editor_client, here.text, besides=here.public_id)


def test_only_what_says_much_the_same_is_like_it(editor_client: Client) -> None:
    """One word in common is no likeness; most of the longer words are, and question or topic tell of what."""
    question = make_question("How many attackers died?", "number")
    make_claim(question, (3, 4), text="Three to four attackers died")
    make_claim(text="At least nine people were killed at the dam")
    html = editor_client.get("/desk/options/claims/", {"q": "Six people of three to four attackers"})
    like, other = html.content.decode().split("<li ")[1:]
    assert "data-like" in like
    assert 'data-where="How many attackers died?"' in like
    assert "data-like" not in other
    assert "data-near" not in other


def test_name_finds_its_other_spellings(editor_client: Client) -> None:
    """A claim with one spelling is found by another, through the names we know."""
    base = make_entity("Khmeimim", "place")
    add_name(by=some_editor(), entity=base, text="Hmeimim", language="en")
    make_claim(text="Khmeimim was attacked")
    assert claims(editor_client, "Hmeimim attacked") == ["Khmeimim was attacked"]


def test_long_passage_finds_what_shares_words(editor_client: Client) -> None:
    """A whole sentence offers claims that share some of its words."""
    make_claim(text="Two Russian servicemen were killed")
    typed = "In the clash two Russian servicemen died, according to posts"
    assert claims(editor_client, typed) == ["Two Russian servicemen were killed"]


@pytest.mark.parametrize("typed", ["'", "a & b | !c", ":*", "(", "\0", "x" * 5000, "🚢", "لا أحد", "<b>"])
def test_nothing_typed_breaks_the_list(editor_client: Client, typed: str) -> None:
    """Whatever is typed, the list answers."""
    assert editor_client.get("/desk/options/claims/", {"q": typed}).status_code == 200
    assert editor_client.get("/desk/options/entities/", {"q": typed}).status_code == 200


def test_names_match_any_word_and_spelling(editor_client: Client) -> None:
    """A name is found by the beginning of any of its words and by its aliases; what was typed can be new."""
    known = make_entity("Ahmed al-Sharaa", "person")
    add_name(by=some_editor(), entity=known, text="Abu Mohammed al-Julani", language="en")
    make_entity("Latakia", "place")
    assert names(editor_client, "shara") == ["Ahmed al-Sharaa", "shara"]
    assert names(editor_client, "julani") == ["Ahmed al-Sharaa", "julani"]
    assert names(editor_client, "latak") == ["latak"]
    assert names(editor_client, "latak", **{"for": "answer"}) == ["Latakia", "latak"]
    assert names(editor_client, "", outlet="The Post") == ["The Post"]


def questions(client: Client, typed: str, **more: str) -> list[str]:
    html = client.get("/desk/options/questions/", {"q": typed, **more}).content.decode()
    return [part.split('"')[0] for part in html.split('data-text="')[1:]]


def test_questions_match_while_typing(editor_client: Client) -> None:
    """In any form of the words; the topic's first, then those with all words. A claim asked back is none."""
    topic = make_topic("The dam")
    make_question("How many people were killed at the dam?")
    make_question("How many people fled?", topic=topic)
    asked_back = make_question("Nine people were killed?", answer_type="yes_no")
    make_claim(asked_back, True, text="Nine people were killed.")
    assert questions(editor_client, "how many people kil", topic=topic.public_id) == [
        "How many people fled?",
        "How many people were killed at the dam?",
    ]
    assert questions(editor_client, "people killing dam")[0] == "How many people were killed at the dam?"
    assert questions(editor_client, "?") == []


def test_question_is_offered_with_what_tells_it_from_another(editor_client: Client) -> None:
    """Topic, kind of answer, how many claims answer it and the newest of them."""
    topic = make_topic("The dam")
    question = make_question("How many died?", topic=topic, unit="people")
    make_claim(question, 6, text="Six died")
    make_claim(question, 9, text="Nine died")
    html = editor_client.get("/desk/options/questions/", {"q": "how many died"}).content.decode()
    told = html.split('class="small quiet">')[1]
    assert all(words in told for words in ("The dam", "A number", "people", "2 claims", "Nine died"))
    assert f'data-type="number" data-unit="people" data-topic="{topic.public_id}"' in html


def test_lists_cost_the_same_with_many_rows(editor_client: Client, django_assert_num_queries: Any) -> None:
    """Typing asks the database as often whatever it holds, and gets no more than eight answers."""
    for number in range(30):
        make_claim(text=f"Ferry {number} sank in the harbour")
        make_entity(f"Ferry {number}")
    with django_assert_num_queries(5):
        assert len(claims(editor_client, "ferry sank")) == 8
    for number in range(9):
        make_claim(make_question(f"When did ferry {number} sink?", "date"), "2025")
    with django_assert_num_queries(5):
        assert len(questions(editor_client, "when did the ferry")) == 8
    with django_assert_num_queries(5):
        assert len(names(editor_client, "ferry")) == 9


@pytest.mark.parametrize(
    ("kind", "typed", "reading"),
    [
        ("number", "three to four", "Read as: 3 to 4 people"),
        (
            "number",
            "three or so",
            "Read as: 3 people (“about” sets no bounds, so the number itself is kept)",
        ),
        ("number", "several", "Read as: 2 or more people"),
        ("number", "unknown", "Read as: not known"),
        ("number", "none", "Read as: none"),
        ("date", "late February 2025", "Read as: 20 to 28 February 2025 (2025-02-2X)"),
        ("yes_no", "да", "Read as: yes"),
    ],
)
def test_answer_is_told_back(editor_client: Client, kind: str, typed: str, reading: str) -> None:
    """What was typed is told back as it was read, before it is saved."""
    asked = {"type": kind, "typed": typed, "unit": "people"}
    assert editor_client.get("/desk/options/answers/", asked).json()["reading"] == reading


def test_answer_that_cannot_be_read_says_what_to_type(editor_client: Client) -> None:
    """A wrong answer is met with what to type instead."""
    told = editor_client.get("/desk/options/answers/", {"type": "number", "typed": "lots"}).json()
    assert not told["understood"]
    assert "three to four" in told["reading"]


def test_hints_tell_cue_and_colleague(editor_client: Client, editor: User) -> None:
    """For a passage: how firmly it is put, the words that say so, and who has tagged its sentence."""
    text = "The crew allegedly fled. Nine died."
    capture = make_capture(text, outlet=make_outlet(), by=editor, public_text="full")
    path = f"/desk/articles/{capture.article.public_id}/hints/"
    first = editor_client.get(path, {"start": 0, "end": 24}).json()
    cue = {"caveat": "alleged", "certainty": "certain", "silence": "silence", "cue": "Cue: “allegedly”."}
    assert first == {**cue, "tagged": ""}
    colleague = make_user("editor", name="Carol")
    make_statement(make_claim(text="Nine are dead"), capture, exact="Nine died", by=colleague)
    second = editor_client.get(path, {"start": 25, "end": 34}).json()
    assert second["tagged"] == "Carol has tagged this sentence: “Nine are dead”."
    assert second["cue"] == "No hedge in this sentence."


def test_hints_tell_of_one_s_own_tag_that_the_page_does_not_show(editor_client: Client, editor: User) -> None:
    """What this account tagged here in another window is told, and not what the page shows already."""
    capture = make_capture("The crew fled. Nine died.", outlet=make_outlet(), by=editor, public_text="full")
    path = f"/desk/articles/{capture.article.public_id}/hints/"
    tag = make_statement(make_claim(text="Nine are dead"), capture, exact="Nine died", by=editor)
    told = "You have tagged this sentence in another window: “Nine are dead”."
    for version, start, said in (
        ("0-0-0", 15, told),
        (f"1-0-{tag.pk}", 15, ""),
        ("0-0-0", 0, ""),
        ("", 15, ""),
        ("x", 15, told),
    ):
        asked = {"start": str(start), "end": str(start + 9), "version": version}
        assert editor_client.get(path, asked).json()["tagged"] == said


@pytest.mark.parametrize(
    "asked", [{}, {"start": "0"}, {"start": "5", "end": "5"}, {"start": "0", "end": "9" * 99}]
)
def test_hints_for_no_passage_are_refused(editor_client: Client, editor: User, asked: dict[str, str]) -> None:
    """A place that is not in the text is a bad request."""
    capture = make_capture(by=editor)
    path = f"/desk/articles/{capture.article.public_id}/hints/"
    assert editor_client.get(path, asked).status_code == 400

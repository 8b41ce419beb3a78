"""Sentences that hold words of another script, and what joins remarks in each language."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import mark_safe

from claims.actions.tag import NewLink
from claims.presenting.matrix import articles_words
from claims.wording import dates, sentences
from claims.wording.stops import one_stop, one_stop_markup
from newsroom.actions import acting, desk_settings
from tests.factories import make_entity, make_statement, on_record, some_editor
from tests.pages import see


@pytest.mark.parametrize(
    ("language", "a", "b", "expected"),
    [
        ("en", "14 missing", "9 missing", "“14 missing” and “9 missing” cannot both be true."),
        ("en", "14 مفقودًا", "9", "“\u206814 مفقودًا\u2069” and “9” cannot both be true."),
        ("ar", "14 مفقودًا", "9", "«\u206814 مفقودًا\u2069» و«\u20689\u2069» لا يصحّان معًا."),
    ],
)
def test_answers_keep_their_own_direction(language: str, a: str, b: str, expected: str) -> None:
    """A number stays with its noun where the answer runs against the sentence around it."""
    with translation.override(language):
        assert sentences.conflict(a, b) == expected


def test_latin_answers_are_isolated_in_arabic() -> None:
    """So that "14 missing" does not become "missing 14"."""
    with translation.override("ar"):
        assert "\u206814 missing\u2069" in sentences.conflict("14 missing", "9 missing")


@pytest.mark.parametrize(
    ("language", "together", "apart"),
    [("en", "a, b", "a; b"), ("ru", "a, b", "a; b"), ("ar", "a، b", "a؛ b")],
)
def test_remarks_are_joined_as_the_language_does(language: str, together: str, apart: str) -> None:
    """Arabic has a comma and a semicolon of its own; what is empty leaves no mark behind."""
    with translation.override(language):
        assert sentences.aside(["a", "", "b"]) == together
        assert sentences.aside(["a", "b"], apart=True) == apart


@pytest.mark.parametrize(("language", "marks"), [("en", "“”"), ("ru", "«»"), ("ar", "«»")])
def test_passages_stand_in_the_quotation_marks_of_the_page(language: str, marks: str) -> None:
    """Whatever language they are in; our own summary has none."""
    page = Template("{% load sayso %}{% quoted unless=ours %}<b>{{ words }}</b>{% endquoted %}")
    with translation.override(language):
        quoted = page.render(Context({"words": "Nine & two", "ours": False}))
        assert quoted == f"{marks[0]}<b>Nine &amp; two</b>{marks[1]}"
        assert page.render(Context({"words": "Nine", "ours": True})) == "<b>Nine</b>"


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("en", "“The system worked,” he said", "“‘The system worked,’ he said”"),
        ("en", 'He said "no" to a 24" pipe, didn’t he', '“He said ‘no’ to a 24" pipe, didn’t he”'),
        ("en", "«Нет», сказал он", "“«Нет», сказал он”"),
        ("en", "„Nein“, sagte er", "“„Nein“, sagte er”"),
        ("ru", "“No,” he said", "«“No,” he said»"),
    ],
)
def test_marks_within_quoted_words_are_the_inner_ones(language: str, words: str, shown: str) -> None:
    """Words that begin with a quotation mark do not begin with two, on a page or in a sentence."""
    page = Template(
        '{% load sayso %}{% quoted %}<mark class="a" title="{{ words }}">{{ words }}</mark>{% endquoted %}'
    )
    with translation.override(language):
        assert sentences.quoted(words) == shown
        assert sentences.within(words).strip("\u2068\u2069") == shown[1:-1]
        html = page.render(Context({"words": words}))
    assert unescape(re.sub("<[^>]*>", "", html)) == shown
    # Attributes keep what they hold.
    assert f'title="{escape(words)}"' in html


def test_russian_words_within_russian_marks_are_told_apart() -> None:
    """Where the words have the page's own marks, these are changed."""
    with translation.override("ru"):
        assert "««" not in sentences.quoted("«Нет, „да“», сказал он")


@pytest.mark.parametrize(
    ("language", "exact", "past_it"),
    [("en", "50", "more than 50"), ("ru", "50", "больше 50"), ("ar", "50", "أكثر من 50")],
)
def test_a_count_that_stopped_says_so_in_words(language: str, exact: str, past_it: str) -> None:
    """ "50+" reads as "+50" from right to left."""
    with translation.override(language):
        assert sentences.counted(50, more=False) == exact
        assert sentences.counted(50, more=True) == past_it


@pytest.mark.parametrize(
    ("language", "none", "some"),
    [
        ("en", "None of its 3 articles has been read to the end", "1 of its 3 articles not read to the end"),
        ("ru", "Ни одна из 3 статей не дочитана", "Не дочитано: 1 из 3 статей"),
        ("ar", "لم يُقرأ أيٌّ من مقالاتها الـ3 كاملًا", "لم يُقرأ كاملًا من مقالاتها الـ3: 1"),
    ],
)
def test_articles_nobody_finished_are_told_as_a_person_would(language: str, none: str, some: str) -> None:
    """Where all of them wait, the number stands once."""
    with translation.override(language):
        assert articles_words(3, 3) == none
        assert articles_words(3, 1) == some


def test_copied_wording_has_no_marks_that_cannot_be_seen() -> None:
    """What is pasted into another system is letters and signs alone."""
    for language in ("en", "ru", "ar"):
        with translation.override(language):
            said = sentences.copy_wording("Caliber.Az", "Two were killed", citing=["SANA"], silent=["Moscow"])
            assert not set(said) & set("\u2066\u2067\u2068\u2069\u200e\u200f")


def test_dates_take_their_case_and_order() -> None:
    """Russian months stand in the genitive within a date, in the nominative without a day; small in both."""
    with translation.override("ru"):
        assert dates.date_words("2025-05-26") == "26 мая 2025"
        assert dates.date_words("2024-12/..") == "декабрь 2024 или позже"
    with translation.override("ar"):
        assert dates.date_words("2025-05-26") == "26 مايو 2025"


@pytest.mark.django_db
def test_desk_signs_in_the_readers_language_until_it_has_a_name(client: Client) -> None:
    """The byline that a site comes with is translated; one that the desk chose stays as it is written."""
    assert "المكتب" in foot(client)
    desk = desk_settings()
    desk.byline = "Harbour Post checks"
    with acting(by=some_editor(), action="rename desk"):
        desk.save(update_fields=["byline"])
    assert "Harbour Post checks" in foot(client)


def foot(client: Client) -> str:
    """The foot of a page as an Arabic reader gets it. A request leaves its language behind otherwise."""
    with translation.override("en"):
        page = client.get("/claims/", headers={"Accept-Language": "ar"}).content.decode()
    return page.partition("<footer")[2]


@pytest.mark.parametrize(
    ("language", "composed", "read"),
    [
        ("en", "An answer from Terminals Ltd..", "An answer from Terminals Ltd."),
        ("en", "According to Terminals Ltd.. Not a denial.", "According to Terminals Ltd. Not a denial."),
        ("en", "Now under “The fire.”.", "Now under “The fire”."),
        ("en", "And so on....", "And so on...."),
        ("ru", "Ответ от ООО «Верфь и др.»..", "Ответ от ООО «Верфь и др.»."),
        ("ru", "Тема «Пожар.».", "Тема «Пожар»."),
        ("ru", "Источник: Верфь и др..", "Источник: Верфь и др."),
        ("ar", "المصدر: شركة ذ.م.م..", "المصدر: شركة ذ.م.م."),
        ("ar", "المصدر: Terminals Ltd..", "المصدر: Terminals Ltd."),
        # Set apart, its own stop is at its far side: the sentence would have none.
        ("ar", "المصدر: \u2068Terminals Ltd.\u2069.", "المصدر: \u2068Terminals Ltd.\u2069."),
        ("en", "An answer from \u2068شركة ذ.م.م.\u2069.", "An answer from \u2068شركة ذ.م.م.\u2069."),
    ],
)
def test_sentence_that_ends_in_a_name_has_one_full_stop(language: str, composed: str, read: str) -> None:
    """A name that ends with a stop ends the sentence too; quoted words leave theirs to the sentence."""
    with translation.override(language):
        assert one_stop(composed) == read


def test_linked_name_has_one_full_stop() -> None:
    """The stop within the link is the name's own, and stays."""
    with translation.override("en"):
        linked = mark_safe('<b>Citing <a href="/">Terminals Ltd.</a>.</b>')
        assert one_stop_markup(linked) == '<b>Citing <a href="/">Terminals Ltd.</a></b>'


@pytest.mark.django_db
def test_pages_end_no_sentence_twice(client: Client, editor_client: Client) -> None:
    """Neither where a source ends it nor where who is silent does, on any page of the claim."""
    harbour, owner = (make_entity(name) for name in ("Harbour Co.", "Terminals Ltd."))
    said = make_statement(chain=[on_record(harbour)])
    make_statement(said.claim, kind="no_comment", chain=[NewLink(owner)])
    make_statement(said.claim, kind="denial", chain=[on_record(make_entity("Verdan Inc."))])
    for page in (
        see(client, said.claim.get_absolute_url()),
        see(client, said.claim.question.get_absolute_url()),
        see(editor_client, f"/desk/claims/{said.claim.public_id}/"),
    ):
        assert ".." not in page.words
        assert "Terminals Ltd." in page.words

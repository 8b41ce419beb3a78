"""Passages stay on their words or say that they do not."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import quotes
from sources.quotes import (
    CONTEXT,
    Carried,
    Lost,
    Moved,
    Outcome,
    Page,
    Passage,
    QuoteNotFound,
    TextRefused,
    canonical,
    check,
    passage_at,
    sentences,
)
from tests.sources.odd_texts import texts

TEXT = (
    "Harbour gates were shut before dawn on Monday\n"
    "The port office said two barges were missing. Nobody had seen them since Sunday evening.\n"
    "A fisherman said two barges were missing. He had counted them twice."
)


def spot(words: str, text: str = TEXT) -> Passage:
    """The passage where `words` first stand."""
    start = text.index(words)
    return passage_at(text, start, start + len(words))


def page(text: str) -> Page:
    """The text with its sentences, as a capture has it."""
    return Page(text, sentences(text, "en"))


def carry(passage: Passage, new: str, old: str = TEXT) -> Outcome:
    """What becomes of a passage of `old` in `new`."""
    return quotes.carry(passage, page(old), page(new))


# --- the one form of a text -----------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\n\n\n\ntwo", "one\ntwo"),
        ("one  \n \t\n\xa0\ntwo \t", "one\ntwo"),
        ("\n\none\n", "one"),
        ("one\u2028two\u2029three\x85four", "one\ntwo\nthree\nfour"),
        ("cafe\u0301", "caf\xe9"),
        ("a \u202ereversed\u202c b", "a \u202ereversed\u202c b"),
        (" \n ", ""),
    ],
)
def test_text_is_kept_in_one_form(typed: str, kept: str) -> None:
    """Composed letters, blocks joined by one LF, no blanks at line ends; the rest as printed."""
    assert canonical(typed) == kept


@pytest.mark.parametrize(
    ("text", "code", "at", "hint"),
    [
        ("a\0b", "nul", 1, "NUL"),
        ("ab\ud800", "surrogate", 2, "half a character"),
        ("\udfff", "surrogate", 0, "half a character"),
        ("xa" + "\u0301\u0316" * 16, "marks", 2, "accents"),
        ("\u0f73" * 31, "marks", 0, "accents"),
    ],
)
def test_text_that_cannot_be_kept_is_refused(text: str, code: str, at: int, hint: str) -> None:
    """NUL, half a character and floods of accents are refused, saying what and where."""
    with pytest.raises(TextRefused, match=hint) as refused:
        canonical(text)
    assert (refused.value.code, refused.value.at) == (code, at)


def test_accents_that_scripts_need_are_kept() -> None:
    """Thirty marks on a letter are more than any script has, and still pass."""
    assert len(canonical("q" + "\u0301" * 30)) == 31


@given(texts)
def test_canonical_text_stays_as_it_is(text: str) -> None:
    """Reading a kept text again changes nothing, or every offset would slip."""
    try:
        once = canonical(text)
    except TextRefused:
        return
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n\n" not in once
    assert "\r" not in once
    assert once == once.strip("\n")


# --- a passage in its text -------------------------------------------------


def test_passage_keeps_its_words_and_neighbours() -> None:
    """A passage knows its words and 32 characters on either side."""
    passage = spot("Nobody")
    assert passage.exact == "Nobody"
    assert passage.prefix == "e said two barges were missing. "
    assert passage.suffix == " had seen them since Sunday even"
    assert len(passage.prefix) == len(passage.suffix) == CONTEXT


def test_passage_at_the_ends_has_less_context() -> None:
    """At the text's start nothing precedes a passage, at its end nothing follows."""
    assert spot("Harbour").prefix == ""
    assert spot("counted them twice.").suffix == ""
    whole = passage_at("all of it", 0, 9)
    assert (whole.prefix, whole.exact, whole.suffix) == ("", "all of it", "")


def test_offsets_count_characters_not_bytes() -> None:
    """An emoji or a Cyrillic letter is one character, as in Python and unlike a browser's count."""
    text = "😀 Да. 👍 Good."
    assert spot("Good.", text).start == 8
    check(text, spot("Good.", text))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 4), (-3, 2), (-3, -1), (0, 9999), (9999, 10000)])
def test_place_outside_the_text_is_no_passage(start: int, end: int) -> None:
    """Empty, backward, negative and past-end places are refused."""
    with pytest.raises(QuoteNotFound, match="is not a passage"):
        passage_at(TEXT, start, end)


def test_blanks_alone_are_no_passage() -> None:
    """A passage needs something to read."""
    with pytest.raises(QuoteNotFound, match="no words"):
        passage_at("a \n b", 1, 4)


@pytest.mark.parametrize(
    "wrong",
    [
        {"exact": "somebody"},
        {"prefix": ""},
        {"prefix": "x" * 32},
        {"suffix": " had"},
        {"start": 0},
        {"end": 99999},
        {"start": -5},
    ],
)
def test_passage_that_differs_from_the_text_is_refused(wrong: dict[str, str | int]) -> None:
    """Words, context and place must all agree with the text, or nothing is accepted."""
    with pytest.raises(QuoteNotFound):
        check(TEXT, replace(spot("Nobody"), **wrong))  # type: ignore[arg-type]


# --- a passage in a newer capture ------------------------------------------


def found(outcome: Outcome, new: str) -> str:
    """The words at the place an outcome names."""
    assert isinstance(outcome, Carried | Moved)
    check(new, outcome.passage)
    return new[outcome.passage.start : outcome.passage.end]


def test_passage_is_carried_where_its_neighbours_stayed() -> None:
    """A paragraph added far above shifts the passage; it is carried without asking."""
    new = "Updated at noon.\n" + TEXT
    outcome = carry(spot("Nobody"), new)
    assert isinstance(outcome, Carried)
    assert found(outcome, new) == "Nobody"
    assert outcome.passage.start == spot("Nobody").start + 17


def test_repeated_words_are_told_apart_by_their_neighbours() -> None:
    """Words printed twice are carried each to its own place."""
    second = TEXT.rindex("two barges were missing")
    for start in (TEXT.index("two barges were missing"), second):
        outcome = carry(passage_at(TEXT, start, start + 23), TEXT)
        assert isinstance(outcome, Carried)
        assert outcome.passage.start == start


def test_words_between_other_neighbours_wait_for_a_person() -> None:
    """The sentence stands once, but what it follows was rewritten: it is not carried silently."""
    new = TEXT.replace("The port office said two", "Nobody at the port would say whether two", 1)
    outcome = carry(spot("two barges were missing. Nobody had"), new)
    assert isinstance(outcome, Moved)
    assert found(outcome, new) == "two barges were missing. Nobody had"


def test_words_taken_out_are_lost() -> None:
    """A passage the outlet removed is lost, and said to be gone."""
    assert carry(spot("Nobody"), TEXT.replace("Nobody", "Few")) == Lost(still_printed=False)


def test_words_printed_twice_elsewhere_are_lost() -> None:
    """Where two places could be meant, neither is chosen."""
    assert carry(spot("Nobody"), "Nobody came. Nobody went.") == Lost(still_printed=True)


def test_words_and_neighbours_printed_twice_are_lost() -> None:
    """A whole paragraph printed twice leaves no way to tell which one was tagged."""
    assert carry(spot("Nobody"), TEXT + "\n" + TEXT) == Lost(still_printed=True)


def test_look_alike_is_never_taken() -> None:
    """One letter of difference is a difference: nothing is fuzzy."""
    assert carry(spot("Nobody"), TEXT.replace("Nobody", "NobodY")) == Lost(still_printed=False)


@pytest.mark.parametrize(
    ("words", "new"),
    [
        ("Harbour gates", "Update: " + TEXT),
        ("them twice.", TEXT + " He is sure."),
        ("Harbour gates", "At the end: Harbour gates"),
    ],
)
def test_beginning_and_end_are_context_too(words: str, new: str) -> None:
    """A passage that began or ended the text, and no longer does, waits for a person."""
    outcome = carry(spot(words), new)
    assert isinstance(outcome, Moved)
    assert found(outcome, new) == words


def test_ends_of_the_text_hold_where_the_middle_changed() -> None:
    """The first and the last words are carried when the text still begins and ends with them."""
    new = TEXT.replace("Sunday", "Saturday")
    for words in ("Harbour gates", "counted them twice."):
        assert found(carry(spot(words), new), new) == words
        assert isinstance(carry(spot(words), new), Carried)


def test_passage_that_is_the_whole_text() -> None:
    """A tag on everything is carried to the same text, and moved inside a longer one."""
    whole = passage_at("Two barges.", 0, 11)
    assert carry(whole, "Two barges.", "Two barges.") == Carried(whole)
    assert isinstance(carry(whole, "Two barges. Or three.", "Two barges."), Moved)


def test_head_of_a_text_is_not_mistaken_for_its_repeat() -> None:
    """The same words with the same sequel elsewhere do not stand in for the text's beginning."""
    old = "Two barges missing\nThe port office gave no reason for the closure on Monday."
    new = "Gates shut\nTwo barges missing\nThe port office gave no reason for the closure on Monday."
    assert isinstance(carry(spot("Two barges missing", old), new, old), Moved)


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        pytest.param(
            "Nine were missing.",
            "The port was calm at noon. Nine were missing. Nobody knew at the office why. "
            "At sea a storm rose.\n"
            "And the port was calm at noon. Nine were missing. Nobody knew at the office why.",
            "The port was calm at noon. Ten were missing. Nobody knew at the office why. "
            "At sea a storm rose.\n"
            "And the port was calm at noon. Nine were missing. Nobody knew at the office why.",
            id="its twin had the same neighbours",
        ),
        pytest.param(
            "Nine were missing.",
            "The office had opened again by noon. Nine were missing. Nobody knew at the office why.\n"
            "The office had opened again by noon. A storm rose. Nine were missing. "
            "Nobody knew at the office why.",
            "The office had opened again by noon. Nobody knew at the office why.\n"
            "The office had opened again by noon. Nine were missing. Nobody knew at the office why.",
            id="its twin came to have its neighbours",
        ),
    ],
)
def test_twin_of_a_sentence_taken_out_is_not_carried(words: str, old: str, new: str) -> None:
    """Of two like sentences the tagged one goes: the other is at most offered to a person."""
    assert not isinstance(carry(spot(words, old), new, old), Carried)


def test_sentence_turned_round_waits_for_a_person() -> None:
    """What was said is now denied, further from the passage than its context reaches."""
    old = (
        "The port office confirmed on Monday, in a statement sent to the press, that two barges were missing."
    )
    new = old.replace("confirmed", "denied")
    outcome = carry(spot("two barges were missing", old), new, old)
    assert isinstance(outcome, Moved)
    assert found(outcome, new) == "two barges were missing"


def test_word_inside_another_is_not_the_word() -> None:
    """A number that became part of a longer one is gone, and not moved into it."""
    old = "The port office said that 9 were missing at noon."
    assert carry(spot("9", old), old.replace("9", "19"), old) == Lost(still_printed=False)
    assert carry(spot("mis", old), old.replace("9", "19"), old) == Moved(spot("mis", old.replace("9", "19")))


#: Short, so that neighbours repeat too.
PHRASES = ("Nine were missing.", "The port was shut.", "Nobody knew why.", "The owner did not comment.")


@given(
    st.lists(st.sampled_from(PHRASES), min_size=1, max_size=8),
    st.lists(st.sampled_from(["keep", "keep", "keep", "drop", "alter", "add"]), min_size=8, max_size=8),
    st.sampled_from([" ", "\n"]),
    st.data(),
)
def test_passage_never_lands_on_a_look_alike(
    told: list[str], acts: list[str], joint: str, data: st.DataObject
) -> None:
    """Whatever goes, changes or comes in between: a passage is carried to its own sentence or not at all."""
    old = joint.join(told)
    new, places = "", {}
    for number, (sentence, act) in enumerate(zip(told, acts, strict=False)):
        if act == "add":
            new += f"Addition {number}." + joint
        if act in ("keep", "add"):
            places[number] = len(new)
            new += sentence + joint
        elif act == "alter":
            new += sentence.replace(".", " today.") + joint
    new = new.removesuffix(joint)
    number = data.draw(st.integers(0, len(told) - 1))
    start = sum(len(one) + 1 for one in told[:number])
    begin = data.draw(st.sampled_from([0, told[number].index(" ") + 1]))
    outcome = carry(passage_at(old, start + begin, start + len(told[number])), new, old)
    if isinstance(outcome, Carried):
        assert outcome.passage.start == places[number] + begin


@given(texts.map(lambda text: text.replace("\0", "")), st.data())
def test_every_passage_is_found_again_in_the_same_text(text: str, data: st.DataObject) -> None:
    """In an unchanged text a passage is carried to where it was, unless all around it repeats."""
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].isspace():
        return
    passage = passage_at(text, start, end)
    check(text, passage)
    outcome = carry(passage, text, text)
    window = passage.prefix + passage.exact + passage.suffix
    repeats = text.find(window) != text.rfind(window)
    assert outcome == Carried(passage) or (repeats and outcome == Lost(still_printed=True))


@given(st.text("ab ", min_size=1, max_size=60), st.text("ab ", max_size=120), st.data())
def test_outcome_never_names_other_words(old: str, new: str, data: st.DataObject) -> None:
    """Whatever the new text, a place that is offered has exactly the words tagged."""
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    if old[start:end].isspace():
        return
    passage = passage_at(old, start, end)
    outcome = carry(passage, new, old)
    if isinstance(outcome, Lost):
        assert passage.exact in new or not outcome.still_printed
        return
    assert found(outcome, new) == passage.exact
    if isinstance(outcome, Carried):
        assert (outcome.passage.prefix, outcome.passage.suffix) == (passage.prefix, passage.suffix)

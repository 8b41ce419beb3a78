"""A text cut into sentences, of which nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sources import quotes
from sources.quotes import (
    TextRefused,
    canonical,
    sentences,
)
from tests.sources.odd_texts import texts


def pieces(text: str, language: str = "en") -> list[str]:
    """The sentences themselves."""
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Mr. Hale left at 5.30 p.m. on Monday. “Go,” he said. Who knew?",
            ["Mr. Hale left at 5.30 p.m. on Monday.", "“Go,” he said.", "Who knew?"],
        ),
        (
            "en",
            "It is unclear, Caliber.Az reports, who fired. Nobody spoke.",
            ["It is unclear, Caliber.Az reports, who fired.", "Nobody spoke."],
        ),
        (
            "ru",
            "Это пишет Лента.Ру со ссылкой на военных. Подробностей нет.",
            ["Это пишет Лента.Ру со ссылкой на военных.", "Подробностей нет."],
        ),
        ("ru", "Он ушёл в 2024 г. домой. Никто не знал.", ["Он ушёл в 2024 г. домой.", "Никто не знал."]),
        ("ar", "هل غادر؟ نعم. ثم عاد.", ["هل غادر؟", "نعم.", "ثم عاد."]),
        ("en-GB", "Dr. Hale left. Why?", ["Dr. Hale left.", "Why?"]),
        ("tlh", "Dr. Hale left. Why?", ["Dr. Hale left.", "Why?"]),
        ("", "Dr. Hale left. Why?", ["Dr. Hale left.", "Why?"]),
    ],
)
def test_text_is_cut_into_sentences(language: str, text: str, expected: list[str]) -> None:
    """Abbreviations do not end a sentence, in each language we know; others read as English."""
    assert pieces(text, language) == expected


def test_sentence_stays_within_its_block() -> None:
    """A headline without a full stop does not run into the paragraph below it."""
    assert pieces("Gates shut\nThe port closed. It is") == ["Gates shut", "The port closed.", "It is"]


@pytest.mark.parametrize("text", ["", "\n", "\n\n", " \n ", "\t"])
def test_text_without_words_has_no_sentences(text: str) -> None:
    """No sentence is ever empty."""
    assert sentences(text, "en") == []


@pytest.mark.parametrize("blank", ["\xa0", "\u2028", "\x85", "\u3000", "\u202f"])
def test_blank_after_an_initial_is_survived(blank: str) -> None:
    """A non-breaking blank before a full stop, which crashes the cutter, is cut as a space would be."""
    text = "A{0}. Then S{0}. left. He came back."
    assert sentences(text.format(blank), "en") == sentences(text.format(" "), "en")
    assert len(sentences(text.format(blank), "ru")) > 1


def test_crash_of_the_cutter_leaves_one_sentence_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the cutter crashes on a text nobody foresaw, the article can still be read and tagged."""

    class PanicException(BaseException):
        pass

    def crash(language: str, text: str) -> list[str]:
        raise PanicException(text)

    monkeypatch.setattr(quotes, "segment", crash)
    assert pieces("One. Two.\nThree.") == ["One. Two.", "Three."]


def test_interrupt_is_not_taken_for_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while sentences are cut still stops the program."""

    def interrupted(language: str, text: str) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(quotes, "segment", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sentences("One.", "en")


def test_cutter_that_loses_text_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences that do not add up to the block would put every mark in the wrong place."""
    monkeypatch.setattr(quotes, "segment", lambda language, text: ["One."])
    assert pieces("One. Two.") == ["One. Two."]


def test_long_block_is_cut_as_a_short_one_is() -> None:
    """A text pasted as one endless line gives the same sentences as the same text in paragraphs."""
    sentence = "The port office said at noon that two more barges were missing."
    assert pieces(" ".join([sentence] * 500)) == [sentence] * 500


def test_words_without_end_are_cut_between_words() -> None:
    """A transcript without a full stop falls into stretches, none of which cuts a word."""
    stretches = pieces("barge " * 2000)
    assert " ".join(stretches) == ("barge " * 2000).strip()
    assert {word for stretch in stretches for word in stretch.split()} == {"barge"}


@given(texts.map(lambda text: text.replace("\0", "")), st.sampled_from(["en", "ru", "ar", "hy"]))
@example("S\xa0.{…?}a!", "ru")
@example("\x0bM\u2028.", "en")
@example("“" * 2100 + "a. b", "en")
def test_sentences_lose_nothing(text: str, language: str) -> None:
    """In order, never overlapping, never blank at an end, never across a line; only blanks are left out."""
    try:
        text = canonical(text)
    except TextRefused:
        return
    at = 0
    for start, end in sentences(text, language):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        at = end
    assert not text[at:].strip()

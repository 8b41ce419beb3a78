"""Two wordings drawn side by side, and the likeliest place of one that is gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.rewording import counterpart, likely, word_diff

words = st.lists(
    st.sampled_from(["nine", "ten", "were", "missing,", "не", "пропали.", "غرق", "“so”"]), max_size=12
)
texts = words.map(" ".join) | st.text(max_size=80)


def drawn(old: str, new: str) -> str:
    """The steps as people mark up a text: [-gone-] and {+new+}."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[step.kind].format(step.text) for step in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Fourteen were missing.", "Nine were missing.", "[-Fourteen -]{+Nine +}were missing."),
        ("Nine missing.", "Nine still missing.", "Nine {+still +}missing."),
        ("Он не приехал.", "Он приехал.", "Он [-не -]приехал."),
        ("غرقت العبّارة ليلاً", "غرقت السفينة ليلاً", "غرقت [-العبّارة -]{+السفينة +}ليلاً"),
        ("3.5 million", "3.7 million", "[-3.5 -]{+3.7 +}million"),
        ("", "All new.", "{+All new.+}"),
        ("It worked, he said.", "It worked well, he said.", "It worked{+ +}{+well+}, he said."),
        ("It worked well, he said.", "It worked, he said.", "It worked[- -][-well-], he said."),
    ],
)
def test_words_are_compared_one_by_one(old: str, new: str, shown: str) -> None:
    """Words and not letters change, in any script; a number stays whole."""
    assert drawn(old, new) == shown


@given(texts, texts)
def test_steps_give_both_wordings_back(old: str, new: str) -> None:
    """Nothing of either wording is left out or made up, blanks aside."""
    steps = word_diff(old, new)
    assert "".join(step.text for step in steps if step.kind != "gone") == new
    before = "".join(step.text for step in steps if step.kind != "new")
    assert "".join(before.split()) == "".join(old.split())


def test_very_long_wordings_are_told_one_after_the_other() -> None:
    """A whole article in one passage costs no minute of comparing."""
    assert [step.kind for step in word_diff("nine " * 900, "ten " * 900)] == ["gone", "new"]


def test_likeliest_sentence_comes_first() -> None:
    """A sentence altered in one word is offered before one that shares a few; a stranger is not offered."""
    offered = [
        "The weather was fine all week long.",
        "Nine people were found at the harbour, said the office.",
        "Nine people were missing, the harbour master said.",
    ]
    assert likely("Fourteen people were missing, the harbour master said.", offered)[0] == 2
    assert 0 not in likely("Fourteen people were missing, the harbour master said.", offered)


@pytest.mark.parametrize(
    ("old", "tagged", "new", "now"),
    [
        (
            "Fourteen people were missing, he said.",
            "Fourteen people",
            "Nine people were missing, he said.",
            "Nine people",
        ),
        (
            "He said that nine were missing.",
            "nine were missing",
            "He said that up to ten were missing.",
            "up to ten were missing",
        ),
        ("Nine were missing.", "Nine were missing.", "Nine were found.", "Nine were found."),
        ("Nine were missing.", "missing", "Nothing else is known", "Nothing else is known"),
    ],
)
def test_what_took_the_place_of_a_passage_is_found(old: str, tagged: str, new: str, now: str) -> None:
    """Of the new sentence, the part that answers the passage; all of it where none does."""
    start = old.index(tagged)
    first, last = counterpart(old, start, start + len(tagged), new)
    assert new[first:last] == now


@given(texts.filter(str.strip), texts.filter(str.strip), st.data())
def test_counterpart_is_always_a_place_of_the_new_wording(old: str, new: str, data: st.DataObject) -> None:
    """Whatever the wordings, the place offered lies in the new one and is not empty."""
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    first, last = counterpart(old, start, end, new)
    assert 0 <= first < last <= len(new)

"""What a sentence suggests about how firmly something is put."""

from __future__ import annotations

import pytest

from claims.cues import Reading, form_of, read, silence

SENTENCES = [
    (
        "Nine sailors were lost, and several others were hurt.",
        "Nine sailors were lost",
        "fact",
        "certain",
        "",
    ),
    ("The ferry reportedly sank at dawn.", "sank at dawn", "reported", "certain", "reportedly"),
    (
        "According to the owner, the ferry was sound, and well kept.",
        "well kept",
        "attributed",
        "certain",
        "According to",
    ),
    ("The ferry was sound, the owner said.", "ferry was sound", "attributed", "certain", "said"),
    ("Reports circulating online say the crew, all of them, fled.", "fled", "reported", "certain", "Reports"),
    ("The crew allegedly fled.", "crew allegedly fled", "alleged", "certain", "allegedly"),
    ("Unconfirmed accounts speak of nine dead.", "nine dead", "unconfirmed", "certain", "Unconfirmed"),
    (
        "The Post could not independently verify the claim.",
        "the claim",
        "could_not_verify",
        "certain",
        "could not independently verify",
    ),
    (
        "The talks may resume in June, the ministry said.",
        "talks may resume",
        "attributed",
        "possible",
        "said, may",
    ),
    ("The men are believed to be sailors.", "to be sailors", None, "probable", "believed"),
    ("По словам министра, погибли трое.", "погибли трое", "attributed", "certain", "По словам"),
    ("بحسب الوزارة، غرقت العبارة.", "غرقت العبارة", "attributed", "certain", "بحسب"),
]
#: The present tense too, at the beginning, in the middle or at the end; of headlines without a full stop.
ATTRIBUTED = [
    ("en", "Three barges sank during the storm, officials say", "Three barges sank", "say"),
    ("en", "Officials say three barges sank.", "three barges sank", "say"),
    ("en", "The owner denied the allegation.", "the allegation", "denied"),
    ("ru", "Владелец опроверг слова мэра.", "слова мэра", "опроверг"),
    ("ar", "نفى المالك الخبر.", "الخبر", "نفى"),
    ("en", "Three barges, officials say, sank.", "Three barges, officials say, sank", "say"),
    ("en", "Three barges sank, according to officials.", "Three barges sank", "according to"),
    ("en", "The dam will hold, its builder insists.", "dam will hold", "insists"),
    ("ru", "Баржи затонули, говорят чиновники.", "Баржи затонули", "говорят"),
    ("ru", "Баржи затонули, утверждает компания.", "Баржи затонули", "утверждает"),
    ("ru", "Власти сообщают, что баржи затонули.", "баржи затонули", "сообщают"),
    ("ru", "Баржи затонули, говорится в сообщении.", "Баржи затонули", "говорится"),
    ("ar", "غرقت العبارة، حسب مسؤولين.", "غرقت العبارة", "حسب"),
    ("ar", "غرقت العبارة، يقول مسؤولون.", "غرقت العبارة", "يقول"),
    ("ar", "وأكدت الوزارة أن العبارة غرقت.", "العبارة غرقت", "وأكدت"),
]

#: How somebody did not say it, as it is printed.
UNSAID = [
    ("en", "The Harbour Office declined to comment.", "no_comment"),
    ("en", "Its owner refused to answer questions about the dam.", "no_comment"),
    ("en", "The ministry would not say how many were aboard.", "no_comment"),
    ("en", "The hospital did not immediately respond to a request.", "no_response"),
    ("en", "The company could not be reached on Sunday.", "no_response"),
    ("en", "The mayor hasn’t replied to our letter.", "no_response"),
    ("en", "A spokesman was not immediately available for comment.", "no_response"),
    ("en", "The navy neither confirmed nor denied the loss.", "non_confirmation"),
    ("en", "Officials did not confirm the number.", "non_confirmation"),
    ("en", "The port has not publicly commented.", "silence"),
    ("ru", "В порту отказались от комментариев.", "no_comment"),
    ("ru", "Владелец не ответил на запрос.", "no_response"),
    ("ru", "С мэром не удалось связаться.", "no_response"),
    ("ru", "Флот не подтвердил и не опроверг потерю.", "non_confirmation"),
    ("ru", "Власти пока не комментировали случившееся.", "silence"),
    ("ar", "رفضت الوزارة التعليق.", "no_comment"),
    ("ar", "التزمت إدارة الميناء الصمت.", "silence"),
    ("ar", "لم ترد الشركة على الأسئلة.", "no_response"),
    ("ar", "تعذر الاتصال بالمالك.", "no_response"),
    ("ar", "لم تؤكد البحرية الخبر.", "non_confirmation"),
    ("ar", "لم تعلق السلطات.", "silence"),
    ("en", "The ferry sank at dawn.", ""),
    ("tr", "Liman yorum yapmadı.", ""),
]


@pytest.mark.parametrize(("language", "sentence", "kind"), UNSAID)
def test_how_somebody_did_not_say_it_is_read(language: str, sentence: str, kind: str) -> None:
    """To decline, not to answer, not to confirm and to say nothing are told apart."""
    assert silence(sentence, 0, len(sentence), language) == kind


def test_silence_of_the_passage_comes_before_its_sentence() -> None:
    """Two parties are silent in two ways: the passage's own counts, and the other's where it has none."""
    sentence = "The port declined to comment, while the owner could not be reached."
    start = sentence.index("the owner")
    assert silence(sentence, start, len(sentence), "en") == "no_response"
    assert silence("Asked on Monday, the port declined to comment.", 0, 15, "en") == "no_comment"


@pytest.mark.parametrize(("sentence", "passage", "caveat", "certainty", "cue"), SENTENCES)
def test_cue_is_read(sentence: str, passage: str, caveat: str | None, certainty: str, cue: str) -> None:
    """A hedge in the passage, its clause or the sentence's announcement counts, and is shown."""
    language = "ru" if "По" in sentence else "ar" if "بحسب" in sentence else "en"
    start = sentence.index(passage)
    assert read(sentence, start, start + len(passage), language) == Reading(caveat, certainty, cue)


@pytest.mark.parametrize(("language", "sentence", "passage", "cue"), ATTRIBUTED)
def test_who_says_it_is_read_wherever_it_stands(language: str, sentence: str, passage: str, cue: str) -> None:
    """What somebody says is no fact of the outlet's, whatever the tense and the place of the word."""
    start = sentence.index(passage)
    found = read(sentence, start, start + len(passage), language)
    assert found == Reading("attributed", "certain", cue)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The essay has a cap of nine words."),
        ("ru", "Сообщение ушло."),
        ("ar", "غرقت العبارة في العقول."),
    ],
)
def test_words_that_only_begin_alike_say_nothing(language: str, sentence: str) -> None:
    """Part of another word is no cue."""
    assert read(sentence, 0, len(sentence), language).caveat == "fact"


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("The crane could lift 40 tonnes.", "certain"),
        ("Witnesses could see smoke.", "certain"),
        ("The crane could have been overloaded.", "possible"),
        ("The quay could reopen in ten days.", "possible"),
        ("Brussels could lift sanctions in May.", "possible"),
        ("The truce could hold until Sunday.", "possible"),
        ("The offence could carry a penalty.", "possible"),
        ("The court could hear the case.", "possible"),
        ("The minister could speak on Monday.", "possible"),
        ("Witnesses could be called.", "possible"),
    ],
)
def test_ability_is_no_guess(sentence: str, certainty: str) -> None:
    """What a thing could do tells nothing of how sure the speaker is; what could be or have been does."""
    assert read(sentence, 0, len(sentence), "en").certainty == certainty


def test_hedge_of_another_clause_is_only_shown() -> None:
    """ "... while one reportedly escaped" does not hedge the deaths before it."""
    sentence = "The fight ended in the deaths of three attackers, while one reportedly escaped."
    start = sentence.index("deaths")
    assert read(sentence, start, start + 24, "en") == Reading(elsewhere="reportedly")


def test_strongest_caveat_wins() -> None:
    """Of several hedges the strongest is suggested."""
    sentence = "It was allegedly unconfirmed, he said."
    assert read(sentence, 0, 20, "en").caveat == "unconfirmed"


def test_unknown_language_suggests_nothing() -> None:
    """Where the words cannot be read, nothing is suggested, not even that there is no hedge."""
    assert read("Dokuz kişi kayboldu.", 0, 5, "tr") == Reading()


@pytest.mark.parametrize(
    ("text", "passage", "headline", "form"),
    [
        ("Ferry sinks\nNine were lost.", "Ferry sinks", "Ferry sinks", "headline"),
        ("He said “nine were lost” today.", "nine were lost", "", "quote"),
        ("He said “nine were lost” today.", "“nine were lost”", "", "quote"),
        ("He said “nine were lost” today.", "today", "", "paraphrase"),
        ('He said "nine" and left.', "nine", "", "quote"),
        ('He said "nine" and left, "ten" too.', "and left", "", "paraphrase"),
        ("Он сказал: «погибли трое».", "погибли трое", "", "quote"),
        ("Nine were lost.", "Nine", "", "paraphrase"),
    ],
)
def test_form_follows_from_the_text(text: str, passage: str, headline: str, form: str) -> None:
    """In the headline, between quotation marks, or in the outlet's own words."""
    start = text.index(passage)
    assert form_of(text, start, start + len(passage), headline) == form

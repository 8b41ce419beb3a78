"""C, which shrinks a passage to the clause around it: it knows a clause from a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from newsroom.models import User
from tests.factories import make_capture
from tests.journeys.conftest import Visitor
from tests.journeys.desk import focus_on, path

pytestmark = pytest.mark.django_db(transaction=True)

#: By language: a sentence, and what C takes of it, press by press.
SENTENCES: dict[str, list[tuple[str, list[str]]]] = {
    "en": [
        (
            "The owner, Norse Haul, declined to comment, the harbour master said.",
            ["The owner, Norse Haul, declined to comment", "the harbour master said"],
        ),
        (
            "The ferry “Calypso” sank off Port Ellis, and nine people died.",
            ["The ferry “Calypso” sank off Port Ellis", "and nine people died"],
        ),
        (
            'The ministry (MoD) named the ship "Calypso", officials said.',
            ['The ministry (MoD) named the ship "Calypso"', "officials said"],
        ),
        (
            "On Tuesday, nine people died in Kyiv, Ukraine, and two were hurt in Odesa – a port.",
            ["On Tuesday, nine people died in Kyiv, Ukraine, and two were hurt in Odesa", "a port"],
        ),
        (
            "Ivan Petrov: nine people died on the Moscow–Kazan line.",
            ["nine people died on the Moscow–Kazan line"],
        ),
        (
            "Nine people died, officials said, and two are missing.",
            ["Nine people died", "officials said", "and two are missing"],
        ),
        ("“Nine people died,” said the mayor.", ["Nine people died", "said the mayor"]),
        ("Nine People Died, Police Say.", ["Nine People Died", "Police Say"]),
        (
            "Anna Lee, 45, was found on Monday, the coastguard said.",
            ["Anna Lee, 45, was found on Monday", "the coastguard said"],
        ),
    ],
    "ru": [
        (
            "Паром «Калипсо» затонул у порта, сообщил начальник порта.",
            ["Паром «Калипсо» затонул у порта", "сообщил начальник порта"],
        ),
        (
            "Затонул паром «Союз ветеранов», сообщили власти.",
            ["Затонул паром «Союз ветеранов»", "сообщили власти"],
        ),
        (
            "Владелец, «Норс Хол», от комментариев отказался – двое пропали.",
            ["Владелец, «Норс Хол», от комментариев отказался", "двое пропали"],
        ),
        ("«Погибли двое», сообщил «Интерфакс».", ["Погибли двое", "сообщил «Интерфакс»"]),
        ("Мэр сказал: «Погибли девять человек».", ["Мэр сказал", "Погибли девять человек"]),
    ],
    "ar": [
        (
            "غرقت العبارة «كاليبسو» قبالة الميناء، كما قال مدير الميناء.",
            ["غرقت العبارة «كاليبسو» قبالة الميناء", "كما قال مدير الميناء"],
        ),
        (
            "وقال الرئيس، أحمد الشرع، إن القتال انتهى؛ ولم يعلق أحد.",
            ["وقال الرئيس، أحمد الشرع، إن القتال انتهى", "ولم يعلق أحد"],
        ),
        (
            "أعلنت «هيئة تحرير الشام» أن القتال انتهى، بحسب الوكالة.",
            ["أعلنت «هيئة تحرير الشام» أن القتال انتهى", "بحسب الوكالة"],
        ),
    ],
}


def taken(page: Page, presses: int) -> str:
    """What is in hand in the sentence with the focus after so many presses."""
    for _ in range(presses):
        page.keyboard.press("c")
    page.keyboard.press("Enter")
    words: str = page.locator("#id_exact").input_value()
    page.keyboard.press("Escape")
    return words


@pytest.mark.parametrize("language", SENTENCES)
def test_clause_does_not_stop_at_a_name(visitor: Callable[..., Visitor], editor: User, language: str) -> None:
    """Commas, quotation marks and brackets around a name end no clause; those between clauses do."""
    cases = SENTENCES[language]
    capture = make_capture("\n".join(text for text, _clauses in cases), language=language, by=editor)
    page = visitor().enter(editor, path(capture))
    for number, (text, clauses) in enumerate(cases):
        sentence = page.locator(".block").nth(number).locator("[data-sentence]")
        expect(sentence).to_have_count(1)
        found = []
        for presses in range(1, len(clauses) + 2):
            focus_on(sentence)
            found.append(taken(page, presses))
        assert found == [*clauses, clauses[0]], text

"""H and L move either end of a passage by a word, with what stands beside it where its sentence ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from newsroom.models import User
from tests.factories import make_capture
from tests.journeys.conftest import Visitor
from tests.journeys.desk import focus_on, path

pytestmark = pytest.mark.django_db(transaction=True)

#: By language: a sentence that another follows, and the passage after each key.
SENTENCES: dict[str, list[tuple[str, dict[str, str]]]] = {
    "en": [
        (
            "Nine people died.",
            {"h": "Nine people", "l": "Nine people died.", "l ": "Nine people died. After"},
        ),
        ("“Nine people died.”", {"h": "“Nine people", "Shift+L": "people", "Shift+H": "“Nine people"}),
        (
            "“Nine died!” he said (twice).",
            {"h": "“Nine died!” he said", "l": "“Nine died!” he said (twice)."},
        ),
        ("Nine?", {"h": "Nine", "h ": "Nine"}),
    ],
    "ru": [
        ("«Погибли девять человек».", {"h": "«Погибли девять", "l": "«Погибли девять человек»."}),
        ("Погибли девять (или десять)!", {"h": "Погибли девять (или", "l": "Погибли девять (или десять)!"}),
    ],
    "ar": [
        ("قتل تسعة أشخاص.", {"h": "قتل تسعة", "l": "قتل تسعة أشخاص."}),
        ("هل قتل تسعة؟", {"h": "هل قتل", "l": "هل قتل تسعة؟"}),
        ("«قتل تسعة أشخاص.»", {"h": "«قتل تسعة", "Shift+L": "تسعة", "Shift+H": "«قتل تسعة"}),
    ],
}
AFTER = {"en": "After it", "ru": "После этого", "ar": "بعد ذلك"}


@pytest.mark.parametrize("language", SENTENCES)
def test_word_goes_and_comes_with_its_full_stop(
    visitor: Callable[..., Visitor], editor: User, language: str
) -> None:
    """No press takes a stop or a quotation mark alone, and the inverse press brings back what one took."""
    cases = SENTENCES[language]
    text = "\n".join(f"{sentence} {AFTER[language]}." for sentence, _steps in cases)
    page = visitor().enter(editor, path(make_capture(text, by=editor, language=language)))
    for number, (sentence, steps) in enumerate(cases):
        focus_on(page.locator("#text .block").nth(number).locator("[data-sentence]").first)
        page.keyboard.press("Enter")
        expect(page.locator("#quote")).to_have_text(sentence)
        focus_on(page.locator("#text .block").nth(number).locator("[data-sentence]").first)
        for key, passage in steps.items():
            page.keyboard.press(key.strip())
            expect(page.locator("#quote")).to_have_text(passage)
        page.keyboard.press("Escape")

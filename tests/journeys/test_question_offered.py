"""A question while it is typed: the recorded one is offered, and its first words tell what answers it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Question
from newsroom.models import User
from sources.models import Capture
from tests.factories import make_claim, make_question, make_topic
from tests.journeys.conftest import Visitor
from tests.journeys.desk import at_sentence, focus_on, path, saved

pytestmark = pytest.mark.django_db(transaction=True)


def asking(page: Page) -> None:
    """The panel open on a sentence of one's own, in its field for the question."""
    at_sentence(page, 1)
    page.keyboard.press("Enter")
    page.locator("#id_text").fill("Nobody has ever said this")
    page.locator("#ask summary").click()
    focus_on(page.locator("#id_new_question"))


def test_recorded_question_is_offered_and_chosen_by_keyboard(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Arrow and Enter take it: its answer is asked next, and what it is answered by is said."""
    question = make_question("How many people were missing?", unit="people", topic=make_topic("The ferry"))
    make_claim(question, 14)
    page = visitor().enter(editor, path(capture))
    asking(page)
    page.keyboard.type("how many miss")
    expect(page.get_by_role("option", name="How many people were missing?")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#id_answer")).to_be_focused()
    expect(page.locator("#asked")).to_contain_text("missing? Answered by: A number, people")
    expect(page.locator("#id_new_question")).to_be_hidden()
    page.keyboard.type("at least nine")
    expect(page.locator("#reading")).to_contain_text("9 or more people")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert set(Question.objects.get().claims.values_list("low", flat=True)) == {14, 9}


@pytest.mark.parametrize(
    ("typed", "answered_by"),
    [
        ("How many died?", "number"),
        ("When did it sink?", "date"),
        ("Where did it sink?", "entity"),
        ("Whoever sank it?", "yes_no"),
        ("Did it sink?", "yes_no"),
        ("Сколько погибло?", "number"),
        ("Когда он затонул?", "date"),
        ("Кто его затопил?", "entity"),
        ("كم عدد القتلى؟", "number"),
        ("متى غرقت العبارة؟", "date"),
        ("أين غرقت؟", "entity"),
    ],
)
def test_first_words_tell_what_answers_a_question(
    visitor: Callable[..., Visitor], editor: User, capture: Capture, typed: str, answered_by: str
) -> None:
    """In each language of the desk."""
    page = visitor().enter(editor, path(capture))
    asking(page)
    page.keyboard.type(typed)
    expect(page.locator("#id_answer_type")).to_have_value(answered_by)


def test_kind_of_answer_that_somebody_chose_stays(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Typing on changes nothing that was set by hand; what is known of the very words does no more."""
    page = visitor().enter(editor, path(capture))
    asking(page)
    page.keyboard.type("How many")
    page.locator("#id_answer_type").select_option("text")
    page.locator("#id_new_question").press_sequentially(" died?")
    expect(page.locator("#id_answer_type")).to_have_value("text")
    page.locator("#id_answer").fill("a dozen, more or less")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert Claim.objects.get().question.answer_type == "text"

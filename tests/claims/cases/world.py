"""A small world in which random writes meet often: few entities, questions, claims and articles."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse

from claims.actions.claims import NewValue
from claims.actions.moving import Answering
from claims.models import Claim, Question
from newsroom.models import User
from newsroom.roles import EDITOR, REVIEWER
from sources.models import Capture, Entity
from tests.factories import (
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_topic,
    make_user,
)

TEXT = (
    "Two dockers were hurt in the harbour fire, the harbour master said.\n"
    "At least five people were hurt, according to posts.\n"
    "The authority declined to comment. The police denied that it was set on purpose."
)
#: What an article says when somebody looks again: the same, one sentence less, or one in other words.
TEXTS = (
    TEXT,
    TEXT.partition("\n")[0],
    TEXT.replace("At least five people", "At least six people"),
)
#: Of each kind of answer two that clash, or that one day may: the places are linked or merged meanwhile.
ANSWERS: dict[str, tuple[Any, ...]] = {
    "yes_no": (True, False),
    "number": (2, (5, None)),
    "date": ("2025-05-20", "2025-05-21~"),
}


class World:
    """Rows that every sequence of writes starts from; asked for by number, and read afresh each time."""

    def __init__(self) -> None:
        self.people = [make_user(EDITOR), make_user(EDITOR), make_user(REVIEWER)]
        voices = [make_entity(name, kind) for name, kind in _VOICES]
        outlets = [make_outlet("Post"), make_outlet("Wire")]
        places = [make_entity(name, "place") for name in ("Coast", "Port")]
        self._claims(places)
        self.captures = [
            make_capture(TEXT, outlet=outlet, published=published, public_text="full").pk
            for outlet, published in ((outlets[0], "2025-05-20"), (outlets[1], "2025-06-02"), (None, ""))
        ]
        self.entities = [one.pk for one in (*voices, *outlets, *places)]

    def _claims(self, places: list[Entity]) -> None:
        topic = self.topic = make_topic("The fire")
        self.claims: list[int] = []
        self.questions: list[int] = []
        for answer_type, answers in {**ANSWERS, "entity": tuple(places)}.items():
            question = make_question(answer_type=answer_type, topic=topic, varies=answer_type == "entity")
            self.questions.append(question.pk)
            for number, answer in enumerate(answers):
                published = number == 0 or answer_type != "date"
                self.claims.append(make_claim(question, answer, published=published).pk)

    def person(self, number: int) -> User:
        return self.people[number % len(self.people)]

    def entity(self, number: int) -> Entity:
        return Entity.objects.get(pk=self.entities[number % len(self.entities)])

    def capture(self, number: int) -> Capture:
        return Capture.objects.select_related("article").get(pk=self.captures[number % len(self.captures)])

    def page(self, number: int) -> str:
        """One of the pages that readers can ask for as of a moment, each in its turn."""
        claims, questions = Claim.objects.order_by("pk"), Question.objects.filter(pk__in=self.questions)
        rows = (*claims, *questions.order_by("pk"), self.topic)
        pages = [reverse("claims:claim-list"), *(str(row.get_absolute_url()) for row in rows)]
        return pages[number % len(pages)]

    def text(self, number: int) -> str:
        return TEXTS[number % len(TEXTS)]

    def claim(self, number: int) -> Claim:
        claims = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
        return Claim.objects.select_related("question").get(pk=claims[number % len(claims)])

    def question(self, number: int) -> Question:
        return Question.objects.get(pk=self.questions[number % len(self.questions)])

    def answering(self, question: int, number: int) -> Answering:
        """An answer to that question: one that is there, or a new one."""
        asked = self.question(question)
        values = {
            "yes_no": NewValue(yes=number % 2 == 0),
            "number": NewValue(low=Decimal(number % 4), high=Decimal(number % 4)),
            "date": NewValue(date=f"2025-05-2{number % 3}"),
            "entity": NewValue(entity=self.entity(number)),
        }
        return Answering(asked, values[asked.answer_type], f"Answer {number}")


_VOICES = (
    ("Harbour master", "person"),
    ("Harbour authority", "organisation"),
    ("The state", "organisation"),
    ("Posts on social media", "unnamed"),
)

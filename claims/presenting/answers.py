"""A claim's answer in the words of a conflict: "in Latakia province", "3 to 4 people"."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.wording.dates import date_words
from claims.wording.sentences import number_range


def answers(a: Claim, b: Claim) -> tuple[str, str]:
    """What two claims answer, to be told side by side; each whole where they answer different questions."""
    return (answer(a), answer(b)) if a.question_id == b.question_id else (a.text, b.text)


def answer(claim: Claim) -> str:
    """What the claim answers its question with; needs the question, and the entity where it is one.

    Where the answer is yes or no it is the claim itself, as "yes" says little.
    """
    if claim.value_state == "unknown":
        return _("not known")
    if claim.value_state == "none" or claim.answer_type == "yes_no":
        return claim.text
    if claim.answer_type == "number":
        return number_range(claim.low, claim.high, unit=claim.question.unit)
    if claim.answer_type == "date":
        return date_words(claim.date)
    if claim.answer_type == "entity" and claim.entity:
        return capfirst(claim.entity.shown)
    return claim.answer_text

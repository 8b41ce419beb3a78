"""The letters that name a question's answers: A, B, C, in the alphabet of the language."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

_ALPHABET = pgettext_lazy("letters that name answers, in order", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def letter(number: int) -> str:
    """The letter of answer `number`, counted from 0; after the last comes AA, AB and so on."""
    letters = str(_ALPHABET)
    more, here = divmod(number, len(letters))
    return (letter(more - 1) if more else "") + letters[here]

"""The language of a text, as far as its letters tell. Pure."""

from __future__ import annotations

import re

#: Scripts by their letters, and the languages our desks read in them: the first, unless
#: the letters that only another has are there.
_SCRIPTS = (
    (re.compile("[а-яА-ЯёЁіІїЇєЄґҐ]"), "ru", re.compile("[іїєґІЇЄҐ]"), "uk"),
    (re.compile("[\u0620-\u064a\u0671-\u06d3]"), "ar", re.compile("[پچژگکی]"), "fa"),
    (re.compile("[א-ת]"), "he", None, ""),
    (re.compile("[\u0531-\u0587]"), "hy", None, ""),
    (re.compile("[\u10d0-\u10ff]"), "ka", None, ""),
)
#: Languages that are not written in Latin letters, whatever a page's template says.
_OTHER_SCRIPTS = {
    "ru",
    "uk",
    "be",
    "bg",
    "kk",
    "ky",
    "mk",
    "sr",
    "ar",
    "fa",
    "ur",
    "ps",
    "ku",
    "he",
    "hy",
    "ka",
}
#: A letter in a hundred tells Ukrainian from Russian with a foreign name in it.
_TELLING = 100


def language_by_letters(declared: str, text: str) -> str:
    """The language that is declared, where the letters bear it out, else what they show; "" for unknown."""
    said = declared.strip().replace("_", "-").partition("-")[0].lower()
    said = said if re.fullmatch("[a-z]{2,3}", said) else ""
    letters = sum(map(str.isalpha, text)) or 1
    for script, usual, telling, other in _SCRIPTS:
        if len(script.findall(text)) * 2 > letters:
            if said in _OTHER_SCRIPTS:
                return said
            return other if telling and len(telling.findall(text)) * _TELLING > letters else usual
    return said if said not in _OTHER_SCRIPTS else ""

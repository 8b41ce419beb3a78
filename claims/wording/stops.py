"""One full stop where a sentence ends in a name or in words that have their own: "from Terminals Ltd."."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

#: Two stops and not the three of an ellipsis, with nothing seen between them but the end of a quotation.
_TWICE = re.compile(r"(?P<last>[^.])\.(?P<between>(?:</\w+>|[\u2069”»“’])*)\.(?=\s|<|$)")
_QUOTED = re.compile("[”»“’]")


def one_stop(text: str) -> str:
    """`text` with one stop where two met.

    A name keeps its own, which ends the sentence too. One set apart because it
    runs the other way has its stop at its far side: the sentence needs another.
    Quoted words leave theirs to the sentence around them.
    """
    return _TWICE.sub(_once, text)


def one_stop_markup(content: SafeString) -> SafeString:
    """The same of a page's markup, whose tags stay as they are."""
    return mark_safe(_TWICE.sub(_once, content))


def _once(found: re.Match[str]) -> str:
    last, between = found["last"], found["between"]
    if found.string[found.end() :].lstrip()[:1].islower():
        # No sentence ends here: these are somebody's own dots.
        return found[0]
    if _QUOTED.search(between):
        # The stop of an abbreviation in capitals is its own.
        return found[0] if last.isupper() else f"{last}{between}."
    other = ("L",) if get_language_bidi() else ("R", "AL")
    apart = between and bidirectional(last) in other
    return found[0] if apart else f"{last}.{between}"

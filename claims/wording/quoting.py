"""Quotation marks: the page's language sets a pair around someone's words, and another for those within."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext


def around(text: str) -> str:
    """`text` between the outer marks."""
    return pgettext("quotation", "“%(words)s”") % {"words": text}


def nested(text: str) -> str:
    """`text` with the marks that would stand doubled beside the outer ones made the inner pair."""
    return _nested(text, '"', "(?!)")


def nested_markup(content: SafeString) -> SafeString:
    """The same of a page's markup, whose tags stay as they are."""
    return mark_safe(_nested(content, "&quot;", "<[^>]*>"))


def _nested(text: str, straight: str, kept: str) -> str:
    """`straight` is how a mark is written that both opens and closes: it opens before a word."""
    opening, _words, closing = around("\0").partition("\0")
    # What began with this is closed by the mark that opens in English.
    if "„" in text and opening == "“":
        return text
    inner = pgettext("quotation within a quotation", "‘%(words)s’") % {"words": "\0"}
    opens, _words, closes = inner.partition("\0")
    # After a digit a straight mark means inches or seconds.
    marks = re.compile(
        rf"(?P<kept>{kept})|(?P<opens>{opening}|(?<!\w){straight}(?=\w))|(?P<closes>{closing}|(?<!\d){straight})"
    )
    put = {"opens": opens, "closes": closes}
    return marks.sub(lambda found: put.get(found.lastgroup or "", found[0]), text)

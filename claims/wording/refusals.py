"""Why something was not done, in words for whoever tried."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: By `NotPublishable.reason`.
NOT_PUBLISHABLE = {
    "moved": _("“%(claim)s” has moved: publish the claim that its statements are on now."),
    "held": _("“%(claim)s” is under a legal hold: an administrator must lift it first."),
    "needs_own_words": _(
        "“%(claim)s” is the article’s own sentence, beyond the 25 words that may be quoted: reword it first."
    ),
    "needs_second_person": _(
        "“%(claim)s” alleges wrongdoing and you recorded it yourself: a second person must publish it."
    ),
    "needs_reply_or_attempt": _(
        "“%(claim)s” alleges wrongdoing: first record that the people it is about were asked, as a check."
    ),
}


def not_publishable_because(reason: str, claim: str) -> str:
    """Why a claim of these words cannot be published; `reason` is one of `NotPublishable.REASONS`."""
    return str(NOT_PUBLISHABLE[reason]) % {"claim": claim}

"""Why something was not done, in words for whoever tried."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.wording.sentences import within
from claims.wording.words import ANSWER_TYPE

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

#: By `CannotReword.reason`.
CANNOT_REWORD = {
    "moved": _("This claim has moved. Reword the one that its statements are on now."),
    "accusation": _(
        "It accuses somebody: only whoever recorded it rewords it, while readers do not see it, "
        "and another editor then publishes it."
    ),
    "agreed": _(
        "A verdict that takes a second person stands or waits on these words: withdraw it first, "
        "then reword the claim."
    ),
    "not_yours": _("Only an editor rewords a claim that is a colleague’s, public or judged."),
    "taken": _(
        "Another claim of this topic says exactly that. If it is the same, merge the two; if not, word this"
        " one so that they can be told apart."
    ),
    "needs_own_words": _(
        "These are more than 25 words of the article, and readers see the claim: put it in your own words."
    ),
}

#: By `CannotAsk.reason`.
CANNOT_ASK = {
    "answered_otherwise": _(
        "“%(question)s” is recorded already, and answered by: %(answer_type)s. Choose that, or ask in other"
        " words."
    ),
    "several_topics": _("“%(question)s” is asked under several topics. Choose the one that is meant."),
}


#: Why words stay that an edit gave, by the code that `claims.actions.wording.words_back` returns.
WORDS_KEPT = CANNOT_REWORD | {
    "changed": _("They have been changed again since."),
    "taken": _("Another claim of this topic has the former ones."),
    "needs_own_words": _("The former ones are more than 25 words of the article, and readers see the claim."),
}


def not_publishable_because(reason: str, claim: str) -> str:
    """Why a claim of these words cannot be published; `reason` is one of `NotPublishable.REASONS`."""
    return str(NOT_PUBLISHABLE[reason]) % {"claim": within(claim)}


def cannot_ask_because(reason: str, question: str, answer_type: str) -> str:
    """Why a question of these words is not asked as typed; `reason` is one of `CannotAsk.REASONS`."""
    told = {"question": within(question), "answer_type": ANSWER_TYPE[answer_type]}
    return str(CANNOT_ASK[reason]) % told

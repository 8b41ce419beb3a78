"""What the answers to one question amount to, in sentences."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, npgettext, pgettext_lazy

from claims.wording.sentences import tally, within

#: Small numbers as words, to begin a sentence with. The noun is in the context, for its gender.
_COUNT = {
    1: pgettext_lazy("answers", "one"),
    2: pgettext_lazy("answers", "two"),
    3: pgettext_lazy("answers", "three"),
    4: pgettext_lazy("answers", "four"),
    5: pgettext_lazy("answers", "five"),
    6: pgettext_lazy("answers", "six"),
    7: pgettext_lazy("answers", "seven"),
    8: pgettext_lazy("answers", "eight"),
    9: pgettext_lazy("answers", "nine"),
}

#: The same for pairs.
_PAIRS = {
    1: pgettext_lazy("pairs", "one"),
    2: pgettext_lazy("pairs", "two"),
    3: pgettext_lazy("pairs", "three"),
    4: pgettext_lazy("pairs", "four"),
    5: pgettext_lazy("pairs", "five"),
    6: pgettext_lazy("pairs", "six"),
    7: pgettext_lazy("pairs", "seven"),
    8: pgettext_lazy("pairs", "eight"),
    9: pgettext_lazy("pairs", "nine"),
}


def is_it_so(claim: str) -> str:
    """The question of a claim for which nobody has asked one, where it stands by itself."""
    return gettext("Is it so: “%(claim)s”?") % {"claim": within(claim)}


def answers_from(answers: int, outlets: int, articles: int, of_articles: int) -> str:
    """ "Four answers from 3 outlets in 4 of 5 articles." """
    counted = ngettext("%(n)s answer", "%(n)s answers", answers) % {"n": _counted(answers)}
    if not outlets:
        return gettext("%(answers)s, which no outlet gives.") % {"answers": capfirst(counted)}
    return gettext("%(answers)s from %(outlets)s in %(articles)s.") % {
        "answers": capfirst(counted),
        "outlets": npgettext("after “from”", "%(n)d outlet", "%(n)d outlets", outlets) % {"n": outlets},
        "articles": tally(articles, of_articles),
    }


def unnamed_counted(outlets: int) -> str:
    """That outlets without a name were counted by article; "" where that makes no difference."""
    if outlets < 2:
        return ""
    told = gettext(
        "%(n)d of these outlets are not named: each article counts as one, and some may be the same."
    )
    return told % {"n": outlets}


def unread_of(articles: int, unread: int) -> str:
    """That some of these articles may say more; "" where all are read to the end."""
    if not unread:
        return ""
    if articles == 1:
        return gettext("The article has not been read to the end.")
    if unread == articles:
        return gettext("None of the articles has been read to the end.")
    return ngettext(
        "%(n)d of the articles has not been read to the end.",
        "%(n)d of the articles have not been read to the end.",
        unread,
    ) % {"n": unread}


def fit_together(answers: int, clashing: int, tense: int, *, odd: bool = False) -> str:
    """How many pairs of answers cannot both be true or are hard to reconcile; "" for a single answer.

    `odd` says that one answer is ruled out by all others, and no other pair is.
    """
    if clashing and answers == 2:
        return gettext("They cannot both be true.")
    if clashing and odd:
        return gettext(
            "One answer cannot be true together with any of the others; these do not rule each other out."
        )
    if clashing:
        return ngettext(
            "%(n)s pair of them cannot both be true.", "%(n)s pairs of them cannot both be true.", clashing
        ) % {"n": capfirst(_counted_pairs(clashing))}
    if tense:
        return ngettext(
            "%(n)s pair of them is hard to reconcile.", "%(n)s pairs of them are hard to reconcile.", tense
        ) % {"n": capfirst(_counted_pairs(tense))}
    return gettext("None of them rules out another.") if answers > 1 else ""


def _counted(answers: int) -> str:
    return str(_COUNT[answers]) if answers in _COUNT else number_format(answers)


def _counted_pairs(pairs: int) -> str:
    return str(_PAIRS[pairs]) if pairs in _PAIRS else number_format(pairs)

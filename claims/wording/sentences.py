"""Counts, ranges and conflicts as sentences, in the language active when they are built.

A count is always a sentence, because a bare 0 reads as "nobody said it".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple
from unicodedata import bidirectional

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language_bidi, gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from claims.wording.quoting import around, nested
from claims.wording.stops import one_stop
from claims.wording.words import CAVEAT_SENTENCE, OWN_VOICE


class Fact(NamedTuple):
    """One of the facts under a claim: a sentence, and a smaller one that completes it."""

    head: str
    note: str = ""


def carried_by(outlets: int) -> str:
    """How many outlets say it."""
    if not outlets:
        return gettext("No outlet carries it.")
    return ngettext("Carried by %(n)d outlet.", "Carried by %(n)d outlets.", outlets) % {"n": outlets}


def traced_to(origins: int) -> str:
    """How many independent identified origins stand behind it; without the full stop."""
    if not origins:
        return gettext("Traced to no identified source")
    return ngettext("Traced to %(n)d identified source", "Traced to %(n)d independent sources", origins) % {
        "n": origins
    }


def untraced(outlets: int) -> str:
    """The outlets whose statements lead to nobody, which together count as no origin; "" for none."""
    if not outlets:
        return ""
    return ngettext(
        "%(n)d outlet gives no traceable source.", "%(n)d outlets give no traceable source.", outlets
    ) % {"n": outlets}


def pending(outlets: int) -> str:
    """The outlets of which the desk has not recorded where they have it from; "" for none."""
    if not outlets:
        return ""
    return ngettext(
        "Where %(n)d outlet has it from is not recorded yet.",
        "Where %(n)d outlets have it from is not recorded yet.",
        outlets,
    ) % {"n": outlets}


def on_record(origins: int) -> str:
    """How many of the origins are on record."""
    if not origins:
        return gettext("Nobody is on record.")
    return ngettext("%(n)d source is on record.", "%(n)d sources are on record.", origins) % {"n": origins}


def contradicted_by(claims: int) -> str:
    """How many claims cannot be true beside this one."""
    if not claims:
        return gettext("No claim contradicts it.")
    return ngettext("%(n)d claim contradicts it.", "%(n)d claims contradict it.", claims) % {"n": claims}


def hard_to_reconcile(claims: int) -> str:
    """How many claims are in tension with this one; "" for none."""
    if not claims:
        return ""
    told = ngettext("%(n)d is hard to reconcile with it.", "%(n)d are hard to reconcile with it.", claims)
    return told % {"n": claims}


def contradicted_at_the_desk(claims: int, *, seen: int) -> str:
    """The same as the desk has it: some of them readers do not see, or not yet."""
    told = contradicted_by(claims)
    if claims <= seen:
        return told
    readers = ngettext("Readers see %(n)d of them.", "Readers see %(n)d of them.", seen) % {"n": seen}
    if not seen:
        readers = gettext("Readers do not see that.")
    return f"{told} {readers}"


def contradicted_for_readers(claims: int) -> str:
    """How many contradictions readers see, where the desk may know of more."""
    if not claims:
        return gettext("Readers see no claim that contradicts it.")
    return ngettext(
        "Readers see %(n)d claim that contradicts it.", "Readers see %(n)d claims that contradict it.", claims
    ) % {"n": claims}


def denied_by(origins: int) -> str:
    """How many independent identified origins deny it; "" for none."""
    if not origins:
        return ""
    return ngettext("Denied by %(n)d identified source.", "Denied by %(n)d independent sources.", origins) % {
        "n": origins
    }


def facts(
    *,
    outlets: int,
    origins: int,
    untraced_outlets: int,
    records: int,
    conflicts: int,
    tensions: int = 0,
    denials: int = 0,
    pending_outlets: int = 0,
) -> list[Fact]:
    """The facts under a claim, each a sentence."""
    note = " ".join(filter(None, (untraced(untraced_outlets), pending(pending_outlets))))
    found = [
        Fact(carried_by(outlets), denied_by(denials)),
        Fact(traced_to(origins) + (pgettext("punctuation", ";") if note else "."), note),
        Fact(on_record(records)),
        Fact(contradicted_by(conflicts), hard_to_reconcile(tensions)),
    ]
    return found


def counters(outlets: int, origins: int, untraced_outlets: int) -> str:
    """Who carries a claim and where it comes from, in one line."""
    note = untraced(untraced_outlets)
    traced = traced_to(origins)
    traced = aside((traced, note), apart=True) if note else f"{traced}."
    return f"{carried_by(outlets)} {traced}"


#: Small numbers as words, for a headline. The noun they count is in the context, for its gender.
_COUNT = {
    1: pgettext_lazy("contradictions", "one"),
    2: pgettext_lazy("contradictions", "two"),
    3: pgettext_lazy("contradictions", "three"),
    4: pgettext_lazy("contradictions", "four"),
    5: pgettext_lazy("contradictions", "five"),
    6: pgettext_lazy("contradictions", "six"),
    7: pgettext_lazy("contradictions", "seven"),
    8: pgettext_lazy("contradictions", "eight"),
    9: pgettext_lazy("contradictions", "nine"),
}


def open_contradictions(count: int, *, most: int | None = None) -> str:
    """The headline of the home page: "Four contradictions are open"; `most` is as far as was counted."""
    if not count:
        return gettext("No contradiction is open")
    if most is not None and count > most:
        return gettext("More than %(n)s contradictions are open") % {"n": number(most)}
    words = str(_COUNT[count]) if count in _COUNT else number_format(count)
    return capfirst(
        ngettext("%(n)s contradiction is open", "%(n)s contradictions are open", count) % {"n": words}
    )


def so_far(claims: int, articles: int, *, most: int) -> str:
    """What the record holds: "So far: 101 claims from 5 articles." Articles are counted as far as `most`."""
    if articles > most:
        told = gettext("So far: %(claims)s claims from more than %(n)s articles.")
    else:
        told = ngettext(
            "So far: %(claims)s claims from %(n)s article.",
            "So far: %(claims)s claims from %(n)s articles.",
            articles,
        )
    return told % {"claims": number(claims), "n": number(min(articles, most))}


def number(value: Decimal | int) -> str:
    """A number as printed in running text: "49", "12,500", "2 billion"."""
    for power, words in ((9, gettext("%(n)s billion")), (6, gettext("%(n)s million"))):
        scaled = Decimal(value) / 10**power
        if scaled >= 1 and scaled == round(scaled, 1):
            return words % {"n": number_format(f"{scaled.normalize():f}")}
    plain = f"{Decimal(value).normalize():f}"
    # Four digits are left whole: 2017 may be a year.
    return number_format(plain, force_grouping=abs(Decimal(value)) >= 10_000)


def counted(found: int, *, more: bool) -> str:
    """How many were found: "50"; "more than 50" where `more` says that counting stopped there."""
    return pgettext("count", "more than %(n)s") % {"n": number(found)} if more else number(found)


def number_range(
    low: Decimal | int | None, high: Decimal | int | None, *, unit: str = "", about: bool = False
) -> str:
    """A range with only the bounds its words guarantee: "3", "3 to 4", "2 or more", "up to 4"."""
    if low is None and high is None:
        return gettext("a number not given")
    if high is None:
        words = gettext("%(low)s or more") % {"low": number(low or 0)}
    elif low is None:
        words = gettext("up to %(high)s") % {"high": number(high)}
    elif low == high:
        words = number(low)
    else:
        words = gettext("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}
    if about:
        words = gettext("about %(number)s") % {"number": words}
    return (
        pgettext("number with unit", "%(number)s %(unit)s") % {"number": words, "unit": unit}
        if unit
        else words
    )


def isolated(text: str) -> str:
    """`text` for a sentence that may run the other way: its own numbers and stops stay where they belong."""
    other = ("L",) if get_language_bidi() else ("R", "AL")
    return f"\u2068{text}\u2069" if any(bidirectional(one) in other for one in text) else text


def quoted(text: str) -> str:
    """Someone's words between the quotation marks of the language around them."""
    return around(nested(text))


def within(text: str) -> str:
    """`text` for a sentence that quotes it: its own marks are the inner ones. See also `isolated`."""
    return isolated(nested(text))


def conflict(a: str, b: str, level: str = "contradiction") -> str:
    """Two answers side by side, in the sentence their level allows."""
    sentence = {
        "contradiction": gettext("“%(a)s” and “%(b)s” cannot both be true."),
        "tension": gettext("“%(a)s” and “%(b)s” are hard to reconcile."),
        "update": gettext("First “%(a)s”, later “%(b)s”: an update, not a contradiction."),
    }[level]
    return sentence % {"a": within(a), "b": within(b)}


def silence(kind: str, when: str, outlet: str) -> str:
    """A party's silence, as evidence to show and never as a denial. `when` is a date in words."""
    sentence = {
        "silence": gettext("No official comment as of %(when)s, according to %(outlet)s. Not a denial."),
        "no_comment": gettext(
            "Asked, declined to comment as of %(when)s, according to %(outlet)s. Not a denial."
        ),
        "no_response": gettext("Asked, had not replied by %(when)s, according to %(outlet)s. Not a denial."),
        "non_confirmation": gettext(
            "Spoke by %(when)s without confirming it, according to %(outlet)s. Not a denial."
        ),
    }[kind]
    return one_stop(sentence % {"when": when, "outlet": outlet})


def listed(names: Sequence[str]) -> str:
    """Names in a row: "Moscow, Damascus and Ankara"."""
    *first, last = names
    if not first:
        return last
    return pgettext("names", "%(first)s and %(last)s") % {"first": aside(first), "last": last}


def aside(remarks: Iterable[str], *, apart: bool = False) -> str:
    """Remarks in one line, empty ones left out: "26 May 2025, as fact". Those with commas stand `apart`."""
    mark = pgettext("punctuation", ";") if apart else pgettext("punctuation", ",")
    return f"{mark} ".join(one for one in remarks if one)


def dated(outlet: str, date: str) -> str:
    """Who published it and when: "Caliber.Az, 26 May 2025"."""
    return gettext("%(outlet)s, %(date)s") % {"outlet": isolated(outlet), "date": date}


def firmness(because: str) -> str:
    """What T2 says once an editor has ruled: `because` is social_media, anonymous, hedged or headline."""
    return {
        "social_media": gettext("Stated as fact here; it goes back to social media."),
        "anonymous": gettext("Stated as fact here; it goes back to an anonymous source."),
        "hedged": gettext("Stated as fact here; the same article hedges it elsewhere."),
        "headline": gettext("The headline states as fact what the article puts more weakly."),
    }[because]


def sourcing(caveat: str | None, chain: Sequence[tuple[str, str | None, bool]]) -> str:
    """How a statement is sourced: "Stated as fact. Social media (inferred), via Syrian media".

    `chain` is (name, basis, inferred) from the origin on, without the article's own outlet.
    """
    put = str(CAVEAT_SENTENCE[caveat or ""])
    if not chain:
        return put
    if chain[0][1] == "own_voice":
        return str(OWN_VOICE)
    names = [gettext("%(name)s (inferred)") % {"name": n} if inferred else n for n, _basis, inferred in chain]
    came = capfirst(names[0])
    if len(names) > 1:
        came = gettext("%(origin)s, via %(names)s") % {"origin": came, "names": listed(names[:0:-1])}
    return f"{put} {came}".strip()


def copy_wording(
    outlet: str,
    claim: str,
    *,
    kind: str = "assertion",
    citing: Sequence[str] = (),
    silent: Sequence[str] = (),
    by: str = "",
) -> str:
    """A sentence ready to paste, with its sourcing and, up to the date `by`, who had not commented."""
    names = {"outlet": outlet, "citing": listed(citing) if citing else "", "claim": claim.rstrip(".")}
    said = _REPORTED[kind, bool(citing)] % names
    if not silent:
        return said
    quiet = ngettext(
        "%(who)s had not commented by %(by)s.", "%(who)s had not commented by %(by)s.", len(silent)
    )
    return f"{said} {quiet % {'who': listed(silent), 'by': by}}"


#: By kind of statement, and whether the outlet cites someone. Only the four that speak. No quotation marks:
#: a claim is the desk's wording, and pasted as a quote it would put words into the outlet's mouth.
_REPORTED = {
    ("assertion", True): _("%(outlet)s, citing %(citing)s, reported: %(claim)s."),
    ("assertion", False): _("%(outlet)s reported: %(claim)s."),
    ("speculation", True): _("%(outlet)s, citing %(citing)s, reported, not as a fact: %(claim)s."),
    ("speculation", False): _("%(outlet)s reported, not as a fact: %(claim)s."),
    ("denial", True): _("%(outlet)s, citing %(citing)s, reported a denial of this: %(claim)s."),
    ("denial", False): _("%(outlet)s denied this: %(claim)s."),
    ("doubt", True): _("%(outlet)s, citing %(citing)s, reported doubts about this: %(claim)s."),
    ("doubt", False): _("%(outlet)s doubted this: %(claim)s."),
}


def counted_as_one(speaker: str, body: str) -> str:
    """Why two voices are one origin."""
    told = gettext("Counted as one: %(speaker)s speaks for %(body)s.")
    return one_stop(told % {"speaker": speaker, "body": body})


def counted_apart(outlet: str, owner: str) -> str:
    """Ownership is shown and never merges origins."""
    return gettext("%(outlet)s is owned by %(owner)s; counted separately.") % {
        "outlet": outlet,
        "owner": owner,
    }


def tally(part: int, whole: int) -> str:
    """A count with its denominator: "12 of 240 articles"; of one there is nothing to count."""
    if part == whole == 1:
        return gettext("1 article, the only one so far")
    return ngettext("%(part)s of %(whole)s article", "%(part)s of %(whole)s articles", whole) % {
        "part": number_format(part),
        "whole": number_format(whole),
    }


def passages_told(outcomes: Mapping[str, int]) -> list[str]:
    """What became of an article's tagged passages, in sentences; outcomes that none came to are left out."""
    carried, moved, lost = (outcomes.get(name, 0) for name in ("carried", "moved", "lost"))
    told = [
        (carried, ngettext("%(n)d passage stands.", "%(n)d passages stand.", carried)),
        (
            moved,
            ngettext(
                "%(n)d is found again, but what stands around it has changed.",
                "%(n)d are found again, but what stands around them has changed.",
                moved,
            ),
        ),
        (
            lost,
            ngettext(
                "%(n)d is not found word for word, or more than once.",
                "%(n)d are not found word for word, or more than once.",
                lost,
            ),
        ),
    ]
    return [sentence % {"n": count} for count, sentence in told if count]

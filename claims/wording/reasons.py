"""Why the evidence counts as it does, in sentences: the reasons of `claims.evidence.explanation` in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.wording import sentences
from claims.wording.stops import one_stop

#: More names than this say less than a number.
_MOST_NAMES = 4


def reason(code: str, count: int, names: Sequence[str] = ()) -> str:
    """A reason as a sentence. `names` are the voices it is about, for the codes that are about voices."""
    return one_stop(_WORDED[code](count, _few(names)))


def _few(names: Sequence[str]) -> str:
    shown = list(names[:_MOST_NAMES])
    if len(names) > len(shown):
        shown.append(_("%(n)d more") % {"n": len(names) - len(shown)})
    return sentences.listed(shown) if shown else ""


def _no_origin(count: int, names: str) -> str:
    return _("Traced to no identified source.")


def _one_origin(count: int, names: str) -> str:
    return _("Traced to one identified source: %(names)s.") % {"names": names}


def _independent_origins(count: int, names: str) -> str:
    return ngettext(
        "Traced to %(n)d independent source: %(names)s.",
        "Traced to %(n)d independent sources: %(names)s.",
        count,
    ) % {"n": count, "names": names}


# Two of a thing are "both" in English, and "all 2" in nobody's.
def _all_trace_to_one_statement(count: int, names: str) -> str:
    if names:
        if count == 2:
            return _("Both outlets trace to one source: %(names)s.") % {"names": names}
        return ngettext(
            "The %(n)d outlet traces to one source: %(names)s.",
            "All %(n)d outlets trace to one source: %(names)s.",
            count,
        ) % {"n": count, "names": names}
    if count == 2:
        return _("Both outlets have it from one and the same statement, so this is one source.")
    return ngettext(
        "The %(n)d outlet has it from another’s statement, so this is one source.",
        "All %(n)d outlets have it from one and the same statement, so this is one source.",
        count,
    ) % {"n": count}


def _all_trace_to_one_origin(count: int, names: str) -> str:
    if count == 2:
        return _("Both outlets have it from %(names)s alone.") % {"names": names}
    return ngettext(
        "The %(n)d outlet has it from %(names)s alone.",
        "All %(n)d outlets have it from %(names)s alone.",
        count,
    ) % {"n": count, "names": names}


def _none_on_record(count: int, names: str) -> str:
    return _("None of them is on record: not enough for “Backed by separate sources”.")


def _no_original_seen(count: int, names: str) -> str:
    return _("We have seen no original of theirs: not enough for “Backed by separate sources”.")


def _circle(count: int, names: str) -> str:
    return ngettext(
        "%(n)d statement cites itself, so that it is no source.",
        "%(n)d statements cite each other, so that none of them is a source.",
        count,
    ) % {"n": count}


def _unnamed(count: int, names: str) -> str:
    words = ngettext(
        "%(n)d voice that no reader could find is shown and not counted",
        "%(n)d voices that no reader could find are shown and not counted",
        count,
    ) % {"n": count}
    return _("%(sentence)s: %(names)s.") % {"sentence": words, "names": names} if names else f"{words}."


def _own_voice(count: int, names: str) -> str:
    return ngettext(
        "%(n)d statement is the outlet’s own, without a source.",
        "%(n)d statements are the outlets’ own, without a source.",
        count,
    ) % {"n": count}


def _not_recorded(count: int, names: str) -> str:
    return ngettext(
        "Where %(n)d statement comes from is not recorded yet.",
        "Where %(n)d statements come from is not recorded yet.",
        count,
    ) % {"n": count}


def _origins_against(count: int, names: str) -> str:
    return ngettext(
        "Denied by one identified source: %(names)s.",
        "Denied by %(n)d independent sources: %(names)s.",
        count,
    ) % {"n": count, "names": names}


def _denials(count: int, names: str) -> str:
    return ngettext("%(n)d statement denies it.", "%(n)d statements deny it.", count) % {"n": count}


def _doubts(count: int, names: str) -> str:
    return ngettext("%(n)d statement doubts it.", "%(n)d statements doubt it.", count) % {"n": count}


def _silences(count: int, names: str) -> str:
    return ngettext(
        "%(n)d statement records somebody’s silence, which counts for neither side.",
        "%(n)d statements record somebody’s silence, which counts for neither side.",
        count,
    ) % {"n": count}


def _outlets_differ(count: int, names: str) -> str:
    return ngettext(
        "Outlets differ with %(n)d other claim on their own word; this needs a check.",
        "Outlets differ with %(n)d other claims on their own word; this needs a check.",
        count,
    ) % {"n": count}


_WORDED: Mapping[str, Callable[[int, str], str]] = {
    "carried_by": lambda count, names: sentences.carried_by(count),
    "no_origin": _no_origin,
    "one_origin": _one_origin,
    "independent_origins": _independent_origins,
    "all_trace_to_one_statement": _all_trace_to_one_statement,
    "all_trace_to_one_origin": _all_trace_to_one_origin,
    "on_record": lambda count, names: sentences.on_record(count),
    "none_on_record": _none_on_record,
    "no_original_seen": _no_original_seen,
    "circle": _circle,
    "untraced": lambda count, names: sentences.untraced(count),
    "unnamed": _unnamed,
    "own_voice": _own_voice,
    "not_recorded": _not_recorded,
    "origins_against": _origins_against,
    "denials": _denials,
    "doubts": _doubts,
    "silences": _silences,
    "outlets_differ": _outlets_differ,
}

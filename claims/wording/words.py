"""What people read for every code of `claims.vocabulary`.

Labels are lazy, so that they may be named at import. An empty code is "not
recorded", or for a status "not reviewed"; `None` reads the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Words(NamedTuple):
    """A code as people read it: a label, and what it means in one line ("" where the label says it all)."""

    label: _StrPromise
    meaning: _StrPromise | str


NOT_REVIEWED = Words(
    _("Not reviewed yet"),
    _("We haven’t examined this claim. That says nothing about whether it is true."),
)
#: In the order in which the page "How statuses are decided" explains them.
STATUS: Mapping[str, Words] = {
    "": NOT_REVIEWED,
    "unverified": Words(_("Not verified so far"), _("We looked and can’t yet say yes or no.")),
    "corroborated": Words(
        _("Backed by separate sources"),
        _("At least two, one on record; we haven’t proved it ourselves."),
    ),
    "confirmed": Words(_("Confirmed by this desk"), _("We checked the evidence; a second editor agreed.")),
    "disputed": Words(
        _("Sources disagree"), _("Identified sources conflict; we can’t yet say who is right.")
    ),
    "refuted": Words(_("Found to be false"), _("Evidence shows otherwise; a second editor agreed.")),
    "unverifiable": Words(_("No way to check now"), _("What would settle it isn’t available.")),
    "not_checkable": Words(_("Opinion or forecast: not rated"), ""),
}

KIND: Mapping[str, _StrPromise] = {
    "assertion": _("Says it"),
    "speculation": _("Suggests it"),
    "denial": _("Denies it"),
    "doubt": _("Doubts it"),
    "non_confirmation": _("Spoke, didn’t confirm"),
    "no_comment": _("Declined to comment"),
    "no_response": _("Asked, no reply yet"),
    "silence": _("No official comment"),
}
STANCE: Mapping[str, _StrPromise] = {
    "support": _("Says it"),
    "deny": _("Denies it"),
    "query": _("Doubts it"),
    "none": _("Didn’t say"),
}

NOT_RECORDED = _("Not recorded")
CERTAINTY: Mapping[str, _StrPromise] = {
    "": NOT_RECORDED,
    "certain": _("States it"),
    "probable": _("Likely"),
    "possible": _("Possible"),
}
#: How the outlet puts it.
CAVEAT: Mapping[str, _StrPromise] = {
    "": NOT_RECORDED,
    "verified": _("Says it checked"),
    "fact": _("As fact"),
    "attributed": _("Attributes it"),
    "reported": _("Reportedly"),
    "alleged": _("Allegedly"),
    "unconfirmed": _("Says unconfirmed"),
    "could_not_verify": _("Says it couldn’t verify"),
}
CAVEAT_SENTENCE: Mapping[str, _StrPromise | str] = {
    "": "",
    "verified": _("The outlet says it checked."),
    "fact": _("Stated as fact."),
    "attributed": _("Attributed."),
    "reported": _("Put as “reportedly”."),
    "alleged": _("Put as “allegedly”."),
    "unconfirmed": _("The outlet calls it unconfirmed."),
    "could_not_verify": _("The outlet says it couldn’t verify."),
}
BASIS: Mapping[str, _StrPromise] = {
    "": NOT_RECORDED,
    "observed": _("Saw it"),
    "document": _("A document"),
    "on_record": _("On record"),
    "background": _("Described, not named"),
    "anonymous": _("Anonymous"),
    "named_media": _("Named outlet"),
    "unnamed_media": _("Outlet not named"),
    "social_media": _("Social media"),
    "own_voice": _("Own voice"),
}
OWN_VOICE = _("Stated by the outlet without naming a source.")
TAKES_NO_SIDE = _("Takes no side")
TOLD_WITHOUT_A_SIDE = _("Told by the outlet itself.")
FORM: Mapping[str, _StrPromise] = {
    "headline": _("Headline"),
    "quote": _("Quotation"),
    "paraphrase": _("Paraphrase"),
}
NATURE: Mapping[str, _StrPromise] = {
    "fact": pgettext_lazy("nature of a claim", "Fact"),
    "interpretation": _("Interpretation"),
    "forecast": _("Forecast"),
    "opinion": _("Opinion"),
}
VALUE_STATE: Mapping[str, _StrPromise] = {
    "known": pgettext_lazy("value", "Known"),
    "unknown": pgettext_lazy("value", "Not known"),
    "none": pgettext_lazy("value", "None"),
}
ANSWER_TYPE: Mapping[str, _StrPromise] = {
    "yes_no": _("Yes or no"),
    "number": _("A number"),
    "date": _("A date"),
    "entity": _("A person, place or option"),
    "text": _("Words"),
}
VISIBILITY: Mapping[str, _StrPromise] = {"desk": _("Desk only"), "published": _("Published")}
ENTITY_KIND: Mapping[str, _StrPromise] = {
    "person": _("Person"),
    "organisation": _("Organisation"),
    "outlet": _("Outlet"),
    "unnamed": _("Not named"),
    "place": _("Place"),
    "option": _("Answer"),
}
LINK_KIND: Mapping[str, _StrPromise] = {
    "speaks_for": _("Speaks for"),
    "owned_by": _("Belongs to"),
    "lies_in": _("Lies in"),
}
CHECK_RESULT: Mapping[str, _StrPromise] = {
    "supports": _("Supports the claim"),
    "contradicts": _("Contradicts the claim"),
    "inconclusive": _("Inconclusive"),
}
CAPTURE_METHOD: Mapping[str, _StrPromise] = {
    "pasted": _("Pasted by an editor"),
    "uploaded": _("Uploaded by an editor"),
    "fetched": _("Fetched from its address"),
    "digest": _("Our summary, not the outlet’s words"),
}
#: What became of a passage in a newer capture, as the desk reads it.
OUTCOME: Mapping[str, _StrPromise] = {
    "carried": _("Stands in the new text"),
    "moved": _("Found again, but what stands around it has changed: is it the same?"),
    "lost": _("Not found word for word, or more than once: what became of it?"),
    "altered": _("Altered by the outlet"),
    "removed": _("Taken out by the outlet"),
}
PUBLIC_TEXT: Mapping[str, _StrPromise] = {
    "excerpts": _("Tagged passages only"),
    "full": _("Full text"),
}

#: What each rule compares, as a reader would put it.
RULE: Mapping[str, _StrPromise] = {
    "C1": _("one says yes, the other says no"),
    "C2": _("two numbers that do not overlap"),
    "C3": _("two dates that do not overlap"),
    "C4": _("two answers differ, and neither lies within the other"),
    "C5": _("one gives an answer, the other says there was none"),
    "T1": _("recorded as silent, yet spoke on this question"),
    "T2": _("stated more firmly than its source allows"),
}
LEVEL: Mapping[str, _StrPromise] = {
    "contradiction": _("Contradiction"),
    "tension": _("Tension"),
    "update": _("Update"),
}
#: Written out one by one: other languages do not build these from two parts.
LABELLED: Mapping[tuple[str, str], _StrPromise] = {
    ("contradiction", "same_speaker"): _("Contradiction by one speaker"),
    ("contradiction", "same_article"): _("Contradiction within one article"),
    ("contradiction", "same_outlet"): _("Contradiction within one outlet"),
    ("contradiction", "across_outlets"): _("Contradiction across outlets"),
    ("tension", "same_speaker"): _("Tension by one speaker"),
    ("tension", "same_article"): _("Tension within one article"),
    ("tension", "same_outlet"): _("Tension within one outlet"),
    ("tension", "across_outlets"): _("Tension across outlets"),
    ("update", "same_speaker"): _("Update by one speaker"),
    ("update", "same_article"): _("Update within one article"),
    ("update", "same_outlet"): _("Update within one outlet"),
    ("update", "across_outlets"): _("Update across outlets"),
}
LABEL: Mapping[str, _StrPromise] = {
    "same_speaker": _("Same speaker"),
    "same_article": _("Same article"),
    "same_outlet": _("Same outlet"),
    "across_outlets": _("Across outlets"),
}
RELATION: Mapping[str, _StrPromise] = {
    "contradicts": _("Cannot both be true"),
    "tension": _("Hard to reconcile"),
    "refines": _("One refines the other"),
    "updates": _("One updates the other"),
    "unrelated": _("Not about the same thing"),
}
#: The word over an arrow of a chain.
CHAIN: Mapping[str, _StrPromise] = {
    "told": pgettext_lazy("over an arrow", "told"),
    "relayed": pgettext_lazy("over an arrow", "relayed"),
    "cited": pgettext_lazy("over an arrow", "cited"),
}
NOT_RULED = _("found by rule; no editor has reviewed this")

#: The same where the desk's verdict on one side tells which of the two it is; by that status.
SINCE_DECIDED = {
    "refuted": _("found by rule; the desk has since found one side false"),
    "confirmed": _("found by rule; the desk has since confirmed one side"),
}

#: The same as a sentence, on the contradiction's own page.
DECIDED = {
    "refuted": _("Found by rule. The desk has since found one side false."),
    "confirmed": _("Found by rule. The desk has since confirmed one side."),
}

#: Every vocabulary by name, for `{{ code|words:"caveat" }}`.
INTAKE_STATE: Mapping[str, _StrPromise] = {
    "waiting": _("Waiting to be read"),
    "reading": _("Being read"),
    "ready": _("Ready to confirm"),
    "failed": _("Could not be read"),
    "held": _("Held already"),
    "recorded": _("Recorded"),
}
WORDS: Mapping[str, Mapping[str, _StrPromise]] = {
    "status": {code: words.label for code, words in STATUS.items()},
    "kind": KIND,
    "stance": STANCE,
    "certainty": CERTAINTY,
    "caveat": CAVEAT,
    "basis": BASIS,
    "form": FORM,
    "nature": NATURE,
    "value_state": VALUE_STATE,
    "answer_type": ANSWER_TYPE,
    "visibility": VISIBILITY,
    "entity_kind": ENTITY_KIND,
    "link_kind": LINK_KIND,
    "check_result": CHECK_RESULT,
    "capture_method": CAPTURE_METHOD,
    "intake_state": INTAKE_STATE,
    "outcome": OUTCOME,
    "public_text": PUBLIC_TEXT,
    "rule": RULE,
    "level": LEVEL,
    "label": LABEL,
    "relation": RELATION,
    "decided": DECIDED,
}

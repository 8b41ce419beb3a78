"""The codes of the record. What people read for each is in `claims.wording`.

Terms follow the field: PARC3 for attribution, FactBank for certainty, PHEME
for stance, AP, Reuters and BBC guidance for sourcing and caveats.
"""

from __future__ import annotations

ANSWER_TYPES = ("yes_no", "number", "date", "entity", "text")
NATURES = ("fact", "interpretation", "forecast", "opinion")
VALUE_STATES = ("known", "unknown", "none")
VISIBILITIES = ("desk", "published")

#: Stance follows from kind: the four silences take none.
STANCE = {
    "assertion": "support",
    "speculation": "support",
    "denial": "deny",
    "doubt": "query",
    "non_confirmation": "none",
    "no_comment": "none",
    "no_response": "none",
    "silence": "none",
}
KINDS = tuple(STANCE)
SILENCES = tuple(kind for kind, stance in STANCE.items() if stance == "none")
#: A voice that takes a position on the answer: only these can clash.
SPEAKING = ("assertion", "denial", "speculation")

CERTAINTIES = ("certain", "probable", "possible")
BASES = (
    "observed",
    "document",
    "on_record",
    "background",
    "anonymous",
    "named_media",
    "unnamed_media",
    "social_media",
    "own_voice",
)
#: Bases that let a reader find the origin.
IDENTIFIED = ("observed", "document", "on_record", "named_media")
#: Weakest first: where a passage carries several, the strongest is recorded.
CAVEATS = ("verified", "fact", "attributed", "reported", "alleged", "unconfirmed", "could_not_verify")
FORMS = ("headline", "quote", "paraphrase")
STATUSES = (
    "confirmed",
    "corroborated",
    "unverified",
    "disputed",
    "refuted",
    "unverifiable",
    "not_checkable",
)
#: Statuses that need a check with evidence and a second person's approval.
NEEDS_APPROVAL = ("confirmed", "refuted")

#: What becomes of a tagged passage in a newer capture. The first three are found by rule.
OUTCOMES = ("carried", "moved", "lost", "altered", "removed")
#: Those that an editor must look at, and those that an editor says of the outlet.
WAITING = ("moved", "lost")
CHANGED = ("altered", "removed")
#: What a person may say of one: that it stands after all, or how the outlet changed it.
ANSWERED = ("carried", *CHANGED)

CHECK_RESULTS = ("supports", "contradicts", "inconclusive")
#: The result of a check that speaks against a status.
SAYS_OTHERWISE = {"confirmed": "contradicts", "corroborated": "contradicts", "refuted": "supports"}
RULES = ("C1", "C2", "C3", "C4", "C5", "T1", "T2")
LEVELS = ("contradiction", "tension", "update")
RELATIONS = ("contradicts", "tension", "refines", "updates", "unrelated")
#: What a finding's level says as a relation, where no person has ruled; and the other way round.
RELATION_OF = dict(zip(LEVELS, ("contradicts", "tension", "updates"), strict=True))
LEVEL_OF = {relation: level for level, relation in RELATION_OF.items()}
LABELS = ("same_speaker", "same_article", "same_outlet", "across_outlets")

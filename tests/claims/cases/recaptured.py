"""An article before and after its outlet changed it: one passage stays, one moves, one is altered."""

from __future__ import annotations

from claims.actions.anchoring import say_changed
from claims.actions.recapture import Recaptured, recapture
from claims.models import Anchor, Statement
from sources.models import Capture
from sources.quotes import Passage, passage_at
from tests.factories import make_capture, make_claim, make_outlet, make_statement, some_editor

#: What is tagged before.
CARRIED = "The owner, Norse Haul, declined to comment."
MOVED = "Divers were called in from the naval base at Varna."
LOST = "Fourteen people were missing, the harbour master said."
#: What is printed in the place of LOST.
NOW = "Nine people were missing, the harbour master said."

#: How many of them became what, as the desk says it.
TOLD = (
    "1 passage stands. 1 is found again, but what stands around it has changed. "
    "1 is not found word for word, or more than once."
)

BEFORE = (
    "The ferry Calypso sank off Port Ellis on Tuesday night.\n"
    f"{LOST} {MOVED}\n"
    f"Families waited at the quay until the morning. {CARRIED}\n"
    "The search goes on at first light, the coastguard said."
)
AFTER = (
    "The ferry Calypso sank off Port Ellis on Tuesday night.\n"
    f"{NOW} The sea was rough.\n"
    f"Families waited at the quay until the morning. {CARRIED}\n"
    "The search goes on at first light, the coastguard said.\n"
    f"{MOVED} They had dived there before, in rougher seas than these."
)

#: Enough for a tenth of the article to hold the passages.
LONG = "\nThe weather of the week was told at some length below the report." * 40


def now_reads() -> Passage:
    """Where it says otherwise now."""
    start = AFTER.index(NOW)
    return passage_at(AFTER, start, start + len(NOW))


def again(capture: Capture, text: str = AFTER, *, sure: bool = False) -> Recaptured:
    """The capture's article, pasted again."""
    return recapture(by=some_editor(), article=capture.article, text=text, method="pasted", sure=sure)


def on_altered_passage() -> Statement:
    """A published claim's statement on a passage that its outlet alters."""
    capture = make_capture(BEFORE + LONG, outlet=make_outlet("The Harbour Post"))
    return make_statement(make_claim(text="Fourteen are missing"), capture, exact=LOST)


def altered(statement: Statement, note: str = "") -> Anchor:
    """What an editor says of it, once it is read again."""
    again(statement.capture, AFTER + LONG)
    waiting = Anchor.objects.waiting().get()
    return say_changed(by=some_editor(), anchor=waiting, now=now_reads(), note=note)

"""The codes of who said it and where: kinds of entity, links between them, ways to capture a page."""

from __future__ import annotations

ENTITY_KINDS = ("person", "organisation", "outlet", "unnamed", "place", "option")
LINK_KINDS = ("speaks_for", "owned_by", "lies_in")
CAPTURE_METHODS = ("pasted", "uploaded", "fetched", "digest")
PUBLIC_TEXTS = ("excerpts", "full")
#: What looking at a page again found.
LOOKS = ("same", "changed", "failed")
INTAKE_METHODS = ("fetched", "uploaded")
#: waiting for the worker, read by it, ready for an editor, failed; or ended: we hold that page
#: already, or it is recorded.
INTAKE_STATES = ("waiting", "reading", "ready", "failed", "held", "recorded")
OPEN_INTAKES = INTAKE_STATES[:4]
#: Why a page could not be had or read: what fetching and extraction say, and a fault of our own.
INTAKE_PROBLEMS = (
    *("address", "port", "private", "hops", "media_type"),
    *("unknown_host", "unreachable", "tls", "status", "slow", "large", "broken"),
    *("heavy", "no_text", "unreadable"),
    "fault",
)

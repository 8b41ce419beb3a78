"""The codes of who said it and where: kinds of entity, links between them, ways to capture a page."""

from __future__ import annotations

ENTITY_KINDS = ("person", "organisation", "outlet", "unnamed", "place", "option")
LINK_KINDS = ("speaks_for", "owned_by", "lies_in")
CAPTURE_METHODS = ("pasted", "uploaded", "fetched", "digest")
PUBLIC_TEXTS = ("excerpts", "full")
#: What looking at a page again found.
LOOKS = ("same", "changed", "failed")

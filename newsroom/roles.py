"""The roles of a desk, as groups. What each may do is in the access modules."""

from __future__ import annotations

CONTRIBUTOR = "contributor"
EDITOR = "editor"
REVIEWER = "reviewer"
ADMIN = "admin"
ROLES = (CONTRIBUTOR, EDITOR, REVIEWER, ADMIN)

"""The desk's own work on claims, as readers see it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from claims.models import Check, Claim


def checks_on(claims: Collection[Claim], at: datetime | None) -> list[Check]:
    """The checks that stood, without their files; a reply that came later is left out."""
    rows = Check.objects.standing(at).filter(claim__in=claims).select_related("claim", "recorded_by")
    checks = list(rows.defer("attachment"))
    for one in checks:
        if at and one.replied_at and one.replied_at > at:
            one.reply, one.replied_at = "", None
    return checks

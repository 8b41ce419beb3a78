"""What the foot of public pages says: who the desk is, and when it last decided or checked something."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Subquery
from django.http import HttpRequest
from django.urls import reverse

from claims.models import Check, ClaimState
from newsroom.models import DeskSettings


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context of every page, the same for every visitor.

    Templates call what can be called: a page that prints neither name nor time
    asks nothing, and one that prints both asks once.
    """
    known = cache(_known)
    return {
        "desk_name": lambda: known().signature if known() else "",
        "last_checked": lambda: _latest(known()),
        "status_feed_url": reverse("claims:status-feed"),
    }


def _known() -> Any:
    """The desk with the times of its latest decision and its latest check on what readers see."""
    shown = ClaimState.objects.at().published().exclude(status="")
    checks = Check.objects.standing().filter(claim__visibility="published")
    desks = DeskSettings.objects.annotate(
        decided=Subquery(shown.order_by("-status_at").values("status_at")[:1]),
        checked=Subquery(checks.order_by("-recorded_at").values("recorded_at")[:1]),
    )
    return desks.first()


def _latest(known: Any) -> datetime | None:
    times = (known.decided, known.checked) if known else ()
    return max((time for time in times if time), default=None)

"""How often one visitor may do a thing. Counted in the database, so that it holds across workers."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# One statement, so that a hundred requests at once are counted exactly. Windows that are over are
# swept on the way; rows that another request is sweeping are left to it.
_HIT = """
WITH swept AS (
    DELETE FROM newsroom_ratecounter WHERE ctid IN (
        SELECT ctid FROM newsroom_ratecounter
        WHERE ends < clock_timestamp() AND NOT (what = %(what)s AND who = %(who)s)
        FOR UPDATE SKIP LOCKED
    )
)
INSERT INTO newsroom_ratecounter AS held (what, who, ends)
VALUES (%(what)s, %(who)s, clock_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (what, who) DO UPDATE SET
    hits = CASE WHEN held.ends < clock_timestamp() THEN 1 ELSE held.hits + 1 END,
    ends = CASE WHEN held.ends < clock_timestamp() THEN excluded.ends ELSE held.ends END
RETURNING hits
"""


def within_limit(what: str, who: str, *, most: int, window: timedelta) -> bool:
    """Count one more `what` by `who`; whether that is still at most `most` in `window`.

    `who` is kept as a keyed digest only, and no longer than the window.
    """
    digest = salted_hmac("newsroom.limits", who, algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_HIT, {"what": what, "who": digest, "seconds": window.total_seconds()})
        hits: int = cursor.fetchone()[0]
    return hits <= most


def visitor(request: HttpRequest) -> str:
    """Where a request comes from, as far as a limit cares: an IPv4 address, or an IPv6 network of one home.

    Behind the newsroom's proxy, which serves https, the address is the last
    that the proxy wrote; all before it are the visitor's own say-so.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.HTTPS and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        address = forwarded.rpartition(",")[2].strip()
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)

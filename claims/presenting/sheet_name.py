"""What a downloaded claim sheet is called: after what it holds, and the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from anyascii import anyascii
from django.utils import timezone
from django.utils.text import slugify

#: Letters for what it holds: a folder's list cuts longer names.
_LONGEST = 60
#: Filters that are a word of their own, in their order in a name.
_WORDS = ("outlet", "source", "status", "kind", "basis", "caveat", "nature", "q")


def sheet_name(asked: Mapping[str, Any], at: datetime | None) -> str:
    """The name without its ending, for the filters `asked`: ASCII, and safe in any file system.

    The day is that of the download, in UTC; of an earlier moment it is that moment.
    """
    held = slugify(anyascii(" ".join(_parts(asked))))[:_LONGEST].strip("-")
    when = f"as-of-{at.astimezone(UTC):%Y-%m-%dT%H%MZ}" if at else f"{timezone.now():%Y-%m-%d}"
    return "-".join(filter(None, ("sayso-claims", held, when)))


def _parts(asked: Mapping[str, Any]) -> Iterator[str]:
    if asked["topic"]:
        yield asked["topic"].slug
    if asked["question"]:
        yield asked["question"].text
    claims = list(asked["claim"] or ())
    # The id leads to the claim again; two are a contradiction.
    yield from (claim.public_id for claim in claims[:2])
    if asked["article"]:
        yield asked["article"].public_id
    yield from (asked[name] for name in _WORDS if asked[name])

"""A verdict as schema.org ClaimReview, for search engines and other fact-checking desks. Pure.

The rating is the status in words and never a number: there is no scale of
truth here, and what a machine cannot read as one it cannot average.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.notation import Moment

MEDIA_TYPE = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Appearance:
    """An article that carries the claim, where it has an address. `published` is EDTF, "" for undated."""

    url: str
    headline: str
    published: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Review:
    """A claim with the verdict in force. `said_by` are the identified origins by name."""

    url: str
    claim: str
    status: str
    note: str
    decided: datetime
    language: str
    desk: str
    desk_url: str
    said_by: Sequence[str] = ()
    appearances: Sequence[Appearance] = ()


def write(review: Review) -> bytes:
    """The JSON-LD document."""
    content = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": review.url,
        "datePublished": Moment().write(review.decided),
        "inLanguage": review.language,
        "author": {"@type": "Organization", "name": review.desk, "url": review.desk_url},
        "claimReviewed": review.claim,
        "reviewRating": {"@type": "Rating", "alternateName": review.status, "ratingExplanation": review.note},
        "itemReviewed": _claim(review),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _claim(review: Review) -> dict[str, object]:
    claim: dict[str, object] = {"@type": "Claim", "text": review.claim}
    if review.said_by:
        claim["author"] = [{"@type": "Thing", "name": name} for name in review.said_by]
    if review.appearances:
        claim["appearance"] = [_article(one) for one in review.appearances]
    return claim


def _article(one: Appearance) -> dict[str, object]:
    article: dict[str, object] = {"@type": "NewsArticle", "url": one.url}
    if one.headline:
        article["headline"] = one.headline
    # A plain year, month or day is a date to schema.org too; the other forms of EDTF are not.
    if one.published.replace("-", "").isdigit():
        article["datePublished"] = one.published
    if one.outlet:
        article["publisher"] = {"@type": "Organization", "name": one.outlet}
    return article

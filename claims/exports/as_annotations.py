"""An article's statements as Web Annotations (W3C), for other people's readers and archives. Pure.

Offsets count Unicode code points in the capture's canonical text, as the
standard asks. A passage is quoted only as far as the article may be quoted:
where the words may not be shown, their place alone remains, and no words
around them are given that were not tagged.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.notation import Moment
from sources.quotes import Passage

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One statement. `quoted` is what may be shown of its passage, from its start on, "" for nothing.

    `source` is the article's own address, else our page of it.
    """

    url: str
    recorded: datetime
    kind: str
    claim: str
    claim_url: str
    source: str
    language: str
    passage: Passage
    quoted: str
    with_context: bool
    captured: datetime
    archived: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A page of an article's annotations, `total` in all. `following` is the next page's address, or ""."""

    url: str
    label: str
    desk: str
    desk_url: str
    total: int
    page: str
    following: str
    annotations: Sequence[Annotation]


def write(collection: Collection) -> bytes:
    """The first page within its collection, or a later one by itself."""
    page = _page(collection)
    if collection.page == collection.url:
        page["id"] = f"{collection.url}#first"
        content = {**_whole(collection), "first": page}
    else:
        content = {**page, "partOf": _whole(collection)}
    return (json.dumps({"@context": _CONTEXT, **content}, ensure_ascii=False, indent=1) + "\n").encode()


def _whole(collection: Collection) -> dict[str, object]:
    return {
        "id": collection.url,
        "type": "AnnotationCollection",
        "label": collection.label,
        "creator": {"id": collection.desk_url, "type": "Organization", "name": collection.desk},
        "total": collection.total,
    }


def _page(collection: Collection) -> dict[str, object]:
    following = {"next": collection.following} if collection.following else {}
    items = [_annotation(one) for one in collection.annotations]
    return {"id": collection.page, "type": "AnnotationPage", **following, "items": items}


def _annotation(one: Annotation) -> dict[str, object]:
    return {
        "id": one.url,
        "type": "Annotation",
        "motivation": "describing",
        "created": Moment().write(one.recorded),
        "body": [
            {"type": "SpecificResource", "source": one.claim_url, "purpose": "linking"},
            {"type": "TextualBody", "value": one.claim, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": one.kind, "format": "text/plain", "purpose": "tagging"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": {"id": one.source, "language": one.language},
            "selector": _selectors(one),
            "state": _state(one),
        },
    }


def _selectors(one: Annotation) -> list[dict[str, object]]:
    end = one.passage.start + len(one.quoted) if one.quoted else one.passage.end
    place: dict[str, object] = {"type": "TextPositionSelector", "start": one.passage.start, "end": end}
    if not one.quoted:
        return [place]
    quote: dict[str, object] = {"type": "TextQuoteSelector", "exact": one.quoted}
    if one.with_context:
        quote |= {"prefix": one.passage.prefix, "suffix": one.passage.suffix}
    return [quote, place]


def _state(one: Annotation) -> dict[str, object]:
    cached = {"cached": one.archived} if one.archived else {}
    return {"type": "TimeState", "sourceDate": Moment().write(one.captured), **cached}

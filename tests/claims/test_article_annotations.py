"""Web Annotations of an article: what readers may see, where it stands, and no more of its words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from claims.models import Statement
from claims.views import article_annotations
from tests.factories import make_capture, make_claim, make_outlet, make_statement

pytestmark = pytest.mark.django_db

TEXT = (
    "Паром 🚢 затонул: fourteen people were missing, the harbour master said on Monday. "
    + "More words. " * 200
)
SENTENCE = "fourteen people were missing"
SELECTOR = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "required": ["type", "exact"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
            },
            "required": ["type", "start", "end"],
            "additionalProperties": False,
        },
    ]
}
#: As far as the W3C's model says what an annotation must have.
ANNOTATION = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "pattern": "^http"},
        "type": {"const": "Annotation"},
        "created": {"type": "string", "pattern": "Z$"},
        "body": {"type": "array", "minItems": 1},
        "target": {
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {"required": ["id"]},
                "selector": {"type": "array", "minItems": 1, "items": SELECTOR},
                "state": {"properties": {"type": {"const": "TimeState"}}, "required": ["type", "sourceDate"]},
            },
            "required": ["type", "source", "selector", "state"],
        },
    },
    "required": ["id", "type", "created", "body", "target"],
}


def address(statement: Statement) -> str:
    return f"/articles/{statement.capture.article.public_id}/annotations.json"


def collection(client: Client, statement: Statement) -> dict[str, Any]:
    response = client.get(address(statement))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/ld+json; profile=")
    found: dict[str, Any] = json.loads(response.content)
    for one in found["first"]["items"]:
        Draft202012Validator(ANNOTATION).validate(one)
    return found


def selectors(client: Client, statement: Statement) -> dict[str, Any]:
    target = collection(client, statement)["first"]["items"][0]["target"]
    return {one["type"]: one for one in target["selector"]}


def test_annotations_find_the_passage_by_code_points(client: Client) -> None:
    """Offsets count code points, whatever the script; the words and the time of the capture stand beside."""
    article = make_capture(TEXT, outlet=make_outlet(), url="https://post.example/ferry")
    statement = make_statement(make_claim(text="Fourteen are missing"), article, exact=SENTENCE)
    found = collection(client, statement)
    one = found["first"]["items"][0]
    quote, place = one["target"]["selector"]
    assert TEXT[place["start"] : place["end"]] == quote["exact"] == SENTENCE
    assert one["id"].endswith(f"/articles/{article.article.public_id}/#{statement.public_id}")
    assert one["body"][0]["source"].endswith(f"/claims/{statement.claim.public_id}/")
    assert [body["value"] for body in one["body"][1:]] == ["Fourteen are missing", "assertion"]
    assert one["target"]["source"]["id"] == "https://post.example/ferry"
    assert one["target"]["state"]["sourceDate"].endswith("Z")
    assert found["total"] == 1


def test_annotations_give_no_words_around_an_excerpt(client: Client) -> None:
    """Where an article's text is not ours, its words before and after the passage stay out."""
    excerpt = make_statement(None, make_capture(TEXT, outlet=make_outlet()), exact=SENTENCE)
    assert set(selectors(client, excerpt)["TextQuoteSelector"]) == {"type", "exact"}
    licensed = make_capture(TEXT, outlet=make_outlet(), public_text="full")
    whole = make_statement(None, licensed, exact=SENTENCE)
    assert selectors(client, whole)["TextQuoteSelector"]["suffix"].startswith(", the harbour")


def test_annotations_quote_at_most_what_the_terms_allow(client: Client) -> None:
    """A long passage is cut after 25 words, and its place with it."""
    long = " ".join(f"word{n}" for n in range(40))
    statement = make_statement(None, make_capture(f"{long}. {TEXT}", outlet=make_outlet()), exact=long)
    found = selectors(client, statement)
    assert found["TextQuoteSelector"]["exact"].split() == long.split()[:25]
    place = found["TextPositionSelector"]
    assert place["end"] - place["start"] == len(found["TextQuoteSelector"]["exact"])


def test_annotations_show_only_a_place_beyond_a_tenth(client: Client) -> None:
    """Where the article's tenth is used up, the passage's place is told and none of its words."""
    short = "Fourteen people were missing, the harbour master said."
    statement = make_statement(None, make_capture(short, outlet=make_outlet()), exact="Fourteen people")
    assert selectors(client, statement) == {
        "TextPositionSelector": {"type": "TextPositionSelector", "start": 0, "end": len("Fourteen people")}
    }


def test_annotations_leave_out_what_readers_do_not_see(client: Client, editor_client: Client) -> None:
    """Claims of the desk alone and our own summaries have no annotations, for colleagues either."""
    capture = make_capture(TEXT, outlet=make_outlet())
    shown = make_statement(None, capture, exact=SENTENCE)
    make_statement(make_claim(published=False), capture, exact="on Monday")
    assert collection(editor_client, shown)["total"] == 1
    summary = make_statement(None, make_capture(outlet=make_outlet(), method="digest"))
    assert collection(client, summary)["total"] == 0
    hidden = make_statement(make_claim(published=False))
    assert client.get(address(hidden)).status_code == 404


def test_annotations_come_in_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article with many statements gives them page after page, each once."""
    monkeypatch.setattr(article_annotations, "MOST", 2)
    capture = make_capture(TEXT, outlet=make_outlet())
    statement, *_others = (make_statement(None, capture, exact=SENTENCE) for _ in range(5))
    page = collection(client, statement)["first"]
    seen = [one["id"] for one in page["items"]]
    while "next" in page:
        page = json.loads(client.get(page["next"]).content)
        assert page["partOf"]["total"] == 5
        seen += [one["id"] for one in page["items"]]
    assert len(seen) == len(set(seen)) == 5
    assert client.get(f"{address(statement)}?after=nonsense").status_code == 400


def test_annotations_query_count_does_not_grow(client: Client, django_assert_num_queries: Any) -> None:
    """Many statements take as many queries as few."""
    capture = make_capture(TEXT, outlet=make_outlet())
    for _ in range(2):
        for _ in range(3):
            statement = make_statement(None, capture, exact=SENTENCE)
        with django_assert_num_queries(5):
            collection(client, statement)

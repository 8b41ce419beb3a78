"""Tags as the panel sends them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client

from claims.models import Statement
from newsroom.models import User
from sources.models import Capture
from sources.quotes import passage_at
from tests.factories import make_user

HTMX = {"HX-Request": "true"}


def sent(capture: Capture, exact: str, text: str = "", **more: Any) -> dict[str, Any]:
    """What the panel sends for the words `exact` of the capture."""
    start = capture.text.index(exact)
    passage = passage_at(capture.text, start, start + len(exact))
    return {
        "key": str(uuid4()),
        "capture": capture.public_id,
        "start": passage.start,
        "end": passage.end,
        "exact": passage.exact,
        "before": passage.prefix,
        "after": passage.suffix,
        "text": text or exact,
        "stance": "support",
        **more,
    }


def link(row: int, who: str = "", **more: Any) -> dict[str, Any]:
    """One row of the chain, as the panel sends it."""
    named = {"who": who, "entity": "", "basis": "", "as_printed": "", **more}
    return {f"link-{row}-{name}": value for name, value in named.items()}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, capture: Capture, data: dict[str, Any]) -> Any:
    """The answer to a tag, sent as the script sends it."""
    return client.post(f"/desk/articles/{capture.article.public_id}/tags/", data, headers=HTMX)


def tag_url(tag: Statement) -> str:
    return f"/desk/articles/{tag.capture.article.public_id}/tags/{tag.public_id}/"


def edit(tag: Statement, **more: Any) -> dict[str, Any]:
    """The tag's form with something changed."""
    entity = tag.links.get().entity
    chain = {"row": "0", **link(0, entity=entity.public_id if entity else "outlet", basis="on_record")}
    kept = {"claim": tag.claim.public_id, "text": tag.claim.text}
    return sent(tag.capture, tag.exact, **{**kept, **chain, **more})


def make_colleague() -> User:
    return User.objects.filter(username="carol").first() or make_user("editor", name="Carol")

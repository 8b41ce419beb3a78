"""The pages of the desk, for tests of what must hold on every one of them."""

from __future__ import annotations

from django.test import Client

from claims.models import Statement
from claims.presenting.queues import QUEUES
from claims.urls import urlpatterns as claims
from newsroom.urls import urlpatterns as newsroom
from sources.models import Entity, Intake


def desk_pages(tag: Statement, client: Client) -> list[str]:
    """Every address of the desk that answers with a page: whatever route there is, or comes to be."""
    intake = Intake.objects.create(method="uploaded", asked_by=tag.recorded_by, raw=b"x")
    ids = {
        "articles": tag.capture.article.public_id,
        "claims": tag.claim.public_id,
        "entities": Entity.objects.get(name="Harbour master").public_id,
        "intakes": intake.public_id,
    }
    codes = [queue.code for queue in QUEUES]
    found = []
    for route in (str(pattern.pattern) for pattern in [*claims, *newsroom]):
        if not route.startswith("desk/"):
            continue
        begins = route.replace("<str:public_id>", ids.get(route.split("/")[1], ""))
        begins = begins.replace("<str:statement_id>", tag.public_id)
        for code in codes if "<slug:code>" in begins else [""]:
            path = "/" + begins.replace("<slug:code>", code)
            answer = client.get(path) if "<" not in path else None
            if answer and answer.status_code == 200 and b"<!doctype html>" in answer.content[:200]:
                found.append(path)
    return found

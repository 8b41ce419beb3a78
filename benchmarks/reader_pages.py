"""Readers' pages over many claims: the front page, the lists, and one page of each kind.

`./run bench reader-pages [CLAIMS]`. Without the cache before the site, from which most readers are served.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.test import Client

from benchmarks.database import scratch_database
from benchmarks.filling import fill
from benchmarks.measuring import cost
from claims.models import Claim
from newsroom.actions import create_account
from newsroom.roles import EDITOR


def main(arguments: Sequence[str]) -> int:
    claims = int(arguments[0]) if arguments else 100_000
    with scratch_database():
        by = create_account(username="bench", name="Bench", roles=[EDITOR], password=None, by=None)
        fill(claims, by=by)
        client = Client(SERVER_NAME="localhost")
        print(f"{claims:,} claims")
        for name, address in _addresses().items():
            print(f"{name:32} {cost(partial(_read, client, address), times=5)}")
    return 0


def _addresses() -> dict[str, str]:
    """By what is measured; the pages of one thing are those of a claim in the middle of nowhere."""
    claim = Claim.objects.select_related("question__topic").get(pk=1_000_042)
    article = claim.statements.get().capture.article
    assert article.outlet
    assert claim.question.topic
    return {
        "home": "/",
        "sources: outlets": "/sources/",
        "sources: people": "/sources/?kind=person",
        "sources: organisations": "/sources/?kind=organisation",
        "one outlet": article.outlet.get_absolute_url(),
        "claims": "/claims/",
        "claims: of an outlet": f"/claims/?outlet={article.outlet.slug}",
        "contradictions": "/contradictions/",
        "a topic of 1,000 claims": claim.question.topic.get_absolute_url(),
        "a question": claim.question.get_absolute_url(),
        "a claim": claim.get_absolute_url(),
        "an article": article.get_absolute_url(),
        "feed": "/feeds/status.atom",
    }


def _read(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)

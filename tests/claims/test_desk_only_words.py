"""A word of its own in everything that is the desk's alone, looked for at every public address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from claims.models import Check, Claim, Question, Topic
from newsroom.models import User
from sources.models import Article, Entity
from tests.claims.cases.desk_only import SECRETS, Desk
from tests.claims.desk.claim_page import signed_in

pytestmark = pytest.mark.django_db

#: Columns of codes, ids and derived texts, which hold no words of anybody's.
CODES = {
    "public_id",
    "kind",
    "language",
    "folded",
    "published",
    "public_text",
    "method",
    "media_type",
    "sha256",
    "answer_type",
    "nature",
    "value_state",
    "visibility",
    "certainty",
    "form",
    "caveat",
    "basis",
    "result",
    "attachment_type",
    "attachment_sha256",
    "rule",
    "relation",
    "status",
    "digest",
    "outcome",
    "found",
    "date",
    "said",
}
#: Rows that only the desk, or only the machine, reads: no page of readers asks for them.
NEVER_READ = {"Event", "Finding", "ClaimState", "PublicQuote", "Look", "CaptureWords", "Intake"}
#: Words that readers see wherever they see the row; each has a test of its own where it is shown.
PUBLIC = {
    "DeskSettings.name",
    "DeskSettings.byline",
    "DeskSettings.contact",
    "Entity.slug",
    "Entity.description",
    "Topic.slug",
    "Anchor.exact",
    "Anchor.note",
    # Where the passage is not shown neither is this: it follows from the text.
    "Capture.raw",
    "Capture.archive_url",
    "Statement.exact",
    "Statement.prefix",
    "Statement.suffix",
    "Statement.wording",
}
#: What an account is known by; its password is no text of anybody's either.
ACCOUNT = {"User.password", "User.username", "User.last_name", "User.email"}


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def addresses() -> Iterator[str]:
    """Every address outside the desk and the admin, with every id that there is."""
    for pattern in _patterns():
        yield from _filled(pattern)


def _patterns() -> list[URLPattern]:
    found = get_resolver("claims.urls").url_patterns
    return [one for one in found if isinstance(one, URLPattern) and not str(one.pattern).startswith("desk/")]


def _filled(pattern: URLPattern) -> Iterator[str]:
    name, wanted = f"claims:{pattern.name}", set(pattern.pattern.converters)
    ids: dict[str, Any] = {"topic": Topic, "question": Question, "article": Article, "claim": Claim}
    if not wanted:
        yield reverse(name)
    elif wanted == {"slug"}:
        rows: Any = Topic if str(pattern.pattern).startswith("topics/") else Entity
        yield from (reverse(name, args=[slug]) for slug in rows.objects.values_list("slug", flat=True))
    elif wanted == {"public_id"}:
        (model,) = (ids[one] for one in ids if str(pattern.pattern).startswith(f"{one}s/"))
        found = model.objects.values_list("public_id", flat=True)
        yield from (reverse(name, args=[public_id]) for public_id in found)
    else:
        claims = list(Claim.objects.order_by("pk").values_list("public_id", flat=True))
        yield from (reverse(name, args=[a, b]) for a in claims for b in claims)


#: Ways to ask: of every address, and of those that list what there is.
EACH = ("", "?as_of={now}")
LISTS = ("?bom=1", "?kind=assertion&status=", "?level=contradiction&ruled=no", "?q=missing")


def body(client: Client, address: str) -> tuple[int, str]:
    response: Any = client.get(address)
    parts = response.streaming_content if response.streaming else [response.content]
    heads = " ".join(f"{name}: {value}" for name, value in response.items())
    return response.status_code, heads + b"".join(parts).decode()


def test_no_public_address_tells_what_is_the_desks_alone(desk: Desk, client: Client) -> None:
    """Pages, feeds, the sheet, JSON and dossiers, now and as of now: none has such a word."""
    now = timezone.now().isoformat().replace("+00:00", "Z")
    told: dict[str, set[str]] = {}
    answers: set[int] = set()
    for address in addresses():
        for query in (*EACH, *(LISTS if "-" not in address and "/sources/" not in address else ())):
            status, text = body(client, address + query.format(now=now))
            answers.add(status)
            # The address itself came from whoever asks, who knew it.
            text = text.replace(address, "").replace(quote(address, safe=""), "")
            for what, word in SECRETS.items():
                if word in text:
                    told.setdefault(what, set()).add(address + query)
    assert told == {}
    assert {200, 404} <= answers <= {200, 302, 400, 404}


def test_words_are_there_for_the_desk_to_read(desk: Desk) -> None:
    """The desk's own pages have them, so that a word that is nowhere proves nothing."""
    client = signed_in(desk.by)
    claims, articles = Claim.objects.all(), Article.objects.all()
    entities = Entity.objects.values_list("public_id", flat=True)
    pages = chain(
        (f"/desk/claims/{one.public_id}/" for one in claims),
        (f"/desk/articles/{one.public_id}/" for one in articles),
        (f"/desk/entities/{one}/" for one in entities),
        (f"/topics/{one.slug}/dossier.json" for one in Topic.objects.all()),
        (
            f"/desk/claims/{one.claim.public_id}/checks/{one.public_id}/document"
            for one in Check.objects.exclude(attachment_name="").select_related("claim")
        ),
        ["/desk/reports/"],
    )
    text = "".join(body(client, page)[1] for page in pages)
    assert [what for what, word in SECRETS.items() if word not in text] == []


def test_every_text_of_the_record_is_declared(desk: Desk) -> None:
    """A new column of words is public by decision, or has a word that is looked for."""
    kinds = (models.CharField, models.TextField, models.BinaryField)
    texts = {
        f"{model.__name__}.{field.name}"
        for label in ("newsroom", "sources", "claims")
        for model in apps.get_app_config(label).get_models()
        if model.__name__ not in NEVER_READ
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and field.name not in CODES
    }
    looked_for = {what.split()[0] for what in SECRETS}
    assert texts - looked_for - PUBLIC - ACCOUNT == set()


def test_people_are_not_named_unless_the_desk_does(desk: Desk, client: Client) -> None:
    """Where the desk signs as one, no page of readers has anybody's name."""
    page = body(client, desk.claim.get_absolute_url())[1]
    assert SECRETS["User.first_name"] not in page
    assert User.objects.filter(first_name=SECRETS["User.first_name"]).exists()

"""The desk's entities as tests meet them."""

from __future__ import annotations

from claims.models import Claim, ClaimState
from sources.models import Entity
from tests.factories import make_claim, make_entity, make_question, make_statement, on_record


def at_desk(entity: Entity, act: str = "") -> str:
    return f"/desk/entities/{entity.public_id}/{act}"


def two_spellings() -> tuple[Entity, Entity, Claim]:
    """One spokesman under two names, and the claim that rests on both."""
    one, other = make_entity("Dmitry Orlow", "person"), make_entity("Dmitri Orlov", "person")
    claim = make_claim(text="The harbour was closed")
    for entity in (one, other):
        make_statement(claim, chain=[on_record(entity)])
    return one, other, claim


def two_places() -> tuple[Entity, Entity, Claim]:
    """One place under two names, that two claims set against each other."""
    one, other = make_entity("Khmeimim", "place"), make_entity("Hmeimim", "place")
    question = make_question("Where was it?", "entity")
    claims = [make_claim(question, place, text=f"At {place}") for place in (one, other)]
    for claim in claims:
        make_statement(claim)
    return one, other, claims[0]


def state(claim: Claim) -> ClaimState:
    return ClaimState.objects.at().get(claim=claim)

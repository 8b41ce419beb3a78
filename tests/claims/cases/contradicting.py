"""Claims that contradict each other, and the list of contradictions as a reader sees it."""

from __future__ import annotations

from django.test import Client

from claims.models import Claim, Question
from sources.models import Entity
from tests.factories import (
    make_capture,
    make_claim,
    make_outlet,
    make_statement,
)
from tests.pages import Seen, see


def listed(client: Client, query: str = "") -> Seen:
    return see(client, f"/contradictions/{query}")


def clash(question: Question, *numbers: int, outlets: tuple[str | None, ...] = ()) -> list[Claim]:
    """Claims with these numbers, each carried by the outlet of that name, or by one of its own."""
    claims = [make_claim(question, number, text=f"There are {number}") for number in numbers]
    for place, claim in enumerate(claims):
        name = outlets[place] if outlets else f"Outlet {claim.pk}"
        outlet = name and (Entity.objects.filter(name=name).first() or make_outlet(name))
        make_statement(claim, make_capture(outlet=outlet or None))
    return claims

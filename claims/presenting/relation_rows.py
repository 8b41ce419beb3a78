"""What relates claims, as rows to list, count and page: findings with the rulings on them, and rulings alone.

Both kinds of row have the same columns: `relation` is what counts (a person's
word, else the rule's), `ruled` what a person said, null where nobody did,
`since` and `place` their order.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from claims.models import Finding, Ruling
from claims.presenting.manners import CONFIRMED
from claims.vocabulary import RELATION_OF
from newsroom.models import DeskSettings


def found_rows(desk: DeskSettings) -> Any:
    """What rules found between published claims, and on statements where an editor agreed with it.

    A finding on one statement is a tension whatever the ruling calls it: it is
    about a manner of reporting, of which no two answers clash.
    """
    pair = Ruling.objects.standing().filter(claim_a=OuterRef("claim_a"), claim_b=OuterRef("claim_b"))
    subject = Ruling.objects.standing().filter(subject=OuterRef("subject"), rule=OuterRef("rule"))
    own = _relation(pair.filter(rule=OuterRef("rule")))
    by_hand = _relation(pair.filter(rule=""))
    rows: Any = Finding.objects.published().annotate(
        ruled=Coalesce(own, by_hand, _relation(subject)), place=F("pk") * 2
    )
    rows = rows.annotate(
        relation=Case(
            When(rule__startswith="T", then=Value("tension")), default=Coalesce(own, by_hand, _by_rule())
        )
    )
    rows = rows.filter(Q(rule__startswith="C") | Q(ruled__in=CONFIRMED))
    return rows if desk.shows_found else rows.filter(ruled__isnull=False)


def ruled_rows(desk: DeskSettings) -> tuple[Any, Any]:
    """The rows of both kinds on claims that a person ruled on, as these are few: to count them."""
    return found_rows(desk).filter(claim_a__in=_ruled_on()), hand_rows()


def bare_rows(desk: DeskSettings) -> Any:
    """All other rows, of which there may be very many: what rules found, and nobody ruled on."""
    rows: Any = Finding.objects.published().between_claims().exclude(claim_a__in=_ruled_on())
    bare = rows.annotate(ruled=Value(None, output_field=CharField()), relation=_by_rule())
    return bare if desk.shows_found else bare.none()


def _ruled_on() -> Any:
    return Ruling.objects.standing().order_by().values("claim_a")


def _by_rule() -> Case:
    """What a finding's level says, where no person has."""
    return Case(
        *(When(level=level, then=Value(relation)) for level, relation in RELATION_OF.items()),
        output_field=CharField(),
    )


def hand_rows() -> Any:
    """Relations between published claims that no rule found: an editor set them against each other."""
    found = Finding.objects.filter(claim_a=OuterRef("claim_a"), claim_b=OuterRef("claim_b"))
    rows: Any = Ruling.objects.standing().filter(
        ~Exists(found),
        rule="",
        claim_a__visibility="published",
        claim_b__visibility="published",
    )
    return rows.annotate(ruled=F("relation"), since=F("ruled_at"), place=F("pk") * 2 + 1)


def _relation(rulings: Any) -> Subquery:
    # One ruling on a rule stands at most, so that there is nothing to put in order.
    return Subquery(rulings.order_by().values("relation")[:1])

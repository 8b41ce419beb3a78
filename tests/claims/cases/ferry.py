"""A small dossier about a sunken ferry, whole and coherent, for tests of loading and exporting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from claims.answer import Value
from claims.dossier import (
    Approval,
    Article,
    Attachment,
    Capture,
    Check,
    Claim,
    Dossier,
    Entity,
    EntityLink,
    EntityMerge,
    EntityName,
    Question,
    Ruling,
    SourceLink,
    Statement,
    Topic,
    Verdict,
    canonical,
)
from claims.exports.as_dossier import write
from sources.quotes import passage_at

MORNING = datetime(2025, 3, 4, 9, 0, tzinfo=UTC)
NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)
ANN, BEN = "Ann of the desk", "Ben of the desk"
TEXT = "Fourteen people were missing, the harbour master said.\nThe coastguard put the number at nine."
BYTES = b"%PDF lists of passengers"


def one(letter: str, number: int = 1) -> str:
    """The id with this number."""
    return f"{letter}-{number:010}"


RECORDED: dict[str, Any] = {"recorded_at": MORNING, "recorded_by": ANN}


def entity(number: int, name: str, kind: str = "organisation", **more: Any) -> Entity:
    return Entity(id=one("E", number), kind=kind, name=name, slug=name.lower().replace(" ", "-"), **more)


def statement(number: int, claim: int, exact: str, **more: Any) -> Statement:
    """A statement by the passage's own words, on record by the harbour master where `chain` is not given."""
    start = TEXT.index(exact)
    passage = passage_at(TEXT, start, start + len(exact))
    given: dict[str, Any] = {
        "kind": "assertion",
        "certainty": "certain",
        "caveat": "attributed",
        "form": "paraphrase",
        "wording": exact,
        "chain": (SourceLink(entity=one("E", 2), basis="on_record", as_printed="the harbour master"),),
        **RECORDED,
        **more,
    }
    return Statement(
        id=one("S", number),
        claim=one("C", claim),
        capture=one("P"),
        start=passage.start,
        end=passage.end,
        exact=passage.exact,
        prefix=passage.prefix,
        suffix=passage.suffix,
        **given,
    )


def claim(number: int, missing: int, question: int = 1, **more: Any) -> Claim:
    return Claim(
        id=one("C", number),
        question=one("Q", question),
        text=f"{missing} people are missing",
        nature="fact",
        value=Value(min=Decimal(missing), max=Decimal(missing)),
        **{"visibility": "published", "published_at": NOON, "published_by": ANN, **RECORDED, **more},
    )


def ferry() -> Dossier:
    """Two numbers that cannot both be right, one of them checked and confirmed by two people."""
    by_coastguard = SourceLink(entity=one("E", 4), basis="on_record")
    return canonical(
        Dossier(
            topic=Topic(id=one("T"), title="The ferry", slug="the-ferry"),
            entities=(
                entity(1, "Harbour Post", "outlet"),
                _spokeswoman(),
                entity(3, "Port Authority"),
                entity(4, "Coastguard"),
            ),
            articles=(_article(),),
            questions=(Question(id=one("Q"), text="How many are missing?", answer_type="number"),),
            claims=(claim(1, 14), claim(2, 9)),
            statements=(
                statement(1, 1, "Fourteen people were missing"),
                statement(2, 2, "The coastguard put the number at nine", chain=(by_coastguard,)),
            ),
            checks=(_check(),),
            verdicts=(_verdict(),),
        )
    )


def _spokeswoman() -> Entity:
    link = EntityLink(kind="speaks_for", to=one("E", 3), reason="Harbour master.", **RECORDED)
    name = EntityName(text="Ида Хольм", language="ru", added_by=ANN)
    return entity(2, "Ida Holm", "person", names=(name,), links=(link,))


def _article() -> Article:
    capture = Capture(
        id=one("P"),
        taken_at=MORNING,
        taken_by=ANN,
        method="pasted",
        raw=TEXT.encode(),
        sha256=sha256(TEXT.encode()).hexdigest(),
        text=TEXT,
    )
    return Article(
        id=one("A"),
        outlet=one("E", 1),
        headline="Ferry sinks",
        language="en",
        captures=(capture,),
        **RECORDED,
    )


def _check() -> Check:
    return Check(
        id=one("K"),
        claim=one("C", 2),
        what_we_did="Read the list of passengers.",
        result="supports",
        attachment=Attachment(
            name="list.pdf", media_type="application/pdf", sha256=sha256(BYTES).hexdigest(), data=BYTES
        ),
        **RECORDED,
    )


def _verdict() -> Verdict:
    return Verdict(
        id=one("V"),
        claim=one("C", 2),
        status="confirmed",
        note="The list of passengers says so.",
        decided_at=MORNING,
        decided_by=ANN,
        approvals=(Approval(approved_at=NOON, approved_by=BEN, digest="0" * 64),),
    )


def ruling(number: int = 1, **more: Any) -> Ruling:
    """That the two numbers count different things."""
    given: dict[str, Any] = {
        "claim_a": one("C", 1),
        "claim_b": one("C", 2),
        "rule": "C2",
        "relation": "unrelated",
        "note": "The coastguard counts passengers only.",
        "ruled_at": NOON,
        "ruled_by": ANN,
        **more,
    }
    return Ruling(id=one("R", number), **given)


def merge(into: int, **more: Any) -> EntityMerge:
    return EntityMerge(into=one("E", into), merged_at=NOON, merged_by=ANN, **more)


def changed(dossier: Dossier, what: str, /, **values: Any) -> Dossier:
    """`dossier` with other values on the thing whose id is `what`."""
    if dossier.topic.id == what:
        return replace(dossier, topic=replace(dossier.topic, **values))
    for name in (
        "entities",
        "articles",
        "questions",
        "claims",
        "statements",
        "checks",
        "verdicts",
        "rulings",
    ):
        parts = getattr(dossier, name)
        if any(part.id == what for part in parts):
            mended: Any = tuple(replace(part, **values) if part.id == what else part for part in parts)
            return replace(dossier, **{name: mended})
    raise KeyError(what)


def saved(folder: Path, **dossiers: Dossier) -> list[str]:
    """Files of these dossiers, by name."""
    paths = []
    for name, dossier in dossiers.items():
        path = folder / f"{name}.json"
        path.write_bytes(write(dossier))
        paths.append(str(path))
    return paths

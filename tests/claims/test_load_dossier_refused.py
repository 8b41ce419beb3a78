"""`manage.py load_dossier` refuses what cannot stand, by file, place and reason, and keeps nothing of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claims import dossier as plain
from claims.actions.entities import link, merge
from claims.actions.rulings import rule_on_claims
from claims.dossier import Dossier
from claims.models import (
    Claim,
    Statement,
    Topic,
)
from newsroom.models import User
from sources.models import Entity
from tests.claims.cases import ferry as case
from tests.claims.cases.ferry import ANN, BEN, NOON, changed, ferry, one, saved
from tests.claims.cases.loading import derived_is_stored, load, load_ferry, refusal
from tests.factories import make_claim, make_entity, make_statement

pytestmark = pytest.mark.django_db


def test_refusals_name_file_path_and_reason_and_keep_nothing(tmp_path: Path) -> None:
    """One bad file keeps the good ones out too; each fault is a line."""
    good, bad = saved(tmp_path, good=ferry(), bad=ferry())
    content = json.loads(Path(bad).read_text())
    content["statements"][0]["kind"] = "rumour"
    content["claims"][1]["nature"] = "guess"
    Path(bad).write_text(json.dumps(content))
    lines = refusal(good, bad)
    assert lines[0].startswith(f"{bad}: claims[1].nature: 'guess' is not a code here")
    assert lines[1].startswith(f"{bad}: statements[0].kind: 'rumour' is not a code here")
    assert not Topic.objects.exists()


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    """A file that is not there is told by its name."""
    assert refusal("nowhere.json", str(tmp_path)) == [
        "nowhere.json: cannot be read: No such file or directory",
        f"{tmp_path}: cannot be read: Is a directory",
    ]


OTHER_CONTENT: dict[str, tuple[str, dict[str, Any]]] = {
    "title": (one("T"), {"title": "The other ferry"}),
    "name, slug": (one("E", 4), {"name": "Coast guard", "slug": "guard"}),
    "do_not_name, description": (one("E", 2), {"do_not_name": True, "description": "An official"}),
    "single_valued": (one("Q"), {"single_valued": False}),
    "value": (one("C", 2), {"value": replace(case.claim(2, 9).value, min=None)}),
    "certainty, chain": (one("S", 2), {"certainty": None, "chain": ()}),
    "withdrawn_at, withdrawn_by": (one("S", 2), {"withdrawn_at": NOON, "withdrawn_by": ANN}),
    "attachment": (one("K"), {"attachment": None, "url": ""}),
    "note, decided_by": (one("V"), {"note": "We think so.", "decided_by": "Dee"}),
}


@pytest.mark.parametrize("keys", OTHER_CONTENT)
def test_id_with_other_content_is_refused(tmp_path: Path, keys: str) -> None:
    """An id names one thing for ever: what differs is named, and what is here stays."""
    what, values = OTHER_CONTENT[keys]
    dossier = changed(ferry(), one("V"), status="unverified", approvals=())
    load(*saved(tmp_path, ferry=dossier))
    (path,) = saved(tmp_path, other=changed(dossier, what, **values))
    (line,) = refusal(path)
    place, _, names = line.partition(" differs in ")
    assert place == f"{path}: {what}: is here already, and"
    assert set(names.split(", ")) == set(keys.split(", "))


def test_question_of_another_topic_is_refused(tmp_path: Path) -> None:
    """A question does not move to another topic by being loaded."""
    load_ferry(tmp_path)
    other = replace(ferry(), topic=plain.Topic(id=one("T", 2), title="Storm", slug="storm"))
    (path,) = saved(tmp_path, other=other)
    assert refusal(path) == [f"{path}: {one('Q')}: is here already, and differs in its topic"]


def test_changed_reason_of_a_link_is_refused(tmp_path: Path) -> None:
    """Lists may grow, but what is in them stays."""
    load_ferry(tmp_path)
    (old,) = ferry().entities[1].links
    other = changed(ferry(), one("E", 2), links=(replace(old, reason="Spokeswoman."),))
    (path,) = saved(tmp_path, other=other)
    assert refusal(path) == [f"{path}: {one('E', 2)}: is here already, and differs in links"]


def test_references_may_lead_to_other_files_or_into_the_record(tmp_path: Path) -> None:
    """A statement may relay one of another dossier that is loaded already; else it is refused."""
    told = replace(case.statement(8, 3, "number at nine").chain[0], derived_from=one("S", 2))
    asked = plain.Question(id=one("Q", 2), text="How many did the owner miss?", answer_type="number")
    base = ferry()
    relaying = replace(
        base,
        topic=plain.Topic(id=one("T", 2), title="The owner", slug="the-owner"),
        questions=(asked,),
        claims=(case.claim(3, 9, question=2),),
        statements=(case.statement(8, 3, "number at nine", chain=(told,)),),
        checks=(),
        verdicts=(),
    )
    ferry_file, relay_file = saved(tmp_path, ferry=base, relay=relaying)
    where = f"{relay_file}: {one('S', 8)}.chain[0].derived_from"
    assert refusal(relay_file) == [f"{where}: {one('S', 2)} is in no file and not here: load its dossier too"]
    load(ferry_file)
    load(relay_file)
    assert Statement.objects.get(public_id=one("S", 8)).links.get().derived_from is not None
    assert derived_is_stored()


def _same_answer() -> None:
    make_claim(Claim.objects.get(public_id=one("C", 1)).question, 20)


def _standing_link() -> None:
    editor, (authority, guard) = _two()
    link(by=editor, source=guard, target=authority, kind="owned_by", reason="By law.")


def _merged_elsewhere() -> None:
    editor, (authority, guard) = _two()
    merge(by=editor, source=guard, target=authority)


def _merged_back() -> None:
    editor, (authority, guard) = _two()
    merge(by=editor, source=authority, target=guard)


def _ruled_here() -> None:
    editor, _both = _two()
    first, second = Claim.objects.order_by("public_id")[:2]
    rule_on_claims(by=editor, claim=first, other=second, relation="tension", note="Hm.", rule="C2")


def _tagged_by_approver() -> None:
    claim = Claim.objects.get(public_id=one("C", 1))
    make_statement(claim, by=User.objects.get(username=BEN))


def _two() -> tuple[User, list[Entity]]:
    both = [Entity.objects.get(public_id=one("E", number)) for number in (3, 4)]
    return User.objects.get(username=ANN), both


def _with_link(dossier: Dossier) -> Dossier:
    owned = plain.EntityLink(kind="owned_by", to=one("E", 3), recorded_at=NOON, recorded_by=BEN)
    return changed(dossier, one("E", 4), links=(owned,))


def _with_merge(dossier: Dossier) -> Dossier:
    return changed(dossier, one("E", 4), merges=(case.merge(3),))


def _with_claim(dossier: Dossier) -> Dossier:
    return replace(dossier, claims=(*dossier.claims, case.claim(3, 20)))


def _with_approval(dossier: Dossier) -> Dossier:
    late = replace(dossier.verdicts[0].approvals[0], approved_at=datetime(2099, 1, 1, tzinfo=UTC))
    verdict = replace(dossier.verdicts[0], id=one("V", 2), claim=one("C", 1), status="unverified")
    return replace(dossier, verdicts=(*dossier.verdicts, replace(verdict, approvals=(late,))))


def _with_ruling(dossier: Dossier) -> Dossier:
    return replace(dossier, rulings=(case.ruling(),))


CONFLICTS: dict[str, tuple[Callable[[], None], Callable[[Dossier], Dossier], str]] = {
    "claim": (_same_answer, _with_claim, "gives the same answer here: use that id"),
    "link": (_standing_link, _with_link, "stands here, recorded at another time"),
    "merge": (_merged_elsewhere, _with_merge, "end that first, or leave this out"),
    "ring": (_merged_back, _with_merge, "leads back to where it began"),
    "ruling": (_ruled_here, _with_ruling, "decides the same here, and has not ended"),
    "approval": (_tagged_by_approver, _with_approval, "someone else must approve it"),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_what_the_record_excludes_is_refused(tmp_path: Path, name: str) -> None:
    """What was done here in the meantime and cannot stand beside the file's is named, and stays."""
    here, there, reason = CONFLICTS[name]
    load_ferry(tmp_path)
    here()
    (path,) = saved(tmp_path, there=there(ferry()))
    (line,) = refusal(path)
    assert reason in line


def test_address_of_another_entity_is_refused(tmp_path: Path) -> None:
    """Two entities cannot have one address; whose it is, is named."""
    taken = make_entity("Coastguard")
    (path,) = saved(tmp_path, ferry=ferry())
    assert refusal(path) == [
        f"{path}: {one('E', 4)}.slug: coastguard is the address of {taken.public_id} here: give it another"
    ]


def test_second_replacement_of_a_statement_is_refused(tmp_path: Path) -> None:
    """A statement is replaced once."""
    dossier = ferry()
    third = case.statement(3, 2, "number at nine", supersedes=one("S", 2))
    load(*saved(tmp_path, first=replace(dossier, statements=(*dossier.statements, third))))
    fourth = replace(third, id=one("S", 4))
    (path,) = saved(tmp_path, second=replace(dossier, statements=(*dossier.statements, fourth)))
    reason = f"{one('S', 2)} was replaced by {one('S', 3)} here"
    assert refusal(path) == [f"{path}: {one('S', 4)}.supersedes: {reason}"]


def test_what_only_the_database_can_tell_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a colleague was quicker than our look at the record, nothing is kept, and the file is named."""
    make_entity("Coastguard")
    monkeypatch.setattr("claims.actions.dossiers.conflicts", lambda *_: [])
    (path,) = saved(tmp_path, ferry=ferry())
    (line,) = refusal(path)
    assert line.startswith(f"{path}: the database refuses it (Key (slug)=(coastguard) already exists.)")

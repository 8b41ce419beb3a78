"""`manage.py refresh`: what is derived is what the record says, or is named."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.actions.dossiers import load
from claims.models import Claim, ClaimState, Finding
from claims.stale import stale
from tests.claims.cases.ferry import ferry, one
from tests.factories import make_claim, make_question

pytestmark = pytest.mark.django_db

A, B = one("C", 1), one("C", 2)


@pytest.fixture(autouse=True)
def loaded() -> None:
    load({"ferry": ferry()}, by=None)


def refresh(**options: Any) -> str:
    out = StringIO()
    call_command("refresh", stdout=out, stderr=StringIO(), **options)
    return out.getvalue().strip()


def complaints() -> list[str]:
    """The rows that `refresh --check` names as it fails."""
    errors = StringIO()
    with pytest.raises(CommandError, match="differ from the record: run refresh") as failed:
        call_command("refresh", check=True, stdout=StringIO(), stderr=errors)
    assert failed.value.returncode == 1
    return errors.getvalue().splitlines()


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def forge_state(claim: str, **values: Any) -> None:
    """Put another state in the place of the one that the site shows."""
    row = ClaimState.objects.at().get(claim__public_id=claim)
    ClaimState.objects.filter(pk=row.pk).update(shown_to="2999-01-01T00:00:00Z")
    row.pk = None
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_check_is_clean_and_counts() -> None:
    """After any action there is nothing to say but how much was compared."""
    assert refresh(check=True) == "Clean: 2 states and 1 findings of 1 questions"


def test_check_names_a_state_that_differs() -> None:
    """A count that was tampered with is named with what it is and what it should be."""
    forge_state(A, origins_for=7, conflicts_with=[])
    assert complaints() == [
        f"state of {A}: origins_for is 7 and should be 1, conflicts_with is [] and should be ['{B}']"
    ]


def test_check_names_a_state_that_is_missing() -> None:
    """A claim that shows nothing at all is found too."""
    tamper("UPDATE claims_claimstate SET shown_to = '2999-01-01' WHERE status = ''")
    assert complaints() == [f"state of {A}: missing"]


def test_check_names_a_finding_that_differs() -> None:
    """A contradiction turned into a tension is named by rule and claims."""
    tamper("UPDATE claims_finding SET level = 'tension', pairs = 3")
    assert complaints() == [
        f"finding C2 {A} {B}: level is tension and should be contradiction, pairs is 3 and should be 1"
    ]


def test_check_names_findings_that_are_missing_or_should_not_be() -> None:
    """A contradiction that somebody removed, and one that no rule finds."""
    tamper("UPDATE claims_finding SET rule = 'C5'")
    assert complaints() == [f"finding C2 {A} {B}: missing", f"finding C5 {A} {B}: no rule finds it"]


def test_check_writes_nothing() -> None:
    """Looking does not mend."""
    tamper("DELETE FROM claims_finding")
    complaints()
    assert not Finding.objects.exists()


def test_refresh_mends_what_differs() -> None:
    """Everything derived comes back from the record alone."""
    tamper("DELETE FROM claims_finding")
    forge_state(A, origins_for=7)
    assert refresh() == "Refreshed: 2 states and 1 findings of 1 questions"
    assert refresh(check=True).startswith("Clean")
    assert Finding.objects.get().rule == "C2"


def test_refresh_leaves_what_is_right() -> None:
    """A claim whose state is right keeps its row, and so its history."""
    before = list(ClaimState.objects.values_list())
    refresh()
    assert list(ClaimState.objects.values_list()) == before


def test_questions_are_taken_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many questions there are, each is compared."""
    for number in range(5):
        make_claim(make_question(), number)
    monkeypatch.setattr("claims.management.commands.refresh.STEP", 2)
    assert refresh(check=True) == "Clean: 7 states and 1 findings of 6 questions"
    forge_state(Claim.objects.latest("pk").public_id, outlets=9)
    assert len(complaints()) == 1
    refresh()
    assert refresh(check=True).startswith("Clean")


def test_cost_of_a_check_does_not_grow_with_claims(django_assert_max_num_queries: Any) -> None:
    """A step takes a fixed number of queries."""
    question = make_question()
    for number in range(6):
        make_claim(question, number)
    with django_assert_max_num_queries(20):
        assert stale([claim.question_id for claim in Claim.objects.only("question")]) == []

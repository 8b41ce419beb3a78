"""Random sequences of writes: what is stored is what follows from the record, and the past stays as it was.

`./run bench random-writes` runs the long form: 200 sequences of 40 steps.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    run_state_machine_as_test,
)

from tests.claims.cases.world import World
from tests.claims.cases.writing import SEQUENCES, Writing


@pytest.mark.django_db
def test_stored_is_recomputed_and_the_past_stays() -> None:
    """After any writes in any order what is derived is what the record says, now and of every past moment."""
    Writing.world = World()
    long = bool(SEQUENCES)
    run_state_machine_as_test(
        Writing,
        settings=settings(
            max_examples=SEQUENCES or 5,
            stateful_step_count=40 if long else 12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink] if long else [Phase.generate],
            derandomize=not long,
            database=None,
        ),
    )
    if long:
        print("No drift, no changed past:", dict(Writing.counts))

"""Verdicts that rest on evidence which is no longer what it was."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import ContainedBy, DataContains, KeyTransform
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Check, ClaimState, Statement
from claims.presenting.evidence_compared import COUNTS
from claims.presenting.queues.queue import Queue, QueueRow, claim_row
from claims.wording import dates
from newsroom.models import User


def _rows(user: User) -> QuerySet[ClaimState]:
    decided = ClaimState.objects.at().filter(verdict__isnull=False, claim__moved_to__isnull=True)
    related = decided.filter(_differs()).select_related("claim__question", "verdict__decided_by")
    return related.defer("claim__search")


def _differs() -> Q:
    """As `claims.presenting.evidence_compared` compares: what a snapshot came without says nothing."""
    condition = Q()
    for key, now in _now().items():
        kept = KeyTransform(key, "verdict__evidence")
        # Lists are sets here, however they are ordered: each contains the other, or they differ.
        same = Q(DataContains(_known(key, kept), now)) & Q(ContainedBy(kept, now))
        told = Q(verdict__evidence__has_key=key)
        if key == "open_conflicts":
            # Where it is kept which they were, their number says no more.
            told &= ~Q(verdict__evidence__has_key="conflicts_with")
        condition |= told & ~same
    return condition


def _known(key: str, kept: KeyTransform) -> KeyTransform | Func:
    """What was kept, and of contradictions those too that were the desk's alone: it has seen them."""
    if key != "conflicts_with":
        return kept
    alone = Coalesce(
        KeyTransform("desk_conflicts", "verdict__evidence"), Value([], JSONField()), output_field=JSONField()
    )
    return Func(kept, alone, template="(%(expressions)s)", arg_joiner=" || ", output_field=JSONField())


def _now() -> dict[str, Func]:
    """Each part of a snapshot as the record has it today."""
    own = {"claim": OuterRef("claim")}
    statements = Statement.objects.standing().filter(**own).values("public_id")
    checks = Check.objects.standing().filter(**own).values("public_id")
    columns = {name: _json(F(name)) for name in (*COUNTS, "conflicts_with")}
    return {
        **columns,
        "statements": _json(ArraySubquery(statements)),
        "checks": _json(ArraySubquery(checks)),
    }


def _json(value: F | ArraySubquery) -> Func:
    return Func(value, function="to_jsonb", output_field=JSONField())


def _show(states: Sequence[ClaimState]) -> list[QueueRow]:
    return [
        claim_row(state.pk, state.claim, _decided(state), part="verdict", status=state.status)
        for state in states
    ]


def _decided(state: ClaimState) -> str:
    assert state.verdict
    return _("decided by %(who)s, %(at)s") % {
        "who": state.verdict.decided_by,
        "at": dates.moment(state.verdict.decided_at),
    }


CHANGED = Queue(
    code="changed",
    title=gettext_lazy("Evidence changed since the verdict"),
    waits=gettext_lazy("with new evidence"),
    done=gettext_lazy("Every verdict still rests on the evidence it was decided on."),
    note=gettext_lazy("Read what came and what went, then decide again, or leave the verdict as it is."),
    rows=_rows,
    keys=("shown_from", "pk"),
    show=_show,
    several=("assign",),
)

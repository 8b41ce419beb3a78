"""Whether the record has changed under a verdict since it was decided."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import ngettext

from claims.models import Check, ClaimState, Statement
from claims.presenting.claim_record import ClaimRecord


def evidence_changes(record: ClaimRecord) -> list[str]:
    """What came and went since the verdict in force was decided; in two queries where there is one."""
    verdict = record.state.verdict
    seen = verdict.evidence if verdict else {}
    if not {"statements", "checks", "conflicts_with"} <= seen.keys():
        return []
    statements = Statement.objects.standing(record.at).filter(claim=record.claim)
    checks = Check.objects.standing(record.at).filter(claim=record.claim)
    now = {
        "statements": set(statements.values_list("public_id", flat=True)),
        "checks": set(checks.values_list("public_id", flat=True)),
        "conflicts_with": set(record.state.conflicts_with),
    }
    changes = []
    for name, held in now.items():
        came, went = held - set(seen[name]), set(seen[name]) - held
        if name == "conflicts_with":
            came -= set(seen.get("desk_conflicts", ()))
            went = _public(went, record.at)
        changes += [_came(name, len(came))] if came else []
        changes += [_went(name, len(went))] if went else []
    return changes


def _public(claims: set[str], at: datetime | None) -> set[str]:
    """Those of these claims that readers had seen by `at`, which nobody has seen of what was held."""
    if not claims:
        return claims
    shown = ClaimState.objects.published().filter(claim__public_id__in=claims)
    shown = shown.filter(shown_from__lte=at) if at else shown
    return set(shown.values_list("claim__public_id", flat=True))


def _came(name: str, count: int) -> str:
    return {
        "statements": ngettext("%(n)d new statement", "%(n)d new statements", count),
        "checks": ngettext("%(n)d new check", "%(n)d new checks", count),
        "conflicts_with": ngettext("%(n)d new contradiction", "%(n)d new contradictions", count),
    }[name] % {"n": count}


def _went(name: str, count: int) -> str:
    return {
        "statements": ngettext("%(n)d statement withdrawn", "%(n)d statements withdrawn", count),
        "checks": ngettext("%(n)d check withdrawn", "%(n)d checks withdrawn", count),
        "conflicts_with": ngettext("%(n)d contradiction gone", "%(n)d contradictions gone", count),
    }[name] % {"n": count}

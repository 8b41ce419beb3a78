"""Whether the record has changed under a verdict since it was decided."""

from __future__ import annotations

from django.utils.translation import ngettext

from claims.models import Check, Statement
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
        came, went = len(held - set(seen[name])), len(set(seen[name]) - held)
        changes += [_came(name, came)] if came else []
        changes += [_went(name, went)] if went else []
    return changes


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
